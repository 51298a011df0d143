/**
 * Chromium and Firefox, from the system, behind one API. Knows how each is started, how the extension gets
 * in, and how an extension's own pages are reached; knows neither the site's pages nor what Touchline says.
 */

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { openBidiTab, openPuppeteerTab, openToolbarPopup } from './tabs.js';

/** The extension as it stands, unless a test wants a changed copy of it. */
export const EXTENSION_FOLDER = process.env.TOUCHLINE_EXTENSION ?? path.resolve(import.meta.dirname, '../../../extension');

// Firefox draws an extension's address at random for each profile, unless the profile already names one.
const FIREFOX_UUID = '7c1f3f1e-2a4b-4c55-9b1e-3d0c5a7be901';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox', // the tests may run as root, in a container
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', // nothing but loopback can be reached
];

const FIREFOX_PREFERENCES = {
  // Everything but loopback goes to a proxy that is not there: nothing else can be reached.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'gfx.color_management.mode': 0,
  'ui.caretBlinkTime': 0,
  'privacy.reduceTimerPrecision': false, // what is measured is often less than the millisecond it would round to
};

/**
 * @typedef {object} TestBrowser
 * @property {'chromium' | 'firefox'} name
 * @property {import('puppeteer-core').Browser} puppeteer
 * @property {string} origin of the extension's pages, "" when it is not installed
 * @property {(file: string) => Promise<import('./tabs.js').Tab>} openExtensionPage in a tab of its own
 * @property {(page: import('puppeteer-core').Page, file: string) => Promise<import('./tabs.js').Tab>} openPopup
 *   what the toolbar button opens while `page` is the active tab
 * @property {() => Promise<void>} close
 */

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * Starts a browser with an empty profile.
 *
 * @param {'chromium' | 'firefox'} name
 * @param {{ extension: boolean, dark?: boolean }} options
 * @returns {Promise<TestBrowser>}
 */
export async function launch(name, { extension, dark = false }) {
  return name === 'chromium' ? launchChromium(extension, dark) : launchFirefox(extension, dark);
}

/** @param {boolean} extension @param {boolean} dark @returns {Promise<TestBrowser>} */
async function launchChromium(extension, dark) {
  const browser = await puppeteer.launch({
    executablePath: program(['chromium', 'chromium-browser', 'google-chrome'], 'Chromium', 'chromium'),
    pipe: true,
    enableExtensions: extension,
    args: [...CHROMIUM_ARGUMENTS, ...(dark ? ['--force-dark-mode'] : [])],
    defaultViewport: { width: 900, height: 640 },
  });
  const origin = extension ? `chrome-extension://${await browser.installExtension(EXTENSION_FOLDER)}` : '';
  return {
    name: 'chromium',
    puppeteer: browser,
    origin,
    openExtensionPage: (file) => openPuppeteerTab(browser, `${origin}/${file}`),
    openPopup: (page, file) => openToolbarPopup(browser, page, `${origin}/${file}`),
    close: () => browser.close(),
  };
}

/** @param {boolean} extension @param {boolean} dark @returns {Promise<TestBrowser>} */
async function launchFirefox(extension, dark) {
  const { id } = (await import('../../../extension/manifest.json', { with: { type: 'json' } })).default
    .browser_specific_settings.gecko;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: program(['firefox-esr', 'firefox'], 'Firefox', 'firefox-esr'),
    args: ['--remote-allow-system-access'], // or WebDriver may not open an extension's own pages
    extraPrefsFirefox: {
      ...FIREFOX_PREFERENCES,
      'extensions.webextensions.uuids': JSON.stringify({ [id]: FIREFOX_UUID }),
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    },
    defaultViewport: { width: 900, height: 640 },
  });
  if (extension) await browser.installExtension(EXTENSION_FOLDER);
  const origin = extension ? `moz-extension://${FIREFOX_UUID}` : '';
  return {
    name: 'firefox',
    puppeteer: browser,
    origin,
    openExtensionPage: (file) => openBidiTab(browser, `${origin}/${file}`),
    async openPopup(page, file) {
      // WebDriver BiDi cannot reach a toolbar popup: the same page, behind the site's tab, asked afresh
      // once that tab is the active one, sees what a real popup sees.
      const popup = await openBidiTab(browser, `${origin}/${file}`);
      await page.bringToFront();
      await popup.reload();
      return popup;
    },
    close: () => browser.close(),
  };
}

/**
 * The first of `names` on the PATH. A browser that is missing fails the test; it never skips it.
 *
 * @param {string[]} names @param {string} label @param {string} debianPackage
 */
function program(names, label, debianPackage) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here: the next place
      }
    }
  }
  throw new Error(`${label} is not installed. Install it with: sudo apt-get install ${debianPackage}`);
}
