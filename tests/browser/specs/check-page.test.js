import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS } from '../harness/browsers.js';
import { startSession } from '../harness/session.js';
import { chooseFrom } from '../harness/tabs.js';
import { until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';
/** More than the browser itself is handed at once: `MarksNative` picks those near what is in view. */
const MANY = Array.from({ length: 8 }, (_, index) => `ann${index}@example.net`);

for (const name of BROWSERS) {
  describe(`the page to check a text in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('../harness/tabs.js').Tab} */
    let check;
    before(async () => {
      session = await startSession(name);
      check = await session.browser.openExtensionPage('pages/check.html');
      await until('the page is laid out', () => check.evaluate('document.querySelector("#platform").options.length > 4'));
    });
    after(() => session?.close());

    /** @param {string} row */
    const saysRow = (row) =>
      until(`it lists "${row}"`, async () => (await check.evaluate('document.querySelector("#warnings").innerText')).startsWith(`${row}\n`));

    test('it lists what a text warns of, for the place and the stage that were chosen', async () => {
      await chooseFrom(check, '#platform', 'upwork');
      await chooseFrom(check, '#stage', 'before_contract');
      await check.type('#text', MESSAGE);
      await saysRow('Not allowed here: ann@example.net');
      await chooseFrom(check, '#stage', 'active_contract');
      await saysRow('Good to know: ann@example.net');
      await chooseFrom(check, '#stage', 'unknown');
      await saysRow('It depends: ann@example.net');
    });

    test('it underlines each warning in the text itself, be they few or many', async () => {
      await check.evaluate(keepProblems);
      for (const addresses of [MANY.slice(0, 1), MANY]) {
        await check.evaluate(showText, addresses.map((address) => `Write to ${address}`).join('\n'));
        const marks = await until(`${addresses.length} underlines`, async () => {
          const now = await check.evaluate(marksInPage);
          return now.length === addresses.length && now;
        }).catch(async (error) => {
          throw new Error(`${error.message}; errors in the page: ${await check.evaluate('problems.join()')}`);
        });
        assert.deepEqual(marks.map((/** @type {Mark} */ { words }) => words), addresses);
        assert.deepEqual(marks.filter((/** @type {Mark} */ { verdict }) => verdict !== 'caution'), []);
      }
      assert.deepEqual(await check.evaluate('problems'), []);
    });

    test('it keeps nothing of the text, and asks the browser not to keep it for a restored tab', async () => {
      const kept = await check.evaluate('Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)]).then((all) => JSON.stringify(all))');
      assert.match(kept, /"companion"/u, 'what is kept can be seen');
      assert.doesNotMatch(kept, /ann@example/u);
      assert.equal(await check.evaluate('document.querySelector("#text").autocomplete'), 'off');
    });
  });
}

/** @typedef {{words: string, verdict: string}} Mark */

/** Runs in the page: note every error from now on. */
function keepProblems() {
  const page = /** @type {any} */ (globalThis);
  page.problems = [];
  addEventListener('error', ({ message }) => page.problems.push(message));
  addEventListener('unhandledrejection', ({ reason }) => page.problems.push(String(reason)));
}

/** Runs in the page. @param {string} words */
function showText(words) {
  const text = /** @type {HTMLTextAreaElement} */ (document.querySelector('#text'));
  text.value = words;
  text.dispatchEvent(new Event('input'));
}

/**
 * Runs in the page: every underline with the words above it, from top to bottom. An underline is a range of the
 * browser's own highlights, or a rectangle of the overlay in a closed shadow root, which an extension's page may read.
 *
 * @returns {Mark[]}
 */
function marksInPage() {
  const verdicts = /** @type {Record<string, string>} */ ({ 'mark-a': 'breach', 'mark-b': 'caution', 'mark-c': 'note' });
  const text = /** @type {HTMLTextAreaElement} */ (document.querySelector('#text'));
  const highlighted = [...CSS.highlights].flatMap(([name, highlight]) =>
    [...highlight].map(({ startOffset: start, endOffset: end }) => ({ at: start, words: text.value.slice(start, end), verdict: verdicts[name] })),
  );

  const { dom } = /** @type {any} */ (globalThis).chrome;
  const roots = [...document.documentElement.children].map((/** @type {any} */ each) => each.openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(each));
  const rectangles = roots.flatMap((root) => [...(root?.querySelectorAll('.mark') ?? [])]);
  const style = getComputedStyle(text);
  const edges = text.getBoundingClientRect();
  const top = edges.top + parseFloat(style.borderTopWidth) + parseFloat(style.paddingTop);
  const left = edges.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
  const letters = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  letters.font = `${style.fontSize} ${style.fontFamily}`;
  const drawn = rectangles.map((rectangle) => {
    const box = rectangle.getBoundingClientRect();
    const line = text.value.split('\n')[Math.floor(((box.top + box.bottom) / 2 - top) / parseFloat(style.lineHeight))] ?? '';
    // How many letters end before this place, with a pixel for rounding.
    const lettersUpTo = (/** @type {number} */ x) =>
      Array.from(line, (_, index) => letters.measureText(line.slice(0, index + 1)).width).filter((width) => width <= x - left + 1).length;
    return { at: box.top, words: line.slice(lettersUpTo(box.left), lettersUpTo(box.right)), verdict: rectangle.dataset.verdict };
  });
  return [...highlighted, ...drawn].toSorted((one, other) => one.at - other.at).map(({ words, verdict }) => ({ words, verdict }));
}
