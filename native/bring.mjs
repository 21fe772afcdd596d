// Brings what the package-lock.json of a folder names, once: a build that comes meanwhile waits and finds it done.
// node bring.mjs [folder] [what it is called]: this folder when none is given.
// Install scripts of packages never run; what they would do is done by Chat itself where it is needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = resolve(process.argv[2] ?? dirname(fileURLToPath(import.meta.url)));
const name = process.argv[3] ?? 'the native parts';
const stamp = join(here, 'node_modules', '.chat-stamp');
const lock = join(here, '.bringing');
const patience = 10 * 60_000;

const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');

take();
try {
  if (!isBrought()) { bring(); }
  // Written even when nothing was to do: its time tells the next build that it need not ask.
  writeFileSync(stamp, wanted);
} finally {
  rmSync(lock, { force: true });
}

function isBrought() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function bring() {
  console.log(`Bringing ${name} (npm ci in ${basename(here)}/) ...`);
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: here, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32',
  });
  if (status === 0) { return; }
  if (error) { console.error(error.message); }
  rmSync(lock, { force: true });
  process.exit(1);
}

function take() {
  for (const until = Date.now() + patience; ;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (refused) {
      if (refused.code !== 'EEXIST') { throw refused; }
    }

    if (Date.now() > until || !isAlive()) { rmSync(lock, { force: true }); }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

/** Whether the build that holds the lock still runs; one that is just writing its number counts. */
function isAlive() {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) { process.kill(holder, 0); }
    return true;
  } catch (gone) {
    return gone.code === 'EPERM' || gone.code === 'ENOENT';
  }
}
