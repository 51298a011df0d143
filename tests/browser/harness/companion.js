/**
 * A real companion for one test file, or the real try page, each with a state folder of its own.
 * Knows the command line only; what the companion answers is the extension's business.
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './wait.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const COMMAND = path.join(ROOT, '.venv/bin/touchline');
const PYTHON = path.join(ROOT, '.venv/bin/python');
const COUNTED = path.join(import.meta.dirname, 'counted.py');
const HOUSE_RULES = path.join(ROOT, 'tests/terms/house.toml');
export const PORTS = [47615, 47616, 47617, 47618, 47619];
const START_MS = 60_000;
const ARMED = /Waiting two minutes/u;

/**
 * @typedef {object} Companion
 * @property {number} port
 * @property {string} home its state folder, for another command beside it
 * @property {(pairing: object) => Promise<void>} learn a key, as pairing writes it
 * @property {() => Promise<void>} forgetKeys all of them, as `touchline browsers revoke` does
 * @property {() => string} output everything the companion has printed so far
 * @property {() => Promise<void>} quit as Ctrl-C does; its state stays
 * @property {() => Promise<void>} stop as Ctrl-C does, and forget its state
 */

/** @param {string} [home] of a companion that has quit */
export const startCompanion = (home) => serve([COMMAND], home);

/** A companion that prints `handled` and the path whenever one of its handlers runs. */
export const startCountedCompanion = () => serve([PYTHON, COUNTED]);

/** @param {string[]} command @param {string} [home] @returns {Promise<Companion>} */
async function serve(command, home) {
  const started = await start([...command, 'serve'], /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ctrl-C to stop/u, home);
  const pairings = path.join(started.home, 'state', 'pairings');
  return {
    ...started,
    port: Number(started.match[1]),
    forgetKeys: () => rm(pairings, { recursive: true }),
    async learn(pairing) {
      await mkdir(pairings, { recursive: true, mode: 0o700 });
      await writeFile(path.join(pairings, `${/** @type {any} */ (pairing).kid}.json`), JSON.stringify(pairing), { mode: 0o600 });
    },
  };
}

/**
 * `touchline pair`, armed, with its user at the other end of a pipe.
 *
 * @param {string} [home] of a companion
 */
export async function startPairing(home) {
  const started = await start([COMMAND, 'pair'], ARMED, home);
  return { ...started, type: (/** @type {string} */ line) => started.stdin.write(`${line}\n`) };
}

/** `touchline try` alone, and the address that it prints. */
export async function startTryPage() {
  const { match, stop } = await start([COMMAND, 'try', '--no-open'], /http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+/u);
  return { address: match[0], stop };
}

/**
 * Runs the command until it has printed `ready`.
 *
 * @param {string[]} command @param {RegExp} ready @param {string} [kept] a state folder; otherwise one of its own
 */
async function start([program = '', ...words], ready, kept) {
  if (!existsSync(COMMAND)) {
    throw new Error(`${COMMAND} is missing: run "make test" first, which installs it.`);
  }
  const home = kept ?? (await mkdtemp(path.join(tmpdir(), 'touchline-home-')));
  await cp(HOUSE_RULES, path.join(home, 'config', 'packs', 'house.toml')); // a pack of the user's own
  // Without a display, as over ssh: the command asks where it was started.
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
  const env = { ...inherited, TOUCHLINE_HOME: home, PYTHONUNBUFFERED: '1' };
  const child = spawn(program, words, { env, stdio: 'pipe' });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill); // a test file that breaks off leaves nothing running
  const exited = new Promise((resolve) => child.once('exit', resolve)).then(() => process.off('exit', kill));
  let output = '';
  /** @type {RegExpExecArray} */
  const match = await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const found = ready.exec(output);
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`touchline ${words.at(-1)} ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`touchline ${words.at(-1)} is not ready:\n${output}`)), START_MS).unref();
  });
  const quit = async () => {
    child.kill('SIGINT');
    await exited;
  };
  return {
    home,
    match,
    stdin: child.stdin,
    exited,
    output: () => output,
    /** @param {RegExp} pattern that it prints some time */
    says: (pattern) => until(`it says ${pattern}`, () => pattern.exec(output)),
    kill,
    quit,
    async stop() {
      await quit();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Fails unless no companion listens, which is what the tests of a missing companion need. */
export async function assertNoCompanionRuns() {
  for (const port of PORTS) {
    const listening = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('error', () => resolve(false));
      socket.once('connect', () => {
        resolve(socket.localPort !== port); // the system may pick this very port for our own end: TCP then meets itself
        socket.destroy();
      });
    });
    if (listening) {
      throw new Error(`Something listens on 127.0.0.1:${port}: stop every running companion, then test again.`);
    }
  }
}
