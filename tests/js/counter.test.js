// @ts-check
/** The number of each sealed request only grows, whatever becomes of the worker and of the clock. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { storageOf } from "./load.js";

const HOUR_MS = 3_600_000;
let starts = 0;

/**
 * The counter of a worker that has just been started.
 * @param {Record<string, any>} session what the browser has kept since it was started itself
 * @returns {Promise<typeof import("../../extension/companion/counter.js")>}
 */
function startWorker(session) {
  Object.assign(globalThis, { chrome: { storage: { session: storageOf(session) } } });
  starts += 1;
  return import(`../../extension/companion/counter.js?start=${starts}`);
}

test("a worker that is started again goes on behind the last one, with the clock an hour back too", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 10 * HOUR_MS });
  /** @type {Record<string, any>} */
  const session = {};
  const numbers = [];
  for (const hour of [10, 9, 9]) {
    context.mock.timers.setTime(hour * HOUR_MS);
    const { nextNumber } = await startWorker(session);
    for (let asked = 0; asked < 3; asked += 1) numbers.push(await nextNumber());
  }
  assert.deepEqual(numbers, [...new Set(numbers)].sort((one, other) => one - other));
});

test("requests that begin at once in a fresh worker get a number each", async () => {
  const { nextNumber } = await startWorker({});
  const numbers = await Promise.all(Array.from({ length: 20 }, nextNumber));
  assert.equal(new Set(numbers).size, 20);
});

test("what the browser has kept that is no number is passed over", async () => {
  const { nextNumber } = await startWorker({ counter: "many" });
  assert.ok(Number.isSafeInteger(await nextNumber()));
});

test("the next number is behind what the companion has seen, and is kept", async () => {
  /** @type {Record<string, any>} */
  const session = {};
  const { advanceTo, nextNumber } = await startWorker(session);
  const seen = Date.now() + HOUR_MS;
  advanceTo(seen);
  assert.ok((await nextNumber()) > seen);
  const again = await startWorker(session);
  assert.ok((await again.nextNumber()) > seen + 1);
});
