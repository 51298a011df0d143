import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { BOX, textIn, typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { inputMethodIn } from '../harness/input-method.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { choose, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { stays, until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net';
const KEYS_MS = 300; // longer than a key takes to the page and back

for (const name of BROWSERS) {
  describe(`Enter that does not send, in strict mode in ${name}`, () => {
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
      await choose(session.browser, { mode: 'strict' });
    });
    after(() => session?.close());
    beforeEach(async () => {
      ({ page, problems } = await openSite(session.browser, PLACES.upworkRoom.address, 'sending'));
      touchline = await touchlineIn(session.browser, page);
    });
    afterEach(async () => {
      assert.deepEqual(problems, []);
      await page.close();
    });

    /** @param {string} text */
    const textIs = (text) => until(`"${text}" is in the box`, async () => (await textIn(page)) === text);
    const marked = () => until('marked', async () => (await touchline.marks()).length === 1);
    const sent = () => page.evaluate(() => /** @type {any} */ (globalThis).sent);
    async function heldNow() {
      await page.keyboard.press('Enter');
      assert.match((await until('the bar is open', () => touchline.bar())).text, /kept this from being sent/u);
      assert.deepEqual(await sent(), []);
    }

    test('takes the letters of an input method; once they are sure, the words are marked and Enter is held', async () => {
      await page.click(BOX);
      const method = await inputMethodIn(session.browser, page);
      await method.compose('Write to ann@example.n');
      await method.compose(MESSAGE);
      await textIs(MESSAGE);
      await marked();
      await method.pressEnter();
      await stays('nothing is held', async () => (await touchline.bar()) === null, KEYS_MS);
      await method.commit(MESSAGE);
      await textIs(MESSAGE);
      await marked();
      await heldNow();
    });

    test('picks from an open list of names; once it is shut, Enter is held', async () => {
      await typeInto(page, `${MESSAGE} @`);
      await marked();
      await page.keyboard.press('Enter');
      await textIs(`${MESSAGE} @sam`);
      assert.equal(await touchline.bar(), null);
      const popup = await openPopup(session.browser, page);
      await until('this very text was checked', () => popup.evaluate('document.querySelector("#box").dataset.state === "checked"'));
      await popup.close();
      await page.bringToFront();
      await heldNow();
    });
  });
}
