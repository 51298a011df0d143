import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../../harness/box.js';
import { BROWSERS, launch } from '../../harness/browsers.js';
import { PORTS, assertNoCompanionRuns, startCompanion } from '../../harness/companion.js';
import { touchlineIn } from '../../harness/marks.js';
import { PLACES } from '../../harness/places.js';
import { connect, keep, openPopup } from '../../harness/session.js';
import { openSite } from '../../harness/site.js';
import { startSquatter } from '../../harness/squatter.js';
import { stays, until } from '../../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';
const PAUSES_MS = 600; // several times the pause after which the extension would ask

/** The popup's two states, and all it says. @param {import('../../harness/tabs.js').Tab} popup */
function statesIn(popup) {
  return popup.evaluate(() => ({
    companion: document.querySelector('#companion')?.getAttribute('data-state'),
    box: document.querySelector('#box')?.getAttribute('data-state'),
    text: document.body.innerText,
  }));
}

for (const name of BROWSERS) {
  describe(`the companion's state in ${name}`, () => {
    /** @type {import('../../harness/browsers.js').TestBrowser} */
    let browser;
    /** @type {import('../../harness/companion.js').Companion | null} */
    let companion = null;

    before(async () => {
      browser = await launch(name, { extension: true });
    });
    after(async () => {
      await browser?.close();
      await companion?.stop();
    });

    /** @param {string} companionState */
    async function typingShowsNothing(companionState) {
      const { page, problems } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await stays('the page is untouched', () => touchline.isUntouched(), PAUSES_MS);
      const popup = await openPopup(browser, page);
      const states = await until(`the popup says ${companionState}`, async () => {
        const now = await statesIn(popup);
        return now.companion === companionState && now;
      });
      assert.notEqual(states.box, 'checked', 'a box that was not checked never counts as checked');
      assert.doesNotMatch(states.text, /no warnings|nothing found/iu);
      await keep(`popup-${companionState}-${name}`, await popup.screenshot());
      await popup.close();
      assert.deepEqual(problems, []);
      await page.close();
      return states.text;
    }

    test('a fresh extension says that it is not connected, and leaves the page alone', async () => {
      await assertNoCompanionRuns();
      await typingShowsNothing('unpaired');
    });

    test('from the popup, one button leads to the page that connects', async () => {
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const popup = await openPopup(browser, page);
      await until('the popup says that it is not connected', async () => (await statesIn(popup)).companion === 'unpaired');
      await popup.click('#companion-do');
      await browser.closeWelcome();
      await page.close();
    });

    test('connected, the popup says so only for a box that was checked', async () => {
      companion = await startCompanion();
      await connect(browser, companion);
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const popup = await openPopup(browser, page);
      const fresh = await until('the popup is ready', async () => {
        const now = await statesIn(popup);
        return now.companion === 'ready' && now;
      });
      assert.notEqual(fresh.box, 'checked', 'nothing was typed, so nothing was checked');
      await popup.close();

      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await until('the words are marked', async () => (await touchline.marks()).length === 1);
      const checked = await openPopup(browser, page);
      await until('the popup says that this box was checked', async () => (await statesIn(checked)).box === 'checked');
      await keep(`popup-ready-${name}`, await checked.screenshot());
      await checked.close();
      await page.close();
    });

    test('a companion that is started again is asked again, and nobody notices', async () => {
      assert.ok(companion);
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await until('the words are marked', async () => (await touchline.marks()).length === 1);
      await companion.quit();
      companion = await startCompanion(companion.home);
      await typeInto(page, ' or to bob@example.net');
      await until('both are marked', async () => (await touchline.marks()).length === 2);
      await page.close();
    });

    test('after a clock that went back, the next check is answered all the same', async () => {
      assert.ok(companion);
      const options = await browser.openExtensionPage('pages/options.html');
      assert.equal(await options.evaluate(askFromTheFuture, companion.port), 'answered');
      await options.close();
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await until('the words are marked', async () => (await touchline.marks()).length === 1);
      await page.close();
    });

    test('a key that the companion has forgotten is refused in words, with what to do', async () => {
      assert.ok(companion);
      await companion.forgetKeys();
      const said = await typingShowsNothing('refused');
      assert.match(said, /connect again/iu);
      assert.doesNotMatch(said, /40\d/u, 'in words, not in status codes');
      await connect(browser, companion);
    });

    test('a program that sits on the first port gets no word in clear, and does not come between', async () => {
      const squatter = await startSquatter(/** @type {number} */ (PORTS[0]), companion);
      try {
        assert.ok(companion);
        companion = await startCompanion(companion.home);
        assert.notEqual(companion.port, PORTS[0]);
        const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
        const touchline = await touchlineIn(browser, page);
        await typeInto(page, MESSAGE);
        await until('the words are marked', async () => (await touchline.marks()).length === 1);
        await page.close();
        await companion.quit();
        const said = await typingShowsNothing('unverified');
        assert.match(said, /another program/iu);
        assert.doesNotMatch(said, /SQUATTER/u, 'nothing of what it says is shown');
        assert.ok(squatter.heard().length > 0, 'it was asked');
        for (const heard of squatter.heard()) assert.doesNotMatch(heard, /ann@example/u);
      } finally {
        await squatter.close();
      }
    });

    test('when the companion stops, the popup names the command that starts it and the marks go', async () => {
      assert.ok(companion);
      companion = await startCompanion(companion.home);
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await until('the words are marked', async () => (await touchline.marks()).length === 1);
      await companion.stop();
      companion = null;
      await typeInto(page, ' or tomorrow');
      await until('the popup counts the box as unchecked', async () => {
        const popup = await openPopup(browser, page);
        const { box } = await statesIn(popup);
        await popup.close();
        return box !== 'checked' && box !== 'checking';
      });
      await page.close();
      const said = await typingShowsNothing('offline');
      assert.match(said, /make run|touchline/u, 'the one command that starts the companion');
    });

    // Chromium's users take the permission away in its settings only, where no test can reach.
    if (name === 'firefox') {
      test('without the permission that is said; a companion that knows the browser answers all the same', async () => {
        const options = await browser.openExtensionPage('pages/options.html');
        assert.equal(await options.evaluate(giveUpPermission), true);
        await options.close();
        await typingShowsNothing('no_permission');
        companion = await startCompanion();
        await connect(browser, companion);
        const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
        const touchline = await touchlineIn(browser, page);
        await typeInto(page, MESSAGE);
        await until('the words are marked', async () => (await touchline.marks()).length === 1);
        await page.close();
      });
    }
  });
}

/** Runs in an extension page: asks once with a clock that is an hour ahead. @param {number} port */
async function askFromTheFuture(port) {
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  const [{ ask }, { pairingIn }] = await Promise.all(['sealed', 'keys'].map((name) => import(runtime.getURL(`companion/${name}.js`))));
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  const { outcome } = await ask(port, await pairingIn('active'), { route: 'hello', body: {} }, 3_000);
  return outcome;
}

/** Runs in an extension page. */
function giveUpPermission() {
  return /** @type {any} */ (globalThis).chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
}
