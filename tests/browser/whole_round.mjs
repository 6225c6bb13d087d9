// A coach and five phones play a whole round, from the account to the portrait.
import { middle } from './hands.mjs';
import { say, same } from './tap.mjs';
import * as people from './people.mjs';

const team = {
  name: 'Équipe des halles', aim: 'Ouvrir la halle rénovée avant la fin de juin',
  members: [
    ['Aïcha', 'Architecte', 'juin'], ['Bruno', 'Conducteur de travaux', 'juin'],
    ['Claire', 'Économiste', 'septembre'], ['David', 'Paysagiste', ''], ['Élise', 'Juriste', ''],
  ],
};
const ways = [
  { who: 'Aïcha, who ranks by the buttons', script: true, lang: 'fr' },
  { who: 'Bruno, without a script', script: false, lang: 'fr' },
  { who: 'Claire, in English', script: true, lang: 'en', touch: true },
  { who: 'David, without a script', script: false, lang: 'fr' },
  { who: 'Élise, who ranks by hand', script: true, lang: 'fr' },
];
const pickOf = (member) => (i, name) => 1 + ((i * 3 + member * 2 + name.length) % 7);

const checked = ({ page }) => page.locator('main input:checked').evaluateAll(
  (all) => all.map((radio) => `${radio.name}=${radio.value}`).join(' '));
const order = ({ page }) => page.locator('.ranking li').evaluateAll(
  (rows) => rows.map((row) => row.dataset.key).join(' '));

// Reloads in the middle of a step, once each choice has left.
async function reloads(person) {
  const before = await checked(person);
  await person.page.waitForLoadState('networkidle');
  await person.page.reload();
  same(await checked(person), before, 'a reload finds again what was chosen on the step');
}

// Loses the network, goes on choosing, tries to go on, and finds it all when it comes back.
async function loses(person) {
  const { context, page } = person;
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await people.choose(person, (i) => 2 + i);
  await page.locator('#hors-ligne .note').waitFor();
  const before = await checked(person);
  await page.click('.actions button.main');
  await page.waitForTimeout(200);
  same(await checked(person), before, 'without a network the step stays on the screen');
  await context.setOffline(false);
  await page.locator('#hors-ligne .note').waitFor({ state: 'detached' });
  say(true, 'the notice leaves when the network is back');
  await page.reload();
  same(await checked(person), before, 'what was chosen without a network is saved once it is back');
}

async function ranksByButton(person) {
  const { page } = person;
  const before = (await order(person)).split(' ');
  await page.locator('.ranking li').first().locator('button[name=bas]').click();
  const after = (await order(person)).split(' ');
  same(after.slice(0, 2).join(' '), `${before[1]} ${before[0]}`, 'a button moves a line of the ranking');
}

async function ranksByHand(person) {
  const { page } = person;
  const before = (await order(person)).split(' ');
  const rows = page.locator('.ranking li');
  await rows.nth(2).locator('.what').dragTo(rows.nth(0).locator('.what'), { targetPosition: { x: 5, y: 2 } });
  const after = (await order(person)).split(' ');
  same(after[0], before[2], 'a line of the ranking is dragged to the top');
  const closed = await rows.evaluateAll((all) => all.map((row) =>
    ['haut', 'egal', 'bas'].map((name) => (row.querySelector(`[name=${name}]`).disabled ? '-' : '+')).join('')).join(' '));
  say(/^--\+( \+\+\+)+ \+\+-$/.test(closed), 'its buttons follow the new order', [closed]);
}

// A finger takes the third row by its number and carries it above the first.
async function ranksByFinger(person) {
  const { context, page } = person;
  const before = (await order(person)).split(' ');
  const ranks = page.locator('.ranking .rank');
  await ranks.nth(2).scrollIntoViewIfNeeded();
  const from = middle(await ranks.nth(2).boundingBox());
  const to = middle(await ranks.nth(0).boundingBox());
  const finger = await context.newCDPSession(page);
  const touch = (type, touchPoints) => finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (let i = 1; i <= 5; i++) await touch('touchMove', [{ x: from.x, y: from.y + (to.y - 15 - from.y) * i / 5 }]);
  await touch('touchEnd', []);
  const after = (await order(person)).split(' ');
  same(after[0], before[2], 'a line of the ranking is carried by a finger');
}

const during = {
  0: async (person, screen, what) => { if (what === 'ranks') await ranksByButton(person); },
  1: async () => {},
  2: async (person, screen, what) => {
    if (screen === 3) await loses(person);
    if (what === 'ranks') await ranksByFinger(person);
  },
  3: async () => {},
  4: async (person, screen, what) => {
    if (screen === 2) await reloads(person);
    if (what === 'ranks') await ranksByHand(person);
  },
};

async function open(scene) {
  const { browser, address, look } = scene;
  const coach = await people.arrive(browser, address, { viewport: people.desk });
  await coach.page.goto('/');
  await look(coach, 'home');
  await coach.page.goto('/coach/nouveau');
  await look(coach, 'new account');
  await people.openAccount(coach, 'Camille', 'camille@exemple.fr');
  same(new URL(coach.page.url()).pathname, '/coach', 'an account leads to the teams');
  await look(coach, 'coach without a team');
  await coach.page.goto('/equipes/nouvelle');
  await look(coach, 'new team, with a coach');
  const { links, home } = await people.makeTeam(coach, team);
  same(links.length, 5, 'a team of five has five links');
  await look(coach, 'links', false);
  await coach.page.goto(`${home}/barometre`);
  await look(coach, 'round to open');
  await coach.page.click('main button.main');
  await look(coach, 'round open');
  return { coach, links, home };
}

async function sit(scene, { links, home }) {
  const members = [];
  for (let i = 0; i < ways.length; i++) {
    const member = await people.arrive(scene.browser, scene.address, ways[i]);
    await member.page.goto(links[i]);
    await member.page.goto(links[i]);
    if (i === 0) {
      same(await people.status(member, home), 404, 'looking at a link opens nothing');
      await scene.look(member, 'link');
    }
    await people.openSeat(member, links[i]);
    same(new URL(member.page.url()).pathname, home, `${ways[i].who}: the button opens the seat`);
    members.push(member);
  }
  return members;
}

// Pressed while a round is open, it would keep that round from being closed for two days.
async function pressLate(scene, { links, home }) {
  const late = await people.arrive(scene.browser, scene.address);
  await people.openSeat(late, links[0]);
  say(!new URL(late.page.url()).pathname.startsWith(home), 'a link opens one seat, once', [late.page.url()]);
  await scene.look(late, 'link that has served', false);
  same(await people.status(late, home), 404, 'who only holds a used link sees nothing');
  await late.context.close();
}

async function answer(scene, { coach, home }, members) {
  for (let i = 0; i < members.length; i++) {
    const seen = new Set();
    const at = async (screen, what) => {
      await during[i](members[i], screen, what);
      const name = what === 'choices' ? (screen === 1 ? 'items' : screen === 7 ? 'ratings' : '') : what;
      if (i === 4 && name && !seen.has(name)) {
        seen.add(name);
        await scene.look(members[i], `answering, ${name}`, what !== 'ranks');
        if (what === 'guess' || what === 'choices') await people.choose(members[i], (n, field) => field === 'moment' ? 2 : pickOf(i)(n, field));
      }
    };
    await members[i].page.goto(`${home}/repondre`);
    if (i === 4) await scene.look(members[i], 'answering, first page');
    await people.begin(members[i], home);
    await people.answerAll(members[i], { pick: pickOf(i), at });
    same(new URL(members[i].page.url()).pathname, `${home}/fini`, `${ways[i].who}: answers to the end`);
    if (i === 0) await scene.look(members[i], 'sent');
  }
  await coach.page.goto(`${home}/barometre`);
  const text = await coach.page.innerText('main');
  const named = team.members.filter(([name]) => text.includes(name));
  same(named.length, 0, 'the coach of an open round sees a count and no name');
}

const portraitOf = async (person, path) => {
  await person.context.addCookies([{ name: 'alliage-lang', value: 'fr', url: person.page.url() }]);
  const answer = await person.page.goto(path);
  return answer.status() === 200 ? person.page.locator('main').innerHTML() : String(answer.status());
};

async function openNothing(everyone, path) {
  const found = [];
  for (const person of everyone) found.push(await people.status(person, path));
  same(found.join(' '), everyone.map(() => 403).join(' '), 'nobody sees the portrait before the restitution');
}

async function restitute(scene, { coach, home }, members) {
  const path = `${home}/portrait/1`;
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('form[action$="/clore"] button');
  await scene.look(coach, 'round closed');
  await openNothing([coach, ...members], path);
  await coach.page.goto(`${home}/restitution/1`);
  await scene.look(coach, 'restitution, before the first block');
  let blocks = 0;
  let alike = 0;
  while (await coach.page.locator('button[name=bloc]').count()) {
    await coach.page.locator('button[name=bloc]').first().click();
    blocks++;
    if (blocks === 1) await scene.look(coach, 'restitution, first block');
    const seen = await Promise.all([coach, members[0], members[1]].map(
      (person) => person.context.request.get(path, { headers: { 'Accept-Language': 'fr' } }).then((a) => a.text())));
    const inner = seen.map((html) => html.slice(html.indexOf('<main'), html.indexOf('</main>')));
    if (inner.every((html) => html === inner[0])) alike++;
  }
  say(blocks >= 4, 'the restitution opens block by block', [`${blocks} blocks`]);
  same(alike, blocks, 'at each block the coach and the members see the same');
  await scene.look(coach, 'restitution, all open');
}

async function compare(scene, { coach, home }, members) {
  const path = `${home}/portrait/1`;
  const seen = [];
  for (const person of [coach, ...members]) seen.push(await portraitOf(person, path));
  say(seen[0].length > 2000 && seen.every((html) => html === seen[0]),
    'the portrait is the same for the five and for the coach', seen.map((html) => html.length));
  await scene.look(members[0], 'portrait');
}

async function keepToOneself(scene, { coach, home }, members) {
  const [first] = members;
  same(await people.status(coach, `${home}/moi`), 404, 'what a member received is closed to the coach');
  await first.page.goto(`${home}/moi`);
  await scene.look(first, 'my seat');
  same(await first.page.locator('.received, button[name=quoi][value=mots]').count(), 0,
    'four opinions are too few for a word to be received');
  const download = await first.context.request.get(`${home}/moi/donnees`);
  const mine = await download.json();
  say(JSON.stringify(mine).includes('Aïcha'), 'a member downloads what is theirs');
  await first.page.click('button[name=quoi][value=appareil]');
  await scene.look(first, 'link of a second device', false);
  const link = await first.page.locator('.links input').first().inputValue();
  const second = await people.arrive(scene.browser, scene.address);
  await people.openSeat(second, link.slice(link.indexOf('/r/')));
  same(await people.status(second, `${home}/moi`), 200, 'a second device opens by the link of the first');
  await second.context.close();
}

// The other pages there are, once.
async function round(scene, { coach, home }, members) {
  const [first] = members;
  for (const [person, path, name] of [
    [first, home, 'team, a member'], [coach, home, 'team, its coach'], [coach, '/coach', 'coach'],
    [first, '/moi', 'me'], [first, '/qui-voit-quoi', 'who sees what'], [first, '/aide', 'help'],
    [first, '/nulle-part', 'trouble'], [first, '/entrer', 'sign in'],
    [first, '/equipes/nouvelle', 'new team, alone'],
  ]) {
    await person.page.goto(path);
    await scene.look(person, name);
  }
}

export async function wholeRound(scene) {
  const opened = await open(scene);
  const members = await sit(scene, opened);
  await answer(scene, opened, members);
  await openNothing([opened.coach, ...members], `${opened.home}/portrait/1`);
  await restitute(scene, opened, members);
  await pressLate(scene, opened);
  await compare(scene, opened, members);
  await keepToOneself(scene, opened, members);
  await round(scene, opened, members);
  const troubles = [opened.coach, ...members].flatMap((person) => person.troubles);
  same(troubles.length, 0, 'no browser complained of anything');
  if (troubles.length) say(false, 'complaints', troubles);
}
