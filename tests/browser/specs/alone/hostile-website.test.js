import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, REBOUND, launch } from '../../harness/browsers.js';
import { startCountedCompanion } from '../../harness/companion.js';
import { startProgram } from '../../harness/program.js';
import { connect } from '../../harness/session.js';
import { until } from '../../harness/wait.js';

const PATHS = ['/', '/v1/box', '/v1/check', '/v1/hello', '/v1/pair/commit'];
const MARK = '?by='; // names the way in the address, where nobody minds it

for (const name of BROWSERS) {
  describe(`a hostile website in ${name}`, () => {
    /** @type {import('../../harness/browsers.js').TestBrowser} */
    let browser;
    /** @type {import('../../harness/companion.js').Companion} */
    let companion;
    const handled = () => companion.output().match(/^handled .*$/gmu) ?? [];

    before(async () => {
      companion = await startCountedCompanion();
      browser = await launch(name, { extension: true, isLenient: true });
      await connect(browser, companion); // a paired companion, which answers more than any other
    });
    after(async () => {
      await browser?.close();
      await companion?.stop();
    });

    test('every way it tries does reach a program that listens, under its own name and a rebound one', async () => {
      /** @type {Set<string>} */
      const arrived = new Set();
      const listener = await startProgram(0, (request, _body, response) => {
        const { host, pathname, search } = new URL(request.url ?? '', `http://${request.headers.host}`);
        if (search.startsWith(MARK)) arrived.add(`${search.slice(MARK.length)} ${host}${pathname}`);
        response.end();
      });
      const page = await openHostile(browser, listener.port);
      for (const host of hostsOf(listener.port)) {
        const ways = Object.keys(await page.evaluate(attack, `http://${host}`, ['/v1/box'], MARK));
        assert.ok(ways.length >= 12, ways.join());
        for (const way of ways) await until(`${way} reaches ${host}`, () => arrived.has(`${way} ${host}/v1/box`));
      }
      await page.close();
      await listener.close();
    });

    test('none of it reaches a handler of the companion, and every way is told the same nothing', async () => {
      const earlier = handled();
      assert.ok(earlier.includes('handled /v1/box'), 'a handler that runs is seen to run');
      const page = await openHostile(browser, companion.port);
      for (const host of hostsOf(companion.port)) {
        const told = await page.evaluate(attack, `http://${host}`, PATHS, '');
        for (const [way, outcomes] of Object.entries(told)) {
          for (const outcome of outcomes) assert.match(outcome, /^(?:nothing|403 "")$/u, `${way} at ${host}`);
        }
      }
      assert.deepEqual(handled(), earlier);
      await page.close();
    });
  });
}

/** Where a page tries: this computer itself, and its own name once that leads here. @param {number} port */
function hostsOf(port) {
  return [`127.0.0.1:${port}`, `${REBOUND}:${port}`];
}

/**
 * A page of a website whose name has begun to lead to this computer: the page itself came from elsewhere,
 * every further request goes where the name now leads.
 *
 * @param {import('../../harness/browsers.js').TestBrowser} browser @param {number} port
 */
async function openHostile(browser, port) {
  const page = await browser.puppeteer.newPage();
  const address = `http://${REBOUND}:${port}/page`;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isPage = request.url() === address;
    void (isPage ? request.respond({ contentType: 'text/html', body: '<!doctype html><title>x</title><body>' }) : request.continue());
  });
  await page.goto(address);
  return page;
}

/**
 * Runs in the page: every way that a page has to send something.
 *
 * @param {string} base @param {string[]} paths @param {string} mark added to each address, with the way's name
 * @returns {Promise<Record<string, string[]>>} for each way and path, what the page was told
 */
async function attack(base, paths, mark) {
  const PATIENCE_MS = 700;
  /** @param {string} tag @param {Record<string, string>} attributes */
  const element = (tag, attributes) =>
    new Promise((resolve) => {
      const added = Object.assign(document.createElement(tag), attributes);
      added.addEventListener('load', () => resolve(tag === 'iframe' ? 'nothing' : 'loaded')); // a frame loads in any case
      added.addEventListener('error', () => resolve('nothing'));
      document.body.append(added);
    });
  /** @param {string} url @param {RequestInit} init */
  const fetched = (url, init) =>
    fetch(url, init).then(async (reply) => (reply.type === 'opaque' ? 'nothing' : `${reply.status} ${JSON.stringify(await reply.text())}`));
  /** @param {string} type */
  const post = (type) => (/** @type {string} */ url) => fetched(url, { method: 'POST', headers: { 'Content-Type': type }, body: '{}' });
  /** @type {Record<string, (url: string) => Promise<unknown>>} */
  const ways = {
    image: (url) => element('img', { src: url }),
    script: (url) => element('script', { src: url }),
    style: (url) => element('link', { rel: 'stylesheet', href: url }),
    frame: (url) => element('iframe', { src: url }),
    video: (url) => element('video', { src: url }),
    get: (url) => fetched(url, {}),
    json: post('application/json'),
    sealed: post('application/jose'),
    plain: post('text/plain'),
    'no-cors': (url) => fetched(url, { method: 'POST', mode: 'no-cors', body: '{}' }),
    credentials: (url) => fetched(url, { method: 'POST', credentials: 'include', body: '{}' }),
    put: (url) => fetched(url, { method: 'PUT', body: '{}' }),
    beacon: async (url) => (navigator.sendBeacon(url, '{}'), 'nothing'),
    events: (url) =>
      new Promise((resolve) => {
        const source = new EventSource(url);
        source.addEventListener('open', () => resolve('opened'));
        source.addEventListener('error', () => (source.close(), resolve('nothing')));
      }),
    socket: (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.addEventListener('open', () => resolve('opened'));
        socket.addEventListener('error', () => resolve('nothing'));
      }),
    async form(url) {
      const form = document.createElement('form');
      const frame = document.createElement('iframe');
      frame.name = `frame-${Math.random()}`;
      Object.assign(form, { method: 'post', enctype: 'text/plain', action: url, target: frame.name });
      document.body.append(frame, form);
      form.submit();
      return 'nothing';
    },
  };
  const outcomeOf = (/** @type {Promise<unknown>} */ told) =>
    Promise.race([
      told.then(String, () => 'nothing'),
      new Promise((resolve) => setTimeout(() => resolve('nothing'), PATIENCE_MS)),
    ]);
  const rows = Object.entries(ways).map(async ([way, go]) => {
    const told = paths.map((path) => outcomeOf(go(`${base}${path}${mark && mark + way}`)));
    return [way, await Promise.all(told)];
  });
  return Object.fromEntries(await Promise.all(rows));
}
