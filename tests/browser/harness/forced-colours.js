/**
 * Forced colours, as Windows' contrast themes bring them: the browser paints pages in the user's few colours.
 * Knows how each browser is told; knows no page.
 */

import { bidi } from './tabs.js';

/**
 * In Chromium for this page, in Firefox for the whole browser.
 *
 * @param {import('./browsers.js').TestBrowser} browser @param {import('puppeteer-core').Page} page
 * @returns {Promise<() => Promise<unknown>>} what ends it
 */
export async function forceColours(browser, page) {
  if (browser.name === 'chromium') {
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    return () => client.detach();
  }
  const send = bidi(browser.puppeteer);
  const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const prefer = (/** @type {string} */ call) =>
    send('script.evaluate', {
      expression: `Services.prefs.${call}`,
      target: { context: contexts[0].context },
      awaitPromise: false,
    });
  await prefer('setIntPref("browser.display.document_color_use", 2)');
  return () => prefer('clearUserPref("browser.display.document_color_use")');
}
