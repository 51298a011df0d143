import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BOX, selectAll, snapshot, textIn, typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { openOptions, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { stays, until } from '../harness/wait.js';

const EMAIL = 'ann@example.net';
const MESSAGE = `Write to ${EMAIL} today`;
const SOMEWHERE = 'https://www.upwork.com/nx/plan-your-week/'; // no place that the extension knows
const TICKET = 'ticket 4711';
const PAUSES_MS = 600;

for (const name of BROWSERS) {
  describe(`the popover's answers in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());

    /** A page with a message in it, whose first mark is as expected. @param {string} address @param {string} verdict */
    async function open(address, verdict, message = MESSAGE) {
      const { page, problems } = await openSite(session.browser, address, 'prosemirror');
      const touchline = await touchlineIn(session.browser, page);
      await typeInto(page, message);
      await marked(touchline, verdict);
      return { page, touchline, problems };
    }

    /** @param {import('../harness/marks.js').Touchline} touchline @param {string} verdict */
    function marked(touchline, verdict) {
      return until(`the words are marked as ${verdict}`, async () => (await touchline.marks())[0]?.verdict === verdict);
    }

    /** @param {import('puppeteer-core').Page} page @param {import('../harness/marks.js').Touchline} touchline */
    async function openPopover(page, touchline) {
      const { x, y } = await placeOfMark(page);
      await page.mouse.click(x, y);
      return until('the popover opens', () => touchline.popover());
    }

    /** Everything that is kept on this machine, as text. */
    async function kept() {
      const options = await session.browser.openExtensionPage('pages/options.html');
      const all = await options.evaluate('chrome.storage.local.get(null).then((all) => JSON.stringify(all))');
      await options.close();
      return all;
    }

    test('it says the verdict, the words, the rule with source and date, and what to say instead', async () => {
      const { page, touchline, problems } = await open(PLACES.upworkProposal.address, 'breach');
      const popover = await openPopover(page, touchline);
      assert.equal(popover.verdict, 'Not allowed here');
      assert.match(popover.title, /^Before a contract, Upwork does not allow /u);
      assert.match(popover.text, /ann@example\.net/u);
      assert.match(popover.clauses[0] ?? '', /Site Terms of Use §4\.1.* As of: captured \d{4}-\d\d-\d\d/u);
      assert.match(popover.text, /You could say instead:.*Copy/u);
      assert.match(popover.text, /Not legal advice\. Not endorsed/u);
      const dialog = await touchline.inPopover((/** @type {Element} */ element) => ({
        count: /** @type {ShadowRoot} */ (element.getRootNode()).querySelector('[role=status]')?.textContent,
        name: element.querySelector(`#${element.getAttribute('aria-labelledby')}`)?.textContent,
        languages: [...element.querySelectorAll('h2, p.plain, blockquote')].map((each) => [each.getAttribute('lang'), each.getAttribute('dir')].join(' ')),
      }));
      assert.equal(dialog.name, popover.title);
      assert.equal(dialog.count, 'Touchline warnings in this box: 1. Press Alt+Enter at marked words to read why.');
      assert.ok(dialog.languages.length >= 3 && dialog.languages.every((/** @type {string} */ each) => each === 'en auto'));
      assert.deepEqual(problems, []);
      await page.close();
    });

    test('a press elsewhere opens nothing, and a press by the page itself neither', async () => {
      const { page, touchline } = await open(PLACES.upworkProposal.address, 'breach');
      const { x, y } = await placeOfMark(page);
      await page.mouse.click(x, y + 60);
      await page.evaluate(
        (at) => document.elementFromPoint(at.x, at.y)?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: at.x, clientY: at.y })),
        { x, y },
      );
      await stays('it is shut', async () => !(await touchline.popover()), PAUSES_MS);
      await page.close();
    });

    test('a press that selects words up to the marked ones opens nothing; the next plain one does', async () => {
      const { page, touchline } = await open(PLACES.upworkProposal.address, 'breach');
      const { x, y } = await placeOfMark(page);
      const selected = () => page.evaluate(() => String(getSelection()));
      await page.mouse.move(x - 100, y);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.up();
      await until('a part of the words is selected', async () => / to ann@/u.test(await selected()));
      await stays('it is shut', async () => !(await touchline.popover()), PAUSES_MS);
      await page.mouse.click(x - 100, y); // Chromium lets go of a selection only after a click in it
      await until('nothing is selected', async () => (await selected()) === '');
      await page.mouse.click(x, y);
      await until('the popover opens', () => touchline.popover());
      await page.close();
    });

    test('one press answers the stage, for this conversation', async () => {
      const { page, touchline } = await open(PLACES.upworkRoom.address, 'caution');
      const atFirst = await snapshot(page);
      await openPopover(page, touchline);
      await touchline.press('A contract or order has started');
      await marked(touchline, 'note');
      const popover = await until('the popover says the new verdict', async () => {
        const now = await touchline.popover();
        return now?.verdict === 'Good to know' && now;
      });
      assert.doesNotMatch(popover.text, /It depends on this/u);
      assert.deepEqual((await snapshot(page)).scroll, atFirst.scroll, 'the page did not move');
      const popup = await openPopup(session.browser, page);
      assert.equal(await popup.evaluate('document.querySelector("#stage").value'), 'active_contract');
      await popup.close();
      await page.close();
    });

    test('one press answers where the text will stand', async () => {
      const { page, touchline } = await open(SOMEWHERE, 'caution');
      await openPopover(page, touchline);
      await touchline.press('A contract or order has started');
      await until('the stage is no question any more', async () => !(await touchline.popover())?.buttons.includes('No contract yet'));
      await touchline.press('Messages');
      await marked(touchline, 'note');
      await page.close();
    });

    test("Support's permission is kept with its ticket and day, seen in the options, and taken back there", async () => {
      const call = 'My WhatsApp is +44 20 7946 0958';
      const { page, touchline } = await open(PLACES.fiverrOrder.address, 'caution', call);
      await openPopover(page, touchline);
      await touchline.press("I have Support's permission");
      await page.keyboard.type(TICKET);
      await touchline.press('Save');
      await marked(touchline, 'note');

      const options = await openOptions(session.browser);
      const rows = () => options.evaluate('[...document.querySelectorAll("#said li")].map((row) => row.innerText)');
      const today = new Date().toISOString().slice(0, 10);
      const said = await until('the list shows it', async () => (await rows()).find((/** @type {string} */ row) => row.includes(TICKET)));
      assert.ok(said.includes(today) && /until \d{4}-\d\d-\d\d/u.test(said), said);
      const remove = `[...document.querySelectorAll("#said li")].find((row) => row.innerText.includes("${TICKET}")).querySelector("button")`;
      await options.evaluate(`${remove}.click()`);
      await until('the list forgets it', async () => !(await rows()).some((/** @type {string} */ row) => row.includes(TICKET)));
      await options.close();
      await marked(touchline, 'caution');
      await page.close();
    });

    test('"not a contact detail" is remembered by a hash, and can be taken back', async () => {
      const { page, touchline } = await open(PLACES.upworkProposal.address, 'breach');
      await openPopover(page, touchline);
      await touchline.press('Not a contact detail');
      await until('the mark is gone', async () => (await touchline.marks()).length === 0);
      assert.equal(await touchline.popover(), null);
      assert.doesNotMatch(await kept(), /ann@|example\.net|room_|proposals/u, 'neither the words nor an address');
      const options = await openOptions(session.browser);
      await until('the options offer to warn again', () => options.evaluate('!document.querySelector("#forget-ignored").hidden'));
      await options.click('#forget-ignored');
      await marked(touchline, 'breach');
      await options.close();
      await page.close();
    });

    test('a copied sentence can be pasted', async () => {
      const { page, touchline } = await open(PLACES.upworkProposal.address, 'breach');
      const popover = await openPopover(page, touchline);
      await touchline.press('Copy');
      await until('the button says so', async () => (await touchline.popover())?.buttons.includes('Copied'));
      await page.keyboard.press('Escape');
      await page.click(BOX);
      await selectAll(page);
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      const pasted = await until('it is pasted', async () => {
        const now = (await textIn(page)).trim();
        return now !== MESSAGE && now;
      });
      assert.ok(popover.text.includes(pasted), pasted);
      await page.close();
    });

    test('a pause holds in this conversation alone, and the popup ends it', async () => {
      const { page, touchline } = await open(PLACES.upworkProposal.address, 'breach');
      await openPopover(page, touchline);
      await touchline.press('Pause in this conversation');
      await until('the page is untouched', () => touchline.isUntouched());
      const other = await open(PLACES.upworkRoom.address.replace('room_0f', 'room_1e'), 'caution');
      await openPopover(other.page, other.touchline);
      await other.touchline.press('Pause for 1 hour');
      await until('that page is untouched too', () => other.touchline.isUntouched());
      const popup = await openPopup(session.browser, other.page);
      await popup.click('#resume');
      await marked(other.touchline, 'caution');
      await popup.close();
      await stays('the first conversation is still paused', () => touchline.isUntouched(), PAUSES_MS);
      await other.page.close();
      await page.close();
    });
  });
}
