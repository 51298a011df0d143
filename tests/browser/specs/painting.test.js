import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../harness/box.js';
import { launch } from '../harness/browsers.js';
import { assertCovers, assertUnderlines } from '../harness/editor-checks.js';
import { paintedIn, placeOf } from '../harness/geometry.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { pictureOf } from '../harness/rest.js';
import { startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Thank you for the kind words. Please write to ${EMAIL} soon`;

/** Whatever moves text inside a text control. */
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
  // The line is as high as its letters, or the browser would scroll a part of the last one out of sight.
  'scrolled': 'height: 70px; width: 260px; overflow: auto; line-height: 19px',
  'on a page that is scrolled': 'margin-top: 900px',
};

/**
 * Firefox has only boxes of the overlay for a textarea, so hiding the marks changes nothing there.
 *
 * @type {{ browser: 'chromium' | 'firefox', hideMarks: boolean, painter: string }[]}
 */
const PAINTERS = [
  { browser: 'chromium', hideMarks: false, painter: 'by the browser itself' },
  { browser: 'chromium', hideMarks: true, painter: 'by the overlay' },
  { browser: 'firefox', hideMarks: false, painter: 'by the overlay' },
];

for (const { browser: name, hideMarks, painter } of PAINTERS) {
  describe(`underlines in a textarea in ${name}, painted ${painter},`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('../harness/browsers.js').TestBrowser} */
    let plain;
    /** @type {import('puppeteer-core').Page} */
    let shown;
    /** @type {import('puppeteer-core').Page} */
    let without;
    /** @type {import('../harness/marks.js').Touchline} */
    let touchline;

    before(async () => {
      session = await startSession(name);
      plain = await launch(name, { extension: false });
      if (hideMarks) {
        const options = await session.browser.openExtensionPage('pages/options.html');
        await options.evaluate('chrome.storage.local.set({ hideMarks: true })');
        await options.close();
      }
      ({ page: shown } = await openSite(session.browser, PLACES.upworkProposal.address, 'styled'));
      ({ page: without } = await openSite(plain, PLACES.upworkProposal.address, 'styled'));
      touchline = await touchlineIn(session.browser, shown);
    });
    after(async () => {
      await plain?.close();
      await session?.close();
    });

    /** @param {string} css @param {'textarea' | 'input'} element */
    async function checkStyle(css, element) {
      for (const page of [shown, without]) {
        await page.evaluate((style, kind) => /** @type {any} */ (globalThis).showBox(style, kind), css, element);
        await typeInto(page, MESSAGE);
      }
      await until('one mark', async () => (await touchline.marks()).length === 1);
      const picture = await pictureOf(without);
      const painted = await until('something is painted', () => paintedIn(shown, picture));
      assert.deepEqual(await scrollOf(shown), await scrollOf(without), 'both boxes are scrolled alike');
      const words = await placeOf(without, EMAIL);
      assertUnderlines(painted, words);
      const [{ box }] = await touchline.marks();
      if (box) assertCovers(box, words);
      if (hideMarks) {
        assert.equal(await shown.evaluate(() => CSS.highlights.size), 0, "the page's scripts see no marks");
      }
    }

    for (const [style, css] of Object.entries(STYLES)) {
      test(`stand exactly under the words: ${style}`, () => checkStyle(css, 'textarea'));
    }
    test('stand exactly under the words: an input', () => checkStyle('height: auto; width: 700px', 'input'));
    test('stand exactly under the words: an input scrolled to its end', () =>
      checkStyle('height: auto; width: 300px; padding: 9px 14px', 'input'));
  });
}

/** How far the box is scrolled, and the page around it. @param {import('puppeteer-core').Page} page */
function scrollOf(page) {
  return page.$eval('[data-box]', ({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop, x: scrollX, y: scrollY }));
}
