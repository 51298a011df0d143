/**
 * A real companion for one test file, or the real try page, each with a state folder of its own.
 * Knows the command line only; what the companion answers is the extension's business.
 */

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const COMMAND = path.join(ROOT, '.venv/bin/touchline');
const HOUSE_RULES = path.join(ROOT, 'tests/terms/house.toml');
const PORTS = [47615, 47616, 47617, 47618, 47619];
const START_MS = 20_000;

/**
 * @typedef {object} Companion
 * @property {number} port
 * @property {() => Promise<string>} pair a fresh token, as `touchline pair` prints it
 * @property {() => string} output everything the companion has printed so far
 * @property {() => Promise<void>} stop as Ctrl-C does, and forget its state
 */

/** @returns {Promise<Companion>} */
export async function startCompanion() {
  // Its last line: the lines before it print a token of its own, which takes the place of an earlier one.
  const started = await start(['serve'], /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ctrl-C to stop/u);
  return {
    port: Number(started.match[1]),
    output: started.output,
    async pair() {
      const { stdout } = await promisify(execFile)(COMMAND, ['pair'], { env: started.env });
      return stdout.trim();
    },
    stop: started.stop,
  };
}

/** `touchline try` alone, and the address that it prints. */
export async function startTryPage() {
  const { match, stop } = await start(['try', '--no-open'], /http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]+/u);
  return { address: match[0], stop };
}

/**
 * Runs the command in a state folder of its own until it has printed `ready`.
 *
 * @param {string[]} words @param {RegExp} ready
 */
async function start(words, ready) {
  if (!existsSync(COMMAND)) {
    throw new Error(`${COMMAND} is missing: run "make test" first, which installs it.`);
  }
  const home = await mkdtemp(path.join(tmpdir(), 'touchline-home-'));
  await cp(HOUSE_RULES, path.join(home, 'config', 'packs', 'house.toml')); // a pack of the user's own
  const env = { ...process.env, TOUCHLINE_HOME: home, PYTHONUNBUFFERED: '1' };
  const child = spawn(COMMAND, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL')); // a test file that breaks off leaves nothing running
  const exited = new Promise((resolve) => child.once('exit', resolve));
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
    child.once('exit', (code) => reject(new Error(`touchline ${words[0]} ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`touchline ${words[0]} is not ready:\n${output}`)), START_MS).unref();
  });
  return {
    env,
    match,
    output: () => output,
    async stop() {
      child.kill('SIGINT');
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Fails unless no companion listens, which is what the tests of a missing companion need. */
export async function assertNoCompanionRuns() {
  for (const port of PORTS) {
    const listening = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (listening) {
      throw new Error(`Something listens on 127.0.0.1:${port}: stop every running companion, then test again.`);
    }
  }
}
