import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { openOptions, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { chooseFrom } from '../harness/tabs.js';
import { until } from '../harness/wait.js';

const URDU = new URL('../../../extension/_locales/ur/messages.json', import.meta.url);
const urdu = JSON.parse(await readFile(URDU, 'utf8'));
const SKYPE = 'My skype is live:ann.larsen';
const OWN_PAGE = 'https://www.upwork.com/freelancers/~01ab23cd';

for (const name of BROWSERS) {
  describe(`the options page in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('../harness/tabs.js').Tab} */
    let options;
    before(async () => {
      session = await startSession(name);
      options = await openOptions(session.browser);
      await until('the page is laid out', () => options.evaluate('document.querySelector("#regions").value === "US GB IN"'));
    });
    after(() => session?.close());

    /** A message that stands in a Fiverr inbox. @param {string} message */
    async function write(message) {
      const { page } = await openSite(session.browser, PLACES.fiverrInbox.address, 'prosemirror');
      const touchline = await touchlineIn(session.browser, page);
      await typeInto(page, message);
      return { page, touchline };
    }

    /** @param {string} key */
    const stored = (key) => options.evaluate(`chrome.storage.local.get("${key}").then((all) => all["${key}"] ?? null)`);

    /** Fills a field of a form and sends it off by keyboard. @param {string} selector @param {string} text */
    async function enter(selector, text) {
      await options.bringToFront();
      await options.evaluate((/** @type {string} */ css) => {
        /** @type {HTMLInputElement} */ (document.querySelector(css)).value = '';
      }, selector);
      await options.type(selector, text);
      await options.press('Enter');
    }

    /** @param {string} selector */
    const said = (selector) => options.evaluate(`document.querySelector("${selector}").innerText`);

    test('regions are read as codes, said by name, and refused in words', async () => {
      await enter('#regions', 'pk, uk de');
      await until('they are kept', async () => JSON.stringify(await stored('regions')) === '["PK","GB","DE"]');
      const names = /Pakistan · United Kingdom · Germany/u;
      await until('they are said by name', async () => names.test(await said('#regions-state')));
      for (const wrong of ['zz', 'england', '12']) {
        await enter('#regions', wrong);
        await until(`${wrong} is refused`, async () => /1 to 8 country codes/u.test(await said('#regions-state')));
        assert.deepEqual(await stored('regions'), ['PK', 'GB', 'DE'], wrong);
        await enter('#regions', 'pk gb de');
        await until('right ones are taken again', async () => names.test(await said('#regions-state')));
      }
    });

    test('a channel that is left out is not marked, and is marked again once it is not', async () => {
      const { page, touchline } = await write(SKYPE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      await options.evaluate('document.querySelector("#channels [value=skype]").click()');
      await until('not marked', async () => (await touchline.marks()).length === 0);
      await options.evaluate('document.querySelector("#channels [value=skype]").click()');
      await until('marked again', async () => (await touchline.marks()).length === 1);
      await page.close();
    });

    test("links to one's own page are left out, and nothing but such links can be", async () => {
      const { page, touchline } = await write(`See ${OWN_PAGE}/work and ${OWN_PAGE}9`);
      await until('both are marked', async () => (await touchline.marks()).length === 2);
      await enter('#own-link', 'ann.example/portfolio');
      await until('refused in words', async () => /not a link to a page on Fiverr/u.test(await said('#own-state')));
      await enter('#own-link', `${OWN_PAGE}?ref=1`);
      await until('only the other is marked', async () => (await touchline.marks()).map(({ text }) => text).join() === `${OWN_PAGE}9`);
      const listed = async () => (await said('#own-links')).split('\n')[0].trim();
      await until('the list shows it', async () => (await listed()) === 'upwork.com/freelancers/~01ab23cd');
      await options.click('#own-links button');
      await until('both are marked again', async () => (await touchline.marks()).length === 2);
      await page.close();
    });

    test('each platform can have a mode of its own', async () => {
      await chooseFrom(options, '#sites [data-platform=fiverr]', 'strict');
      const { page } = await write('Hello');
      const popup = await openPopup(session.browser, page);
      await until('the popup shows strict', () => popup.evaluate('document.querySelector("#strict").checked'));
      assert.match(await popup.text(), /Strict mode on Fiverr/u);
      await popup.close();
      await page.close();
      assert.deepEqual([await stored('modes'), await stored('mode')], [{ fiverr: 'strict' }, null]);
      await options.evaluate('document.querySelector("#strict").click()');
      await until('one choice for all takes its place', async () => JSON.stringify([await stored('mode'), await stored('modes')]) === '["strict",{}]');
      await options.evaluate('document.querySelector("#strict").click()');
    });

    test('the interface speaks the chosen language, from right to left too, and the terms keep theirs', async () => {
      const speaks = (/** @type {string} */ language) =>
        until(`the page speaks ${language}`, () => options.evaluate(`document.title !== "Touchline" && document.documentElement.lang === "${language}"`).catch(() => false));
      await chooseFrom(options, '#language', 'ur');
      await speaks('ur');
      assert.equal(await options.evaluate('getComputedStyle(document.body).direction'), 'rtl');
      assert.equal(await said('#regions-title'), urdu.regionsTitle.message);

      const { page, touchline } = await write(SKYPE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      const { x, y } = await placeOfMark(page);
      await page.mouse.click(x, y);
      const popover = await until('the popover opens', () => touchline.popover());
      assert.equal(popover.verdict, urdu.verdictCaution.message);
      const look = await touchline.inPopover((/** @type {Element} */ dialog) => {
        const { host } = /** @type {ShadowRoot} */ (dialog.getRootNode());
        const title = /** @type {HTMLElement} */ (dialog.querySelector('h2'));
        return [host.getAttribute('lang'), getComputedStyle(dialog).direction, title.lang, getComputedStyle(title).direction];
      });
      assert.deepEqual(look, ['ur', 'rtl', 'en', 'ltr']);
      await page.keyboard.press('Escape');
      const popup = await openPopup(session.browser, page);
      assert.equal(await popup.evaluate('document.documentElement.lang'), 'ur');
      await popup.close();

      await options.bringToFront();
      await chooseFrom(options, '#language', '');
      await speaks('en');
      await page.bringToFront();
      await until('the popover speaks English again', async () => {
        await page.keyboard.press('Escape'); // one opened before the page heard of the choice speaks Urdu
        await page.mouse.click(x, y);
        return (await touchline.popover())?.verdict === 'It depends';
      });
      await page.close();
    });

    test('removing everything asks once more, and then leaves nothing of the user', async () => {
      await options.bringToFront();
      await options.click('#remove-all');
      await until('it asks', async () => /Press again/u.test(await said('#remove-all')));
      assert.notEqual(await stored('regions'), null, 'nothing is removed yet');
      await options.press('Tab');
      await until('it asks no more', async () => /^Remove everything$/u.test(await said('#remove-all')));
      await options.click('#remove-all');
      await until('it asks again', async () => /Press again/u.test(await said('#remove-all')));
      await options.click('#remove-all');
      await until('the choices are gone', async () => (await stored('regions').catch(() => 'reloading')) === null);
      await until('the page says that it is not connected', async () => /Not connected yet/u.test(await options.text().catch(() => '')));
    });
  });
}
