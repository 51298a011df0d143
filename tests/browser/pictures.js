/**
 * Takes the pictures of docs/ and of the stores: `node tests/browser/pictures.js` fills docs/pictures/.
 * Needs no platform and no account. Chromium only; the tests keep pictures of both browsers for looking at.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { typeInto } from './harness/box.js';
import { placeOfMark, touchlineIn } from './harness/marks.js';
import { PLACES } from './harness/places.js';
import { openPopup, startSession } from './harness/session.js';
import { openSite } from './harness/site.js';
import { until } from './harness/wait.js';

const TARGET = path.resolve(import.meta.dirname, '../../docs/pictures');
/** What the Chrome Web Store takes. */
const STORE_SIZE = { width: 1280, height: 800 };
const MESSAGE = 'Thank you for the invitation. Please write to ann@example.net, and we can talk today.';

/** Where each look is taken: a language of the interface, "" for the browser's. */
const LOOKS = [
  { name: 'light', dark: false, language: '' },
  { name: 'dark', dark: true, language: '' },
  { name: 'arabic', dark: false, language: 'ar' },
];

for (const { name, dark, language } of LOOKS) {
  const session = await startSession('chromium', { dark });
  const { browser } = session;
  /** @param {string} what @param {Uint8Array} png */
  const keep = (what, png) => writeFile(path.join(TARGET, `${what}-${name}.png`), png);
  /** A page of the extension, its whole length. @param {string} file @param {string} [isReady] */
  const whole = async (file, isReady = 'document.title !== "Touchline"') => {
    const page = await browser.puppeteer.newPage();
    await page.setViewport({ width: 760, height: 660 });
    await page.goto(`${browser.origin}/pages/${file}.html`);
    await until(`${file} is laid out`, () => page.evaluate(isReady));
    return page;
  };
  try {
    await mkdir(TARGET, { recursive: true });
    if (language) {
      const options = await browser.openExtensionPage('pages/options.html');
      await until('the languages are there', () => options.evaluate(`document.querySelector("#language [value=${language}]") !== null`));
      await options.evaluate((/** @type {string} */ chosen) => {
        const list = /** @type {HTMLSelectElement} */ (document.querySelector('#language'));
        list.value = chosen;
        list.dispatchEvent(new Event('change'));
      }, language);
      await until('the language is spoken', () => options.evaluate(`document.documentElement.lang === "${language}"`).catch(() => false));
      await options.close();
    }

    const { page } = await openSite(browser, PLACES.upworkRoom.address, 'tiptap');
    await page.setViewport(STORE_SIZE);
    const touchline = await touchlineIn(browser, page);
    await typeInto(page, MESSAGE);
    await until('marked', async () => (await touchline.marks()).length > 0);
    const popup = await openPopup(browser, page);
    await until('the popup is ready', () => popup.evaluate('document.querySelector("#companion").dataset.state === "ready"'));
    await keep('popup', await popup.screenshot());
    await popup.close();
    await page.bringToFront();
    const { x, y } = await placeOfMark(page);
    await page.mouse.click(x, y);
    await until('the popover opens', () => touchline.popover());
    await keep('popover', await page.screenshot());

    const options = await whole('options', 'document.querySelector("#regions").value !== ""');
    await keep('options', await options.screenshot({ fullPage: true }));
    const welcome = await whole('welcome');
    await keep('welcome', await welcome.screenshot());
    const check = await whole('check', 'document.querySelector("#platform").options.length > 3');
    await check.type('#text', MESSAGE);
    await until('checked', () => check.evaluate('document.querySelectorAll("#warnings li").length > 0'));
    await keep('check', await check.screenshot());
  } finally {
    await session.close();
  }
}
