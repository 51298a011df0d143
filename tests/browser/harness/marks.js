/**
 * What the extension marks in a page, however it paints: browser highlights, which any script of the page
 * can read, or boxes in its own closed shadow root. Knows the extension's contract: three highlight names,
 * `.mark` boxes, one `[role=dialog]` and one `[role=status]`; knows no editor.
 */

import { atRest } from './rest.js';
import { select, shadowOf, textOf } from './shadow.js';
import { until } from './wait.js';

/**
 * @typedef {object} Mark
 * @property {string} verdict
 * @property {string | null} text of a highlight; null where a box is drawn
 * @property {import('./png.js').Box | null} box of the overlay; null where the browser itself paints
 */

const VERDICTS = /** @type {Record<string, string>} */ ({ 'mark-a': 'breach', 'mark-b': 'caution', 'mark-c': 'note' });

/**
 * @typedef {object} Touchline
 * @property {() => Promise<Mark[]>} marks
 * @property {() => Promise<Popover | null>} popover null while it is shut
 * @property {() => Promise<Bar | null>} bar null while it is shut
 * @property {(button: string) => Promise<void>} press a button of popover or bar with the mouse, by its label
 * @property {(source: Function) => Promise<any>} inPopover what a function of the dialog's element says, in the page
 * @property {(source: Function) => Promise<any>} inBar the same of the bar's element
 * @property {() => Promise<string>} status what a screen reader was told last
 * @property {() => Promise<boolean>} isUntouched whether nothing of the extension is in the page at all
 */

/**
 * @typedef {object} Bar of strict mode
 * @property {string} text what it says, without its buttons
 * @property {string[]} buttons labels
 * @property {string} role
 */

/**
 * @typedef {object} Popover
 * @property {string} text everything it says
 * @property {string} verdict
 * @property {string} title
 * @property {string[]} clauses the text of each
 * @property {string[]} links where its links lead
 * @property {string[]} buttons labels
 * @property {{ left: number, top: number, right: number, bottom: number }} box
 */

/**
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<Touchline>}
 */
export async function touchlineIn(browser, page) {
  const shadow = await shadowOf(browser, page);
  const isShown = (/** @type {import('./shadow.js').ShadowNode} */ node) =>
    shadow.call(node, (/** @type {Element} */ element) => element.checkVisibility());
  const boxOf = async (/** @type {import('./shadow.js').ShadowNode} */ node) => {
    const { left, top, right, bottom } = await shadow.call(node, (/** @type {Element} */ element) =>
      element.getBoundingClientRect().toJSON(),
    );
    return { left, top, right, bottom };
  };
  /** @param {(node: import('./shadow.js').ShadowNode) => boolean} belongs */
  const shown = async (belongs) => {
    for (const node of select(await shadow.roots(), belongs)) if (await isShown(node)) return node;
    return null;
  };
  const dialog = () => shown((node) => node.attributes.role === 'dialog');
  const barNode = () => shown((node) => hasClass(node, 'bar'));
  return {
    async marks() {
      const highlighted = await page.evaluate(highlights);
      // Asked of the root, in one step: a box may go between being found and being measured.
      const drawn = await Promise.all((await shadow.roots()).map((root) => shadow.call(root, drawnMarks)));
      return [
        ...highlighted.map(({ name, text }) => ({ verdict: VERDICTS[name] ?? name, text, box: null })),
        ...drawn.flat().map(({ verdict, box }) => ({ verdict, text: null, box })),
      ];
    },
    async popover() {
      const node = await dialog();
      if (!node) return null;
      const texts = (/** @type {(node: import('./shadow.js').ShadowNode) => boolean} */ belongs) =>
        select([node], belongs).map((each) => textOf(each).trim());
      return {
        text: textOf(node).trim(),
        verdict: texts((each) => hasClass(each, 'verdict'))[0] ?? '',
        title: texts((each) => each.name === 'h2')[0] ?? '',
        clauses: texts((each) => hasClass(each, 'clause')),
        links: select([node], (each) => each.name === 'a').map((each) => each.attributes.href),
        buttons: select([node], (each) => each.name === 'button').map(labelOf),
        box: await boxOf(node),
      };
    },
    async bar() {
      const node = await barNode();
      if (!node) return null;
      return {
        text: textOf(select([node], (each) => each.name === 'p')[0]).trim(),
        buttons: select([node], (each) => each.name === 'button').map(labelOf),
        role: node.attributes.role,
      };
    },
    async press(label) {
      const button = await until(`a button says "${label}"`, () => shown((each) => each.name === 'button' && labelOf(each) === label));
      const at = await shadow.call(button, (/** @type {Element} */ element) => {
        element.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      await page.mouse.click(at.x, at.y);
    },
    async inBar(source) {
      const node = await barNode();
      if (!node) throw new Error('the bar is shut');
      return shadow.call(node, source);
    },
    async inPopover(source) {
      const node = await dialog();
      if (!node) throw new Error('the popover is shut');
      return shadow.call(node, source);
    },
    async status() {
      return select(await shadow.roots(), (node) => node.attributes.role === 'status').map(textOf).join(' ').trim();
    },
    async isUntouched() {
      const roots = await shadow.roots();
      const foreign = await page.evaluate(() => [
        CSS.highlights.size,
        [...document.documentElement.children].filter(({ localName }) => localName !== 'head' && localName !== 'body').length,
      ]);
      return roots.length === 0 && foreign.every((count) => count === 0);
    },
  };
}

/**
 * The middle of the first mark in an editor (not in a text control), in the window.
 *
 * @param {import('puppeteer-core').Page} page
 */
export async function placeOfMark(page) {
  await atRest(page);
  return page.evaluate(() => {
    const range = /** @type {Range} */ ([...[...CSS.highlights.values()][0]][0]);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}

/** Runs in the page, with what any script there can see. */
function highlights() {
  const Opaque = /** @type {any} */ (globalThis).OpaqueRange;
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[data-box]'));
  return [...CSS.highlights].flatMap(([name, highlight]) =>
    [...highlight].map((range) => ({
      name,
      text:
        Opaque && range instanceof Opaque
          ? (field?.value.slice(range.startOffset, range.endOffset) ?? null)
          : String(range),
    })),
  );
}

/** Runs in the page. @param {ShadowRoot} root */
function drawnMarks(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.mark'))].map((mark) => {
    const { left, top, right, bottom } = mark.getBoundingClientRect();
    return { verdict: mark.dataset.verdict, box: { left, top, right, bottom } };
  });
}

/** @param {import('./shadow.js').ShadowNode} node @param {string} name */
function hasClass(node, name) {
  return (node.attributes.class ?? '').split(/\s+/u).includes(name);
}

/** @param {import('./shadow.js').ShadowNode} node */
function labelOf(node) {
  return node.attributes['aria-label'] ?? textOf(node).trim();
}
