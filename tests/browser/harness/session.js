/**
 * One browser with the extension, connected to one real companion: with a key on both sides, as pairing leaves
 * it. Pairing itself is the business of its own spec. Knows the options page; knows no site.
 */

import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './browsers.js';
import { startCompanion } from './companion.js';
import { until } from './wait.js';

const SCREENSHOTS = path.resolve(import.meta.dirname, '../screenshots');

/**
 * @typedef {object} Session
 * @property {import('./browsers.js').TestBrowser} browser
 * @property {import('./companion.js').Companion} companion
 * @property {() => Promise<void>} close
 */

/**
 * Starts both and connects them.
 *
 * @param {'chromium' | 'firefox'} name
 * @param {{ dark?: boolean }} [options]
 * @returns {Promise<Session>}
 */
export async function startSession(name, { dark = false } = {}) {
  const companion = await startCompanion();
  try {
    const browser = await launch(name, { extension: true, dark });
    try {
      await connect(browser, companion);
      return { browser, companion, close: () => closeAll(browser, companion) };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await companion.stop();
    throw error;
  }
}

/** @param {import('./browsers.js').TestBrowser} browser @param {import('./companion.js').Companion} companion */
async function closeAll(browser, companion) {
  await browser.close();
  await companion.stop();
}

/**
 * Gives both sides a key and waits until the options page says that they are connected.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {import('./companion.js').Companion} companion
 */
export async function connect(browser, companion) {
  const pairing = { kid: randomBytes(8).toString('hex'), key: randomBytes(32).toString('base64url') };
  await companion.learn({ ...pairing, origin: browser.origin, name: 'a browser under test', paired: '2025-11-21' });
  const options = await browser.openExtensionPage('pages/options.html');
  await options.evaluate(keepKey, pairing.kid, pairing.key);
  try {
    await until('the options page says that the companion is ready', () =>
      options.evaluate('document.querySelector("#companion-state").dataset.state === "ready"'),
    );
  } catch (error) {
    throw new Error(`it says: ${await options.evaluate('document.querySelector("#companion-state").innerText')}`, {
      cause: error,
    });
  }
  await options.close();
}

/** Runs in an extension page. @param {string} kid @param {string} secret */
async function keepKey(kid, secret) {
  const [{ activate }, { fromBase64url }] = await Promise.all(
    ['keys', 'bytes'].map((name) => import(/** @type {any} */ (globalThis).chrome.runtime.getURL(`companion/${name}.js`))),
  );
  const key = await crypto.subtle.importKey('raw', fromBase64url(secret), 'AES-GCM', false, ['encrypt', 'decrypt']);
  await activate({ kid, key });
}

/**
 * Opens the popup of the toolbar button for the tab `page`, and waits until it knows that page and the companion:
 * before, what it says next may move what is about to be pressed.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page
 */
export async function openPopup(browser, page) {
  const popup = await browser.openPopup(page, 'pages/popup.html');
  const site = new URL(page.url()).hostname.split('.').at(-2) ?? '';
  // Whatever the language, the platform's name stands on its switch.
  const label = 'document.querySelector("#on-label").textContent.toLowerCase()';
  const isSettled = 'document.querySelector("#companion").dataset.state !== "asking"';
  await until(`the popup speaks of ${site}`, () => popup.evaluate(`${label}.includes("${site}") && ${isSettled}`));
  return popup;
}

/**
 * Opens the options page, and waits until it says how the companion stands: before, that moves what is below.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 */
export async function openOptions(browser) {
  const options = await browser.openExtensionPage('pages/options.html');
  await until('the options page is laid out', () => options.evaluate('document.querySelector("#companion-state").dataset.state !== "asking"'));
  return options;
}

/**
 * Writes choices as the extension's own pages do.
 *
 * @param {import('./browsers.js').TestBrowser} browser @param {Record<string, unknown>} choices by their keys in storage
 */
export async function choose(browser, choices) {
  const options = await browser.openExtensionPage('pages/options.html');
  await options.evaluate((/** @type {object} */ values) => chrome.storage.local.set(values), choices);
  await options.close();
}

/** Keeps a picture for people to look at. @param {string} name @param {Uint8Array} png */
export async function keep(name, png) {
  await mkdir(SCREENSHOTS, { recursive: true });
  await writeFile(path.join(SCREENSHOTS, `${name}.png`), png);
}
