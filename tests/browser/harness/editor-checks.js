/**
 * What must hold in every editor, on every site, in both browsers: the shared body of the editor specs.
 * Knows the order of events; how things are read is the other modules' business.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOX, erase, snapshot, typeInto } from './box.js';
import { launch } from './browsers.js';
import { paintedIn, placeOf } from './geometry.js';
import { touchlineIn } from './marks.js';
import { pictureOf } from './rest.js';
import { keep, startSession } from './session.js';
import { openSite } from './site.js';
import { until } from './wait.js';

const BEFORE = 'Write to ';
// No letter that reaches below the line at either end: there an underline may leave a gap.
const EMAIL = 'ann@example.net';
const AFTER = ' today';
/** Pixels that a painted line may leave the words: the two ends of a wave are rounded. */
const OVER = 2;
/** Pixels that a painted line may fall short of the words: a dashed line may end with a gap. */
const SHORT = 6;
/** Pixels that a box of the overlay may be off, which is a rounding. */
const EDGE = 1;

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./geometry.js').Box} Box */
/** @typedef {Awaited<ReturnType<typeof snapshot>>} Snapshot */

/**
 * What one page does without the extension: the measure for the same page with it.
 *
 * @typedef {object} Baseline
 * @property {Snapshot[]} snapshots after typing, after a click on the words, after erasing them; Escape is
 *   pressed only where a popover takes it, because some editors let go of the focus then
 * @property {Uint8Array[]} screenshots after typing, after erasing
 * @property {Box} words where the e-mail address stands
 */

/**
 * Defines the tests of every editor in one browser.
 *
 * @param {'chromium' | 'firefox'} name
 * @param {Record<string, Place[]>} editors pages of pages/, with the places to see them at
 */
export function checkEditors(name, editors) {
  /** @type {import('./session.js').Session} */
  let session;
  /** @type {import('./browsers.js').TestBrowser} */
  let plain;
  before(async () => {
    session = await startSession(name);
    plain = await launch(name, { extension: false });
  });
  after(async () => {
    await plain?.close();
    await session?.close();
  });
  for (const [editor, places] of Object.entries(editors)) {
    describe(`an e-mail address typed in ${editor} in ${name} is underlined, explained and forgotten`, () => {
      /** @type {Baseline} */
      let baseline;
      before(async () => {
        baseline = await withoutExtension(plain, places[0].address, editor);
      });
      for (const place of places) {
        test(`at ${place.name}`, () => checkPlace(session.browser, place, editor, baseline));
      }
    });
  }
}

/**
 * @param {import('./browsers.js').TestBrowser} plain @param {string} address @param {string} editor
 * @returns {Promise<Baseline>}
 */
async function withoutExtension(plain, address, editor) {
  const measured = await openSite(plain, address, editor);
  await typeInto(measured.page, BEFORE + EMAIL + AFTER);
  const words = await placeOf(measured.page, EMAIL);
  await measured.page.close();

  const { page, problems } = await openSite(plain, address, editor);
  await typeInto(page, BEFORE + EMAIL + AFTER);
  const typed = await snapshot(page);
  const typedPicture = await pictureOf(page);
  await page.mouse.click(...middleOf(words));
  const clicked = await snapshot(page);
  await eraseWords(page);
  const erased = await snapshot(page);
  const erasedPicture = await pictureOf(page);
  assert.deepEqual(problems, [], 'the page itself is sound');
  await page.close();
  return { snapshots: [typed, clicked, erased], screenshots: [typedPicture, erasedPicture], words };
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
  const painted = await until('something is painted', async () => paintedIn(page, screenshots[0]));
  assertUnderlines(painted.box, words);
  if (marks[0].box) assertCovers(marks[0].box, words);
  assertSame(await snapshot(page), typed, 'after typing');

  await page.mouse.click(...middleOf(words));
  const popover = await until('a click on the words opens the popover', () => touchline.popover());
  assert.match(popover.clauses[0] ?? '', place.section);
  assert.match(popover.clauses[0] ?? '', place.quote);
  assert.match(popover.links[0] ?? '', place.source);
  assertStandsClear(popover.box, words, page.viewport());
  await keep(`popover-${editor}-${place.name.replaceAll(' ', '-')}-${browser.name}`, await page.screenshot());
  await page.keyboard.press('Escape');
  await until('Escape shuts the popover', async () => !(await touchline.popover()));
  assertSame(await snapshot(page), clicked, 'after the popover came and went');

  await eraseWords(page);
  await until('the mark is gone with the words', async () => (await touchline.marks()).length === 0);
  assert.equal(erased.model, BEFORE);
  assertSame(await snapshot(page), erased, 'after erasing');
  await until('nothing is painted any more', async () => !(await paintedIn(page, screenshots[1])));
  await checkSecondLine(page, touchline, words);
  assert.deepEqual(problems, [], 'no error in the page and no request of it');
  await page.close();
}

/**
 * Lines, paragraphs and letters outside the basic plane before the words do not move the mark.
 *
 * @param {import('puppeteer-core').Page} page @param {import('./marks.js').Touchline} touchline
 * @param {Box} words where the same words stood on the first line
 */
async function checkSecondLine(page, touchline, words) {
  await page.keyboard.press('Enter');
  await page.keyboard.type(`👋 𝕆r ${EMAIL}`);
  const [mark, ...more] = await until('the second line is marked', async () => nonEmpty(await touchline.marks()));
  assert.deepEqual(more, [], 'one mark');
  if (mark.text !== null) assert.equal(mark.text, EMAIL, 'the mark holds exactly the words');
  if (mark.box) {
    const excess = mark.box.right - mark.box.left - (words.right - words.left);
    assert.ok(Math.abs(excess) <= 2 * EDGE, `the box is ${excess} px wider than the words`);
  }
}

/**
 * The page is, byte by byte, what it is without the extension.
 *
 * @param {Snapshot} actual @param {Snapshot} expected @param {string} when
 */
function assertSame(actual, expected, when) {
  for (const [part, value] of Object.entries(expected)) {
    const found = actual[/** @type {keyof Snapshot} */ (part)];
    if (typeof value !== 'string' || typeof found !== 'string') {
      assert.deepEqual(found, value, `${part} ${when}`);
    } else if (found !== value) {
      const at = [...value].findIndex((letter, index) => letter !== found[index]);
      assert.fail(`${part} differs ${when}: …${found.slice(at - 60, at + 80)}… instead of …${value.slice(at - 60, at + 80)}…`);
    }
  }
}

/** @param {import('puppeteer-core').Page} page */
async function eraseWords(page) {
  await page.focus(BOX);
  await typeInto(page, '');
  await erase(page, EMAIL.length + AFTER.length);
}

/**
 * A line under the words and nowhere else. @param {Box} painted @param {Box} words
 */
export function assertUnderlines(painted, words) {
  const where = `painted ${JSON.stringify(painted)}, the words stand at ${JSON.stringify(words)}`;
  assert.ok(isWithin(words.left - painted.left, -SHORT, OVER), `the left edges differ: ${where}`);
  assert.ok(isWithin(painted.right - words.right, -SHORT, OVER), `the right edges differ: ${where}`);
  assert.ok(painted.top >= words.top - EDGE, `painted above the words: ${where}`);
  // A line below the letters may leave the selection's box, but not reach the next line's letters.
  assert.ok(painted.bottom > (words.top + words.bottom) / 2, `not below the words: ${where}`);
  assert.ok(painted.bottom <= words.bottom + (words.bottom - words.top) / 3, `painted far below the words: ${where}`);
}

/**
 * A box of the overlay stands on the words. Its height may be the letters' where a selection is as high as the
 * line, so only the middles are compared. @param {Box} box @param {Box} words
 */
export function assertCovers(box, words) {
  const where = `the box is ${JSON.stringify(box)}, the words stand at ${JSON.stringify(words)}`;
  assert.ok(Math.abs(box.left - words.left) <= EDGE, `the left edges differ: ${where}`);
  assert.ok(Math.abs(box.right - words.right) <= EDGE, `the right edges differ: ${where}`);
  assert.ok(Math.abs(middleOf(box)[1] - middleOf(words)[1]) <= EDGE, `not on the words' line: ${where}`);
}

/**
 * The popover is wholly in the window and hides none of the words it speaks of.
 *
 * @param {Box} popover @param {Box} words @param {{ width: number, height: number } | null} window
 */
function assertStandsClear({ left, top, right, bottom }, words, window) {
  const where = JSON.stringify({ left, top, right, bottom });
  assert.ok(window && left >= 0 && top >= 0 && right <= window.width && bottom <= window.height, `outside: ${where}`);
  const isBeside = right <= words.left || words.right <= left || bottom <= words.top || words.bottom <= top + EDGE;
  assert.ok(isBeside, `${where} hides the words at ${JSON.stringify(words)}`);
}

/** @param {number} value @param {number} least @param {number} most */
function isWithin(value, least, most) {
  return least <= value && value <= most;
}

/** @param {Box} box @returns {[number, number]} */
export function middleOf({ left, top, right, bottom }) {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** @template T @param {T[]} list */
function nonEmpty(list) {
  return list.length > 0 ? list : null;
}
