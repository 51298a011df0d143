/**
 * Chromium and Firefox, from the system, behind one API. Knows how each is started, how the extension gets
 * in, and how an extension's own pages are reached; knows neither the site's pages nor what Touchline says.
 */

import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { bidi, openBidiTab, openPuppeteerTab, openToolbarPopup } from './tabs.js';
import { PATIENCE_MS, until } from './wait.js';

/** The extension as it stands, unless a test wants a changed copy of it. */
export const EXTENSION_FOLDER = process.env.TOUCHLINE_EXTENSION ?? path.resolve(import.meta.dirname, '../../../extension');

/** What the extension opens by itself, once, when it is installed, and from its popup. */
const WELCOME = 'pages/welcome.html';

// Firefox draws an extension's address at random for each profile, unless the profile already names one.
// Touchline's comes first.
const FIREFOX_UUIDS = [1, 2, 3, 4].map((number) => `7c1f3f1e-2a4b-4c55-9b1e-3d0c5a7be90${number}`);

/** A website's name that leads to 127.0.0.1, as after DNS rebinding. */
export const REBOUND = 'rebound.test';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox', // the tests may run as root, in a container
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
  // Nothing but loopback can be reached, and there under a name that an attacker has pointed at it.
  `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
];

// Browsers that do not yet ask before a page may reach this computer: the companion must not hang on it.
const CHROMIUM_LENIENT = ['--disable-features=LocalNetworkAccessChecks'];
const FIREFOX_LENIENT = { 'network.lna.enabled': false, 'network.lna.blocking': false };

const FIREFOX_PREFERENCES = {
  // Everything but loopback goes to a proxy that is not there: nothing else can be reached.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': REBOUND,
  'network.dns.localDomains': REBOUND,
  'gfx.color_management.mode': 0,
  'ui.caretBlinkTime': 0,
  'privacy.reduceTimerPrecision': false, // what is measured is often less than the millisecond it would round to
};

/**
 * @typedef {object} TestBrowser
 * @property {'chromium' | 'firefox'} name
 * @property {import('puppeteer-core').Browser} puppeteer
 * @property {string} origin of the extension's pages, "" when it is not installed
 * @property {string[]} neighbours the origins of the other extensions
 * @property {(file: string, origin?: string) => Promise<import('./tabs.js').Tab>} openExtensionPage in a tab of its
 *   own; Touchline's, unless another extension's origin is given
 * @property {(page: import('puppeteer-core').Page, file: string) => Promise<import('./tabs.js').Tab>} openPopup
 *   what the toolbar button opens while `page` is the active tab
 * @property {() => Promise<void>} closeWelcome wait until the extension has opened its welcome page, and close that
 * @property {() => Promise<void>} close
 */

const STARTS = 3;

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * Starts a browser with an empty profile.
 *
 * @param {'chromium' | 'firefox'} name
 * @param {Options} options
 * @returns {Promise<TestBrowser>}
 */
export async function launch(name, options) {
  for (let tries = STARTS; ; tries -= 1) {
    const browser = await (name === 'chromium' ? launchChromium(options) : launchFirefox(options));
    try {
      if (!options.extension) return browser;
      await browser.closeWelcome();
      if (name === 'firefox' || (await hasWords(browser))) return browser;
    } catch (error) {
      await browser.close(); // or the test file would never end
      throw error;
    }
    await browser.close();
    if (tries === 1) throw new Error(`${name} has no words for the extension, ${STARTS} times`);
  }
}

/**
 * Whether Chromium gives the extension its messages. Seen once in hundreds of starts: every one of them empty, for as
 * long as the browser ran; perhaps because the welcome page, the first to ask, is closed while it opens.
 *
 * @param {TestBrowser} browser
 */
async function hasWords(browser) {
  const tab = await browser.openExtensionPage('manifest.json'); // a page of its own that runs nothing
  const name = await tab.evaluate(() => /** @type {any} */ (globalThis).chrome.i18n.getMessage('name'));
  await tab.close();
  return name !== '';
}

/**
 * @typedef {object} Options
 * @property {boolean} extension whether Touchline is installed
 * @property {boolean} [dark]
 * @property {boolean} [isLenient] whether pages may reach this computer without asking
 * @property {readonly string[]} [neighbours] folders of other extensions
 */

/** @param {Options} options @returns {Promise<TestBrowser>} */
async function launchChromium({ extension, dark = false, isLenient = false, neighbours = [] }) {
  const browser = await puppeteer.launch({
    executablePath: program(['chromium', 'chromium-browser', 'google-chrome'], 'Chromium', 'chromium'),
    pipe: true,
    timeout: PATIENCE_MS,
    enableExtensions: extension || neighbours.length > 0,
    args: [...CHROMIUM_ARGUMENTS, ...(dark ? ['--force-dark-mode'] : []), ...(isLenient ? CHROMIUM_LENIENT : [])],
    defaultViewport: { width: 900, height: 640 },
  });
  const origin = extension ? `chrome-extension://${await browser.installExtension(EXTENSION_FOLDER)}` : '';
  const others = [];
  for (const folder of neighbours) others.push(`chrome-extension://${await browser.installExtension(folder)}`);
  return {
    name: 'chromium',
    puppeteer: browser,
    origin,
    neighbours: others,
    openExtensionPage: (file, of = origin) => openPuppeteerTab(browser, `${of}/${file}`),
    openPopup: (page, file) => openToolbarPopup(browser, page, `${origin}/${file}`),
    async closeWelcome() {
      let isSeen = false;
      await until('the welcome page has opened and is closed again', async () => {
        const welcome = browser.targets().find((each) => each.url() === `${origin}/${WELCOME}`);
        if (!welcome) return isSeen;
        isSeen = true;
        // On its way into the extension's process a tab may lose the session that would close it: then once more.
        await welcome.asPage().then((page) => page.close()).catch(() => null);
        return false;
      });
    },
    close: () => browser.close(),
  };
}

/** @param {Options} options @returns {Promise<TestBrowser>} */
async function launchFirefox({ extension, dark = false, isLenient = false, neighbours = [] }) {
  const folders = [...(extension ? [EXTENSION_FOLDER] : []), ...neighbours];
  const ids = await Promise.all([EXTENSION_FOLDER, ...neighbours].map(firefoxIdOf));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    timeout: PATIENCE_MS,
    executablePath: program(['firefox-esr', 'firefox'], 'Firefox', 'firefox-esr'),
    args: ['--remote-allow-system-access'], // or WebDriver may not open an extension's own pages
    extraPrefsFirefox: {
      ...FIREFOX_PREFERENCES,
      ...(isLenient ? FIREFOX_LENIENT : {}),
      'extensions.webextensions.uuids': JSON.stringify(Object.fromEntries(ids.map((id, index) => [id, FIREFOX_UUIDS[index]]))),
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    },
    defaultViewport: { width: 900, height: 640 },
  });
  for (const folder of folders) await browser.installExtension(folder);
  const [touchline = '', ...others] = FIREFOX_UUIDS.map((uuid) => `moz-extension://${uuid}`);
  const origin = extension ? touchline : '';
  return {
    name: 'firefox',
    puppeteer: browser,
    origin,
    neighbours: others,
    openExtensionPage: (file, of = origin) => openBidiTab(browser, `${of}/${file}`),
    async openPopup(page, file) {
      // WebDriver BiDi cannot reach a toolbar popup: the same page, behind the site's tab, asked afresh
      // once that tab is the active one, sees what a real popup sees.
      const popup = await openBidiTab(browser, `${origin}/${file}`);
      await page.bringToFront();
      await popup.reload();
      return popup;
    },
    async closeWelcome() {
      const send = bidi(browser);
      let isSeen = false;
      await until('the welcome page has opened and is closed again', async () => {
        const { contexts } = await send('browsingContext.getTree', {});
        const welcome = contexts.find((/** @type {{url: string}} */ { url }) => url === `${origin}/${WELCOME}`);
        if (!welcome) return isSeen;
        isSeen = true;
        await send('browsingContext.close', { context: welcome.context }).catch(() => null);
        return false;
      });
    },
    close: () => browser.close(),
  };
}

/** @param {string} folder of an extension @returns {Promise<string>} */
async function firefoxIdOf(folder) {
  return JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')).browser_specific_settings.gecko.id;
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
