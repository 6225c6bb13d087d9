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

// `halt` and `start`: the same server, away for a while, with what it had stored.
export async function serve(program) {
  const folder = await mkdtemp(join(tmpdir(), 'alliage-browser-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const args = ['serve', '--listen', `127.0.0.1:${port}`, '--db', `sqlite:${join(folder, 'base')}`];
  let child, ended, complaint = '';
  const halt = async () => {
    child.kill('SIGTERM');
    return ended;
  };
  const start = async () => {
    child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (text) => { complaint += text; });
    ended = new Promise((resolve) => child.on('exit', resolve));
    if (await answers(`${address}/`)) return;
    await halt();
    throw new Error(`the server does not answer: ${complaint}`);
  };
  const stop = async () => {
    const code = await halt();
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  await start();
  return { address, halt, start, stop };
}
