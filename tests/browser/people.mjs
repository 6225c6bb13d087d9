// People in front of a browser: what they press, and what their browser complained of.
export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 800 };

// A page that was refused on purpose, and a network that was cut on purpose, are no trouble.
const meant = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/;

function watch(page, address, troubles) {
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) troubles.push(`asks for ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !meant.test(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('dialog', (dialog) => {
    troubles.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
}

export async function arrive(browser, address, { viewport = phone, script = true, lang = 'fr' } = {}) {
  const context = await browser.newContext({
    baseURL: address, viewport, javaScriptEnabled: script,
    locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
  });
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  const troubles = [];
  watch(page, address, troubles);
  return { context, page, troubles, script, lang };
}

export async function status(person, path) {
  const answer = await person.context.request.get(path);
  return answer.status();
}

export async function openAccount({ page }, name, email) {
  await page.goto('/coach/nouveau');
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.fill('#password', 'une longue phrase de passe');
  await page.click('main button[type=submit]');
}

// Leaves the page of links on the screen; gives their paths and the team's, which the starter
// of a team alone only learns by their own link.
export async function makeTeam({ page }, team) {
  await page.goto('/equipes/nouvelle');
  await page.fill('#name', team.name);
  await page.fill('#aim', team.aim);
  for (let i = 0; i < team.members.length; i++) {
    const [name, craft, horizon] = team.members[i];
    if (!await page.locator(`[name=name${i + 1}]`).count()) await page.click('button[name=plus]');
    await page.fill(`[name=name${i + 1}]`, name);
    await page.fill(`[name=craft${i + 1}]`, craft);
    await page.fill(`[name=horizon${i + 1}]`, horizon ?? '');
  }
  await page.click('main button.main');
  const links = await page.locator('.links input').evaluateAll((all) => all.map((i) => i.value));
  const [home] = await page.locator('main a[href^="/t/"]').evaluateAll(
    (all) => all.map((a) => a.getAttribute('href').match(/^\/t\/\d+/)[0]));
  return { links: links.map((link) => link.slice(link.indexOf('/r/'))), home };
}

export async function openSeat({ page }, link) {
  await page.goto(link);
  await page.click('main form button[type=submit]');
}

export async function begin({ page }, home, consent) {
  await page.goto(`${home}/repondre`);
  if (consent) await page.click(`label:has(input[name=consent][value=${consent}])`);
  await page.click('button[name=equipe][value=oui]');
}

// One choice in each question of the screen; pick(i, name) is a value of the radios. Pressed
// one by one, or, to be quick where this has been seen, all checked at once.
export async function choose({ page }, pick, pressed = true) {
  const names = await page.locator('main input[type=radio]').evaluateAll(
    (all) => [...new Set(all.map((radio) => radio.name))]);
  const chosen = names.map((name, i) => `input[name="${name}"][value="${pick(i, name)}"]`);
  if (!pressed) {
    await page.evaluate((all) => {
      for (const one of all) document.querySelector(one).checked = true;
    }, chosen);
    return;
  }
  for (const one of chosen) await page.click(`label:has(${one})`);
}

export const kind = ({ page }) => page.evaluate(() =>
  document.querySelector('#rangs') ? 'ranks'
  : document.querySelector('[name=envoyer]') ? 'guess' : 'choices');

// From the screen shown to the end. `at`, when given, is told of each screen before it is left.
export async function answerAll(person, { pick, at = async () => {}, forGood = false }) {
  const { page } = person;
  for (let screen = 1; ; screen++) {
    const what = await kind(person);
    if (what !== 'ranks') {
      await choose(person, (i, name) => name === 'moment' ? 1 + (pick(i, name) % 4) : pick(i, name),
        screen <= 2 || what === 'guess');
    }
    await at(screen, what);
    if (what === 'guess') break;
    await page.click(what === 'ranks' ? 'button[name=garder]' : '.actions button.main');
  }
  await page.click(`button[name=envoyer][value="${forGood ? 2 : 1}"]`);
}
