import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOX, selectAll, textIn, typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { stays, until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Write to ${EMAIL} today`;
const LONGEST = 20_000;
const PAUSES_MS = 600; // several times the pause after which the extension asks

for (const name of BROWSERS) {
  describe(`the life of a box in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());

    /** @param {string} editor @param {string} [address] */
    async function open(editor, address = PLACES.upworkProposal.address) {
      const { page, problems } = await openSite(session.browser, address, editor);
      return { page, problems, touchline: await touchlineIn(session.browser, page) };
    }

    /** @param {import('../harness/marks.js').Touchline} touchline @param {string[]} texts */
    function marksAre(touchline, texts) {
      return until(`the marks are ${JSON.stringify(texts)}`, async () => {
        const marks = await touchline.marks();
        return JSON.stringify(marks.map(({ text }) => text)) === JSON.stringify(texts) || null;
      });
    }

    test('words of the thread and words typed in the search box are left alone', async () => {
      const { page, touchline, problems } = await open('prosemirror');
      await page.type('input[type=search]', MESSAGE);
      await stays('the page is untouched', () => touchline.isUntouched(), PAUSES_MS);
      await typeInto(page, 'Hello');
      await stays('the page is untouched', () => touchline.isUntouched(), PAUSES_MS);
      assert.deepEqual(problems, []);
      await page.close();
    });

    test('words before the mark move it, words beside it do not widen it', async () => {
      const { page, touchline } = await open('prosemirror');
      await typeInto(page, MESSAGE);
      await marksAre(touchline, [EMAIL]);
      await page.keyboard.down('Control');
      await page.keyboard.press('Home');
      await page.keyboard.up('Control');
      for (const letter of 'Hi 👋 Sam! ') {
        await page.keyboard.type(letter);
        for (const { text } of await touchline.marks()) assert.equal(text, EMAIL);
      }
      await marksAre(touchline, [EMAIL]);
      await page.close();
    });

    test('the newest text wins', async () => {
      const { page, touchline } = await open('prosemirror');
      await typeInto(page, 'ann@example.net');
      await page.keyboard.type(' and bea@example.com');
      await marksAre(touchline, ['ann@example.net', 'bea@example.com']);
      await selectAll(page);
      await page.keyboard.type('cat@example.edu');
      await marksAre(touchline, ['cat@example.edu']);
      await selectAll(page);
      await page.keyboard.press('Backspace');
      await until('the page is untouched again', () => touchline.isUntouched());
      await page.close();
    });

    test('markup in a message is text, in the box and in the popover', async () => {
      const { page, touchline, problems } = await open('prosemirror');
      const typed = `<img src=x onerror=alert(1)><b>${EMAIL}</b>`;
      await typeInto(page, typed);
      await marksAre(touchline, [EMAIL]);
      assert.equal(await textIn(page), typed);
      const { x, y } = await placeOfMark(page);
      await page.mouse.click(x, y);
      const popover = await until('the popover opens', () => touchline.popover());
      assert.match(popover.text, /ann@example\.net/u);
      assert.deepEqual(problems, [], 'nothing of it ran');
      await page.close();
    });

    test('two boxes are marked each for itself', async () => {
      const { page, touchline } = await open('two-boxes');
      await typeInto(page, MESSAGE);
      await until('the first is marked', async () => (await touchline.marks()).length === 1);
      await page.type('[data-other]', 'My number is +44 20 7946 0958');
      await until('both are marked', async () => (await touchline.marks()).length === 2);
      await page.click(BOX);
      await selectAll(page);
      await page.keyboard.press('Backspace');
      await until('one is left', async () => (await touchline.marks()).length === 1);
      await page.close();
    });

    test('a page that changes its address without loading is read anew', async () => {
      const { page, touchline } = await open('textarea', PLACES.fiverrInbox.address);
      await typeInto(page, MESSAGE);
      const [inbox] = await until('marked for the inbox', async () => nonEmpty(await touchline.marks()));
      assert.equal(inbox.verdict, PLACES.fiverrInbox.verdict);
      await page.evaluate((path) => history.pushState(null, '', path), new URL(PLACES.fiverrOrder.address).pathname);
      await until('marked for the order', async () => (await touchline.marks())[0]?.verdict === PLACES.fiverrOrder.verdict);
      await page.close();
    });

    test('a box that the page replaces leaves no mark behind', async () => {
      const { page, touchline, problems } = await open('replaced');
      await typeInto(page, MESSAGE);
      await marksAre(touchline, [EMAIL]);
      await page.evaluate(() => /** @type {any} */ (globalThis).replaceBox(false));
      await until('no mark is left', async () => (await touchline.marks()).every(({ text }) => !text));
      await typeInto(page, MESSAGE);
      await marksAre(touchline, [EMAIL]);
      assert.deepEqual(problems, []);
      await page.close();
    });

    test('an editor in a frame without an address is read as part of its page', async () => {
      const { page } = await open('frame');
      const frame = await until('the frame is there', () => page.frames().find((each) => each !== page.mainFrame()));
      await (await page.$('iframe'))?.click();
      await page.keyboard.type(MESSAGE);
      await until('marked in the frame', () =>
        frame.evaluate(() => [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)).join() === 'ann@example.net'),
      );
      await page.close();
    });

    test('a message over the limit is not checked, and the popup says so', async () => {
      const { page, touchline } = await open('textarea');
      await typeInto(page, MESSAGE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      await page.evaluate((length) => {
        const box = /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-box]'));
        box.value += ' and more'.repeat(length / 9 + 1);
      }, LONGEST);
      await typeInto(page, '.');
      await until('no mark is left', async () => (await touchline.marks()).length === 0);
      const popup = await openPopup(session.browser, page);
      await until('the popup says so', () => popup.evaluate('document.querySelector("#box").dataset.state === "too_long"'));
      await popup.close();
      await page.close();
    });
  });
}

/** @template T @param {T[]} list */
function nonEmpty(list) {
  return list.length > 0 ? list : null;
}
