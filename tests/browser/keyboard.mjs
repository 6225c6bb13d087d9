// The keyboard alone: where Tab goes, and whether one sees where one is.
import { say } from './tap.mjs';

// One name for each place Tab must reach: a group of radios is one place.
const places = ({ page }) => page.evaluate(() => {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  const found = new Set();
  globalThis.placeOf = (one) => one.type === 'radio' ? `radio ${one.name}`
    : `${one.tagName} ${[...all].indexOf(one)} ${(one.textContent || one.name || '').trim().slice(0, 30)}`;
  for (const one of all) {
    const shut = one.closest('details:not([open])');
    const there = one.checkVisibility() && !(shut && !one.matches('summary'));
    if (!one.disabled && one.type !== 'hidden' && one.tabIndex >= 0 && there) found.add(placeOf(one));
  }
  return [...found];
});

// Where the focus is, and whether it shows: without it, something near would look different.
// Looked at once for each place: a field of a date is several stops, and leaving it goes back.
const here = ({ page }, asked) => page.evaluate((names) => {
  const one = document.activeElement;
  if (!one || one === document.body || !names.includes(globalThis.placeOf(one))) return null;
  const near = [one, one.nextElementSibling, one.parentElement].filter(Boolean);
  const look = () => near.map((shown) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(shown);
    return [outlineStyle, outlineWidth, outlineColor, boxShadow].join();
  }).join();
  const focused = look();
  one.blur();
  const drawn = look() !== focused;
  one.focus();
  return { place: globalThis.placeOf(one), drawn };
}, [...asked]);

// Walks the page by Tab from its top: each place is reached, and each shows the focus.
export async function walk(person, name) {
  const { page } = person;
  const asked = new Set(await places(person));
  const unseen = [];
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  for (let press = 0; press < 400 && asked.size > 0; press++) {
    await page.keyboard.press('Tab');
    const at = await here(person, asked);
    if (!at) continue;
    if (!at.drawn) unseen.push(`no focus to be seen on ${at.place}`);
    asked.delete(at.place);
  }
  const missed = [...asked].map((place) => `never reached: ${place}`);
  say(missed.length + unseen.length === 0, `${name}: everything is reached by Tab, and one sees where one is`,
    [...missed, ...new Set(unseen)]);
}

// Presses Tab until the focus is on what the selector says.
export async function reach({ page }, selector) {
  for (let press = 0; press < 400; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
  }
  throw new Error(`Tab never reaches ${selector} on ${page.url()}`);
}

export async function pressOn(person, selector, key = 'Enter') {
  await reach(person, selector);
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press(key)]);
}

// Chooses in each group of radios of the screen, by Tab and the space bar or the arrows.
export async function chooseAll({ page }, steps) {
  const groups = await page.locator('main input[type=radio]').evaluateAll(
    (all) => new Set(all.map((radio) => radio.name)).size);
  const chosen = new Set();
  for (let press = 0; press < 400 && chosen.size < groups; press++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.type === 'radio' ? document.activeElement.name : null);
    if (!name || chosen.has(name)) continue;
    await page.keyboard.press('Space');
    for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowRight');
    chosen.add(name);
  }
  const checked = await page.locator('main input[type=radio]:checked').count();
  if (checked !== groups) throw new Error(`${checked} of ${groups} groups answered by keyboard`);
}
