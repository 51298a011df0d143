import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { typeInto } from '../harness/box.js';
import { touchlineIn } from '../harness/marks.js';
import { PLACES } from '../harness/places.js';
import { atRest } from '../harness/rest.js';
import { openSite } from '../harness/site.js';
import { endExtension, tallyIn, tallyingExtension } from '../harness/tally.js';
import { stays, until } from '../harness/wait.js';

const MESSAGE = 'Write to ann@example.net today';
const IDLE_MS = 1_000; // several times the longest pause that the extension waits for

const { folder, remove } = await tallyingExtension();
process.env.TOUCHLINE_EXTENSION = folder; // read when the harness is loaded, hence the imports down here
const { BROWSERS } = await import('../harness/browsers.js');
const { startSession } = await import('../harness/session.js');

after(remove);

for (const name of BROWSERS) {
  describe(`what runs in a page in ${name}`, () => {
    /** @type {import('../harness/session.js').Session} */
    let session;
    before(async () => {
      session = await startSession(name);
    });
    after(() => session?.close());

    /** @param {string} editor */
    async function open(editor) {
      const { page, problems } = await openSite(session.browser, PLACES.upworkProposal.address, editor);
      return { page, problems, touchline: await touchlineIn(session.browser, page) };
    }

    /** @param {import('puppeteer-core').Page} page @param {import('../harness/marks.js').Touchline} touchline */
    async function typeMarked(page, touchline) {
      await typeInto(page, MESSAGE);
      await until('marked', async () => (await touchline.marks()).length === 1);
      return until('no timer and no frame is left', async () => {
        const tally = await tallyIn(page);
        return tally.timers.length === 0 && tally.frames.length === 0 && tally;
      });
    }

    // A textarea has the overlay in Firefox, an editor the browser's own marks in both.
    for (const editor of ['textarea', 'prosemirror']) {
      test(`with words marked in a ${editor} and nobody typing, no timer runs and no frame is asked for`, async () => {
        const { page, touchline } = await open(editor);
        const { begun } = await typeMarked(page, touchline);
        assert.ok(begun > 0, 'the typing is counted, so that nothing would be too');
        await stays(
          'no timer and no frame is asked for',
          async () => {
            const now = await tallyIn(page);
            return now.begun === begun && now.timers.length === 0 && now.frames.length === 0;
          },
          IDLE_MS,
        );
        await page.close();
      });

      test(`with the extension gone, nothing of it is left in the page with a ${editor}`, async () => {
        const { page, touchline, problems } = await open(editor);
        const { listeners, observers } = await typeMarked(page, touchline);
        assert.ok(listeners.length > 0 && observers.length > 0, 'they are counted while they are there');
        await endExtension(page);
        await page.keyboard.type('.');
        await until('the marks are gone', () => touchline.isUntouched());
        await atRest(page);
        const { timers, frames, ...left } = await tallyIn(page);
        assert.deepEqual([timers, frames, left.observers, left.listeners], [[], [], [], []]);
        assert.deepEqual(problems, []);
        await page.close();
      });
    }

    // In Firefox a textarea has no highlights.
    for (const editor of name === 'chromium' ? ['textarea', 'prosemirror'] : ['prosemirror']) {
      test(`typing after marked words of a ${editor} gives the browser nothing new to paint under them`, async () => {
        const { page, touchline } = await open(editor);
        await typeMarked(page, touchline);
        const range = await page.evaluateHandle(() => [...[...CSS.highlights.values()][0]][0]);
        await page.keyboard.type(' or tomorrow');
        await atRest(page);
        assert.ok(await page.evaluate((earlier) => [...[...CSS.highlights.values()][0]][0] === earlier, range));
        await page.close();
      });
    }

    test('boxes that the page has thrown away leave no listener and no observer behind', async () => {
      const { page, touchline } = await open('replaced');
      const counts = [];
      for (let box = 0; box < 4; box += 1) {
        await page.evaluate(() => /** @type {any} */ (globalThis).replaceBox(false));
        const { listeners, observers } = await typeMarked(page, touchline);
        counts.push(`${listeners.length} listeners, ${observers.length} observers`);
      }
      assert.equal(new Set(counts).size, 1, counts.join('; '));
      await page.close();
    });
  });
}
