import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { erase, selectAll } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { choose, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { stays, until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Write to ${EMAIL}`;
const LONG = 50_000;
const PAUSES_MS = 600; // several times the pause after which the extension asks

for (const name of BROWSERS) {
  describe(`a hostile page in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {import('../harness/marks.js').Touchline} */
    let touchline;
    /** @type {string[]} */
    let problems = [];
    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());

    /** @param {string} editor */
    async function open(editor) {
      ({ page, problems } = await openSite(session.browser, PLACES.upworkRoom.address, editor));
      touchline = await touchlineIn(session.browser, page);
      await page.click('[data-box]');
    }
    afterEach(async () => {
      assert.deepEqual(problems, [], 'no exception reached the page');
      await page.close();
    });
    /** @param {string[]} texts */
    function marksAre(texts) {
      return until(`the marks are ${JSON.stringify(texts)}`, async () => {
        const marks = await touchline.marks();
        return JSON.stringify(marks.map(({ text }) => text)) === JSON.stringify(texts) || null;
      });
    }
    const popupSays = async (/** @type {string} */ state) => {
      const popup = await openPopup(session.browser, page);
      await until(`the popup says ${state}`, () => popup.evaluate(`document.querySelector("#box").dataset.state === "${state}"`));
      const words = await popup.evaluate('document.querySelector("#box").innerText');
      await popup.close();
      await page.bringToFront();
      return words;
    };

    describe('that breaks the DOM under every script', () => {
      beforeEach(() => open('hostile'));

      test('is checked, marked and explained as any other', async () => {
        await page.keyboard.type(MESSAGE);
        await marksAre([EMAIL]);
        const { x, y } = await placeOfMark(page);
        await page.mouse.click(x, y);
        const { text } = await until('the popover opens', () => touchline.popover());
        assert.match(text, /ann@example\.net/u);
        await page.keyboard.press('Escape');
        await until('the popover is shut', async () => (await touchline.popover()) === null);
      });

      test('has its Send held in strict mode', async () => {
        await page.close();
        await choose(session.browser, { mode: 'strict' }); // before the page is opened, which hears of it some time
        await open('hostile');
        await page.keyboard.type(MESSAGE);
        await marksAre([EMAIL]);
        await page.click('form button');
        assert.match((await until('the bar is open', () => touchline.bar())).text, /kept this from being sent/u);
        assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).sent), []);
        await choose(session.browser, { mode: 'standard' });
      });

      test('cannot press, open or shut anything with events of its own', async () => {
        await page.keyboard.type(MESSAGE);
        await marksAre([EMAIL]);
        await page.evaluate(() => /** @type {any} */ (globalThis).fake());
        await stays('the popover is shut', async () => (await touchline.popover()) === null, PAUSES_MS);
        await marksAre([EMAIL]);
        const { x, y } = await placeOfMark(page);
        await page.mouse.click(x, y);
        await until('the popover opens', () => touchline.popover());
        await page.evaluate(() => /** @type {any} */ (globalThis).fake());
        assert.ok(await touchline.popover(), 'the popover stays');
      });

      test('making its box unreadable gets no mark, and the popup says that nothing was checked', async () => {
        await page.keyboard.type(MESSAGE);
        await marksAre([EMAIL]);
        await page.evaluate(() => /** @type {any} */ (globalThis).putForm());
        await page.keyboard.type(' or');
        const isRead = name === 'firefox'; // there an extension sees no field of a form as a part of the DOM
        await marksAre(isRead ? [EMAIL] : []);
        const words = await popupSays(isRead ? 'checked' : 'unchecked');
        assert.match(words, isRead ? /Warnings: 1/u : /does not let Touchline read the box/u);
        await page.evaluate(() => /** @type {any} */ (globalThis).dropForm());
        await page.keyboard.type(' so');
        await marksAre([EMAIL]);
      });
    });

    test('taking away all that is shown, it comes back with the next letter', async () => {
      await open('replaced');
      await page.keyboard.type(MESSAGE);
      await marksAre([EMAIL]);
      await page.evaluate(() => {
        CSS.highlights.clear();
        for (const element of document.querySelectorAll('html > :not(head, body)')) element.remove();
      });
      await page.keyboard.type(' today');
      await marksAre([EMAIL]);
      const { x, y } = await placeOfMark(page);
      await page.mouse.click(x, y);
      await until('the popover opens', () => touchline.popover());
      await page.evaluate(() => document.querySelectorAll('html > :not(head, body)').forEach((element) => element.remove()));
      await page.keyboard.press('Shift');
      await until('the popover is back', () => touchline.popover());
    });

    test('changing the text without an event, no mark outlives the next key', async () => {
      await open('textarea');
      await page.keyboard.type(MESSAGE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      await page.evaluate(() => {
        /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-box]')).value = 'Quite another text that is longer';
      });
      await page.keyboard.press('Shift');
      await until('no mark', async () => (await touchline.marks()).length === 0);
      await popupSays('checked');
    });

    test('filling its box with 50,000 characters gets no mark, and marks again when it is shorter', async () => {
      await open('textarea');
      await page.keyboard.type(MESSAGE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      await page.evaluate((length) => {
        /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-box]')).value = 'ann@example.net and '.repeat(length / 20);
      }, LONG);
      await page.keyboard.type('x');
      await until('no mark', async () => (await touchline.marks()).length === 0);
      await popupSays('too_long');
      await selectAll(page);
      await page.keyboard.type(`${MESSAGE}x`);
      await erase(page, 1);
      await until('marked again', async () => (await touchline.marks()).length === 1);
    });
  });
}
