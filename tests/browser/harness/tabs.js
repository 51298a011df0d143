/**
 * A tab with one of the extension's own pages in it, driven as a person would: type, click, look.
 *
 * Puppeteer loses Firefox tabs that move to the extension's process, so there the same few verbs are spoken
 * straight in WebDriver BiDi. Knows no page in particular.
 */

import { PATIENCE_MS, until } from './wait.js';

/**
 * @typedef {object} Tab
 * @property {(source: string | Function, ...values: unknown[]) => Promise<any>} evaluate in the page; values are JSON
 * @property {(selector: string) => Promise<void>} click a real (trusted) click on the middle of the element
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {(key: string) => Promise<void>} press a key of the keyboard by its WebDriver code point or name
 * @property {() => Promise<void>} reload
 * @property {() => Promise<void>} bringToFront
 * @property {() => Promise<Uint8Array>} screenshot
 * @property {() => Promise<string>} text all visible text
 * @property {() => Promise<void>} close
 * @property {(selector: string, value?: string) => Promise<void>} shutAfter press a switch, or choose from a list,
 *   and be gone before anything that waits can go on
 */

/**
 * @param {import('puppeteer-core').Browser} browser @param {string} address
 * @returns {Promise<Tab>}
 */
export async function openPuppeteerTab(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(address);
  return drivenByPuppeteer(page);
}

/**
 * The real popup of the toolbar button, in Chromium.
 *
 * @param {import('puppeteer-core').Browser} browser @param {import('puppeteer-core').Page} page
 * @param {string} address of the popup's page
 * @returns {Promise<Tab>}
 */
export async function openToolbarPopup(browser, page, address) {
  await page.bringToFront();
  const [extension] = (await browser.extensions()).values();
  await extension.triggerAction(page);
  const target = await browser.waitForTarget((each) => each.url() === address, { timeout: PATIENCE_MS });
  const popup = await target.asPage();
  await popup.waitForSelector('body');
  return drivenByPuppeteer(popup);
}

/** @param {import('puppeteer-core').Page} page @returns {Tab} */
function drivenByPuppeteer(page) {
  return {
    evaluate: (source, ...values) => page.evaluate(expression(source, values)),
    async click(selector) {
      await standsStill(selector, (source) => page.evaluate(expression(source, [selector])));
      await page.click(selector);
    },
    type: (selector, text) => page.type(selector, text),
    press: (key) => page.keyboard.press(/** @type {any} */ (key)),
    reload: async () => void (await page.reload()),
    bringToFront: () => page.bringToFront(),
    screenshot: () => page.screenshot(),
    text: () => page.evaluate(() => document.body.innerText),
    close: () => page.close(),
    async shutAfter(selector, value) {
      await page.evaluate(expression(change, [selector, value ?? null])).catch(ignoreClosed);
      await until('the page is shut', () => page.isClosed());
    },
  };
}

// The private-use code points of the keys, WebDriver section 17.4.2.
const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Backspace: '\uE003', Space: ' ' };

/**
 * @param {import('puppeteer-core').Browser} browser @param {string} address
 * @returns {Promise<Tab>}
 */
export async function openBidiTab(browser, address) {
  const send = bidi(browser);
  const { context } = await send('browsingContext.create', { type: 'tab' });
  await send('browsingContext.navigate', { context, url: address, wait: 'complete' });

  /** @type {Tab['evaluate']} */
  const evaluate = async (source, ...values) => {
    const reply = await send('script.evaluate', {
      expression: `(async () => JSON.stringify((await ${expression(source, values)}) ?? null))()`,
      target: { context },
      awaitPromise: true,
    });
    if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
    return JSON.parse(reply.result.value);
  };
  /** @param {object[]} actions @param {'pointer' | 'key'} type */
  const perform = (type, actions) =>
    send('input.performActions', { context, actions: [{ type, id: type, actions }] });
  /** @param {string} selector */
  const click = async (selector) => {
    const { nodes } = await send('browsingContext.locateNodes', {
      context,
      locator: { type: 'css', value: selector },
    });
    if (nodes.length === 0) throw new Error(`no element matches ${selector}`);
    await evaluate((/** @type {string} */ css) => document.querySelector(css)?.scrollIntoView(), selector);
    await standsStill(selector, (source) => evaluate(source, selector));
    await perform('pointer', [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId: nodes[0].sharedId } } },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  };
  /** @param {string} text */
  const strokes = (text) =>
    perform(
      'key',
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  return {
    evaluate,
    click,
    async type(selector, text) {
      await click(selector);
      await strokes(text);
    },
    press: (key) => strokes(KEYS[/** @type {keyof typeof KEYS} */ (key)] ?? key),
    async reload() {
      await send('browsingContext.reload', { context, wait: 'complete' });
      await until('the page is there again', () => evaluate('document.readyState === "complete"'));
    },
    bringToFront: () => send('browsingContext.activate', { context }),
    async screenshot() {
      return Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64');
    },
    text: () => evaluate('document.body.innerText'),
    close: () => send('browsingContext.close', { context }),
    async shutAfter(selector, value) {
      // Where a script may not close a tab that it did not open, the browser does, told so while the script runs.
      const changed = evaluate(change, selector, value ?? null).catch(ignoreClosed);
      await send('browsingContext.close', { context }).catch(ignoreClosed);
      await changed;
    },
  };
}

/**
 * Chooses from a list, as its user does.
 *
 * @param {Tab} tab @param {string} selector @param {string} value
 */
export function chooseFrom(tab, selector, value) {
  return tab.evaluate(
    (/** @type {string} */ css, /** @type {string} */ chosen) => {
      const list = /** @type {HTMLSelectElement} */ (document.querySelector(css));
      list.value = chosen;
      for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, { bubbles: true }));
    },
    selector,
    value,
  );
}

/**
 * WebDriver BiDi commands on puppeteer's own connection (not part of its public types).
 *
 * @param {import('puppeteer-core').Browser} browser
 * @returns {(method: string, params: object) => Promise<any>}
 */
export function bidi(browser) {
  const connection = /** @type {any} */ (browser).connection;
  return async (method, params) => (await connection.send(method, params)).result;
}

/**
 * Waits until an element is at the same place twice: a page that is still being filled moves what is to be pressed.
 *
 * @param {string} selector @param {(source: Function) => Promise<unknown>} evaluate with the selector
 */
async function standsStill(selector, evaluate) {
  let before = '';
  await until(`${selector} stands still`, async () => {
    const now = JSON.stringify(await evaluate((/** @type {string} */ css) => document.querySelector(css)?.getBoundingClientRect()));
    const stayed = now === before;
    before = now;
    return stayed;
  });
}

/** @param {string | Function} source @param {unknown[]} values */
function expression(source, values) {
  return typeof source === 'string' ? source : `(${source})(${values.map((value) => JSON.stringify(value)).join(', ')})`;
}

/** Runs in the page. @param {string} selector @param {string | null} value */
function change(selector, value) {
  const control = /** @type {HTMLInputElement & HTMLSelectElement} */ (document.querySelector(selector));
  if (value === null) control.click();
  else {
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
  window.close();
}

/** @param {unknown} error */
function ignoreClosed(error) {
  if (!/closed|destroyed|detached|discarded|no such frame|Protocol error|aborted|actor/iu.test(String(error))) throw error;
}
