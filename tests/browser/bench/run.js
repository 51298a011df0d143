/**
 * Prints what the extension costs in the page, for both browsers: `npm run bench:browser`.
 *
 * One browser has the extension and a companion, another of the same kind has neither; batches of keystrokes
 * go to each in turn, and the best batch of each counts by its median, so that a busy machine slows both alike;
 * the difference is what the extension adds. Exits with 1 when a bar is missed.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BROWSERS, EXTENSION_FOLDER, launch } from '../harness/browsers.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';
import { strokeCosts, underlineDelay } from './in-page.js';
import { messageOf } from './messages.js';

const FINDINGS = 20;
const LENGTHS = [500, 5_000, 50_000];
/** Longer messages are not checked, so nothing is underlined in them. */
const LIMIT = 20_000;
const ROUNDS = 5;
const STROKES = 9;
const UNDERLINES = 30;
const BARS = { added: 2, addedAt: 5_000, underline: 40 };

let drafts = 0;

/** @typedef {{ kind: 'textarea' | 'div', hideMarks: boolean }} Case a `div` is a contenteditable */

/** In Firefox it is always the overlay that marks a textarea. @type {Record<'chromium' | 'firefox', Case[]>} */
const CASES = {
  chromium: [
    { kind: 'textarea', hideMarks: false },
    { kind: 'textarea', hideMarks: true },
    { kind: 'div', hideMarks: false },
    { kind: 'div', hideMarks: true },
  ],
  firefox: [
    { kind: 'textarea', hideMarks: false },
    { kind: 'div', hideMarks: false },
    { kind: 'div', hideMarks: true },
  ],
};

/** The pause after the last keystroke, which is chosen and so no cost. */
const PAUSE_MS = Number(
  /PAUSE_MS = (\d+)/u.exec(await readFile(path.join(EXTENSION_FOLDER, 'content/check/check-timer.js'), 'utf8'))?.[1],
);

/** @param {string[]} cells */
function print(...cells) {
  process.stdout.write(`${cells.map((cell, column) => (column ? cell.padStart(11) : cell.padEnd(42))).join('')}\n`);
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** @param {number} value in milliseconds @param {boolean} holds */
const figure = (value, holds) => `${value.toFixed(2)}${holds ? '' : ' OVER'}`;

/**
 * @param {Case} measured @param {number} length
 * @param {import('../harness/session.js').Session} session @param {import('../harness/browsers.js').TestBrowser} plain
 */
async function measure({ kind }, length, session, plain) {
  const { page: shown } = await openSite(session.browser, PLACES.upworkProposal.address, 'measured');
  const { page: without } = await openSite(plain, PLACES.upworkProposal.address, 'measured');
  const touchline = await touchlineIn(session.browser, shown);
  const text = messageOf(length, FINDINGS);
  const isChecked = length <= LIMIT;
  // The overlay draws only what is in view.
  const isMarked = async () => (await touchline.marks()).length > 0 === isChecked;
  for (const page of [shown, without]) {
    await page.evaluate(showFilled, kind, text);
    await page.keyboard.type(' ');
  }
  await until('the marks are there', isMarked);

  /** @type {[number[], number[]]} */
  const [withCosts, withoutCosts] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [page, costs] of /** @type {const} */ ([[without, withoutCosts], [shown, withCosts]])) {
      const median = quantile(await page.evaluate(strokeCosts, STROKES), 0.5);
      if (round > 0) costs.push(median); // the first round warms up
    }
    if (!(await isMarked())) throw new Error('the marks went while typing');
  }

  const delays = [];
  for (let index = 0; isChecked && index < UNDERLINES; index += 1) {
    // As while typing: all but the end was there at the last pause. Never the same again, which the companion remembers.
    drafts += 1;
    const message = `${text} (draft ${drafts})`;
    delays.push((await shown.evaluate(underlineDelay, message, (index * 7) % 17)) - PAUSE_MS);
  }
  await shown.close();
  await without.close();
  const alone = Math.min(...withoutCosts);
  return { alone, added: Math.min(...withCosts) - alone, delays };
}

/** Runs in the page. @param {string} element @param {string} text */
function showFilled(element, text) {
  const page = /** @type {any} */ (globalThis);
  page.showBox(element);
  page.fillBox(text);
}

/**
 * @param {'chromium' | 'firefox'} name @param {Case} measured
 * @param {import('../harness/session.js').Session} session @param {import('../harness/browsers.js').TestBrowser} plain
 * @returns {Promise<boolean>} whether every bar was kept
 */
async function report(name, measured, session, plain) {
  const options = await session.browser.openExtensionPage('pages/options.html');
  await options.evaluate(`chrome.storage.local.set({ hideMarks: ${measured.hideMarks} })`);
  await options.close();
  let isKept = true;
  for (const length of LENGTHS) {
    const { alone, added, delays } = await measure(measured, length, session, plain);
    const isCheap = length !== BARS.addedAt || added <= BARS.added;
    const isSoon = delays.length === 0 || quantile(delays, 0.95) <= BARS.underline;
    isKept &&= isCheap && isSoon;
    print(
      `${name} ${measured.kind === 'div' ? 'contenteditable' : 'textarea'}${measured.hideMarks ? ', marks hidden' : ''}`,
      length.toLocaleString('en'),
      alone.toFixed(2),
      figure(added, isCheap),
      delays.length ? figure(quantile(delays, 0.5), true) : '-',
      delays.length ? figure(quantile(delays, 0.95), isSoon) : '-',
    );
  }
  return isKept;
}

print('milliseconds, medians', 'characters', 'page alone', 'added', 'underline', 'p95');
for (const name of BROWSERS) {
  const session = await startSession(name);
  const plain = await launch(name, { extension: false });
  try {
    for (const each of CASES[name]) {
      if (!(await report(name, each, session, plain))) process.exitCode = 1;
    }
  } finally {
    await plain.close();
    await session.close();
  }
}
