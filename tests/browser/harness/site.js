/**
 * The sites' real addresses, served from here by intercepting every request of a page.
 * Knows addresses and HTML; knows neither the extension nor what it should find.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from './bundles.js';
import { atRest } from './rest.js';
import { PATIENCE_MS } from './wait.js';

const PAGES = path.resolve(import.meta.dirname, '../pages');
const OWN = '/page-under-test/';

/**
 * As strict as the sites' own headers, so that nothing of the extension hangs on a lax page. Editors write
 * style elements, hence 'unsafe-inline' there.
 */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self'; img-src 'self' data:";

/**
 * @typedef {object} OpenPage
 * @property {import('puppeteer-core').Page} page
 * @property {string[]} problems errors in the page's own scripts, and requests that went anywhere else
 */

/**
 * Opens `address` in a new tab, with the page of `editor` in it.
 *
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {string} address
 * @param {string} editor the name of a file in pages/, without its extension
 * @returns {Promise<OpenPage>}
 */
export async function openSite(browser, address, editor) {
  const page = await browser.puppeteer.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error in the page: ${/** @type {Error} */ (error).message ?? error}`));
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    try {
      const reply = await answer(new URL(request.url()), new URL(address).origin, editor);
      if (!reply) problems.push(`request to ${request.url()}`);
      await (reply ? request.respond(reply) : request.abort());
    } catch (error) {
      problems.push(`could not serve ${request.url()}: ${error}`);
    }
  });
  await page.goto(address);
  await page.bringToFront();
  await atRest(page);
  return { page, problems };
}

/**
 * @param {URL} url @param {string} origin @param {string} editor
 * @returns {Promise<Partial<import('puppeteer-core').ResponseForRequest> | null>}
 */
async function answer(url, origin, editor) {
  if (url.origin !== origin) return null;
  if (url.pathname === '/favicon.ico') return { status: 204, body: '' };
  if (url.pathname === `${OWN}editor.js`) {
    return { status: 200, contentType: 'text/javascript; charset=utf-8', body: await bundle(editor, 'js') };
  }
  if (url.pathname === `${OWN}editor.css`) {
    return { status: 200, contentType: 'text/css; charset=utf-8', body: await bundle(editor, 'css') };
  }
  if (url.pathname === `${OWN}site.css`) {
    return { status: 200, contentType: 'text/css', body: await readFile(path.join(PAGES, 'site.css'), 'utf8') };
  }
  if (url.pathname.startsWith(OWN)) return null;
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: { 'Content-Security-Policy': POLICY },
    body: await readFile(path.join(PAGES, 'site.html'), 'utf8'),
  };
}
