import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, launch } from '../harness/browsers.js';
import { startTryPage } from '../harness/companion.js';
import { keep } from '../harness/session.js';
import { until } from '../harness/wait.js';

for (const name of BROWSERS) {
  describe(`the try page in ${name}`, () => {
    /** @type {import('../harness/browsers.js').TestBrowser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startTryPage>>} */
    let tryPage;
    /** @type {import('puppeteer-core').Page} */
    let page;

    before(async () => {
      tryPage = await startTryPage();
      browser = await launch(name, { extension: false });
      page = await browser.puppeteer.newPage();
      await page.goto(tryPage.address);
    });
    after(async () => {
      await browser?.close();
      await tryPage?.stop();
    });

    const said = () => page.evaluate(() => document.body.innerText);
    const marked = () => page.$$eval('mark', (marks) => marks.map((mark) => mark.textContent));

    test('the key in its address is gone after the first visit', async () => {
      assert.doesNotMatch(page.url(), /key=/u);
    });

    test('warnings appear while a message is typed, and follow the stage', async () => {
      await page.select('#platform', 'upwork');
      await page.select('#surface', 'inbox');
      await page.select('#stage', 'before_contract');
      await page.type('#message', 'Hi <b>Sam</b>, mail me at ann@example.net');
      await until('the address is marked', async () => (await marked()).includes('ann@example.net'));
      assert.match(await said(), /Not allowed here/u);
      assert.equal(await page.$('#marked b'), null, 'the message is shown as text, never as markup');
      await keep(`try-page-${name}`, await page.screenshot());
      await page.select('#stage', 'active_contract');
      await until('a contract makes it a note', async () => /Good to know/u.test(await said()));
    });

    test('it never claims to have checked when its server has gone', async () => {
      await tryPage.stop();
      await page.type('#message', ' please');
      await until('it says so', async () => /Not checked/u.test(await said()));
      assert.deepEqual(await marked(), []);
    });
  });
}
