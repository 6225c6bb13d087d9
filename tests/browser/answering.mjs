// What a person chose is kept until it has arrived, and goes nowhere it was not sent to: a lost
// network, a server that is down, two tabs, a closed tab, another round, another person.
import { until } from './hands.mjs';
import * as people from './people.mjs';
import { same, say } from './tap.mjs';

const names = ['Ana', 'Ben', 'Chloé', 'Dov', 'marieheleneduboisdelafontaine@collectivite.fr'];
const long = 'W'.repeat(60);
let number = 0;

async function coachOf(scene, members = names) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  number++;
  await people.openAccount(coach, 'Camille', `reponses${number}@exemple.fr`);
  const made = await people.makeTeam(coach, { name: `Équipe ${number}`, aim: '', members: members.map((name) => [name, 'Juriste', '']) });
  return { coach, ...made };
}

async function openRound({ coach, home }) {
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('main button.main');
}

async function cancelRound({ coach, home }) {
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('form[action$="/annuler"] button');
}

async function sit(scene, link, ways) {
  const person = await people.arrive(scene.browser, scene.address, ways);
  await people.openSeat(person, link);
  return person;
}

const tick = ({ page }, name, value) => page.click(`label:has(input[name="${name}"][value="${value}"])`);
const ticked = ({ page }) => page.locator('main input[type=radio]:checked').evaluateAll(
  (all) => all.map((radio) => `${radio.name}=${radio.value}`).join(' '));
const kept = ({ page }) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('alliage:')));
const note = ({ page }) => page.locator('#hors-ligne').innerText();
const quiet = async (person) => person.page.waitForLoadState('networkidle');

// What the server holds, seen from a page of its own.
async function stored(person, home, step = 1) {
  const page = await person.context.newPage();
  await page.goto(`${home}/repondre/${step}`);
  const found = await ticked({ page });
  await page.close();
  return found;
}

async function end(everyone) {
  const troubles = everyone.flatMap((person) => person.troubles);
  say(troubles.length === 0, 'no browser complained of anything', troubles);
  for (const person of everyone) await person.context.close();
}

async function begun(scene, ways = {}) {
  const opened = await coachOf(scene);
  await openRound(opened);
  const member = await sit(scene, opened.links[0], ways);
  await people.begin(member, opened.home);
  return { ...opened, member };
}

// The server is away while the machine has a network; then it is there again, restarted.
export async function serverAway(scene) {
  for (const lang of ['fr', 'en']) {
    const { coach, home, member } = await begun(scene, { lang });
    await quiet(member);
    await scene.halt();
    await tick(member, 'q1', 3);
    await tick(member, 'q2', 5);
    await until(async () => (await note(member)).length > 0);
    const said = lang === 'fr' ? /serveur ne répond pas/ : /server does not answer/;
    say(said.test(await note(member)), `${lang}: a server that is away is not a network that is absent`, [await note(member)]);
    await member.page.click('.actions button.main');
    await member.page.waitForTimeout(500);
    same(await ticked(member), 'q1=3 q2=5', `${lang}: without a server the step stays on the screen`);
    await scene.start();
    await until(async () => (await note(member)).length === 0);
    same(await stored(member, home), 'q1=3 q2=5', `${lang}: what was chosen leaves when the server has started again`);
    same((await kept(member)).length, 0, `${lang}: then nothing of it stays on the device`);
    await member.page.click('.actions button.main');
    await member.page.waitForURL(/repondre\/2/);
    say(true, `${lang}: a page open over a restart goes on`);
    await end([coach, member]);
  }
}

// The tab is closed while nothing arrives: afterwards it is offered, and never sent by itself.
export async function tabClosed(scene) {
  for (const [lang, sentence, act] of [['fr', /2 réponses.*reprendre/, 0], ['en', /2 answers.*take them up/, 1]]) {
    const { coach, home, member } = await begun(scene, { lang });
    await quiet(member);
    await member.page.route('**/repondre/1', (route) => route.request().method() === 'POST' ? route.abort() : route.continue());
    await tick(member, 'q1', 3);
    await tick(member, 'q2', 5);
    await until(async () => (await kept(member)).length === 1);
    const text = await member.page.evaluate(() => JSON.stringify(localStorage));
    say(!/form_token|[0-9a-f]{64}/.test(text), `${lang}: no token is kept with them`);
    await member.page.close();
    member.page = await member.context.newPage();
    const sent = [];
    member.page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.url()); });
    await member.page.goto(`${home}/repondre/1`);
    await until(async () => (await note(member)).length > 0);
    say(sentence.test(await note(member)), `${lang}: two answers that had not left are offered`, [await note(member)]);
    await scene.look(member, `answers offered, ${lang}`, false);
    await member.page.waitForTimeout(800);
    same(`${sent.length} ${await ticked(member)}`, '0 ', `${lang}: nothing is ticked and nothing sent before one says so`);
    await member.page.goto(`${home}/repondre/12`);
    say(sentence.test(await note(member)), `${lang}: the recap offers them too`, [await note(member)]);
    await member.page.goto(`${home}/repondre/1`);
    await member.page.locator('#hors-ligne button').nth(act).click();
    await quiet(member);
    same(await stored(member, home), act === 0 ? 'q1=3 q2=5' : '', `${lang}: ${act === 0 ? 'taken up' : 'deleted'}, as was asked`);
    same((await kept(member)).length, 0, `${lang}: and nothing stays on the device`);
    await end([coach, member]);
  }
}

// Two tabs of one person: the older never takes back what the newer says.
export async function twoTabs(scene) {
  const { coach, home, member } = await begun(scene);
  const second = { ...member, page: await member.context.newPage() };
  await second.page.goto(`${home}/repondre/1`);
  await tick(second, 'q1', 6);
  await quiet(second);
  await tick(member, 'q2', 3);
  await quiet(member);
  same(await stored(member, home), 'q1=6 q2=3', 'what the older tab adds is added');
  await tick(member, 'q1', 2);
  await until(async () => (await note(member)).length > 0);
  say(/changées depuis/.test(await note(member)), 'the older tab says that the answers changed', [await note(member)]);
  same(await stored(member, home), 'q1=6 q2=3', 'what it would change stays');
  await member.page.click('.actions button.main');
  await second.page.close();
  await member.page.getByText('Enregistré maintenant').first().waitFor();
  await scene.look(member, 'older tab, both shown', false);
  same(await stored(member, home), 'q1=6 q2=3', 'sent, it still changes nothing');
  const text = await member.page.innerText('main');
  say(/Enregistré maintenant\s:\s*6/.test(text) && /Sur la page envoyée\s:\s*2/.test(text), 'both are shown', [text]);
  await Promise.all([member.page.waitForURL(/repondre\/2/), member.page.click('button:has-text("Remplacer")')]);
  same(await stored(member, home), 'q1=2 q2=3', 'replaced, when that is asked');
  await end([coach, member]);
}

// The round ends while the page is open; in the next nothing of it is found.
export async function nextRound(scene) {
  const { coach, home, links, member } = await begun(scene);
  await quiet(member);
  await cancelRound({ coach, home });
  await tick(member, 'q1', 1);
  await until(async () => (await note(member)).length > 0);
  await tick(member, 'q2', 2);
  say(/tour est terminé/.test(await note(member)), 'a round that has ended is said so', [await note(member)]);
  same((await kept(member)).length, 0, 'what can never arrive is not kept');
  await member.page.click('.actions button.main');
  await member.page.getByText('Ce que vous aviez choisi').waitFor();
  say(/tour est terminé/.test(await member.page.innerText('main')), 'and again when it is sent');
  await scene.look(member, 'round ended, what was chosen given back', false);
  await member.page.evaluate((home) => {
    localStorage.setItem('alliage:' + home + '/repondre/1', 'q1=1&q2=7&form_token=abc');
  }, home);
  await openRound({ coach, home });
  await people.begin(member, home);
  await quiet(member);
  same(`${await ticked(member)}${(await kept(member)).join()}`, '', 'nothing of another round, nor of an older version, is ticked or kept');
  await member.context.setOffline(true);
  await tick(member, 'q2', 7);
  await until(async () => (await kept(member)).length === 1);
  await member.page.close();
  await member.context.setOffline(false);
  await cancelRound({ coach, home });
  await openRound({ coach, home });
  member.page = await member.context.newPage();
  await member.page.goto(home);
  same((await kept(member)).length, 0, 'a draft goes with its round, seen from the team too');
  await people.begin(member, home);
  same(await ticked(member), '', 'and the next round starts empty');
  say(links.length === 5, 'the team is still there');
  await end([coach, member]);
}

// The next person on a shared tablet finds nothing of the one before.
export async function nextPerson(scene) {
  const { coach, home, links, member } = await begun(scene);
  await quiet(member);
  await member.context.setOffline(true);
  await tick(member, 'q1', 1);
  await until(async () => (await kept(member)).length === 1);
  const left = await member.page.evaluate(() => ({ ...localStorage }));
  await member.page.goto('about:blank');
  await member.context.setOffline(false);
  const other = await sit(scene, links[1]);
  await other.page.evaluate((all) => {
    for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value);
  }, left);
  await people.begin(other, home);
  await quiet(other);
  same(`${await ticked(other)}${(await kept(other)).join()}`, '', 'nothing of another seat is ticked, offered or kept');
  await end([coach, member, other]);
}

// The ranking starts in an order of chance; the buttons and the hand make it one's own.
export async function ranking(scene) {
  const { coach, home, member } = await begun(scene);
  const order = ({ page }) => page.locator('.ranking li').evaluateAll((all) => all.map((line) => line.dataset.key).join());
  const at = `${home}/repondre/10`;
  await member.page.goto(at);
  const first = await order(member);
  await scene.look(member, 'ranking, untouched');
  await Promise.all([member.page.waitForURL(/repondre\/11/), member.page.click('.actions button.main')]);
  await member.page.goto(at);
  same(await order(member), first, 'the order of chance stays over a reload');
  say(await member.page.locator('#tire').isVisible(), 'an order nobody touched is not theirs');
  await member.page.locator('.ranking li').first().locator('button[name=bas]').click();
  await quiet(member);
  await member.page.reload();
  const [one, two] = first.split(',');
  say((await order(member)).startsWith(`${two},${one},`), 'a moved line stays moved');
  say(await member.page.locator('#sien').isVisible(), 'and the order is theirs');
  await scene.look(member, 'ranking, one’s own');
  await Promise.all([member.page.waitForURL(/repondre\/11/), member.page.click('button[name=passer]')]);
  await member.page.goto(at);
  same(await order(member), first, 'withdrawn, it is the order of chance again');
  await end([coach, member]);
}

// The live count, the recap, and what is told once it is sent.
export async function recap(scene) {
  const { coach, home, member } = await begun(scene);
  await tick(member, 'q1', 3);
  await tick(member, 'q2', 'nsp');
  same(await member.page.locator('#compte').innerText(), '1', 'the count under a step follows, without “I don’t know”');
  await quiet(member);
  await member.page.goto(`${home}/repondre/12`);
  await scene.look(member, 'recap, too few');
  await member.page.click('a[href$="/repondre/1#q3"]');
  say(await member.page.locator('#q3').isVisible(), 'the recap leads to a question without an answer');
  await member.page.goto(`${home}/repondre/1`);
  await people.answerAll(member, { pick: () => 4 });
  same(new URL(member.page.url()).pathname, `${home}/fini`, 'it is sent from the recap');
  await member.page.goto(`${home}/repondre/12`);
  await scene.look(member, 'recap, complete');
  await end([coach, member]);
}

// No page grows with a name.
export async function longNames(scene) {
  const opened = await coachOf(scene, [long, names[4], 'Chloé', 'Dov', 'Ewa']);
  await openRound(opened);
  const { coach, home, links } = opened;
  const member = await sit(scene, links[2]);
  await people.begin(member, home);
  const wider = [];
  for (const width of [320, 360]) {
    await member.page.setViewportSize({ width, height: 700 });
    for (const path of ['', '/repondre?revoir=1', '/repondre/1', '/repondre/7', '/repondre/10', '/repondre/12', '/moi', '/moi/carte', '/charte', '/fini']) {
      await member.page.goto(home + path);
      const found = await member.page.evaluate(() => document.documentElement.scrollWidth);
      if (found > width) wider.push(`${path} at ${width}: ${found}`);
    }
    await coach.page.setViewportSize({ width, height: 700 });
    for (const path of ['/coach', home, `${home}/barometre`]) {
      await coach.page.goto(path);
      const found = await coach.page.evaluate(() => document.documentElement.scrollWidth);
      if (found > width) wider.push(`coach ${path} at ${width}: ${found}`);
    }
  }
  say(wider.length === 0, 'a name of 60 letters and an address make no page wider than 320', wider);
  await end([coach, member]);
}
