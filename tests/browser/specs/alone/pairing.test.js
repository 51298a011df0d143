import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { BROWSERS, launch } from '../../harness/browsers.js';
import { PORTS, assertNoCompanionRuns, startCompanion, startPairing } from '../../harness/companion.js';
import { commitTo, startRelay } from '../../harness/relay.js';
import { keep } from '../../harness/session.js';
import { until } from '../../harness/wait.js';

for (const name of BROWSERS) {
  describe(`connecting by six digits in ${name}`, () => {
    /** @type {import('../../harness/browsers.js').TestBrowser} */
    let browser;
    /** @type {import('../../harness/companion.js').Companion} */
    let companion;
    /** @type {Awaited<ReturnType<typeof startPairing>> | null} */
    let pairing = null;

    before(async () => {
      await assertNoCompanionRuns();
      companion = await startCompanion();
      browser = await launch(name, { extension: true });
    });
    afterEach(async () => {
      await pairing?.quit();
      pairing = null;
    });
    after(async () => {
      await browser?.close();
      await companion?.stop();
    });

    test('nobody waits for a browser: the page says what to run', async () => {
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      assert.match(await saying(welcome, 'error'), /no companion is waiting/iu);
      await keep(`welcome-unarmed-${name}`, await welcome.screenshot());
      await welcome.close();
    });

    test('from the press to a checked test message, in well under half a minute', async (context) => {
      const start = performance.now();
      pairing = await startPairing(companion.home);
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      const digits = await digitsIn(welcome);
      await keep(`welcome-number-${name}`, await welcome.screenshot());
      await pairing.says(/wants to connect/u);
      assert.match(pairing.output(), new RegExp(`${name === 'firefox' ? 'Firefox' : 'Chrom'}\\w* on Linux`, 'u'));
      assert.ok(pairing.output().includes(browser.origin), 'it names the extension that asks');
      pairing.type(digits);
      assert.match(await saying(welcome, 'ready'), /a test message was checked/iu);
      await pairing.exited;
      context.diagnostic(`pairing took ${((performance.now() - start) / 1000).toFixed(1)} s`);
      assert.ok(performance.now() - start < 30_000);
      await keep(`welcome-connected-${name}`, await welcome.screenshot());
      assert.deepEqual(await exported(welcome), ['InvalidAccessError', 'InvalidAccessError']);
      await welcome.close();
    });

    test('a wrong number ends it, and what was connected before still is', async () => {
      pairing = await startPairing(companion.home);
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      pairing.type(wrong(await digitsIn(welcome)));
      assert.match(await saying(welcome, 'error'), /number was wrong/iu);
      assert.equal(await stateOf(welcome), 'ready');
      await keep(`welcome-wrong-${name}`, await welcome.screenshot());
      await pairing.exited;
      await welcome.close();
    });

    test('somebody else has begun: nobody is connected, and both sides say so', async () => {
      pairing = await startPairing(companion.home);
      const stranger = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
      await commitTo(PORTS, { v: 1, commitment: 'A'.repeat(43), name: 'Someone else' }, stranger);
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      assert.match(await saying(welcome, 'error'), /somebody else asked/iu);
      await pairing.says(/somebody else tried/iu);
      await pairing.exited;
      await keep(`welcome-another-${name}`, await welcome.screenshot());
      await welcome.close();
    });

    test('the page is closed while it shows the number: with the next command, the next one connects', async () => {
      pairing = await startPairing(companion.home);
      const closed = await openWelcome(browser);
      await closed.click('#connect');
      const old = await digitsIn(closed);
      await closed.close();
      await pairing.quit();
      pairing = await startPairing(companion.home);
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      const digits = await digitsIn(welcome);
      assert.notEqual(digits, old);
      pairing.type(digits);
      assert.match(await saying(welcome, 'ready'), /connected/iu);
      await welcome.close();
    });

    test('the companion dies while the number is shown: the page says so, and the next try connects', async () => {
      pairing = await startPairing(companion.home);
      const welcome = await openWelcome(browser);
      await welcome.click('#connect');
      await digitsIn(welcome);
      pairing.kill();
      assert.match(await saying(welcome, 'error'), /stopped waiting/iu);
      await pairing.exited;
      pairing = await startPairing(companion.home);
      await welcome.click('#connect');
      await until('a number is shown', () => welcome.evaluate('document.querySelector("#state").dataset.state === "number"'));
      pairing.type(await digitsIn(welcome));
      assert.match(await saying(welcome, 'ready'), /connected/iu);
      await welcome.close();
    });

    for (const [what, lost, state, words] of /** @type {const} */ ([
      ['never arrives: nothing is half connected, and the key from before still works', 'request', 'ready', /connected/iu],
      ['is not heard: the next hello settles it', 'reply', 'ready', /connected/iu],
    ])) {
      test(`the last step ${what}`, async () => {
        pairing = await startPairing(companion.home);
        const welcome = await openWelcome(browser);
        const earlier = await kidsIn(welcome);
        await welcome.evaluate(loseFinish, lost);
        await welcome.click('#connect');
        pairing.type(await digitsIn(welcome));
        assert.match(await saying(welcome, state), words);
        const [active, pending] = await kidsIn(welcome);
        assert.deepEqual([active === earlier[0], pending], [lost === 'request', null]);
        await welcome.close();
      });
    }

    test('someone in between makes both sides show different numbers', async () => {
      const relay = await startRelay(/** @type {number} */ (PORTS[1]));
      try {
        pairing = await startPairing(companion.home);
        const welcome = await openWelcome(browser);
        const earlier = await kidsIn(welcome);
        await welcome.click('#connect');
        const digits = await digitsIn(welcome);
        await pairing.says(/wants to connect/u);
        assert.notEqual(digits.replace(' ', ''), relay.digits());
        pairing.type(digits);
        await pairing.says(/not the number/u);
        await pairing.exited;
        await saying(welcome, 'error');
        assert.deepEqual(await kidsIn(welcome), earlier);
        await welcome.close();
      } finally {
        await relay.close();
      }
    });

    test('a browser that does not let the extension reach the companion is named as the reason', async () => {
      const welcome = await openWelcome(browser);
      await welcome.evaluate(denyPermission);
      await welcome.click('#connect');
      assert.match(await saying(welcome, 'error'), /choose allow/iu);
      await welcome.close();
    });

    test('forgotten in the options, the key is gone', async () => {
      const options = await browser.openExtensionPage('pages/options.html');
      await until('it is connected', () => options.evaluate('document.querySelector("#companion-state").dataset.state === "ready"'));
      await options.click('#forget');
      await until('it is not connected', () => options.evaluate('document.querySelector("#companion-state").dataset.state === "unpaired"'));
      assert.deepEqual(await kidsIn(options), [null, null]);
      await options.close();
    });

    test('with nothing but the keyboard', async () => {
      pairing = await startPairing(companion.home);
      const welcome = await openWelcome(browser);
      await welcome.press('Tab');
      await welcome.press('Enter');
      pairing.type(await digitsIn(welcome));
      assert.match(await saying(welcome, 'ready'), /connected/iu);
      assert.equal(await welcome.evaluate('document.activeElement?.id'), 'connect', 'the focus stays');
      await welcome.close();
    });
  });
}

/** The page with its words in place: they move the button. @param {import('../../harness/browsers.js').TestBrowser} browser */
async function openWelcome(browser) {
  const welcome = await browser.openExtensionPage('pages/welcome.html');
  await until('the page is laid out', () => welcome.evaluate('document.title !== "Touchline"'));
  return welcome;
}

/** What the page says once it is in that state. @param {import('../../harness/tabs.js').Tab} welcome @param {string} state */
async function saying(welcome, state) {
  const shown = await until(`the page shows ${state}`, async () => {
    const now = await welcome.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.querySelector('#state'));
      return { state: element.dataset.state, text: element.innerText };
    });
    return (now.state === state || now.state === 'error') && now;
  });
  assert.equal(shown.state, state, shown.text);
  return shown.text;
}

/** Another number. @param {string} digits */
function wrong(digits) {
  return String((Number(digits.replace(' ', '')) + 1) % 1_000_000).padStart(6, '0');
}

/** How the worker says that the companion stands. @param {import('../../harness/tabs.js').Tab} tab */
function stateOf(tab) {
  return tab.evaluate(async () => (await /** @type {any} */ (globalThis).chrome.runtime.sendMessage({ type: 'status' })).companion.state);
}

/** The ids of the active and the pending key. @param {import('../../harness/tabs.js').Tab} tab @returns {Promise<(string | null)[]>} */
function kidsIn(tab) {
  return tab.evaluate(async () => {
    const keys = await import(/** @type {any} */ (globalThis).chrome.runtime.getURL('companion/keys.js'));
    return Promise.all(['active', 'pending'].map(async (slot) => (await keys.pairingIn(slot))?.kid ?? null));
  });
}

/** Runs in the page: its last request, or the answer to it, is lost on the way. @param {string} lost */
function loseFinish(lost) {
  const { fetch } = globalThis;
  globalThis.fetch = async (url, init) => {
    const isFinish = String(url).endsWith('/v1/pair/finish');
    if (isFinish && lost === 'request') throw new TypeError('Failed to fetch');
    const response = await fetch(url, init);
    if (isFinish) throw new TypeError('Failed to fetch');
    return response;
  };
}

/** Runs in the page: what a user who says no comes to. Neither browser shows its question to a test. */
function denyPermission() {
  const { permissions } = /** @type {any} */ (globalThis).chrome;
  permissions.request = permissions.contains = async () => false;
}

/** The number on the page. @param {import('../../harness/tabs.js').Tab} welcome @returns {Promise<string>} */
async function digitsIn(welcome) {
  return /\d{3} \d{3}/u.exec(await saying(welcome, 'number'))?.[0] ?? assert.fail('no number is shown');
}

/** What becomes of every way to read the key out. @param {import('../../harness/tabs.js').Tab} tab */
function exported(tab) {
  return tab.evaluate(async () => {
    const keys = await import(/** @type {any} */ (globalThis).chrome.runtime.getURL('companion/keys.js'));
    const { key } = await keys.pairingIn('active');
    const tries = ['raw', 'jwk'].map((format) =>
      crypto.subtle.exportKey(/** @type {'raw'} */ (format), key).then(() => 'read', ({ name: error }) => error),
    );
    return Promise.all(tries);
  });
}
