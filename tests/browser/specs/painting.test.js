import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeOn } from '../harness/box.js';
import { BROWSERS, launch } from '../harness/browsers.js';
import { assertCovers, assertUnderlines, middleOf } from '../harness/editor-checks.js';
import { forceColours } from '../harness/forced-colours.js';
import { paintedIn, placeOf } from '../harness/geometry.js';
import { runCommand } from '../harness/lifecycle.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { pictureOf } from '../harness/rest.js';
import { choose, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Thank you for the kind words. Please write to ${EMAIL} soon`;
/** Small, because every pixel of it is compared several times a test. */
const WINDOW = { width: 810, height: 405 };

/** Whatever moves text inside a box. */
const STYLES = {
  'as it comes': '',
  'content-box sizing, wide padding and border': 'box-sizing: content-box; padding: 11px 23px 7px; border: 5px ridge #888',
  'a border on one side': 'border: 0 none; border-left: 9px solid #888; padding: 0 3px',
  'word and letter spacing': 'word-spacing: 6px; letter-spacing: 1.3px',
  'centred': 'text-align: center',
  'aligned to the right': 'text-align: right',
  'right to left': 'direction: rtl',
  'indented': 'text-indent: 37px',
  'another font': "font: italic 19px/1.7 'DejaVu Serif', serif",
  'a monospace font and normal line height': "font: 13px 'DejaVu Sans Mono', monospace; line-height: normal",
  'capitals': 'text-transform: uppercase',
  'breaking anywhere': 'word-break: break-all; width: 640px',
  'no ligatures, small caps': 'font-variant: small-caps no-common-ligatures',
  'a fraction of a pixel off': 'margin: 3.4px 0 0 7.6px; padding: 5.3px',
  'zoomed': 'zoom: 1.25',
  'scaled': 'transform: scale(1.2); transform-origin: 0 0',
  'moved by a transform': 'translate: 31px 12.5px',
  // The line is as high as its letters, or the browser would scroll a part of the last one out of sight.
  'scrolled': 'height: 70px; width: 260px; overflow: auto; line-height: 19px',
  'on a page that is scrolled': 'margin-top: 900px',
  'dark': 'background: #15181c; color: #e8e8e8',
};

/** In an editor only what no letter's own box can tell: where the whole line is. */
const EDITOR_STYLES = /** @type {const} */ (['as it comes', 'right to left', 'zoomed', 'scaled', 'scrolled', 'dark']);

/** Where no level line can stand under the words. */
const TURNED = {
  'turned': 'rotate: 7deg; margin: 60px',
  'turned by a transform': 'transform: rotate(-12deg); margin: 60px',
  'skewed': 'transform: skewX(12deg)',
  'mirrored': 'transform: scaleX(-1)',
  'written from top to bottom': 'writing-mode: vertical-rl',
};

/** What each verdict's line looks like besides its colour; lengths in pixels. */
const LINES = {
  breach: { place: PLACES.upworkProposal, words: EMAIL, looks: 'a long line' },
  caution: { place: PLACES.upworkRoom, words: EMAIL, looks: 'dashes' },
  note: { place: PLACES.upworkRoom, words: 'share an email address', looks: 'dots' },
};
const DOT = 3;
const DASH = 12;

for (const name of BROWSERS) {
  describe(`underlines in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('../harness/browsers.js').TestBrowser} */
    let plain;
    before(async () => {
      session = await startSession(name);
      plain = await launch(name, { extension: false });
    });
    after(async () => {
      await plain?.close();
      await session?.close();
    });

    /** The same page with and without the extension. @param {string} address */
    async function openBoth(address) {
      const { page: shown } = await openSite(session.browser, address, 'styled');
      const { page: without } = await openSite(plain, address, 'styled');
      for (const page of [shown, without]) await page.setViewport(WINDOW);
      return { shown, without, touchline: await touchlineIn(session.browser, shown) };
    }

    for (const hideMarks of [false, true]) {
      describe(hideMarks ? 'hidden from the page' : 'as they come', () => {
        /** @type {Awaited<ReturnType<typeof openBoth>>} */
        let pages;
        before(async () => {
          await choose(session.browser, { hideMarks });
          pages = await openBoth(PLACES.upworkProposal.address);
        });
        after(async () => {
          await pages.shown.close();
          await pages.without.close();
        });

        /** @param {'textarea' | 'input' | 'div'} element @param {string} css @param {number} [zoom] of the window */
        async function checkStyle(element, css, zoom = 1) {
          const { shown, without, touchline } = pages;
          for (const page of [shown, without]) await show(page, css, element, '');
          await until('no mark is left of the last box', async () => (await touchline.marks()).length === 0);
          for (const page of [shown, without]) {
            await show(page, css, element, MESSAGE.slice(0, -1));
            await typeOn(page, MESSAGE.slice(-1));
          }
          await until('one mark', async () => (await touchline.marks()).length === 1);
          const picture = await pictureOf(without);
          const painted = await until('something is painted', () => paintedIn(shown, picture));
          assert.deepEqual(await scrollOf(shown), await scrollOf(without), 'both boxes are scrolled alike');
          const words = inWindow(await placeOf(without, EMAIL), zoom);
          assertUnderlines(inWindow(painted.box, zoom), words);
          assert.ok(painted.contrast >= 3, `a contrast of ${painted.contrast} to 1 is hard to see`);
          const [{ box }] = await touchline.marks();
          if (box) assertCovers(box, words);
          if (hideMarks) {
            assert.ok(box, 'the overlay paints');
            assert.equal(await shown.evaluate(() => CSS.highlights.size), 0, "the page's scripts see no marks");
          }
        }

        // In Firefox it is always the overlay that marks a text control: once is enough.
        if (name === 'chromium' || !hideMarks) {
          for (const [style, css] of Object.entries(STYLES)) {
            test(`stand exactly under the words of a textarea: ${style}`, () => checkStyle('textarea', css));
          }
          test('stand exactly under the words of an input', () => checkStyle('input', 'height: auto; width: 700px'));
          test('stand exactly under the words of an input scrolled to its end', () =>
            checkStyle('input', 'height: auto; width: 300px; padding: 9px 14px'));
          test('stand exactly under the words of a textarea in a window zoomed to 150 %', async () => {
            const zoom = 1.5;
            const zoomed = { width: WINDOW.width / zoom, height: WINDOW.height / zoom, deviceScaleFactor: zoom };
            for (const page of [pages.shown, pages.without]) await page.setViewport(zoomed);
            await checkStyle('textarea', '', zoom);
            for (const page of [pages.shown, pages.without]) await page.setViewport(WINDOW);
          });
        }
        for (const style of EDITOR_STYLES) {
          test(`stand exactly under the words of an editor: ${style}`, () => checkStyle('div', STYLES[style]));
        }

        // The browser's own marks follow the words wherever they go.
        for (const [style, css] of hideMarks || name === 'firefox' ? Object.entries(TURNED) : []) {
          for (const element of hideMarks ? /** @type {const} */ (['textarea', 'div']) : /** @type {const} */ (['textarea'])) {
            test(`are not drawn in a ${element} that is ${style}, where the words are counted and the keyboard explains them`, async () => {
              const { shown, without, touchline } = pages;
              for (const page of [shown, without]) {
                await show(page, css, element, MESSAGE.slice(0, -1));
                await typeOn(page, MESSAGE.slice(-1));
              }
              await until('the words are counted', async () => /in this box: 1\./u.test(await touchline.status()));
              assert.deepEqual(await touchline.marks(), []);
              assert.equal(await paintedIn(shown, await pictureOf(without)), null, 'nothing is painted');
              await runCommand(session.browser, 'next-warning');
              const { box } = await until('the popover opens', () => touchline.popover());
              assert.ok(box.left >= 0 && box.top >= 0 && box.right <= WINDOW.width && box.bottom <= WINDOW.height, JSON.stringify(box));
              await shown.keyboard.press('Escape');
              await until('the popover is shut', async () => (await touchline.popover()) === null);
              await shown.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-box]')).style.cssText = 'height: 120px; width: 420px');
              await until('drawn, once they stand level', async () => (await touchline.marks()).length === 1);
            });
          }
        }

        for (const [verdict, { place, words, looks }] of Object.entries(LINES)) {
          test(`a ${verdict} is told by its line and not by its colour alone: ${looks}`, async () => {
            const { shown, without, touchline } = await openBoth(place.address);
            for (const page of [shown, without]) {
              await show(page, '', 'textarea', '');
              await typeOn(page, `Sorry, I cannot ${words}`);
            }
            await until(`marked as ${verdict}`, async () => (await touchline.marks()).map((mark) => mark.verdict).join() === verdict);
            const picture = await pictureOf(without);
            const { pieces } = await until('something is painted', () => paintedIn(shown, picture));
            assert.equal(lookOf(pieces), looks, `pieces of ${pieces} pixels`);
            await shown.close();
            await without.close();
          });
        }
      });
    }

    for (const element of ['textarea', 'div']) {
      test(`in forced colours the words of a ${element} stay as readable as the others, with a line below`, async (t) => {
        const { shown, without, touchline } = await openBoth(PLACES.upworkProposal.address);
        for (const page of [shown, without]) {
          await show(page, '', element, MESSAGE.slice(0, -1));
          await typeOn(page, MESSAGE.slice(-1));
        }
        const words = await placeOf(without, EMAIL); // its colour would be another one below
        t.after(await forceColours(session.browser, shown));
        t.after(await forceColours(plain, without));
        for (const page of [shown, without]) {
          await show(page, '', element, MESSAGE);
          await typeOn(page, '.');
        }
        await until('one mark', async () => (await touchline.marks()).length === 1);
        const picture = await pictureOf(without);
        const painted = await until('something is painted', () => paintedIn(shown, picture));
        assertUnderlines(painted.box, words);
        assert.ok(painted.box.top > middleOf(words)[1], 'the words themselves are not painted over');
        assert.ok(painted.contrast >= 3, `a contrast of ${painted.contrast} to 1 is hard to see`);
      });
    }
  });
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string} css @param {string} element @param {string} text
 */
function show(page, css, element, text) {
  return page.evaluate((style, kind, words) => /** @type {any} */ (globalThis).showBox(style, kind, words), css, element, text);
}

/** How far the box is scrolled, and the page around it. @param {import('puppeteer-core').Page} page */
function scrollOf(page) {
  return page.$eval('[data-box]', ({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop, x: scrollX, y: scrollY }));
}

/** From pixels of a picture to the window's own. @param {import('../harness/png.js').Box} box @param {number} zoom */
function inWindow({ left, top, right, bottom }, zoom) {
  return { left: left / zoom, top: top / zoom, right: right / zoom, bottom: bottom / zoom };
}

/**
 * Letters that reach below the line may break any of them, so the piece in the middle speaks for all.
 *
 * @param {number[]} pieces of an underline, in pixels
 */
function lookOf(pieces) {
  const usual = pieces.toSorted((one, other) => one - other)[Math.floor(pieces.length / 2)];
  if (usual <= DOT) return 'dots';
  return usual <= DASH ? 'dashes' : 'a long line';
}
