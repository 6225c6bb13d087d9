// A coach composes teams from a pasted list: with the keyboard alone, and without a script.
import { say, same } from './tap.mjs';
import * as people from './people.mjs';

export const names = ['Aïda', 'Bastien', 'Camille', 'Denis', 'Élodie', 'Fanny', 'Gilles', 'Hugo', 'Inès',
  'Jonas', 'Karim', 'Lucie', 'Manon', 'Nabil', 'Olivia', 'Pauline'];
const crafts = ['Soin', 'Technique', 'Administration', 'Terrain'];
const list = ['Prénom;Fonction;Site;Ancienneté;Animation', ...names.map((name, i) =>
  `${name};${crafts[(i * 7) % 4]};${['Nord', 'Sud', 'Est'][(i * 5) % 3]};${1 + ((i * 11) % 9)};${i % 4 ? 'non' : 'oui'}`)].join('\n');

export async function bring(person, apart, more = {}, text = list) {
  const { page } = person;
  await page.goto('/composer');
  await page.fill('#liste', text);
  await page.fill('#nom', 'Passerelles');
  await page.click('.composer-list button[type=submit]');
  await page.waitForURL(/\/choix$/);
  await page.fill('#separer', apart);
  for (const [name, value] of Object.entries(more)) await page.fill(`[name=${name}]`, value);
  await page.click('.composer-choices button[type=submit]');
}

export const teamOf = ({ page }, name) => page.locator('.team-card', { has: page.locator('li a[id]', { hasText: new RegExp(`^${name}$`) }) })
  .first().getAttribute('data-team');

// Tab and Enter only, from the name to the button that moves.
async function movesByKeyboard(person) {
  const { page } = person;
  const before = await teamOf(person, 'Hugo');
  if (await page.locator('#pause').count()) await page.locator('#pause').press('Enter');
  await page.locator('li a[id]', { hasText: 'Hugo' }).press('Enter');
  await page.locator('.lifted').waitFor();
  await page.locator('.team-card > .row > a:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#faire:focus').waitFor();
  say((await page.locator('#cout li').count()) >= 1, 'a move tells what it costs before it is made');
  await page.keyboard.press('Enter');
  await page.locator('#cout').waitFor({ state: 'detached' });
  say((await teamOf(person, 'Hugo')) !== before, 'the keyboard alone moves a person');
  await page.locator('#annuler').press('Enter');
  await page.locator('#annuler').waitFor({ state: 'detached' });
  same(await teamOf(person, 'Hugo'), before, 'undoing puts them back');
}

// Every step is a page of its own.
async function withoutScript(scene, cookies) {
  const person = await people.arrive(scene.browser, scene.address, { viewport: people.desk, script: false });
  await person.context.addCookies(cookies);
  const { page } = person;
  await bring(person, '');
  const before = await teamOf(person, 'Hugo');
  await page.selectOption('#qui', { label: 'Hugo' });
  await page.selectOption('#vers', String((Number(before) + 1) % 4));
  await page.click('.moves-form button');
  await page.click('#faire');
  same(await teamOf(person, 'Hugo'), String((Number(before) + 1) % 4), 'without a script a form moves a person');
  await page.click('#reste');
  await page.click('#encore');
  say((await page.locator('.team-card').count()) === 4, 'without a script a button searches on');
  return person;
}

// axe-core needs a browser that runs scripts: the same page, in the coach's other window.
async function lookWithScript(scene, coach, bare, name) {
  await coach.page.goto(bare.page.url());
  await scene.look(coach, name);
}

export async function composing(scene) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  await people.openAccount(coach, 'Camille', 'composer@exemple.fr');
  await coach.page.goto('/composer');
  await scene.look(coach, 'composing, the list');
  await bring(coach, 'Hugo, Personne');
  say(/« Personne »|Personne/.test(await coach.page.locator('#separer-faux').innerText()),
    'a wish about a stranger is told beside the wishes');
  await coach.page.fill('#separer', 'Hugo, Pauline');
  await scene.look(coach, 'composing, the choices', false);
  await coach.page.click('.composer-choices button[type=submit]');
  await coach.page.locator('.teams').waitFor();
  await movesByKeyboard(coach);
  const bare = await withoutScript(scene, await coach.context.cookies());
  await lookWithScript(scene, coach, bare, 'composing, the teams');
  await bare.page.locator('li a[id]', { hasText: 'Hugo' }).click();
  await bare.page.locator('.team-card > .row > a').first().click();
  await lookWithScript(scene, coach, bare, 'composing, what a move costs');
  await bare.page.click('form[action$="/creer"] button');
  same(await bare.page.locator('.links .card').count(), names.length, 'the teams are created, a link for each person');
  const troubles = [...coach.troubles, ...bare.troubles];
  same(troubles.length, 0, 'composing, no browser complained of anything');
  if (troubles.length) say(false, 'complaints', troubles);
}
