import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { objectionsToBar } from '../../harness/accessibility.js';
import { erase, selectAll, textIn, typeInto } from '../../harness/box.js';
import { BROWSERS } from '../../harness/browsers.js';
import { touchlineIn } from '../../harness/marks.js';
import { PLACES } from '../../harness/places.js';
import { choose, keep, startSession } from '../../harness/session.js';
import { openSite } from '../../harness/site.js';
import { stays, until } from '../../harness/wait.js';

const CLEAN = 'Thank you, I start today';
const MESSAGE = 'Write to ann@example.net';
/** The buttons that the page sends by, each in a way of its own. */
const SENDS = ['[data-send]', '[data-down]', '[data-plane]'];

for (const name of BROWSERS) {
  describe(`strict mode holds Send in ${name}`, () => {
    /** @type {import('../../harness/session.js').Session} */
    let session;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {import('../../harness/marks.js').Touchline} */
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

    const sent = () => page.evaluate(() => /** @type {any} */ (globalThis).sent);
    const seen = () => page.evaluate(() => /** @type {any} */ (globalThis).seen.splice(0));
    const bar = () => until('the bar is open', () => touchline.bar());
    /** @param {string[]} texts */
    const sentIs = (texts) =>
      until(`${JSON.stringify(texts)} was sent`, async () => JSON.stringify(await sent()) === JSON.stringify(texts));
    /** @param {string} text */
    const textIs = (text) => until(`"${text}" is in the box`, async () => (await textIn(page)) === text);
    const noBar = () => until('the bar is shut', async () => (await touchline.bar()) === null);
    const marked = () => until('marked', async () => (await touchline.marks()).length === 1);

    test('no button sends, the page hears nothing of the press, and the bar says why', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await seen();
      for (const button of SENDS) {
        await page.click(button);
        assert.match((await bar()).text, /kept this from being sent.*does not allow giving an e-mail address/u);
        assert.deepEqual(await seen(), [], button);
        await page.keyboard.press('Escape');
        await noBar();
      }
      assert.deepEqual(await sent(), []);
      assert.equal(await page.evaluate(() => document.querySelectorAll('button:disabled').length), 0);
      assert.equal(await page.evaluate(() => document.activeElement?.matches('[data-box]')), true, 'the caret stays');
      await page.click('[data-emoji]');
      assert.deepEqual(await touchline.bar(), null, 'other buttons are the page\'s');
    });

    test('the bar offers two buttons, and axe finds nothing on it', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.click('[data-send]');
      assert.deepEqual((await bar()).buttons, ['Edit', 'Send anyway']);
      await keep(`hold-${name}`, await page.screenshot());
      assert.deepEqual(await objectionsToBar(page, touchline), []);
    });

    test('edited, the text goes out by the next press', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.click('[data-send]');
      await bar();
      await touchline.press('Edit');
      await noBar();
      await erase(page, 'ann@example.net'.length);
      await until('no mark', async () => (await touchline.marks()).length === 0);
      await page.click('[data-send]');
      await sentIs(['Write to ']);
    });

    test('"Send anyway" lets one press through, the user\'s own, and this text only', async () => {
      for (const button of SENDS) {
        await typeInto(page, MESSAGE);
        await marked();
        await page.click(button);
        await bar();
        await touchline.press('Send anyway');
        await until('it asks for the press', async () => /press Send again/u.test((await touchline.bar())?.text ?? ''));
        await page.click(button);
        await until(`${button} sends`, async () => (await sent()).length === SENDS.indexOf(button) + 1);
        await noBar();
      }
      await typeInto(page, MESSAGE);
      await marked();
      await page.click('[data-send]');
      await touchline.press('Send anyway');
      await typeInto(page, ' or bea@example.com');
      await noBar();
      await until('the longer text is checked', async () => (await touchline.marks()).length === 2);
      await page.click('[data-send]');
      await bar();
      assert.equal((await sent()).length, SENDS.length, 'another text needs another answer');
    });

    test('by the keyboard alone: Enter is held, a second Enter edits, Tab reaches "Send anyway"', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await seen();
      await page.keyboard.press('Enter');
      assert.equal((await bar()).role, 'alertdialog');
      await page.keyboard.press('Enter');
      await noBar();
      assert.deepEqual([await textIn(page), await sent()], [MESSAGE, []]);
      await page.keyboard.press('Enter');
      await bar();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await until('it asks for the press', async () => /press Send again/u.test((await touchline.bar())?.text ?? ''));
      assert.deepEqual([await seen(), await sent()], [[], []]);
      await page.keyboard.press('Enter');
      await sentIs([MESSAGE]);
      await noBar();
    });

    test('who types on is in the box again, with every letter', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.keyboard.press('Enter');
      await bar();
      await page.keyboard.type('work or so');
      await textIs(`${MESSAGE}work or so`);
      await noBar();
    });

    test('Shift+Enter writes a line, and a text without alarms goes out', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.keyboard.down('Shift');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Shift');
      await textIs(`${MESSAGE}\n`);
      await selectAll(page);
      await page.keyboard.type(CLEAN);
      await until('no mark', async () => (await touchline.marks()).length === 0);
      await page.keyboard.press('Enter');
      await sentIs([CLEAN]);
    });

    test('a form that its page submits is held, and faked presses neither open nor shut the bar', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-send]')).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));
      assert.deepEqual(await sent(), [], 'the submit that the faked click leads to');
      await bar();
      await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
      assert.ok(await touchline.bar());
    });

    test('a page that lets no question be shown gets the press: nothing is held without a word', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.evaluate(() => {
        document.addEventListener('beforetoggle', (event) => event.preventDefault(), true);
        /** @type {HTMLElement | null} */ (document.querySelector(':popover-open'))?.hidePopover();
      });
      await page.click('[data-send]');
      await sentIs([MESSAGE]);
      assert.equal(await touchline.bar(), null);
    });

    test('a fact that allows it opens Send at once; standard mode holds nothing', async () => {
      await typeInto(page, MESSAGE);
      await marked();
      await page.click('[data-send]');
      await bar();
      await choose(session.browser, { mode: 'standard' });
      await page.bringToFront();
      await noBar();
      await page.click('[data-send]');
      await sentIs([MESSAGE]);
      await choose(session.browser, { mode: 'strict' });
    });

    test('a text that is too long is not held, and the line says why', async () => {
      await page.$eval('[data-box]', (box) => (/** @type {HTMLTextAreaElement} */ (box).value = 'word '.repeat(4_100)));
      await typeInto(page, MESSAGE);
      assert.match((await bar()).text, /too long to check.*does not hold Send/u);
    });

    test('with the companion away nothing is held, and the line says why', async () => {
      await session.companion.quit();
      await typeInto(page, MESSAGE);
      assert.match((await bar()).text, /^Touchline: The companion is not running\..*does not hold Send/u);
      await keep(`hold-away-${name}`, await page.screenshot());
      await page.click('[data-send]');
      await sentIs([MESSAGE]);
      await typeInto(page, MESSAGE);
      await bar();
      await touchline.press('Close');
      await typeInto(page, '!');
      await stays('the line stays shut', async () => (await touchline.bar()) === null, 600);
    });

    test('without a connection nothing is held, and the line says that', async () => {
      const options = await session.browser.openExtensionPage('pages/options.html');
      await options.evaluate(forgetKey);
      await options.close();
      await page.bringToFront();
      await typeInto(page, MESSAGE);
      assert.match((await bar()).text, /^Touchline: Not connected yet\..*does not hold Send/u);
    });
  });
}

/** Runs in an extension page: as its button that forgets the connection. */
async function forgetKey() {
  const { forget } = await import(/** @type {any} */ (globalThis).chrome.runtime.getURL('companion/keys.js'));
  await forget();
}
