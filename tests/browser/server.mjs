// A server of the real binary on a store of its own, and a browser of this machine's.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const start_tries_max = 200;

async function free_port() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(origin) {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

// With `demo` the store is full of made-up answers, and says so.
export async function start_server({ demo = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'manyidu-browser-'));
  const port = await free_port();
  const binary = process.env.MANYIDU ?? join(root, 'build/release/manyidu');
  const store = join(folder, 'manyidu.db');
  if (demo) {
    const made = spawnSync(binary, ['demo', '--store', store], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
  }
  const desk_port = await free_port();
  const options = ['serve', '--store', store, '--public',
    `127.0.0.1:${port}`, '--desk', `127.0.0.1:${desk_port}`, '--rate', 'off'];
  const child = spawn(binary, options, { stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(origin)); ++tries) {
    if (child.exitCode !== null || tries === start_tries_max) throw new Error('no server');
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    origin,
    desk: `http://127.0.0.1:${desk_port}`,
    folder,
    // A command beside the running server: {status, stdout, stderr}.
    command(...words) {
      return spawnSync(binary, [...words, '--store', store, '--lang', 'zh-CN'],
        { encoding: 'utf8' });
    },
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function start_browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}
