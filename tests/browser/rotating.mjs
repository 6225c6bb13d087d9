// A coach composes several rounds: with a script and without, in both languages, by keyboard.
import { bring, names } from './composing.mjs';
import { stopsSearching } from './carrying.mjs';
import { say, same } from './tap.mjs';
import * as people from './people.mjs';

const rounds = { low: '4', high: '4', tours: '3' };
const shown = async ({ page }) => (await page.locator('.tabs [aria-current]').innerText()).replace(/\s/g, ' ');
const peopleIn = ({ page }) => page.locator('.teams .people').allInnerTexts();

async function seesEachRound(person) {
  const { page } = person;
  same(await page.locator('.tabs a').count(), 3, 'there is a tab for each round');
  const first = await peopleIn(person);
  await page.locator('.tabs a').nth(1).press('Enter');
  await page.waitForURL(/tour=2/);
  await page.locator('.tabs li:nth-child(2) [aria-current]').waitFor();
  say((await peopleIn(person)).join() !== first.join(), 'each round has teams of its own');
  say(/paires se rencontrent/.test(await page.locator('#m-t').innerText()), 'who meets whom is told in words');
  same(await page.locator('.lock').count(), 0, 'no lock is offered in a rotation');
  say(/ne se verrouille/.test(await page.locator('#equipes .basis').innerText()), '… and the page says why');
}

async function exchanges(person) {
  const { page } = person;
  const before = await peopleIn(person);
  await page.locator('li a[id]', { hasText: 'Hugo' }).press('Enter');
  await page.locator('a.chip:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#faire:focus').waitFor();
  say(/retrouvailles/.test(await page.locator('#cout').innerText()), 'an exchange tells what it does to meetings');
  await page.keyboard.press('Enter');
  await page.locator('#cout').waitFor({ state: 'detached' });
  same(await shown(person), 'Tour 2', 'after an exchange the same round is shown');
  say((await peopleIn(person)).join() !== before.join(), 'the keyboard alone exchanges two people');
  await page.locator('#annuler').press('Enter');
  await page.locator('#annuler').waitFor({ state: 'detached' });
  same((await peopleIn(person)).join(), before.join(), 'undoing gives the round back');
}

async function withoutScript(scene, cookies) {
  const person = await people.arrive(scene.browser, scene.address, { viewport: people.desk, script: false });
  await person.context.addCookies(cookies);
  const { page } = person;
  await bring(person, '', { ...rounds, passe: 'nom;équipe\nAïda;1\nBastien;1' });
  say(/1 paire/.test(await page.locator('.settings').innerText()), 'past teams are understood');
  await page.locator('.tabs a').nth(2).click();
  same(await shown(person), 'Tour 3', 'without a script a link shows another round');
  await page.click('#encore');
  same(await shown(person), 'Tour 3', '… and a button searches on, the round still shown');
  await page.selectOption('#qui', { label: 'Hugo' });
  const other = await page.locator('#contre option', { hasText: 'Karim' }).getAttribute('value');
  const together = await page.locator('.team-card', { hasText: 'Hugo' }).filter({ hasText: 'Karim' }).count();
  await page.selectOption('#contre', together ? { label: 'Aïda' } : other);
  await page.click('.moves-form button');
  await page.click('#faire');
  same(await shown(person), 'Tour 3', 'without a script a form exchanges two people');
  const csv = await person.context.request.get(`${page.url().split('?')[0]}/export/csv`);
  same((await csv.text()).trim().split('\n').length, 1 + 3 * names.length, 'everyone is exported in every round');
  await page.click('form[action$="/creer"] button');
  same(await page.locator('.links .card').count(), names.length, 'the teams of that round are created');
  return person;
}

export async function rotating(scene) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  await people.openAccount(coach, 'Camille', 'tours@exemple.fr');
  await bring(coach, 'Hugo, Pauline', rounds);
  await coach.page.locator('.teams').waitFor();
  await stopsSearching(coach);
  await seesEachRound(coach);
  await exchanges(coach);
  await scene.look(coach, 'composing, several rounds');
  // Each coach has one search at a time.
  await coach.page.goto('/composer');
  await coach.page.waitForTimeout(4500);
  const bare = await withoutScript(scene, await coach.context.cookies());
  const troubles = [...coach.troubles, ...bare.troubles];
  same(troubles.length, 0, 'rotating, no browser complained of anything');
  if (troubles.length) say(false, 'complaints', troubles);
}
