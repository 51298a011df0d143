/**
 * What happens to an extension while its user types: its worker is stopped, it is updated, its keyboard
 * commands are pressed. Knows each browser's way to that; knows nothing of what the extension does.
 */

import { EXTENSION_FOLDER } from './browsers.js';
import { bidi } from './tabs.js';

/**
 * Stops the background worker at once, as a browser does to an idle one.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 */
export async function stopWorker(browser) {
  if (browser.name === 'chromium') {
    const running = browser.puppeteer.targets().find((each) => each.type() === 'service_worker');
    try {
      await (await running?.worker())?.close();
    } catch (error) {
      // Puppeteer closes the worker and then its session, which may have ended with the worker.
      if (!/No session with given id/u.test(String(error))) throw error;
    }
    return;
  }
  const state = await inFirefox(browser, async (id) => {
    const { extension } = WebExtensionPolicy.getByID(id);
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    return extension.backgroundState;
  });
  if (state !== 'stopped') throw new Error(`the event page is ${state}`);
}

/**
 * Installs the extension again over itself, as an update does. (`chrome.runtime.reload()` is no way to it:
 * Chromium leaves an extension that came over the debugging protocol switched off after that.)
 *
 * @param {import('./browsers.js').TestBrowser} browser
 */
export async function updateExtension(browser) {
  await browser.puppeteer.installExtension(EXTENSION_FOLDER);
}

/**
 * Switches the extension off in Firefox, as its user does in the list of extensions. (Chromium has no way to that
 * for a test; what it leaves in a page is what an update leaves there.)
 *
 * @param {import('./browsers.js').TestBrowser} browser
 */
export async function disableInFirefox(browser) {
  await inFirefox(browser, async (id) => {
    const { AddonManager } = /** @type {any} */ (globalThis).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const addon = await AddonManager.getAddonByID(id);
    await addon.disable();
  });
}

/**
 * Runs a keyboard command of the manifest. Keys pressed by a test go to the page and never to the browser,
 * so this starts where the browser has recognised the key.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {string} command
 */
export async function runCommand(browser, command) {
  const { commands } = (await import('../../../extension/manifest.json', { with: { type: 'json' } })).default;
  if (browser.name === 'chromium') {
    const target = await browser.puppeteer.waitForTarget((each) => each.type() === 'service_worker');
    const worker = await target.worker();
    await worker?.evaluate((name) => /** @type {any} */ (chrome.commands.onCommand).dispatch(name), command);
    return;
  }
  const suggested = /** @type {Record<string, { suggested_key: { default: string } }>} */ (commands)[command].suggested_key.default;
  await inFirefox(
    browser,
    (_id, letter) => {
      const key = document.querySelector(`keyset[id*="ext-keyset"] key[key="${letter}"]`);
      if (!key) throw new Error(`no key ${letter} was registered`);
      /** @type {any} */ (key).doCommand();
    },
    suggested.split('+').at(-1) ?? '',
  );
}

/**
 * Calls a function in Firefox's own window, with the extension's id first.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {(id: string, value: string) => unknown} action
 * @param {string} [value]
 */
export async function inFirefox(browser, action, value = '') {
  const { id } = (await import('../../../extension/manifest.json', { with: { type: 'json' } })).default
    .browser_specific_settings.gecko;
  const send = bidi(browser.puppeteer);
  const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const reply = await send('script.evaluate', {
    expression: `(async () => (${action})(${JSON.stringify(id)}, ${JSON.stringify(value)}))()`,
    target: { context: contexts[0].context },
    awaitPromise: true,
  });
  if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
  return reply.result.value;
}
