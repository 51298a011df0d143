/**
 * A copy of the extension that counts what its content scripts leave running in a page. Set up before the
 * browser starts; knows the manifest, and no content script in particular.
 */

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const EXTENSION = path.resolve(import.meta.dirname, '../../../extension');

/**
 * @typedef {object} Tally what runs or waits now, each by its name
 * @property {string[]} timers
 * @property {string[]} frames asked for and not yet there
 * @property {string[]} observers
 * @property {string[]} listeners event types; not those of the extension's own signals
 * @property {number} begun how many timers and frames were ever asked for
 */

/** Writes the copy. @returns {Promise<{ folder: string, remove: () => Promise<void> }>} */
export async function tallyingExtension() {
  const folder = await mkdtemp(path.join(tmpdir(), 'touchline-tally-'));
  await cp(EXTENSION, folder, { recursive: true });
  await cp(path.join(import.meta.dirname, 'tally-script.js'), path.join(folder, 'content/tally.js'));
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  for (const scripts of manifest.content_scripts) scripts.js.unshift('content/tally.js');
  await writeFile(file, JSON.stringify(manifest));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** @param {import('puppeteer-core').Page} page @returns {Promise<Tally>} */
export async function tallyIn(page) {
  return JSON.parse(
    await page.evaluate(() => {
      let told = '';
      window.addEventListener('tally-told', (event) => (told = /** @type {CustomEvent} */ (event).detail), { once: true });
      window.dispatchEvent(new Event('tally-ask'));
      return told;
    }),
  );
}

/** From here on the scripts find the extension removed. @param {import('puppeteer-core').Page} page */
export function endExtension(page) {
  return page.evaluate(() => void window.dispatchEvent(new Event('tally-end')));
}
