// Opens portraits in a real browser and asks axe-core what a person with a screen reader, a
// keyboard or a small screen would stumble on. Speaks TAP.
//
//     node portrait.spec.mjs FILE.html…
//
// Each file is looked at on a phone and on a wide screen, light and dark, its tables closed
// and open. Without a browser or the Node packages it says so and skips.
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { needed, quiet } from './playing.mjs';
import { close, say, skip } from './tap.mjs';

const screens = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
];
const files = process.argv.slice(2);

// A page that names no other place may ask for nothing but itself.
function watch(page) {
  const troubles = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) troubles.push(`asks for ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  return troubles;
}

async function look(browser, axe, file, screen) {
  const { colorScheme, ...viewport } = screen;
  const name = `${basename(file, '.html')} at ${viewport.width}, ${colorScheme}`;
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const troubles = watch(page);
  await page.goto(pathToFileURL(resolve(file)).href);
  say(troubles.length === 0, `${name}: asks for nothing and complains of nothing`, troubles);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  say(wider <= 0, `${name}: nothing is wider than the screen`, wider > 0 ? [`by ${wider}`] : []);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  say(violations.length === 0, `${name}: axe-core finds nothing`,
    violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`)));
  await context.close();
}

// Every clause of the first sentence leads to a figure that is there.
async function follow(browser, file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
    .map((a) => a.getAttribute('href'))
    .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))));
  say(lost.length === 0, `${basename(file, '.html')}: every link has its target`, lost);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.className);
  say(first === 'skip', `${basename(file, '.html')}: the first stop of the keyboard skips ahead`);
  await page.close();
}

const { chromium, axe, executablePath } = await needed();
if (files.length === 0) skip('no file to look at');
const browser = await chromium.launch({ executablePath, args: quiet });
for (const file of files) {
  await follow(browser, file);
  for (const screen of screens) await look(browser, axe, file, screen);
}
await browser.close();
close();
