/**
 * Waiting until a page has come to rest. A browser shows what an event did with the next frames: Firefox
 * scrolls the caret into view a frame after the letter, fonts arrive late, a busy machine drops frames. A
 * picture or a position taken in between belongs to neither state. Knows neither editors nor the extension.
 */

import { until } from './wait.js';

/** How long a page may go without a frame before it counts as not being in front. */
const FRAMELESS_MS = 2_000;

/**
 * Fonts are loaded and two frames have passed: the first lays out what the last event changed, the second
 * shows it. Only the page in front gets frames, so one that gets none is brought there again: a busy browser
 * loses a switch of tabs now and then.
 *
 * @param {import('puppeteer-core').Page} page
 */
export async function atRest(page) {
  await until('the page gets frames', async () => {
    const isShown = await page.evaluate(getTwoFrames, FRAMELESS_MS);
    if (!isShown) await page.bringToFront();
    return isShown;
  });
}

/** Runs in the page. @param {number} patienceMs @returns {Promise<boolean>} false when there were none in time */
async function getTwoFrames(patienceMs) {
  await document.fonts.ready;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const timeUp = new Promise((resolve) => setTimeout(resolve, patienceMs, false));
  return Promise.race([frame().then(frame).then(() => true), timeUp]);
}

/**
 * What `read` gives twice in a row with the page at rest in between.
 *
 * @template T
 * @param {import('puppeteer-core').Page} page
 * @param {string} what
 * @param {() => Promise<T>} read
 * @param {(one: T, other: T) => boolean} isSame
 * @returns {Promise<T>}
 */
export async function steady(page, what, read, isSame) {
  await atRest(page);
  let before = await read();
  const found = await until(`${what} stays the same for two frames`, async () => {
    await atRest(page);
    const now = await read();
    const stayed = isSame(before, now);
    before = now;
    return stayed && { now };
  });
  return found.now;
}

/**
 * A picture of the window at rest.
 *
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<Uint8Array>}
 */
export function pictureOf(page) {
  return steady(page, 'the picture', () => page.screenshot(), (one, other) => Buffer.compare(one, other) === 0);
}
