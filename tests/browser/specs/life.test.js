import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { selectAll, typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { disableInFirefox, runCommand, stopWorker, updateExtension } from '../harness/lifecycle.js';
import { paintedIn } from '../harness/geometry.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { atRest, pictureOf } from '../harness/rest.js';
import { choose, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { PATIENCE_MS, until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Write to ${EMAIL} today`;
/** Before the pause is over, while the worker starts and asks, and after the answer. */
const MOMENTS_MS = [0, 110, 125, 140, 300];

for (const name of BROWSERS) {
  describe(`a box outlives what happens around it in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {import('../harness/marks.js').Touchline} */
    let touchline;
    /** @type {string[]} */
    let problems;

    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());
    beforeEach(async () => {
      ({ page, problems } = await openSite(session.browser, PLACES.upworkRoom.address, 'prosemirror'));
      touchline = await touchlineIn(session.browser, page);
      await typeInto(page, MESSAGE);
      await marksAre([EMAIL]);
    });
    afterEach(async () => {
      assert.deepEqual(problems, []);
      await page.close();
    });

    /** @param {string[]} texts @param {number} [patienceMs] */
    function marksAre(texts, patienceMs = PATIENCE_MS) {
      const holds = async () => {
        const marks = await touchline.marks();
        return JSON.stringify(marks.map(({ text }) => text)) === JSON.stringify(texts) || null;
      };
      return until(`the marks are ${JSON.stringify(texts)}`, holds, patienceMs);
    }

    test('the worker may be stopped at any moment', async () => {
      for (const moment of MOMENTS_MS) {
        await selectAll(page);
        await page.keyboard.type(`Mail bea${moment}@example.com now`);
        await new Promise((resolve) => setTimeout(resolve, moment));
        await stopWorker(session.browser);
        await marksAre([`bea${moment}@example.com`]);
      }
      await stopWorker(session.browser);
      const popup = await openPopup(session.browser, page);
      await until('the popup knows the box', () => popup.evaluate('document.querySelector("#box").dataset.state === "checked"'));
      await popup.close();
    });

    test('the extension may be updated: its old script leaves nothing, the page is served anew', async () => {
      await updateExtension(session.browser);
      await page.bringToFront();
      await page.keyboard.type('!');
      if (name === 'chromium') {
        const popup = await session.browser.openPopup(page, 'pages/popup.html');
        await until('the popup says what to do', async () => /reload the page/u.test(await popup.text()));
        await popup.close();
        await page.bringToFront();
      }
      // Firefox starts the new script in the open page; Chromium with the page's next load. On a busy machine the
      // sign above may be typed before the new script hears it, so it is typed again.
      if (name === 'firefox') {
        await until('the new script marks what is typed on', async () => {
          const marked = await marksAre([EMAIL], 5_000).catch(() => null);
          if (!marked) await page.keyboard.type('!');
          return marked;
        });
      }
      else await until('the page is untouched', () => touchline.isUntouched());
      await page.reload();
      touchline = await touchlineIn(session.browser, page);
      await page.bringToFront();
      await typeInto(page, MESSAGE);
      await marksAre([EMAIL]);
    });

    test('a draft that the browser restores is checked when its box is entered', async () => {
      const { page: chat, problems: errors } = await openSite(session.browser, PLACES.upworkRoom.address, 'textarea');
      await typeInto(chat, MESSAGE);
      await chat.goto(PLACES.upworkProposal.address);
      await chat.evaluate(() => history.back());
      const value = () => chat.evaluate(() => document.querySelector('textarea')?.value).catch(() => ''); // on its way
      await until('the draft is back', async () => (await value()) === MESSAGE);
      const restored = await touchlineIn(session.browser, chat);
      await chat.click('[data-box]');
      await until('marked', async () => (await restored.marks()).length === 1);
      assert.deepEqual(errors, []);
      await chat.close();
    });

    test('an editor in a frame that its page has written is marked, and its Send held from outside of the frame', async () => {
      await choose(session.browser, { mode: 'strict' });
      const { page: framed, problems: errors } = await openSite(session.browser, PLACES.upworkRoom.address, 'written');
      const frame = await until('the frame is there', () => framed.frames().find((each) => each !== framed.mainFrame()));
      await (await framed.$('iframe'))?.click();
      await framed.keyboard.type(MESSAGE);
      await until('marked in the frame', () =>
        frame.evaluate(() => [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)).join() === 'ann@example.net'),
      );
      const look = await frame.evaluate(() => getComputedStyle(document.body, '::highlight(mark-a)').textDecorationLine);
      assert.equal(look, 'underline', 'the style sheet of the marks is there too');
      await framed.click('[data-send]');
      assert.deepEqual(await framed.evaluate(() => /** @type {any} */ (globalThis).sent), []);
      await choose(session.browser, { mode: 'standard' });
      await framed.bringToFront();
      const sent = await until('a press sends once the page has heard of the other mode', async () => {
        await framed.click('[data-send]');
        const now = await framed.evaluate(() => /** @type {any} */ (globalThis).sent);
        return now.length > 0 && now;
      });
      assert.deepEqual(sent, [MESSAGE]);
      assert.deepEqual(errors, []);
      await framed.close();
    });

    test('the keyboard command opens the next warning, and Escape gives the caret back', async () => {
      await page.keyboard.type(' or bea@example.com');
      await marksAre([EMAIL, 'bea@example.com']);
      await runCommand(session.browser, 'next-warning');
      const first = await until('the popover opens', () => touchline.popover());
      assert.match(first.text, /bea@example\.com/u, 'the caret touches the second address');
      await runCommand(session.browser, 'next-warning');
      await until('the next one is shown', async () => /ann@example\.net/u.test((await touchline.popover())?.text ?? ''));
      await page.keyboard.press('Escape');
      await until('the popover is shut', async () => (await touchline.popover()) === null);
      await page.keyboard.type('x');
      await marksAre([EMAIL]);
    });

    test('the keyboard command switches strict mode on and off on this platform', async () => {
      const strictIs = (/** @type {boolean} */ isOn) =>
        until(`popup and badge say that strict mode is ${isOn ? 'on' : 'off'}`, async () => {
          const popup = await openPopup(session.browser, page);
          const isChecked = await popup.evaluate('document.querySelector("#strict").checked');
          const badge = await popup.evaluate(async () => {
            const [tab] = await chrome.tabs.query({ url: 'https://www.upwork.com/*' });
            return chrome.action.getBadgeText({ tabId: tab.id });
          });
          await popup.close();
          await page.bringToFront();
          return isChecked === isOn && badge === (isOn ? '1!' : '1');
        });
      for (const isOn of [true, false]) {
        await atRest(page); // the command goes to the tab in front
        await runCommand(session.browser, 'toggle-strict');
        await until('a screen reader is told', async () => (await touchline.status()).includes(`Strict mode is ${isOn ? 'on' : 'off'}`));
        await strictIs(isOn);
        await page.keyboard.press('Shift');
        await until('the news are over, the count is not', async () => /^Touchline warnings in this box: 1\./u.test(await touchline.status()));
      }
    });

    if (name !== 'firefox') return;
    test('switched off in the browser, nothing of it is seen any more: neither the browser\'s marks nor drawn ones', async () => {
      const { page: other } = await openSite(session.browser, PLACES.upworkRoom.address, 'textarea');
      const drawn = await touchlineIn(session.browser, other);
      await typeInto(other, MESSAGE);
      await until('drawn', async () => (await drawn.marks()).length === 1);
      await disableInFirefox(session.browser);
      for (const each of [page, other]) {
        await each.bringToFront();
        const left = await pictureOf(each);
        await each.evaluate(() => {
          CSS.highlights.clear();
          for (const element of document.querySelectorAll('html > :not(head, body)')) element.remove();
        });
        assert.equal(await paintedIn(each, left), null);
      }
      await other.close();
    });
  });
}
