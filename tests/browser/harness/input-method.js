/**
 * Typing by an input method, as for Chinese, Hindi or an accent: letters that are not yet sure stand in the box, and
 * Enter takes them. Chromium's debugger has that; in Firefox its own window composes, through the service that its
 * tests of input methods use, so that the events are the browser's and no script's. Knows no page.
 */

import { inFirefox } from './lifecycle.js';

/**
 * @typedef {object} InputMethod
 * @property {(text: string) => Promise<void>} compose the unsure letters are these from now on
 * @property {() => Promise<void>} pressEnter while they are unsure
 * @property {(text: string) => Promise<void>} commit they are sure
 */

/**
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page in front, with the caret in a box
 * @returns {Promise<InputMethod>}
 */
export async function inputMethodIn(browser, page) {
  if (browser.name === 'firefox') {
    return {
      compose: (text) => inFirefox(browser, composeInFirefox, text),
      pressEnter: () => inFirefox(browser, pressEnterInFirefox),
      commit: (text) => inFirefox(browser, commitInFirefox, text),
    };
  }
  const client = await page.createCDPSession();
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }; // the code of a key that an input method takes
  return {
    async compose(text) {
      await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    async pressEnter() {
      await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
      await client.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    },
    async commit(text) {
      await client.send('Input.insertText', { text });
    },
  };
}

/** Runs in Firefox's window. @param {string} _id @param {string} text */
function composeInFirefox(_id, text) {
  const { Cc, Ci } = /** @type {any} */ (globalThis);
  const owner = /** @type {any} */ (globalThis);
  owner.inputMethodUnderTest ??= Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  const processor = owner.inputMethodUnderTest;
  if (!processor.beginInputTransactionForTests(globalThis)) throw new Error('somebody else composes');
  processor.setPendingCompositionString(text);
  processor.appendClauseToPendingComposition(text.length, processor.ATTR_RAW_CLAUSE);
  processor.setCaretInPendingComposition(text.length);
  processor.flushPendingComposition();
}

/** Runs in Firefox's window. */
function pressEnterInFirefox() {
  const processor = /** @type {any} */ (globalThis).inputMethodUnderTest;
  const enter = new KeyboardEvent('', { key: 'Enter', code: 'Enter', keyCode: 13 });
  processor.keydown(enter);
  processor.keyup(enter);
}

/** Runs in Firefox's window. @param {string} _id @param {string} text */
function commitInFirefox(_id, text) {
  /** @type {any} */ (globalThis).inputMethodUnderTest.commitCompositionWith(text);
}
