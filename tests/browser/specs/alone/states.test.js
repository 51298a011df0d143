import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../../harness/box.js';
import { BROWSERS, launch } from '../../harness/browsers.js';
import { assertNoCompanionRuns, startCompanion } from '../../harness/companion.js';
import { touchlineIn } from '../../harness/marks.js';
import { PLACES } from '../../harness/places.js';
import { connect, keep, openPopup } from '../../harness/session.js';
import { openSite } from '../../harness/site.js';
import { stays, until } from '../../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';
const WRONG_TOKEN = 'w'.repeat(43); // the right shape, and nobody's
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

    test('a token that the companion does not know is refused in words', async () => {
      companion = await startCompanion();
      const options = await browser.openExtensionPage('pages/options.html');
      await options.type('#token', WRONG_TOKEN);
      await options.click('#connect');
      const text = await until('the options page says so', () =>
        options.evaluate(() => {
          const state = /** @type {HTMLElement | null} */ (document.querySelector('#companion-state'));
          return state?.dataset.state === 'refused' && state.innerText;
        }),
      );
      assert.match(text, /make pair|touchline pair/u, 'it names the command that prints a new code');
      assert.doesNotMatch(text, /40\d/u, 'in words, not in status codes');
      await keep(`options-refused-${name}`, await options.screenshot());
      await options.close();
      await typingShowsNothing('refused');
    });

    test('the right token connects, and the popup says so only for a box that was checked', async () => {
      assert.ok(companion);
      await connect(browser, await companion.pair());
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

    test('when the companion stops, the popup names the command that starts it and the marks go', async () => {
      assert.ok(companion);
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
  });
}
