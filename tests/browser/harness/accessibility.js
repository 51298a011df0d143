/**
 * What axe-core objects to, and what the Tab key does not reach: on the extension's own pages, and in the
 * popover inside its closed shadow root. Knows no page in particular.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { until } from './wait.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOAD_AXE = `(() => { ${AXE}\n })()`;

/** @typedef {Array<{ id: string, nodes: Array<{ html: string }> }>} Violations */

/** @param {Violations} violations */
const inWords = (violations) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);

/** What axe-core objects to on a page of the extension. @param {import('./tabs.js').Tab} tab */
export async function objections(tab) {
  await tab.evaluate(LOAD_AXE);
  const { violations } = await tab.evaluate('axe.run()');
  return inWords(violations);
}

/** @param {import('puppeteer-core').Page} page @param {import('./marks.js').Touchline} touchline */
export const objectionsToPopover = (page, touchline) => objectionsToPanel(page, touchline.inPopover, 5);

/** @param {import('puppeteer-core').Page} page @param {import('./marks.js').Touchline} touchline */
export const objectionsToBar = (page, touchline) => objectionsToPanel(page, touchline.inBar, 3);

/**
 * What axe-core objects to in an open panel. The debugger hands the test a node inside the closed root. axe
 * walks open roots and what stands in the body only, so for the time of its run the host names its root to
 * the page and stands in the body.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {import('./marks.js').Touchline['inBar']} inPanel
 * @param {number} least how many texts it has that can be measured
 */
async function objectionsToPanel(page, inPanel, least) {
  await page.evaluate(LOAD_AXE);
  const { violations, measured } = await inPanel(async (/** @type {Element} */ panel) => {
    const root = /** @type {ShadowRoot} */ (panel.getRootNode());
    const host = /** @type {HTMLElement} */ (root.host);
    const standIn = (/** @type {Element} */ place) => {
      place.append(host);
      host.showPopover();
    };
    Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
    standIn(document.body);
    const result = await /** @type {any} */ (globalThis).axe.run(panel);
    standIn(document.documentElement);
    delete (/** @type {any} */ (host).shadowRoot);
    const contrast = result.passes.find((/** @type {any} */ { id }) => id === 'color-contrast');
    return { violations: result.violations, measured: contrast?.nodes.length ?? 0 };
  });
  if (measured < least) throw new Error(`axe could measure the contrast of ${measured} texts only`);
  return inWords(violations);
}

const ON_THE_WAY_MS = 3_000;
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/**
 * Every control of a page that Tab, pressed often enough, does not come to.
 *
 * @param {import('./tabs.js').Tab} tab in front
 * @returns {Promise<{ missed: string[], count: number }>}
 */
export async function missedByTab(tab) {
  const count = await tab.evaluate((/** @type {string} */ selector) => {
    const stops = [...document.querySelectorAll(selector)].filter((stop) => stop.checkVisibility() && !stop.matches(':disabled'));
    const missed = new Set(stops);
    Object.assign(globalThis, { missedByTab: missed });
    document.addEventListener('focusin', ({ target }) => missed.delete(/** @type {Element} */ (target)));
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    return stops.length;
  }, STOPS);
  for (let pressed = 0; pressed <= count; pressed += 1) await tab.press('Tab');
  const missed = () => tab.evaluate('[...missedByTab].map((stop) => stop.outerHTML)');
  // Browsers hand keys on to the page's process: the last one may be on its way.
  await until('Tab has come to everything', async () => (await missed()).length === 0, ON_THE_WAY_MS).catch(() => null);
  return { missed: await missed(), count };
}

/**
 * The same for the open popover, which keeps Tab inside.
 *
 * @param {import('puppeteer-core').Page} page @param {import('./marks.js').Touchline} touchline
 * @returns {Promise<{ missed: string[], count: number }>}
 */
export async function missedByTabInPopover(page, touchline) {
  const read = (/** @type {Element} */ dialog) => {
    const all = [...dialog.querySelectorAll('a[href], button, input')].filter((stop) => stop.checkVisibility());
    const { activeElement } = /** @type {ShadowRoot} */ (dialog.getRootNode());
    return { names: all.map(({ outerHTML }) => outerHTML), at: activeElement ? all.indexOf(activeElement) : -2 };
  };
  const { names } = await touchline.inPopover(read);
  const reached = new Set();
  for (let pressed = 0; pressed <= names.length; pressed += 1) {
    const { at: before } = await touchline.inPopover(read);
    await page.keyboard.press('Tab');
    const isMoved = async () => (await touchline.inPopover(read)).at !== before;
    await until('the key has moved the focus', isMoved, ON_THE_WAY_MS).catch(() => null); // one of one stays
    reached.add((await touchline.inPopover(read)).at);
  }
  return { missed: names.filter((/** @type {string} */ _name, /** @type {number} */ at) => !reached.has(at)), count: names.length };
}
