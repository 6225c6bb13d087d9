// Scenes beside the whole round of five: each makes its own team.
import { chooseAll, pressOn, walk } from './keyboard.mjs';
import * as people from './people.mjs';
import { same, say } from './tap.mjs';

const craftsOf = (names) => names.map((name, i) => [name, ['Juriste', 'Architecte', 'Infirmière'][i % 3], '']);
const teamOf = (name, names) => ({ name, aim: 'Ouvrir le jardin avant la fin de juin', members: craftsOf(names) });
const pickOf = (member) => (i, name) => 1 + ((i * 3 + member * 2 + name.length) % 7);

async function coachOf(scene, email, team) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  await people.openAccount(coach, 'Camille', email);
  return { coach, ...await people.makeTeam(coach, team) };
}

async function open({ coach, home }) {
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('main button.main');
}

async function sit(scene, { links }, ways = {}) {
  const members = [];
  for (const link of links) {
    const member = await people.arrive(scene.browser, scene.address, ways);
    await people.openSeat(member, link);
    members.push(member);
  }
  return members;
}

async function answer(members, home, consents = []) {
  for (let i = 0; i < members.length; i++) {
    await people.begin(members[i], home, consents[i]);
    await people.answerAll(members[i], { pick: pickOf(i) });
  }
}

async function restitute({ coach, home }) {
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('form[action$="/clore"] button');
  await coach.page.goto(`${home}/restitution/1`);
  while (await coach.page.locator('button[name=bloc]').count()) {
    await coach.page.locator('button[name=bloc]').first().click();
  }
}

async function end(everyone) {
  const troubles = everyone.flatMap((person) => person.troubles);
  say(troubles.length === 0, 'no browser complained of anything', troubles);
  for (const person of everyone) await person.context.close();
}

// An example of a team, clearly invented, for whoever comes by.
export async function theExample(scene) {
  for (const [lang, path] of [['fr', '/exemple'], ['en', '/example']]) {
    const visitor = await people.arrive(scene.browser, scene.address, { lang, viewport: people.desk });
    await visitor.page.goto(path);
    await scene.look(visitor, `example, ${lang}`);
    await walk(visitor, `example, ${lang}`);
    const text = await visitor.page.innerText('main');
    say(/invent/.test(text), `${path} says that its team is invented`);
    const rounds = await visitor.page.locator('a[href^="/exemple/"]').count();
    say(rounds >= 3, `${path} leads to its past rounds`, [rounds]);
    await end([visitor]);
  }
}

// A coach and a member without a mouse, from the account to the portrait.
export async function keyboardAlone(scene) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk });
  for (const path of ['/', '/coach/nouveau', '/entrer', '/equipes/nouvelle', '/qui-voit-quoi', '/aide']) {
    await coach.page.goto(path);
    await walk(coach, path);
  }
  await people.openAccount(coach, 'Camille', 'clavier@exemple.fr');
  await walk(coach, 'coach');
  const { links, home } = await people.makeTeam(coach, teamOf('Équipe du clavier', ['Ana', 'Ben', 'Chloé', 'Dov']));
  await walk(coach, 'links');
  await coach.page.goto(`${home}/barometre`);
  await pressOn(coach, 'main button.main');
  await walk(coach, 'round open');
  const members = await sit(scene, { links: links.slice(1) });
  await answer(members, home);
  const first = await people.arrive(scene.browser, scene.address);
  await answerByKeyboard(first, links[0], home);
  await coach.page.goto(`${home}/barometre`);
  await pressOn(coach, 'form[action$="/clore"] button');
  await coach.page.goto(`${home}/restitution/1`);
  await walk(coach, 'restitution');
  let blocks = 0;
  for (; await coach.page.locator('button[name=bloc]').count(); blocks++) await pressOn(coach, 'button[name=bloc]');
  say(blocks >= 2, 'the restitution is opened by the keyboard', [blocks]);
  for (const path of [home, `${home}/portrait/1`, `${home}/moi`]) {
    await first.page.goto(path);
    await walk(first, path.replace(home, 'team'));
  }
  await end([coach, first, ...members]);
}

async function answerByKeyboard(person, link, home) {
  await person.page.goto(link);
  await walk(person, 'link');
  await pressOn(person, 'main form button[type=submit]');
  await person.page.goto(`${home}/repondre`);
  await walk(person, 'answering, first page');
  await pressOn(person, 'button[name=equipe][value=oui]');
  for (let screen = 1; ; screen++) {
    const what = await people.kind(person);
    await walk(person, `answering, step ${screen}`);
    if (what === 'recap') break;
    await chooseAll(person, screen % 3);
    await pressOn(person, '.actions button.main');
  }
  await pressOn(person, 'button[name=envoyer][value="1"]');
  same(new URL(person.page.url()).pathname, `${home}/fini`, 'the whole barometer is answered by the keyboard alone');
}

// Three people: nothing, unless each of them had agreed before answering.
export async function threePeople(scene) {
  for (const [consents, said] of [[['oui', 'oui', 'oui'], true], [['oui', 'non', 'oui'], false]]) {
    const how = said ? 'agreed by all' : 'refused by one';
    const opened = await coachOf(scene, `trois-${said}@exemple.fr`, teamOf('Équipe à trois', ['Ana', 'Ben', 'Chloé']));
    await open(opened);
    const members = await sit(scene, opened);
    if (said) {
      await members[0].page.goto(`${opened.home}/repondre`);
      await scene.look(members[0], 'answering, first page at three');
    }
    await answer(members, opened.home, consents);
    await restitute(opened);
    const [one] = members;
    await one.page.goto(`${opened.home}/portrait/1`);
    await scene.look(one, `portrait at three, ${how}`);
    const moments = await one.page.locator('main').innerText();
    same(/D’après trois réponses/i.test(moments), said, `at three, ${how}: the moment is ${said ? '' : 'not '}said`);
    const figures = await one.page.locator('main').locator('svg.plane, svg.stage, svg.means, svg.weave').count();
    same(figures, 0, `at three, ${how}: no picture is drawn`);
    await end([opened.coach, ...members]);
  }
}

// Six people: each opens for themselves the words they received, after the restitution.
export async function sixPeople(scene) {
  const names = ['Ana', 'Ben', 'Chloé', 'Dov', 'Ewa', 'Farid'];
  const opened = await coachOf(scene, 'six@exemple.fr', teamOf('Équipe à six', names));
  await open(opened);
  const members = await sit(scene, opened);
  await answer(members, opened.home);
  const [one] = members;
  await one.page.goto(`${opened.home}/moi`);
  same(await one.page.locator('button[name=quoi][value=mots]').count(), 0, 'no word is received before the restitution');
  await restitute(opened);
  await one.page.goto(`${opened.home}/moi`);
  same(await one.page.locator('.received').count(), 0, 'received words wait for the person to open them');
  await one.page.click('button[name=quoi][value=mots]');
  await one.page.goto(`${opened.home}/moi`);
  const words = await one.page.locator('.received').count();
  say(words >= 1, 'at six, the person opens the words they received', [words]);
  const text = await one.page.locator('main').innerText();
  const others = names.slice(1).filter((name) => text.includes(name));
  same(others.length, 0, 'no received word says who gave it');
  await scene.look(one, 'my seat, with received words');
  await one.page.goto(`${opened.home}/portrait/1`);
  await scene.look(one, 'portrait at six');
  await end([opened.coach, ...members]);
}

// A team without a coach: who started it has no more power than the others.
export async function teamAlone(scene) {
  const starter = await people.arrive(scene.browser, scene.address);
  await starter.page.goto('/equipes/nouvelle');
  const { links } = await people.makeTeam(starter, teamOf('Équipe seule', ['Ana', 'Ben', 'Chloé', 'Dov']));
  same(links.length, 4, 'a team alone of four has four links');
  const members = await sit(scene, { links });
  const [, other] = members;
  const home = new URL(other.page.url()).pathname;
  const reissue = await other.page.locator('a[href*="/place/"]').first().getAttribute('href');
  await other.page.goto(reissue);
  await scene.look(other, 'asking for a new link, in a team alone');
  for (const path of ['/barometre', '/restitution/1']) {
    const found = [await people.status(starter, home + path), await people.status(other, home + path)];
    say(found.every((code) => code === 404 || code === 403), `${path} of a team alone is nobody's`, found);
  }
  await answer(members, home);
  await other.page.goto(home);
  await scene.look(other, 'team alone, answered');
  say(/enregistrées/.test(await other.page.innerText('main')), 'who has answered is told that it is saved');
  same(await people.status(other, `${home}/portrait/1`), 403, 'the portrait of a team alone waits for its date');
  await end([starter, ...members]);
}

// Where a team changes: who is in it, what it aims at, its cards; and the screen of the room.
export async function aTeamChanges(scene) {
  const names = ['Ana', 'Ben', 'Chloé', 'Dov', 'Ewa'];
  const opened = await coachOf(scene, 'change@exemple.fr', teamOf('Équipe qui change', names));
  const { coach, home } = opened;
  await open(opened);
  const members = await sit(scene, opened);
  await answer(members, home);
  for (const [person, path, name] of [
    [coach, '/ajouter', 'adding a member'], [coach, '/charte', 'aim and name, the coach'],
    [members[0], '/charte', 'aim and name, a member'], [members[0], '/moi/carte', "one's card"],
  ]) {
    await person.page.goto(home + path);
    await scene.look(person, name);
    await walk(person, name);
  }
  await restitute(opened);
  for (const block of ['2-1', '2-2', '4-1', '4-3']) {
    await coach.page.goto(`${home}/restitution/1?ecran=${block}`);
    await scene.look(coach, `screen of the room, ${block}`);
  }
  await walk(coach, 'screen of the room');
  await end([coach, ...members]);
}

// Names that would like to be markup come out as they were typed, on every page that says them.
export async function hostileNames(scene) {
  const names = ['<img src=x onerror=alert(1)>', '"><script>alert(2)</script>', "';--{{7*7}}", '‮evil &amp; &#60;'];
  const opened = await coachOf(scene, 'hostile@exemple.fr', { ...teamOf('</title><script>alert(3)</script>', names), aim: '<svg onload=alert(4)> et la suite' });
  await open(opened);
  const members = await sit(scene, opened);
  const said = [];
  for (const [person, path] of [[opened.coach, '/coach'], [opened.coach, opened.home], [members[0], opened.home], [members[0], `${opened.home}/repondre`], [members[1], `${opened.home}/moi`]]) {
    await person.page.goto(path);
    const strange = await person.page.locator('main img, main script, main svg[onload]').count();
    const text = await person.page.innerText('main');
    said.push(strange === 0 && /[<>]|\{\{7\*7\}\}/.test(text));
  }
  same(said.filter(Boolean).length, said.length, 'hostile names are text on each page');
  await answer(members, opened.home);
  await restitute(opened);
  await members[2].page.goto(`${opened.home}/portrait/1`);
  same(await members[2].page.locator('h1').innerText(), '</title><script>alert(3)</script>', 'a hostile team name is text on the portrait');
  await end([opened.coach, ...members]);
}
