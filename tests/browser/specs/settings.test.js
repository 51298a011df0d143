import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { chooseFrom } from '../harness/tabs.js';
import { stays, until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';
const OTHER_ROOM = PLACES.upworkRoom.address.replace('room_0f3c9b2a7d', 'room_77aa01bc22');
const PAUSES_MS = 600;

for (const name of BROWSERS) {
  describe(`the popup's switches in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());

    /** A room with the message typed in it. @param {string} address */
    async function openRoom(address) {
      const { page } = await openSite(session.browser, address, 'prosemirror');
      const touchline = await touchlineIn(session.browser, page);
      await typeInto(page, MESSAGE);
      return { page, touchline };
    }

    /** @param {import('../harness/marks.js').Touchline} touchline @param {string} verdict */
    function marked(touchline, verdict) {
      return until(`the words are marked as ${verdict}`, async () => (await touchline.marks())[0]?.verdict === verdict);
    }

    /** @param {import('puppeteer-core').Page} page @param {boolean} isOn */
    function strictIs(page, isOn) {
      return until(`the popup says that strict mode is ${isOn ? 'on' : 'off'}`, async () => {
        const popup = await openPopup(session.browser, page);
        const isChecked = await popup.evaluate('document.querySelector("#strict").checked');
        await popup.close();
        await page.bringToFront();
        return isChecked === isOn;
      });
    }

    test('the popup lists the warnings of the box, verdict and words', async () => {
      const { page, touchline } = await openRoom(PLACES.upworkProposal.address);
      await marked(touchline, 'breach');
      const popup = await openPopup(session.browser, page);
      const rows = () => popup.evaluate('[...document.querySelectorAll("#warnings li")].map((row) => row.innerText)');
      await until('one row', async () => JSON.stringify(await rows()) === '["Not allowed here: ann@example.net"]');
      const kept = await popup.evaluate('chrome.storage.session.get(null).then((all) => JSON.stringify(all))');
      assert.match(kept, /"alarms":1/u, 'the page did say how its box stands');
      assert.doesNotMatch(kept, /ann@/u, 'the words are kept nowhere');
      await popup.close();
      await page.close();
    });

    test('a stage chosen by hand changes the verdict at once and is remembered for that conversation only', async () => {
      const { page, touchline } = await openRoom(PLACES.upworkRoom.address);
      await marked(touchline, 'caution');
      const popup = await openPopup(session.browser, page);
      assert.equal(await popup.evaluate('document.querySelector("#stage").value'), 'unknown');
      await chooseFrom(popup, '#stage', 'active_contract');
      await marked(touchline, 'note');
      await popup.close();
      await page.close();

      const again = await openRoom(PLACES.upworkRoom.address);
      await marked(again.touchline, 'note');
      await again.page.close();
      const other = await openRoom(OTHER_ROOM);
      await marked(other.touchline, 'caution');
      await other.page.close();
    });

    test('a place chosen by hand changes the verdict at once and is remembered for that conversation only', async () => {
      const address = OTHER_ROOM.replace('room_77', 'room_88');
      const { page, touchline } = await openRoom(address);
      await marked(touchline, 'caution');
      const popup = await openPopup(session.browser, page);
      assert.equal(await popup.evaluate('document.querySelector("#surface").value'), 'inbox');
      await chooseFrom(popup, '#surface', 'proposal');
      await marked(touchline, 'breach');
      await popup.close();
      await page.close();

      const again = await openRoom(address);
      await marked(again.touchline, 'breach');
      const kept = await openPopup(session.browser, again.page);
      assert.equal(await kept.evaluate('document.querySelector("#surface").value'), 'proposal');
      await chooseFrom(kept, '#surface', 'inbox');
      await marked(again.touchline, 'caution');
      await kept.close();
      await again.page.close();
      const other = await openRoom(OTHER_ROOM);
      await marked(other.touchline, 'caution');
      await other.page.close();
    });

    test('each choice is kept when the popup shuts in the same moment', async () => {
      const { page, touchline } = await openRoom(OTHER_ROOM.replace('room_77', 'room_99'));
      await marked(touchline, 'caution');
      /** @param {string} selector @param {string} [value] */
      const chooseAndShut = async (selector, value) => {
        const popup = await openPopup(session.browser, page);
        await popup.shutAfter(selector, value);
        await page.bringToFront();
      };
      await chooseAndShut('#stage', 'active_contract');
      await marked(touchline, 'note');
      await chooseAndShut('#surface', 'proposal');
      await marked(touchline, 'breach');
      await chooseAndShut('#hide-marks');
      await until('the marks are drawn over the page', async () => (await touchline.marks())[0]?.box);
      await chooseAndShut('#hide-marks');
      await until('the browser marks again', async () => (await touchline.marks())[0]?.text);
      await chooseAndShut('#on');
      await until('the page is untouched', () => touchline.isUntouched());
      await chooseAndShut('#on');
      await marked(touchline, 'breach');
      await chooseAndShut('#strict');
      await strictIs(page, true);
      await chooseAndShut('#strict');
      await strictIs(page, false);
      await page.close();
    });

    test('switched off for a site, the page is untouched; switched on again, the words are marked', async () => {
      const { page, touchline } = await openRoom(PLACES.upworkRoom.address);
      await until('marked', async () => (await touchline.marks()).length === 1);
      const popup = await openPopup(session.browser, page);
      await popup.click('#on');
      await until('the page is untouched', () => touchline.isUntouched());
      await popup.close();
      await page.bringToFront();
      await typeInto(page, ' or tomorrow');
      await stays('the page is untouched', () => touchline.isUntouched(), PAUSES_MS);

      const elsewhere = await openSite(session.browser, PLACES.fiverrInbox.address, 'textarea');
      const other = await touchlineIn(session.browser, elsewhere.page);
      await typeInto(elsewhere.page, MESSAGE);
      await until('another site is still marked', async () => (await other.marks()).length === 1);
      await elsewhere.page.close();

      const again = await openPopup(session.browser, page);
      assert.equal(await again.evaluate('document.querySelector("#on").checked'), false);
      await again.click('#on');
      await until('marked again, without another keystroke', async () => (await touchline.marks()).length === 1);
      await again.close();
      await page.close();
    });

    test('strict mode can be switched on, and stays on', async () => {
      const { page } = await openRoom(PLACES.upworkRoom.address);
      const popup = await openPopup(session.browser, page);
      const isOn = 'document.querySelector("#strict").checked';
      await popup.click('#strict');
      await until('strict is on', () => popup.evaluate(isOn));
      await popup.close();
      const again = await openPopup(session.browser, page);
      await until('strict is still on', () => again.evaluate(isOn));
      await again.close();
      await page.close();
    });
  });
}
