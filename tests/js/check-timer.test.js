// @ts-check
/** When checks happen: after a pause, one at a time, and only the newest text's answer counts. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { loadContent } from "./load.js";

/** A timer over a text that the test changes, with answers that the test gives. */
function setUp() {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { CheckTimer } = loadContent({ setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout });
  const life = new AbortController();
  /** @type {Array<{text: string, answer: (value: string) => void}>} */
  const asked = [];
  /** @type {Array<[string, string, boolean]>} text, answer and whether anything was pending then */
  const answered = [];
  const box = { text: "" };
  /** @type {any} */
  const timer = CheckTimer.start({
    text: () => box.text,
    ask: (/** @type {string} */ text) => new Promise((answer) => asked.push({ text, answer })),
    answered: (/** @type {string} */ text, /** @type {string} */ answer) => answered.push([text, answer, timer.isPending]),
    signal: life.signal,
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await null;
  };
  return { box, timer, asked, answered, life, settle, pause: () => mock.timers.tick(CheckTimer.PAUSE_MS) };
}

test("typing asks once, after the pause, with the text as it then is", () => {
  const { box, timer, asked, pause } = setUp();
  for (const text of ["a", "ab", "abc"]) {
    box.text = text;
    timer.soon();
    mock.timers.tick(10);
  }
  assert.equal(asked.length, 0);
  pause();
  assert.deepEqual(asked.map(({ text }) => text), ["abc"]);
  mock.timers.reset();
});

test("while one check is in flight the next waits, and the older answer is not used", async () => {
  const { box, timer, asked, answered, pause, settle } = setUp();
  box.text = "old";
  timer.soon();
  pause();
  box.text = "new";
  timer.soon();
  pause();
  assert.equal(asked.length, 1);
  asked[0]?.answer("about old");
  await settle();
  assert.deepEqual(asked.map(({ text }) => text), ["old", "new"]);
  assert.deepEqual(answered, []);
  asked[1]?.answer("about new");
  await settle();
  assert.deepEqual(answered, [["new", "about new", false]]);
  assert.equal(timer.isPending, false);
  mock.timers.reset();
});

test("when an answer is told, nothing is pending", async () => {
  const { box, timer, asked, answered, settle } = setUp();
  box.text = "x";
  timer.now();
  assert.equal(timer.isPending, true);
  asked[0]?.answer("about x");
  await settle();
  assert.deepEqual(answered, [["x", "about x", false]]);
  mock.timers.reset();
});

test("nothing is asked or answered after the end", async () => {
  const { box, timer, asked, answered, life, pause, settle } = setUp();
  box.text = "x";
  timer.soon();
  pause();
  timer.soon();
  life.abort();
  pause();
  asked[0]?.answer("late");
  await settle();
  assert.deepEqual([asked.length, answered.length], [1, 0]);
  mock.timers.reset();
});
