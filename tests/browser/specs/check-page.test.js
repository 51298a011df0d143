import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS } from '../harness/browsers.js';
import { startSession } from '../harness/session.js';
import { chooseFrom } from '../harness/tabs.js';
import { until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';

for (const name of BROWSERS) {
  describe(`the page to check a text in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    /** @type {import('../harness/tabs.js').Tab} */
    let check;
    before(async () => {
      session = await startSession(name);
      check = await session.browser.openExtensionPage('pages/check.html');
      await until('the page is laid out', () => check.evaluate('document.querySelector("#platform").options.length > 4'));
    });
    after(() => session?.close());

    /** @param {string} row */
    const saysRow = (row) =>
      until(`it lists "${row}"`, async () => (await check.evaluate('document.querySelector("#warnings").innerText')).startsWith(`${row}\n`));

    test('it lists what a text warns of, for the place and the stage that were chosen', async () => {
      await chooseFrom(check, '#platform', 'upwork');
      await chooseFrom(check, '#stage', 'before_contract');
      await check.type('#text', MESSAGE);
      await saysRow('Not allowed here: ann@example.net');
      await chooseFrom(check, '#stage', 'active_contract');
      await saysRow('Good to know: ann@example.net');
      await chooseFrom(check, '#stage', 'unknown');
      await saysRow('It depends: ann@example.net');
    });

    test('it keeps nothing of the text, and asks the browser not to keep it for a restored tab', async () => {
      const kept = await check.evaluate('Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)]).then((all) => JSON.stringify(all))');
      assert.match(kept, /"companion"/u, 'what is kept can be seen');
      assert.doesNotMatch(kept, /ann@example/u);
      assert.equal(await check.evaluate('document.querySelector("#text").autocomplete'), 'off');
    });
  });
}
