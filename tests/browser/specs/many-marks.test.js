import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { messageOf } from '../bench/messages.js';
import { typeOn } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const FINDINGS = 20;
const TEXT = messageOf(5_000, FINDINGS);
const ADDRESSES = [...TEXT.matchAll(/an\d+@abc\.net/gu)].map(([words]) => words);
const FIRST = ADDRESSES[0];
const LAST = ADDRESSES.at(-1);

/** Boxes that the browser itself marks. */
const KINDS = /** @type {const} */ ({ chromium: ['textarea', 'div'], firefox: ['div'] });

for (const name of BROWSERS) {
  describe(`many marks in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => (session = await startSession(name)));
    after(async () => session?.close());

    for (const kind of KINDS[name]) {
      test(`a ${kind} has those near what is in view, wherever it is scrolled`, async () => {
        const { page, problems } = await openSite(session.browser, PLACES.upworkProposal.address, 'measured');
        const touchline = await touchlineIn(session.browser, page);
        const marked = async () => (await touchline.marks()).map(({ text }) => text);
        await page.evaluate(showFilled, kind, TEXT);
        await typeOn(page, ' thanks');
        await page.evaluate(scrollTo, 1e6);
        await until('the last address is marked', async () => (await marked()).includes(LAST ?? ''));
        const atEnd = await marked();
        assert.ok(atEnd.length < FINDINGS, `${atEnd.length} marks of ${FINDINGS}`);
        assert.ok(!atEnd.includes(FIRST ?? ''), 'the first address is far away');

        await page.evaluate(scrollTo, 0);
        await until('the first address is marked', async () => (await marked()).includes(FIRST ?? ''));
        assert.deepEqual((await marked()).filter((words) => !ADDRESSES.includes(words ?? '')), []);
        await until('the last one no more', async () => !(await marked()).includes(LAST ?? ''));

        await page.evaluate(eraseAll);
        await until('nothing is marked', async () => (await marked()).length === 0);
        assert.deepEqual(problems, []);
        await page.close();
      });
    }
  });
}

/** Runs in the page. @param {string} element @param {string} text */
function showFilled(element, text) {
  const page = /** @type {any} */ (globalThis);
  page.showBox(element);
  page.fillBox(text);
}

/** Runs in the page. @param {number} top */
function scrollTo(top) {
  /** @type {HTMLElement} */ (document.querySelector('[data-box]')).scrollTop = top;
}

/** Runs in the page. */
function eraseAll() {
  document.execCommand('selectAll');
  document.execCommand('delete');
}
