// Plays the barometer in a real browser, against a server of its own. Speaks TAP.
//
//     node site.spec.mjs ALLIAGE [FOLDER]
//
// ALLIAGE is the program; FOLDER, when given, receives a picture of each page. Without a
// browser or the Node packages it says so and skips.
import { existsSync } from 'node:fs';
import { looker } from './looking.mjs';
import { serve } from './serving.mjs';
import { close, same, say, skip } from './tap.mjs';
import { wholeRound } from './whole_round.mjs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];

async function needed() {
  const executablePath = browsers.find(existsSync);
  if (!executablePath) skip('no browser');
  try {
    const { chromium } = await import('playwright-core');
    const { default: axe } = await import('axe-core');
    return { chromium, axe, executablePath };
  } catch {
    return skip('the Node packages of tests/browser are not installed');
  }
}

const [program, shots] = process.argv.slice(2);
const { chromium, axe, executablePath } = await needed();
const server = await serve(program);
const browser = await chromium.launch({ executablePath, args: quiet });
const scene = { browser, address: server.address, look: looker(axe, shots) };
try {
  await wholeRound(scene);
} catch (error) {
  say(false, 'every scene is played to its end', [error.stack]);
}
await browser.close();
same(await server.stop(), 0, 'the server stops when it is asked to');
close();
