import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto, typeOn } from '../harness/box.js';
import { BROWSERS } from '../harness/browsers.js';
import { checkEditors } from '../harness/editor-checks.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { choose, startSession } from '../harness/session.js';
import { openSite } from '../harness/site.js';
import { until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net';
/** Pixels between the words and what belongs to them: the height of a line, and a gap. */
const NEAR = 40;

for (const name of BROWSERS) {
  checkEditors(name, { chips: [PLACES.upworkProposal], rewrapped: [PLACES.upworkProposal] });

  describe(`what is shown in ${name} stands where it belongs, on a page`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => {
      session = await startSession(name);
      await choose(session.browser, { mode: 'strict', hideMarks: true });
    });
    after(() => session?.close());

    async function open(editor = 'careless') {
      const { page, problems } = await openSite(session.browser, PLACES.upworkProposal.address, editor);
      return { page, problems, touchline: await touchlineIn(session.browser, page) };
    }

    test('that is scrolled and whose style sheet means every element there is', async () => {
      const { page, problems, touchline } = await open();
      await typeInto(page, MESSAGE);
      const [{ box }] = await until('marked', async () => (await touchline.marks()).length === 1 && touchline.marks());
      const field = await page.$eval('[data-box]', (element) => element.getBoundingClientRect().toJSON());
      assert.ok(box && field.top <= box.top && box.bottom <= field.bottom, JSON.stringify([box, field]));
      assert.ok(box.left >= field.left && box.right <= field.right, JSON.stringify([box, field]));
      await page.mouse.click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const popover = await until('the popover opens', () => touchline.popover());
      const gap = Math.min(Math.abs(popover.box.top - box.bottom), Math.abs(box.top - popover.box.bottom));
      assert.ok(gap <= NEAR, JSON.stringify([popover.box, box]));
      const look = await touchline.inPopover((/** @type {Element} */ dialog) => {
        const { host } = /** @type {ShadowRoot} */ (dialog.getRootNode());
        const { opacity, backgroundColor, transitionProperty, borderTopWidth } = getComputedStyle(host);
        return [opacity, backgroundColor, transitionProperty, borderTopWidth];
      });
      assert.deepEqual(look, ['1', 'rgba(0, 0, 0, 0)', 'all', '0px'], 'nothing lies over the page');
      assert.deepEqual(problems, []);
      await page.close();
    });

    test('in whose modal dialog the box is: the popover and the bar can be pressed', async () => {
      const { page, problems, touchline } = await open();
      await page.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector('dialog')).showModal());
      await page.type('[data-inner]', MESSAGE);
      const [{ box }] = await until('marked', async () => (await touchline.marks()).length === 1 && touchline.marks());
      assert.ok(box);
      await page.mouse.click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      await until('the popover opens', () => touchline.popover());
      await touchline.press('Close');
      await until('the popover is shut', async () => !(await touchline.popover()));
      await page.click('[data-send]');
      await until('the bar is open', () => touchline.bar());
      await touchline.press('Send anyway');
      await until('it asks for the press', async () => /press Send again/u.test((await touchline.bar())?.text ?? ''));
      await page.click('[data-send]');
      await until('it is sent', () => page.evaluate(() => /** @type {any} */ (globalThis).sent.length === 1));
      await page.evaluate(() => /** @type {HTMLDialogElement} */ (document.querySelector('dialog')).close());
      assert.deepEqual(problems, []);
      await page.close();
    });

    test('that keeps its boxes in a closed shadow root: they are marked, explained, and their Send is held', async () => {
      const { page, problems, touchline } = await open('closed');
      const middleOf = (/** @type {string} */ selector) => page.evaluate((css) => /** @type {any} */ (globalThis).middleOf(css), selector);
      const press = async (/** @type {string} */ selector) => page.mouse.click(...(await middleOf(selector)));
      for (const [selector, count] of /** @type {const} */ ([['textarea', 1], ['div', 2]])) {
        await press(selector);
        await typeOn(page, MESSAGE);
        await until('marked', async () => (await touchline.marks()).length === count);
        await page.keyboard.down('Alt');
        await page.keyboard.press('Enter');
        await page.keyboard.up('Alt');
        const { text } = await until('the popover opens', () => touchline.popover());
        assert.match(text, /ann@example\.net/u);
        await page.keyboard.press('Escape');
        await until('the popover is shut', async () => !(await touchline.popover()));
      }
      await press('[data-emoji]');
      await press('[data-send]');
      assert.match((await until('the bar is open', () => touchline.bar())).text, /kept this from being sent/u);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).sent), []);
      await touchline.press('Edit');
      await typeOn(page, '!');
      await until('both are marked', async () => (await touchline.marks()).length === 2);
      const [above, below] = (await touchline.marks()).map(({ box }) => box).toSorted((one, other) => (one?.top ?? 0) - (other?.top ?? 0));
      const [, edge] = await middleOf('textarea');
      assert.ok(above && below && above.bottom < edge && Math.abs(below.bottom - edge) < NEAR, JSON.stringify([above, below, edge]));
      await page.mouse.click((above.left + above.right) / 2, (above.top + above.bottom) / 2);
      await until('a press on the words opens the popover', () => touchline.popover());
      assert.deepEqual(problems, []);
      await page.close();
    });
  });
}
