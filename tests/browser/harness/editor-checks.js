/**
 * What must hold in every editor, on every site, in both browsers: the shared body of the editor specs.
 * Knows the order of events; how things are read is the other modules' business.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOX, erase, snapshot, textIn, typeInto } from './box.js';
import { BROWSERS, launch } from './browsers.js';
import { paintedIn, placeOf } from './geometry.js';
import { touchlineIn } from './marks.js';
import { keep, startSession } from './session.js';
import { openSite } from './site.js';
import { until } from './wait.js';

const BEFORE = 'Write to ';
// No letter that reaches below the line at either end: there an underline may leave a gap.
const EMAIL = 'ann@example.net';
const AFTER = ' today';
const EDGE = 1; // pixels that the mark's edges may be off

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./geometry.js').Box} Box */
/** @typedef {Awaited<ReturnType<typeof snapshot>>} Snapshot */

/**
 * What one page does without the extension: the measure for the same page with it.
 *
 * @typedef {object} Baseline
 * @property {Snapshot[]} snapshots after typing, after a click on the words, after erasing them
 * @property {Uint8Array[]} screenshots after typing, after erasing
 * @property {Box} words where the e-mail address stands
 */

/**
 * Defines the tests of one editor.
 *
 * @param {string} editor a page of pages/
 * @param {Place[]} places
 */
export function checkEditor(editor, places) {
  for (const name of BROWSERS) {
    describe(`${editor} in ${name}`, () => {
      /** @type {import('./session.js').Session} */
      let session;
      /** @type {Baseline} */
      let baseline;

      before(async () => {
        session = await startSession(name);
        baseline = await withoutExtension(name, places[0].address, editor);
      });
      after(() => session?.close());

      for (const place of places) {
        test(`an e-mail address typed in ${place.name} is underlined, explained and forgotten`, async () => {
          await checkPlace(session.browser, place, editor, baseline);
        });
      }
    });
  }
}

/**
 * @param {'chromium' | 'firefox'} name @param {string} address @param {string} editor
 * @returns {Promise<Baseline>}
 */
async function withoutExtension(name, address, editor) {
  const browser = await launch(name, { extension: false });
  try {
    const { page, problems } = await openSite(browser, address, editor);
    await typeInto(page, BEFORE + EMAIL + AFTER);
    const typed = await snapshot(page);
    const typedPicture = await page.screenshot();
    const words = await placeOf(page, EMAIL);
    await page.mouse.click(...middleOf(words));
    await page.keyboard.press('Escape');
    const clicked = await snapshot(page);
    await eraseWords(page);
    const erased = await snapshot(page);
    assert.deepEqual(problems, [], 'the page itself is sound');
    return { snapshots: [typed, clicked, erased], screenshots: [typedPicture, await page.screenshot()], words };
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('./browsers.js').TestBrowser} browser @param {Place} place @param {string} editor
 * @param {Baseline} baseline
 */
async function checkPlace(browser, place, editor, { snapshots, screenshots, words }) {
  const [typed, clicked, erased] = snapshots;
  const { page, problems } = await openSite(browser, place.address, editor);
  const touchline = await touchlineIn(browser, page);

  await typeInto(page, BEFORE + EMAIL + AFTER);
  const marks = await until('the e-mail address is marked', async () => nonEmpty(await touchline.marks()));
  assert.equal(marks.length, 1, `one mark, not ${JSON.stringify(marks)}`);
  assert.equal(marks[0].verdict, place.verdict);
  if (marks[0].text !== null) assert.equal(marks[0].text, EMAIL, 'the mark holds exactly the words');
  const painted = await until('something is painted', async () => paintedIn(await page.screenshot(), screenshots[0]));
  assertUnderlines(painted, words);
  assert.deepEqual(await snapshot(page), typed, 'the page is what it is without the extension');

  await page.mouse.click(...middleOf(words));
  const popover = await until('a click on the words opens the popover', () => touchline.popover());
  assert.match(popover.clauses[0] ?? '', place.section);
  assert.match(popover.links[0] ?? '', place.source);
  await keep(`popover-${editor}-${place.name.replaceAll(' ', '-')}-${browser.name}`, await page.screenshot());
  await page.keyboard.press('Escape');
  await until('Escape shuts the popover', async () => !(await touchline.popover()));
  assert.deepEqual(await snapshot(page), clicked, 'the popover came and went without a trace');

  await eraseWords(page);
  await until('the mark is gone with the words', async () => (await touchline.marks()).length === 0);
  assert.equal(await textIn(page), BEFORE);
  assert.deepEqual(await snapshot(page), erased, 'the page is what it is without the extension');
  await until('nothing is painted any more', async () => !paintedIn(await page.screenshot(), screenshots[1]));
  assert.deepEqual(problems, [], 'no error in the page and no request of it');
  await page.close();
}

/** @param {import('puppeteer-core').Page} page */
async function eraseWords(page) {
  await page.focus(BOX);
  await typeInto(page, '');
  await erase(page, EMAIL.length + AFTER.length);
}

/** @param {Box} painted @param {Box} words */
export function assertUnderlines(painted, words) {
  const where = `painted ${JSON.stringify(painted)}, the words stand at ${JSON.stringify(words)}`;
  assert.ok(Math.abs(painted.left - words.left) <= EDGE, `the left edges differ: ${where}`);
  assert.ok(Math.abs(painted.right - words.right) <= EDGE, `the right edges differ: ${where}`);
  assert.ok(painted.top >= words.top - EDGE, `painted above the words: ${where}`);
  // A line below the letters may leave the selection's box, but not reach the next line's letters.
  assert.ok(painted.bottom > (words.top + words.bottom) / 2, `not below the words: ${where}`);
  assert.ok(painted.bottom <= words.bottom + (words.bottom - words.top) / 3, `painted far below the words: ${where}`);
}

/** @param {Box} box @returns {[number, number]} */
export function middleOf({ left, top, right, bottom }) {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** @template T @param {T[]} list */
function nonEmpty(list) {
  return list.length > 0 ? list : null;
}
