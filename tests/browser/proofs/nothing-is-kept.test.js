/**
 * P4 with the whole product: after a session no home, temporary folder or browser profile holds a typed word.
 * `make prove-ci` runs this where there is no network but loopback, which is P1.
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDERS = { HOME: 'home', TMPDIR: 'tmp', XDG_CONFIG_HOME: 'home/.config', XDG_CACHE_HOME: 'home/.cache', XDG_RUNTIME_DIR: 'run' };
const FEWEST_FILES = 20; // a profile that was really used has hundreds
// An editor that is no form field: what is typed in a form field, browsers themselves keep for their next start.
const EDITOR = 'prosemirror';

const launch = puppeteer.launch.bind(puppeteer);

/** @param {string} mark @param {string} folder @returns {Promise<string>} a line for each place, "" for none */
async function search(mark, folder) {
  const python = path.join(ROOT, '.venv/bin/python');
  return (await promisify(execFile)(python, ['-m', 'tests.privacy.search', mark, folder], { cwd: ROOT })).stdout;
}

/** A place for everything that this user's programs keep. @param {import('node:test').TestContext} context */
async function freshUser(context) {
  const before = { ...process.env };
  const user = await mkdtemp('/tmp/touchline-user-');
  for (const [variable, folder] of Object.entries(FOLDERS)) {
    process.env[variable] = path.join(user, folder);
    await mkdir(path.join(user, folder), { recursive: true, mode: 0o700 });
  }
  const profile = path.join(user, 'profile');
  // The harness throws its profiles away; this one stays, to be searched.
  puppeteer.launch = (options) => launch({ ...options, userDataDir: profile });
  context.after(async () => {
    puppeteer.launch = launch;
    for (const variable of Object.keys(FOLDERS)) {
      if (variable in before) process.env[variable] = before[variable];
      else delete process.env[variable];
    }
    await rm(user, { recursive: true, force: true, maxRetries: 5 });
  });
  return { user, profile };
}

/** Types the mark as an address and waits until the extension has underlined it. @param {string} name @param {string} mark */
async function typed(name, mark) {
  const session = await startSession(/** @type {'chromium' | 'firefox'} */ (name));
  const { page } = await openSite(session.browser, PLACES.upworkProposal.address, EDITOR);
  const touchline = await touchlineIn(session.browser, page);
  await typeInto(page, `Write to ${mark}@example.org today`);
  await until('the address is underlined', async () => (await touchline.marks()).some(({ text }) => text === `${mark}@example.org`));
  return session;
}

for (const name of BROWSERS) {
  for (const end of /** @type {const} */ (['is closed', 'is killed'])) {
    test(`when ${name} ${end}, no file holds what was typed`, async (context) => {
      const { user, profile } = await freshUser(context);
      const mark = `canary${randomBytes(12).toString('hex')}`;
      const session = await typed(name, mark);
      assert.equal(await search(mark, user), '', 'while the message stands in its box');
      if (end === 'is closed') {
        await session.browser.close();
      } else {
        const process_ = session.browser.puppeteer.process();
        assert.ok(process_);
        const exited = once(process_, 'exit');
        process_.kill('SIGKILL');
        await exited;
      }
      assert.equal(await search(mark, user), '', `after the browser ${end}`);
      await session.companion.stop();
      assert.equal(await search(mark, user), '', 'after the companion has stopped');
      const kept = await readdir(profile, { recursive: true });
      assert.ok(kept.length > FEWEST_FILES, `only ${kept.length} files in the profile`);
      await writeFile(path.join(profile, 'a-leak'), deflateSync(`Write to ${mark}@example.org today`));
      assert.match(await search(mark, user), /^profile\/a-leak \(as it is, compressed\)$/mu, 'the search finds what is there');
    });
  }
}
