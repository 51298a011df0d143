/**
 * The box under test: typing into it as a person does, and everything about it that must not change.
 * Works for every page in pages/; knows neither the extension nor the browser.
 */

import { steady } from './rest.js';
import { until } from './wait.js';

/** Finds the box in the page and in open shadow roots. */
export const BOX = '>>> [data-box]';

/**
 * Puts the caret at the end of the box with a click, and types.
 *
 * @param {import('puppeteer-core').Page} page @param {string} text
 */
export async function typeInto(page, text) {
  await page.click(BOX);
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await typeOn(page, text);
}

/**
 * Types at the caret, which stands at the end, and waits until the editor holds what was typed: browsers hand
 * keys on to the page's process.
 *
 * @param {import('puppeteer-core').Page} page @param {string} text
 */
export async function typeOn(page, text) {
  await page.keyboard.type(text);
  // An editor may show a last space as one that does not break.
  await until(`"${text}" is in the box`, async () => (await textIn(page)).replaceAll('\u00a0', ' ').endsWith(text));
}

/** Presses Backspace `times` times. @param {import('puppeteer-core').Page} page @param {number} times */
export async function erase(page, times) {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press('Backspace');
}

/** Selects all text of the focused box. @param {import('puppeteer-core').Page} page */
export async function selectAll(page) {
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
}

/** What the editor itself holds, in its own model. @param {import('puppeteer-core').Page} page @returns {Promise<string>} */
export function textIn(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).editorUnderTest.text());
}

/**
 * Everything the page's own scripts can see of the box and its surroundings once the page is at rest, for a
 * byte-by-byte comparison.
 *
 * @param {import('puppeteer-core').Page} page
 */
export function snapshot(page) {
  return steady(page, 'the box', () => page.evaluate(everything), (one, other) => JSON.stringify(one) === JSON.stringify(other));
}

/** Runs in the page. */
function everything() {
  const composer = /** @type {HTMLElement} */ (document.querySelector('#composer'));
  const shadow = composer.querySelector('message-composer')?.shadowRoot ?? null;
  const box = /** @type {HTMLElement} */ ((shadow ?? composer).querySelector('[data-box]'));
  const field = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? box : null;
  return {
    model: /** @type {any} */ (globalThis).editorUnderTest.text(),
    value: field?.value ?? null,
    caret: field?.selectionStart ?? null,
    scroll: [box.scrollTop, box.scrollLeft, scrollX, scrollY],
    html: box.outerHTML,
    shadowHtml: shadow?.innerHTML ?? null,
    body: document.body.outerHTML,
    head: document.head.outerHTML,
    styleSheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    focused: document.activeElement === (shadow ? shadow.host : box),
  };
}
