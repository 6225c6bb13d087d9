// Who it is, is decided by the link shown now. Two phones, one tablet that goes round a table,
// two tabs, and a server that starts again in between.
import * as people from './people.mjs';
import { same, say } from './tap.mjs';

const words = {
  fr: {
    tablet: 'Ce navigateur est ouvert pour Ada', here: 'Ouvrir ma place ici',
    served: 'Ce lien a déjà servi ailleurs', lost: 'Un nouveau lien a été fait pour votre place',
    coach: 'Ce lien est pour Bob', leave: 'Quitter cet appareil', last: 'le seul appareil',
    journal: 'déjà servi ailleurs',
  },
  en: {
    tablet: "This browser is open for Ada", here: 'Open my seat here',
    served: 'This link has already served elsewhere', lost: 'A new link was made for your seat',
    coach: 'This link is for Bob', leave: 'Leave this device', last: 'only device',
    journal: 'already served elsewhere',
  },
};

const team = (name) => ({
  name, aim: 'Ouvrir le jardin', members: ['Ada', 'Bob', 'Cy', 'Di'].map((one) => [one, 'Métier', '']),
});

async function coachOf(scene, lang, name) {
  const coach = await people.arrive(scene.browser, scene.address, { viewport: people.desk, lang });
  await people.openAccount(coach, 'Camille', `${name.replace(/\W+/g, '')}.${lang}@exemple.fr`);
  const made = await people.makeTeam(coach, team(`${name} ${lang}`));
  const home = made.home ?? new URL(coach.page.url()).pathname;
  await coach.page.goto(`${home}/barometre`);
  await coach.page.click('main button.main');
  return { coach, links: made.links, home };
}

const shows = async ({ page }, text) => (await page.innerText('main')).replace(/\u2019/g, "'").includes(text);
const holder = async (person, home) => {
  await person.page.goto(`${home}/moi`);
  return person.page.innerText('h1');
};
const press = async (person, link) => {
  await person.page.goto(link);
  const button = person.page.locator('main form button[type=submit]');
  if (await button.count()) await button.first().click();
};
const ticked = ({ page }) => page.locator('main input[type=radio]:checked').count();

async function end(everyone) {
  const troubles = everyone.flatMap((person) => person.troubles);
  say(troubles.length === 0, 'no browser complained of anything', troubles);
  for (const person of everyone) await person.context.close();
}

// Ada answers on the tablet and hands it to Bob, who opens his own link; and back.
export async function sharedTablet(scene, lang) {
  const said = words[lang];
  const { coach, links, home } = await coachOf(scene, lang, 'Tablette');
  const tablet = await people.arrive(scene.browser, scene.address, { lang, touch: true });
  await people.openSeat(tablet, links[0]);
  await people.begin(tablet, home);
  await people.choose(tablet, () => 6);
  await tablet.page.click('.actions button.main');

  await tablet.page.goto(links[1]);
  say(await shows(tablet, said.tablet), `${lang}: the tablet says whose place it is`, [await tablet.page.innerText('main')]);
  await scene.look(tablet, `tablet, another's place, ${lang}`);
  same(await holder(tablet, home), 'Ada', `${lang}: looking at another's link changes nothing`);
  await press(tablet, links[1]);
  same(await holder(tablet, home), 'Bob', `${lang}: confirmed, the tablet is Bob's`);
  await people.begin(tablet, home);
  same(await ticked(tablet), 0, `${lang}: nothing of Ada's is shown to Bob`);
  await people.choose(tablet, () => 2);
  await tablet.page.click('.actions button.main');

  await scene.halt();
  await scene.start();
  same(await holder(tablet, home), 'Bob', `${lang}: after a restart the tablet is still Bob's`);
  await press(tablet, links[0]);
  same(await holder(tablet, home), 'Ada', `${lang}: Ada's own link brings the tablet back to her place`);
  await tablet.page.goto(`${home}/repondre/1`);
  const six = await tablet.page.locator('main input[type=radio][value="6"]:checked').count();
  same(six, await ticked(tablet), `${lang}: with her own answers`);
  say(six > 0, `${lang}: and there are some`, [six]);

  await tablet.page.goto(`${home}/moi`);
  await scene.look(tablet, `me, devices, ${lang}`);
  await tablet.page.click(`a:has-text("${said.leave}")`);
  say(await shows(tablet, said.last), `${lang}: leaving the last device says first what that costs`);
  await scene.look(tablet, `me, leaving a device, ${lang}`);
  await tablet.page.click('main form button[type=submit]');
  same(await people.status(tablet, `${home}/moi`), 404, `${lang}: left, the tablet is nobody's`);
  await press(tablet, links[1]);
  same(await holder(tablet, home), 'Bob', `${lang}: and Bob comes back to it with his own link`);
  await end([coach, tablet]);
}

// Own link on the own phone, on another, in the coach's browser; and a link made again.
export async function twoPhones(scene, lang) {
  const said = words[lang];
  const { coach, links, home } = await coachOf(scene, lang, 'Telephones');
  const [first, second] = [
    await people.arrive(scene.browser, scene.address, { lang }),
    await people.arrive(scene.browser, scene.address, { lang, script: false }),
  ];
  await people.openSeat(first, links[0]);
  await first.page.goto(`${links[0]}.?utm=1&utm=2`);
  same(new URL(first.page.url()).pathname, home, `${lang}: one's own link, found again in a sentence, goes straight in`);
  await press(second, links[0]);
  say(await shows(second, said.served), `${lang}: elsewhere it says that it served`);
  await press(coach, links[1]);
  say(await shows(coach, said.coach), `${lang}: in the coach's browser it says whom it is for`);
  await people.openSeat(second, links[1]);
  same(await holder(second, home), 'Bob', `${lang}: and it was not spent`);
  await first.page.goto(home);
  say((await first.page.content()).replace(/\u2019/g, "'").includes(said.journal), `${lang}: the team reads that a link was pressed again`);

  await coach.page.goto(home);
  await coach.page.locator('.seats a', { hasText: 'Bob' }).click();
  await coach.page.click('main form button.main');
  await second.page.goto(home);
  say(await shows(second, said.lost), `${lang}: whoever lost a place reads when and by whom`);
  await scene.look(coach, `new link, ${lang}`, false);
  await end([coach, first, second]);
}

// Two links of two teams in two tabs of one phone, pressed in the same moment.
export async function twoTabs(scene) {
  const one = await coachOf(scene, 'fr', 'Onglet un');
  const two = await coachOf(scene, 'fr', 'Onglet deux');
  const phone = await people.arrive(scene.browser, scene.address);
  const other = await phone.context.newPage();
  await phone.page.goto(one.links[0]);
  await other.goto(two.links[0]);
  await Promise.all([
    phone.page.click('main form button[type=submit]'),
    other.click('main form button[type=submit]'),
  ]);
  await phone.page.waitForURL(`**${one.home}`);
  await other.waitForURL(`**${two.home}`);
  for (const { home } of [one, two]) {
    same(await people.status(phone, home), 200, 'both teams open, whichever reply came last');
  }
  await end([one.coach, two.coach, phone]);
}
