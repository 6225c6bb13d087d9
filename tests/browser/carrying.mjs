// A coach drops a file, watches the search, carries people by mouse and by finger, locks a team
// and has the rest composed anew.
import { readFileSync } from 'node:fs';
import { bring, names, teamOf } from './composing.mjs';
import { middle, until } from './hands.mjs';
import { say, same } from './tap.mjs';
import * as people from './people.mjs';

const csv = (bytes, name = 'liste.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
const list = 'Prénom;Site\r\n' + names.map((name, i) => `${name};S${i % 3}`).join('\r\n');
// No composition of it reaches the ceiling, so that there is something to search.
const roster = readFileSync(new URL('../../content/examples/roster.csv', import.meta.url), 'utf8');
const field = '.composer-list .drop input[type=file]';

async function dropsFiles({ page }) {
  await page.goto('/composer');
  await page.setInputFiles(field, csv([0x50, 0x4b, 3, 4, 0, 0, 6, 0], 'liste.xlsx'));
  const told = page.locator('.composer-list .fault');
  await until(async () => /n’est pas du texte/.test(await told.innerText()));
  say(true, 'a spreadsheet’s own file is told to be none');
  same(await page.inputValue('#liste'), '', '… and leaves the form as it was');
  await page.setInputFiles(field, csv(Buffer.alloc(5 << 20, 'a')));
  await until(async () => /trop gros/.test(await told.innerText()));
  say(true, 'five megabytes are told to be too many');
  await page.setInputFiles(field, csv('\ufeff' + list, 'Passerelles.csv'));
  await until(async () => (await page.inputValue('#liste')) !== '');
  same(await page.inputValue('#nom'), 'Passerelles', 'a dropped file names the composition');
  await page.setInputFiles(field, csv(Buffer.from('nom;site\nAna\xefs;N', 'latin1')));
  await until(async () => (await page.inputValue('#liste')).includes('Anaïs'));
  say(true, 'a file in the letters of Windows is read');
}

// Past what is under way, nothing more is found by itself.
export async function stopsSearching({ page }) {
  const busy = page.locator('#pause');
  if (!await busy.count()) return;
  if (/Arrêter|Stop/.test(await busy.innerText())) await busy.press('Enter');
  await page.waitForTimeout(4500);
}

const steps = async ({ page }) => page.locator('#qualite .basis').innerText();

async function improvesLive(person) {
  const { page } = person;
  await bring(person, '', {}, roster);
  await page.locator('#pause').waitFor();
  say(/%|plafond|connu/.test(await page.locator('#q-t').innerText()), 'the gap stands above the teams while it searches');
  await page.locator('#trouve').waitFor();
  say(true, 'the page follows the search by itself');
  await stopsSearching(person);
  const kept = await steps(person), teams = await page.locator('.teams').innerText();
  await page.waitForTimeout(2500);
  same(await steps(person), kept, 'stopped, it searches no more');
  await page.reload();
  if (await page.locator('#pause').count()) await page.locator('#pause').press('Enter');
  same(await page.locator('.teams').innerText(), teams, '… and what it found is kept');
  await stopsSearching(person);
}

const row = ({ page }, name) => page.locator('[data-person]', { has: page.locator('a[id]', { hasText: new RegExp(`^${name}$`) }) });
const elsewhere = async ({ page }, team) => page.locator(`.team-card:not([data-team="${team}"])`).first();

async function movesByMouse(person) {
  const { page } = person;
  const before = await teamOf(person, 'Hippolyte');
  const card = await elsewhere(person, before);
  // Both on the screen: a drag that scrolls between its press and its first move is none.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await row(person, 'Hippolyte').dragTo(card.locator('h3'));
  await page.locator('#faire').waitFor();
  same(await teamOf(person, 'Hippolyte'), before, 'dropped, a person stays until the cost is accepted');
  await page.locator('#faire').click();
  await page.locator('#cout').waitFor({ state: 'detached' });
  say(await teamOf(person, 'Hippolyte') !== before, 'the mouse carries a person to another team');
  await page.locator('#annuler').click();
  await until(async () => await teamOf(person, 'Hippolyte') === before);
  say(true, 'undoing brings them back');
}

async function locksAndRecomposes(person) {
  const { page } = person;
  const kept = await teamOf(person, 'Hippolyte');
  const card = page.locator(`.team-card[data-team="${kept}"]`);
  const before = await card.locator('.people').innerText();
  await card.locator('button[value=verrouiller]').press('Enter');
  await card.locator('.flag').waitFor();
  const search = await steps(person);
  await page.locator('#reste').press('Enter');
  await until(async () => await steps(person) !== search);
  same(await card.locator('.people').innerText(), before, 'a locked team keeps its people while the rest is composed anew');
  await card.locator('button[value=deverrouiller]').press('Enter');
  await card.locator('.flag').waitFor({ state: 'detached' });
  await stopsSearching(person);
}

async function movesByFinger(scene, cookies, url) {
  const person = await people.arrive(scene.browser, scene.address, { touch: true });
  const { context, page } = person;
  await context.addCookies(cookies);
  await page.goto(url);
  await stopsSearching(person);
  const before = await teamOf(person, 'Hippolyte');
  const grip = row(person, 'Hippolyte').locator('.grip');
  say(await grip.isVisible(), 'where fingers touch, each person has a grip');
  const next = page.locator('.team-card').nth(Number(before) === 0 ? 1 : Number(before) - 1);
  await grip.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const finger = await context.newCDPSession(page);
  const touch = (type, touchPoints) => finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [middle(await grip.boundingBox())]);
  // The page scrolls under the finger until the card is there.
  for (let i = 0; i < 200; i++) {
    const box = await next.locator('.people').boundingBox();
    const y = Math.max(20, Math.min(824, box.y + 10));
    await touch('touchMove', [{ x: 180, y }]);
    if (y > 100 && y < 740) break;
  }
  await touch('touchEnd', []);
  await page.locator('#faire').waitFor();
  await page.locator('#faire').tap();
  await page.locator('#cout').waitFor({ state: 'detached' });
  say(await teamOf(person, 'Hippolyte') !== before, 'a finger carries a person to another team');
  return person;
}

export async function carrying(scene) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  await people.openAccount(coach, 'Camille', 'porter@exemple.fr');
  await dropsFiles(coach);
  await improvesLive(coach);
  await movesByMouse(coach);
  await locksAndRecomposes(coach);
  const phone = await movesByFinger(scene, await coach.context.cookies(), coach.page.url());
  const troubles = [...coach.troubles, ...phone.troubles];
  same(troubles.length, 0, 'carrying, no browser complained of anything');
  if (troubles.length) say(false, 'complaints', troubles);
}
