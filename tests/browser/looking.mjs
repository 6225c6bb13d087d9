// What axe-core and the width of the screen say of a page as it stands. Each page is looked
// at in four ways, so that each language meets each width, and each width light and dark.
import { say } from './tap.mjs';
import { desk, phone } from './people.mjs';

const ways = [
  { lang: 'fr', viewport: phone, colorScheme: 'light' },
  { lang: 'fr', viewport: desk, colorScheme: 'dark' },
  { lang: 'en', viewport: phone, colorScheme: 'dark' },
  { lang: 'en', viewport: desk, colorScheme: 'light' },
];

// Through the debugger: the policy of the page forbids it to bring a script in.
async function load(page, source) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  await session.detach();
}

async function faults(page) {
  return page.evaluate(async () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`wider than the screen by ${scrollWidth - clientWidth}`] : [];
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { violations } = await globalThis.axe.run(document);
    for (const v of violations) {
      for (const n of v.nodes) found.push(`${v.id}: ${n.html.slice(0, 200)} ${n.failureSummary ?? ''}`);
    }
    return found;
  });
}

// Without its fragment: to go to a place of the same page would not ask for it again.
async function speak(page, lang) {
  const [url] = page.url().split('#');
  await page.context().addCookies([{ name: 'alliage-lang', value: lang, url }]);
  await page.goto(url);
}

export function looker(axe, shots) {
  // `asked` says whether the page can be asked for again: the answer to a form cannot.
  return async function look({ page, script }, name, asked = true) {
    if (!script) throw new Error('axe-core needs a browser that runs scripts');
    const found = [];
    const before = page.viewportSize();
    const own = (await page.getAttribute('html', 'lang')).slice(0, 2);
    let loaded = false;
    for (const { lang, viewport, colorScheme } of ways) {
      if (asked && (await page.getAttribute('html', 'lang')).slice(0, 2) !== lang) {
        await speak(page, lang);
        loaded = false;
        const spoken = (await page.getAttribute('html', 'lang')).slice(0, 2);
        if (spoken !== lang) found.push(`asked for in ${lang}, it speaks ${spoken}`);
      }
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      if (!loaded) await load(page, axe.source);
      loaded = true;
      const now = asked ? lang : own;
      if (shots) await page.screenshot({ path: `${shots}/${name.replace(/\W+/g, '-')}-${now}-${viewport.width}-${colorScheme}.png`, fullPage: true });
      for (const fault of await faults(page)) found.push(`${now} ${viewport.width} ${colorScheme}: ${fault}`);
    }
    if (asked && own !== 'en') await speak(page, own);
    await page.setViewportSize(before);
    await page.emulateMedia({ colorScheme: 'light' });
    say(found.length === 0, `${name}: axe-core finds nothing, nothing is wider than the screen`, found);
  };
}
