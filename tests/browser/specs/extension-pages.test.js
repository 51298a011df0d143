import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { placeOfMark, touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { keep, openPopup, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const MESSAGE = 'Thank you for the invitation. Please write to ann@example.net';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core objects to on a page of the extension. @param {import('../harness/tabs.js').Tab} tab */
async function objections(tab) {
  await tab.evaluate(`(() => { ${axe}\n })()`);
  return tab.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run();
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ each) => each.target).join(', ')}`);
  });
}

for (const name of BROWSERS) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    describe(`the extension's pages in ${name}, ${theme}`, () => {
      /** @type {import('../harness/session.js').Session} */
      let session;
      /** @type {import('puppeteer-core').Page} */
      let page;
      before(async () => {
        session = await startSession(name, { dark: theme === 'dark' });
        ({ page } = await openSite(session.browser, PLACES.upworkProposal.address, 'tiptap'));
        await typeInto(page, MESSAGE);
      });
      after(() => session?.close());

      test('the popover stands inside the window and is kept as a picture', async () => {
        await page.setViewport({ width: 900, height: 900 }); // room for all of it, down to the advice
        const touchline = await touchlineIn(session.browser, page);
        await until('marked', async () => (await touchline.marks()).length === 1);
        const { x, y } = await placeOfMark(page);
        await page.mouse.click(x, y);
        const popover = await until('the popover opens', () => touchline.popover());
        const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
        const { left, top, right, bottom } = popover.box;
        assert.ok(left >= 0 && top >= 0 && right <= width && bottom <= height, JSON.stringify(popover.box));
        await keep(`popover-${theme}-${name}`, await page.screenshot());
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

      test('axe finds nothing on the options page', async () => {
        const options = await session.browser.openExtensionPage('pages/options.html');
        await until('the page is ready', () => options.evaluate('document.querySelector("#companion-state").dataset.state === "ready"'));
        await keep(`options-${theme}-${name}`, await options.screenshot());
        assert.deepEqual(await objections(options), []);
        await options.close();
      });

      test('a text from elsewhere can be checked by a pack of one\'s own', async () => {
        const check = await session.browser.openExtensionPage('pages/check.html');
        const platform = 'document.querySelector("#platform")';
        await until('the own pack is offered', () => check.evaluate(`[...${platform}.options].some((each) => each.value === "house")`));
        await check.evaluate(`(() => { ${platform}.value = "house"; ${platform}.dispatchEvent(new Event("change")); })()`);
        await check.type('#text', 'Write to ann@example.net today');
        await until('its rule speaks', () => check.evaluate('document.querySelector("#warnings").innerText.includes("The house does not allow")'));
        await check.close();
      });

      test('axe finds nothing on the page that checks a text from elsewhere', async () => {
        const check = await session.browser.openExtensionPage('pages/check.html');
        await until('the page is laid out', async () => (await check.text()).trim() !== '');
        await keep(`check-${theme}-${name}`, await check.screenshot());
        assert.deepEqual(await objections(check), []);
        await check.close();
      });
    });
  }
}
