import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../../harness/box.js';
import { BROWSERS, launch } from '../../harness/browsers.js';
import { startCountedCompanion } from '../../harness/companion.js';
import { startEavesdropper } from '../../harness/eavesdropper.js';
import { touchlineIn } from '../../harness/marks.js';
import { PLACES } from '../../harness/places.js';
import { startProgram } from '../../harness/program.js';
import { connect } from '../../harness/session.js';
import { openSite } from '../../harness/site.js';
import { until } from '../../harness/wait.js';

const CANARY = 'canary7f3a';
const MESSAGE = `Write to ${CANARY}@example.net today`;
const NEIGHBOURS = ['spy', 'forger', 'proxy'].map((folder) => path.resolve(import.meta.dirname, '../../neighbours', folder));

/** The canary as it stands, and as base64 shows it at each of the three places of a triple. */
const SPELLINGS = [CANARY, ...[0, 1, 2].map((shift) => Buffer.from(`${'x'.repeat(shift)}${CANARY}`).toString('base64').slice(shift && 4, -4))];

for (const name of BROWSERS) {
  describe(`hostile extensions beside Touchline in ${name}`, () => {
    /** @type {import('../../harness/browsers.js').TestBrowser} */
    let browser;
    /** @type {import('../../harness/companion.js').Companion} */
    let companion;
    /** @type {Awaited<ReturnType<typeof startEavesdropper>>} */
    let proxy;
    /** @type {import('../../harness/program.js').Program} */
    let control;
    /** What reached a program of the neighbours' own. @type {{origin: string | undefined, body: string}[]} */
    const received = [];
    /** @type {Record<'spy' | 'forger' | 'proxy', import('../../harness/tabs.js').Tab>} */
    let logs;

    /** How much of what the spy has seen was meant for it. */
    let fromNowOn = 0;

    before(async () => {
      companion = await startCountedCompanion();
      proxy = await startEavesdropper();
      control = await startProgram(0, (request, body, response) => {
        received.push({ origin: request.headers.origin, body: String(body) });
        response.end();
      });
      browser = await launch(name, { extension: true, neighbours: NEIGHBOURS });
      const [spy, forger, proxying] = await Promise.all(browser.neighbours.map((origin) => browser.openExtensionPage('log.html', origin)));
      assert.ok(spy && forger && proxying);
      logs = { spy, forger, proxy: proxying };
      await logs.proxy.evaluate(goThrough, proxy.port);
      await connect(browser, companion);
    });
    after(async () => {
      await browser?.close();
      await companion?.stop();
      await proxy?.close();
      await control?.close();
    });

    test('what they send in clear themselves, spy and proxy see', async () => {
      await logs.spy.evaluate(send, `http://127.0.0.1:${control.port}/plain`, MESSAGE);
      await until('the spy has seen it', async () => spotted(await seenBy(logs.spy)));
      // By a name, because Firefox sends nothing for 127.0.0.1 itself through anyone's proxy.
      await logs.proxy.evaluate(send, 'http://elsewhere.test/plain', MESSAGE);
      await until('the proxy has seen it', () => spotted(proxy.overheard));
      fromNowOn = (await seenBy(logs.spy)).length;
      proxy.overheard.length = 0;
    });

    test('a message is checked, and none of them sees a word of it', async () => {
      const { page } = await openSite(browser, PLACES.upworkProposal.address, 'textarea');
      const touchline = await touchlineIn(browser, page);
      await typeInto(page, MESSAGE);
      await until('the words are marked', async () => (await touchline.marks()).length === 1);
      await page.close();
      assert.equal(spotted((await seenBy(logs.spy)).slice(fromNowOn)), false);
      assert.equal(spotted(proxy.overheard), false);
      const sealed = proxy.overheard.filter(({ url }) => url.endsWith('/v1/box'));
      // Chromium lets a proxy come between; Firefox keeps other extensions' requests to itself.
      assert.equal(sealed.length > 0, name === 'chromium');
    });

    test('the forger can say that it is Touchline, and gets no answer for it', async () => {
      await logs.forger.evaluate(forge, browser.origin);
      await logs.forger.evaluate(send, `http://127.0.0.1:${control.port}/forged`, 'forged');
      assert.equal(received.find(({ body }) => body === 'forged')?.origin, browser.origin, 'the forgery works');

      const recorded = proxy.overheard.find(({ url }) => url.endsWith('/v1/box'))?.said.split('\n').at(-1) ?? 'e30..AAAA.AAAA.AAAA';
      const handledBefore = inner(companion);
      for (const [route, type, body] of /** @type {const} */ ([
        ['check', 'application/json', JSON.stringify({ text: MESSAGE, platform: 'upwork' })],
        ['hello', 'application/json', '{}'],
        ['pair/commit', 'application/json', JSON.stringify({ v: 1, commitment: 'A'.repeat(43), name: 'x' })],
        ['box', 'application/json', '{}'],
        ['box', 'application/jose', 'e30..AAAA.AAAA.AAAA'],
        ['box', 'application/jose', recorded], // a replay, where there was something to record
      ])) {
        const { status, text } = await logs.forger.evaluate(send, `http://127.0.0.1:${companion.port}/v1/${route}`, body, type);
        const isReplay = body === recorded && name === 'chromium';
        assert.equal(status, isReplay ? 409 : 403, `${route} ${body}`);
        assert.equal(isReplay || text === '', true, 'a refusal is empty');
      }
      assert.deepEqual(inner(companion), handledBefore);
    });
  });
}

/** Whether the canary is anywhere in it. @param {unknown} recorded */
function spotted(recorded) {
  const everything = JSON.stringify(recorded);
  return SPELLINGS.some((spelling) => everything.includes(spelling));
}

/** @param {import('../../harness/tabs.js').Tab} spy @returns {Promise<unknown[]>} */
function seenBy(spy) {
  return spy.evaluate(async () => (await /** @type {any} */ (globalThis).chrome.storage.local.get({ seen: [] })).seen);
}

/** How often what is inside the seal was handled. @param {import('../../harness/companion.js').Companion} companion */
function inner(companion) {
  return companion.output().match(/^handled \/v1\/(?!box).*$/gmu) ?? [];
}

/** Runs in a neighbour's page. @param {string} url @param {string} body @param {string} [type] */
async function send(url, body, type = 'text/plain') {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
  return { status: response.status, text: await response.text() };
}

/** Runs in the proxy's page. @param {number} port */
async function goThrough(port) {
  const { chrome } = /** @type {any} */ (globalThis);
  await chrome.storage.local.set({ port });
  if (chrome.proxy.onRequest) return; // Firefox: its background script does it
  const rules = { singleProxy: { host: '127.0.0.1', port }, bypassList: ['<-loopback>'] };
  await chrome.proxy.settings.set({ value: { mode: 'fixed_servers', rules } });
}

/** Runs in the forger's page. @param {string} origin */
async function forge(origin) {
  const requestHeaders = [{ header: 'Origin', operation: 'set', value: origin }];
  const rule = { id: 1, action: { type: 'modifyHeaders', requestHeaders }, condition: { urlFilter: '|http://127.0.0.1', resourceTypes: ['xmlhttprequest'] } };
  await /** @type {any} */ (globalThis).chrome.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
}
