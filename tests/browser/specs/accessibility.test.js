import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { missedByTab, missedByTabInPopover, objections, objectionsToPopover } from '../harness/accessibility.js';
import { snapshot, textIn, typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { keep, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

// Disguised, on a page whose stage nobody knows: a popover with everything that can stand in one.
const MESSAGE = 'Thank you for the invitation. Please write to ann at example dot net';

/** The pages that open in a tab, and what shows that each is laid out. */
const PAGES = {
  options: 'document.querySelector("#companion-state").dataset.state === "ready"',
  welcome: 'document.title !== "Touchline"',
  check: 'document.querySelector("#platform").options.length > 4',
};

for (const name of BROWSERS) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`everybody can use it in ${name}, ${theme}`, () => {
      /** @type {import('../harness/session.js').Session} */
      let session;
      /** @type {import('puppeteer-core').Page} */
      let page;
      /** @type {import('../harness/marks.js').Touchline} */
      let touchline;
      before(async () => {
        session = await startSession(name, { dark: theme === 'dark' });
        ({ page } = await openSite(session.browser, PLACES.upworkRoom.address, 'tiptap'));
        touchline = await touchlineIn(session.browser, page);
        await typeInto(page, MESSAGE);
        await until('marked', async () => (await touchline.marks()).length === 1);
      });
      after(() => session?.close());

      test('axe finds nothing in the popover, which stands inside the window', async () => {
        await page.setViewport({ width: 900, height: 900 }); // room for all of it, down to the advice
        const { x, y } = await placeOfMark(page);
        await page.mouse.click(x, y);
        const popover = await until('the popover opens', () => touchline.popover());
        const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
        const { left, top, right, bottom } = popover.box;
        assert.ok(left >= 0 && top >= 0 && right <= width && bottom <= height, JSON.stringify(popover.box));
        await keep(`popover-${theme}-${name}`, await page.screenshot());
        assert.deepEqual(await objectionsToPopover(page, touchline), []);
        await page.keyboard.press('Escape');
      });

      test('axe finds nothing on the popup', async () => {
        const popup = await openPopup(session.browser, page);
        await until('the popup is ready', () => popup.evaluate('document.querySelector("#companion").dataset.state === "ready"'));
        await keep(`popup-${theme}-${name}`, await popup.screenshot());
        assert.deepEqual(await objections(popup), []);
        assert.match(await popup.text(), /not legal advice/iu);
        await popup.close();
      });

      for (const [file, isReady] of Object.entries(PAGES)) {
        test(`axe finds nothing on the page "${file}", and Tab comes to all of it`, async () => {
          const tab = await session.browser.openExtensionPage(`pages/${file}.html`);
          await until('the page is laid out', () => tab.evaluate(isReady));
          await tab.bringToFront();
          await keep(`${file}-${theme}-${name}`, await tab.screenshot());
          assert.deepEqual(await objections(tab), []);
          assert.match(await tab.text(), /not legal advice/iu);
          const { missed, count } = await missedByTab(tab);
          assert.deepEqual(missed, []);
          assert.ok(count >= 1, `${count} controls`);
          await tab.close();
        });
      }

      if (theme === 'light') {
        test('Tab comes to everything in the popup', async () => {
          const popup = await openPopup(session.browser, page);
          await popup.bringToFront();
          const { missed, count } = await missedByTab(popup);
          assert.deepEqual(missed, []);
          assert.ok(count >= 4, `${count} controls`);
          await popup.close();
        });

        test('the popover is opened, read and shut by keyboard, and the caret stays where it was', async () => {
          await page.bringToFront();
          await typeInto(page, '');
          const atFirst = await snapshot(page);
          await page.keyboard.down('Alt');
          await page.keyboard.press('Enter');
          await page.keyboard.up('Alt');
          await until('the popover opens', () => touchline.popover());
          const { missed, count } = await missedByTabInPopover(page, touchline);
          assert.deepEqual(missed, []);
          assert.ok(count >= 6, `${count} controls`);
          await page.keyboard.press('Escape');
          await until('Escape shuts it', async () => !(await touchline.popover()));
          assert.deepEqual(await snapshot(page), atFirst);
          await page.keyboard.type('!');
          await until('the letter is typed at the end', async () => /net!$/u.test(await textIn(page)));
        });
      }
    });
  }
}
