// Opens a server and a browser, plays scenes, closes both. Speaks TAP; skips where there is
// no browser or where the Node packages are not installed.
import { existsSync } from 'node:fs';
import { looker } from './looking.mjs';
import { serve } from './serving.mjs';
import { close, same, say, skip } from './tap.mjs';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];

// The browser and axe-core, or the test is skipped.
export async function needed() {
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

// Each scene is asked to be played to its end; one that breaks does not stop the others.
export async function play(program, shots, scenes) {
  const { chromium, axe, executablePath } = await needed();
  const server = await serve(program);
  const browser = await chromium.launch({ executablePath, args: quiet });
  const { address, halt, start } = server;
  const stage = { browser, address, halt, start, look: looker(axe, shots) };
  for (const scene of scenes) {
    try {
      await scene(stage);
    } catch (error) {
      say(false, `${scene.name} is played to its end`, [error.stack]);
    }
  }
  await browser.close();
  same(await server.stop(), 0, 'the server stops when it is asked to');
  close();
}
