// A server of its own for the tests: a free port, an empty base in a new folder.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer();
  probe.on('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

async function answers(address) {
  for (let i = 0; i < 200; i++) {
    try {
      if ((await fetch(address)).ok) return true;
    } catch { /* not yet */ }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

export async function serve(program) {
  const folder = await mkdtemp(join(tmpdir(), 'alliage-browser-'));
  const port = await freePort();
  const args = ['serve', '--listen', `127.0.0.1:${port}`, '--db', `sqlite:${join(folder, 'base')}`];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => { complaint += text; });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await ended;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  if (await answers(`${address}/`)) return { address, stop };
  await stop();
  throw new Error(`the server does not answer: ${complaint}`);
}
