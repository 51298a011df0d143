/**
 * Where text really stands and where something was painted, read from screenshots.
 *
 * The truth does not come from a mirror or from the extension, but from the browser: the text is selected,
 * the page's stylesheet paints selections magenta, and the magenta pixels are the answer, the same way in a
 * textarea, an input and an editor, in both browsers. What the extension painted is what a screenshot with
 * it has that one without it has not. Knows no editor and nothing of how the extension paints.
 */

import { boxOf, decode, difference } from './png.js';
import { pictureOf } from './rest.js';
import { until } from './wait.js';

/** @typedef {import('./png.js').Box} Box */

/**
 * The box around `text`, the first time it stands in the focused box. Moves the selection, so ask a page
 * that is not compared afterwards.
 *
 * @param {import('puppeteer-core').Page} page @param {string} text
 * @returns {Promise<Box>}
 */
export async function placeOf(page, text) {
  await page.evaluate(selectText, text);
  return until(`"${text}" is selected in the page`, async () => {
    const { data, ...pixels } = decode(await pictureOf(page));
    return boxOf({ data, ...pixels }, (at) => data[at] > 200 && data[at + 1] < 60 && data[at + 2] > 200);
  });
}

/** Runs in the page. @param {string} text */
function selectText(text) {
  const box = /** @type {HTMLElement} */ (
    document.querySelector('[data-box]') ?? document.querySelector('message-composer')?.shadowRoot?.querySelector('[data-box]')
  );
  box.focus();
  if (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) {
    box.setSelectionRange(box.value.indexOf(text), box.value.indexOf(text) + text.length);
    return;
  }
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const start = node.data.indexOf(text);
    if (start < 0) continue;
    getSelection()?.setBaseAndExtent(node, start, node, start + text.length);
    return;
  }
}

/**
 * What a page at rest shows and `without`, a picture of it without the extension, does not.
 *
 * @param {import('puppeteer-core').Page} page @param {Uint8Array} without
 */
export async function paintedIn(page, without) {
  return difference(decode(await pictureOf(page)), decode(without));
}
