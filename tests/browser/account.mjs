// A coach looks after an account: name, passphrase, another device signed out, the way back in.
import { arrive, desk, makeTeam, openAccount, status } from './people.mjs';
import { same, say } from './tap.mjs';

async function signIn({ page }, email, passphrase) {
  await page.goto('/entrer');
  await page.fill('#email', email);
  await page.fill('#password', passphrase);
  await page.click('main button[type=submit]');
}

async function changePassphrase({ page }, present, wanted) {
  await page.fill('#present-phrase', present);
  await page.fill('#nouvelle', wanted);
  await page.click('button[value=phrase]');
}

const told = ({ page }) => page.locator('[role=status]').innerText();

export async function account({ browser, address, look }) {
  const ana = await arrive(browser, address, { viewport: desk });
  await openAccount(ana, 'Ana Diop', 'ana@exemple.fr');
  const laptop = await arrive(browser, address, { viewport: desk });
  await signIn(laptop, 'ana@exemple.fr', 'une longue phrase de passe');
  await ana.page.click('a[href="/coach/compte"]');
  same(await ana.page.locator('#sessions + ul li').count(), 2, 'both browsers are in the list');
  await look(ana, 'account');

  await changePassphrase(ana, 'pas la bonne phrase', 'quatre chaises bleues dansent');
  say(await ana.page.locator('#phrase-faux').isVisible(), 'a wrong passphrase is told beside its form');
  same(await ana.page.evaluate(() => location.hash), '#phrase', 'and that form is the one on the screen');
  await look(ana, 'account-refused', false);
  await changePassphrase(ana, 'une longue phrase de passe', 'azertyuiopqs');
  say(/quatre ou cinq mots/.test(await ana.page.locator('#phrase-faux').innerText()), 'a common one is refused with what would be right');
  await changePassphrase(ana, 'une longue phrase de passe', 'quatre chaises bleues dansent');
  say(/changée/.test(await told(ana)), 'the change is told');
  await ana.page.reload();
  same(await ana.page.locator('#sessions + ul li').count(), 1, 'loading the page again changes nothing, the other browser is gone');
  same(await status(laptop, '/coach'), 403, 'the other browser is signed out');

  await ana.page.goto('/entrer/oubli');
  await look(ana, 'forgotten');
  await ana.page.goto('/coach/cle/abcdefgh');
  await look(ana, 'key-over');
  await ana.page.goto('/coach/compte');
  await ana.page.check('[name=sur]');
  await ana.page.fill('#present-fin', 'quatre chaises bleues dansent');
  await ana.page.click('button[value=supprimer]');
  same(new URL(ana.page.url()).pathname, '/', 'a deleted account leads to the first page');
  same(await status(ana, '/coach'), 403, 'and is gone');
  for (const one of [ana, laptop]) {
    same(one.troubles.length, 0, `no trouble in the browser ${one.troubles.join(' · ')}`);
    await one.context.close();
  }
}

// One coach proposes a team, another takes it on.
export async function handOver({ browser, address, look }) {
  const ana = await arrive(browser, address, { viewport: desk });
  const bob = await arrive(browser, address, { viewport: desk });
  await openAccount(ana, 'آنا دیوپ', 'ana2@exemple.fr');
  await openAccount(bob, 'Bob', 'bob@exemple.fr');
  await makeTeam(ana, {
    name: 'Équipe inventée du Cap', aim: 'Tenir le cap',
    members: [['Aïcha', 'barreuse'], ['Bruno', 'mousse'], ['Claire', 'vigie']],
  });
  await ana.page.goto('/coach');
  await ana.page.click('.team-line h2 a');
  const home = new URL(ana.page.url()).pathname;
  await ana.page.click(`a[href="${home}/confier"]`);
  await ana.page.fill('#email', 'bob@exemple.fr');
  await ana.page.click('button[value=proposer]');
  say(/bob@exemple.fr/.test(await ana.page.locator('[role=status]').innerText()), 'the proposal is told');
  await look(ana, 'hand-over');
  same(await status(bob, home), 404, 'nothing of the team is open before it is accepted');
  await bob.page.goto('/coach');
  await look(bob, 'offered');
  await bob.page.click('button[value=oui]');
  same(new URL(bob.page.url()).pathname, home, 'who accepts is led to the team');
  say((await bob.page.locator('[aria-labelledby=journal]').innerText()).includes('Bob'), 'its journal says who coaches it');
  same(await status(ana, home), 404, 'who gave it has it no more');
  for (const one of [ana, bob]) {
    same(one.troubles.length, 0, `no trouble in the browser ${one.troubles.join(' · ')}`);
    await one.context.close();
  }
}
