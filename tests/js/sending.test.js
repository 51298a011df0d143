// @ts-check
/** Which texts count as sent by the user, and how long the last ones are kept for the next check. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent } from "./load.js";

const PAINTER = { paint() {}, clear() {}, rectsOf: () => [] };
const CLEAN = Object.freeze({ state: "ready", marks: [], incomplete: [] });

/**
 * A box over a textarea, with a place that can be switched off. No timer runs: what is asked is asked at once.
 * @param {object} [more] of the field
 * @param {() => Promise<any>} [ask]
 */
function openBox(more = {}, ask = async () => CLEAN) {
  const { TypedBox } = loadContent({
    MutationObserver: class {
      observe() {}
      disconnect() {}
      takeRecords() {}
    },
    document: {},
    setTimeout: () => 0,
    clearTimeout() {},
  });
  const field = { localName: "textarea", value: "", isConnected: true, createValueRange: () => ({}) };
  Object.defineProperties(field, Object.getOwnPropertyDescriptors(more));
  const place = { isOn: true };
  /** @type {string[]} */
  const sent = [];
  const box = TypedBox.open({
    field,
    painter: () => PAINTER,
    ask,
    isOn: () => place.isOn,
    sent: (/** @type {string} */ text) => sent.push(text),
    changed() {},
    signal: new AbortController().signal,
  });
  return { box, field, place, sent };
}

/** Let every answer that is on its way arrive. */
async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await null;
}

/** The same, with somebody who fills it: the user, or without an `inputType` the page. */
function setUp() {
  const { box, field, place, sent } = openBox();
  const fill = (/** @type {string} */ text, /** @type {string} */ inputType = "") => {
    field.value = text;
    box.look(inputType || undefined);
  };
  return { box, place, sent, fill };
}

test("a text that the page takes away was sent", () => {
  const { sent, fill } = setUp();
  fill("Hello Sam", "insertText");
  fill("");
  assert.deepEqual(sent, ["Hello Sam"]);
});

test("after Enter a text may be gone only when the next letter is typed", () => {
  const { box, sent, fill } = setUp();
  fill("Hello Sam", "insertText");
  box.maybeSent();
  fill("x", "insertText");
  assert.deepEqual(sent, ["Hello Sam"]);
});

test("what the page writes in place of a text was no answer to a press, unless something was pressed since the last letter", () => {
  const { box, sent, fill } = setUp();
  fill("Hello Sam", "insertText");
  fill("Hello Kim");
  assert.deepEqual(sent, [], "nothing was pressed");
  box.maybeSent();
  fill("Hello Kim!", "insertText");
  fill("Quite another text");
  assert.deepEqual(sent, [], "pressed, and typed on");
  box.maybeSent();
  fill("Quite another text, and more");
  assert.deepEqual(sent, [], "a part of it is still there");
});

test("deleting, undoing and pasting over a text are no sending", () => {
  for (const inputType of ["deleteContentBackward", "deleteByCut", "historyUndo", "insertFromPaste", "insertReplacementText"]) {
    const { box, sent, fill } = setUp();
    fill("Hello Sam", "insertText");
    box.maybeSent();
    fill(inputType.startsWith("insert") ? "Other words" : "", inputType);
    assert.deepEqual(sent, [], inputType);
  }
});

test("what is typed while nothing is checked is not remembered", () => {
  const { place, sent, fill } = setUp();
  place.isOn = false;
  fill("Hello Sam", "insertText");
  place.isOn = true;
  fill("");
  assert.deepEqual(sent, []);
});

test("a press before checking was switched off says nothing about what comes after", () => {
  for (const switchOff of [(/** @type {any} */ box) => box.recheck(), (/** @type {any} */ box) => box.look()]) {
    const { box, place, sent, fill } = setUp();
    fill("Hello Sam", "insertText");
    box.maybeSent();
    place.isOn = false;
    switchOff(box);
    place.isOn = true;
    fill("A draft for Kim");
    fill("Another one for Kim");
    assert.deepEqual(sent, []);
  }
});

test("where nothing is checked a box has no marks and no state", async () => {
  const { box, field, place } = openBox({ value: "mail ann@example.net" }, async () => ({ ...CLEAN, marks: [{ start: 5, end: 20, verdict: "breach" }] }));
  box.recheck();
  await settle();
  assert.deepEqual([box.state, box.marks.length], ["checked", 1]);
  place.isOn = false;
  assert.deepEqual([...box.alarms()], []);
  field.value += " or";
  box.look("insertText");
  assert.deepEqual([box.state, box.marks.length], ["none", 0]);
});

test("where nothing is checked a box is not read", () => {
  let reads = 0;
  const { box, place } = openBox({
    get value() {
      reads += 1;
      return "my password";
    },
  });
  place.isOn = false;
  box.recheck();
  box.look("insertText");
  assert.deepEqual([reads, box.state, [...box.alarms()]], [0, "none", []]);
});

test("a draft that is left behind is not sent in the next conversation", () => {
  const { box, sent, fill } = setUp();
  fill("A draft for Sam", "insertText");
  box.maybeSent();
  box.forget();
  fill("");
  fill("A draft for Kim");
  assert.deepEqual(sent, []);
});

test("alarms stand only in exactly the text that was checked", async () => {
  const marks = [{ start: 5, end: 20, verdict: "breach" }, { start: 0, end: 4, verdict: "note" }];
  /** @type {(value: unknown) => void} */
  let answer = () => {};
  const { box, field } = openBox({ value: "mail ann@example.net" }, () => new Promise((resolve) => (answer = resolve)));
  box.recheck();
  assert.deepEqual([...box.alarms()], [], "no answer yet");
  answer({ ...CLEAN, marks });
  await settle();
  assert.deepEqual([...box.alarms()], [marks[0]]);
  field.value += " today";
  assert.deepEqual([...box.alarms()], [], "changed without an event");
  box.look("insertText");
  assert.deepEqual([box.marks.length, [...box.alarms()]], [2, []], "marks move along, the hold does not");
});

test("a box that cannot be read counts as unchecked, never as empty", () => {
  const { box, sent } = openBox({
    get value() {
      throw new RangeError("Maximum call stack size exceeded");
    },
  });
  box.recheck();
  assert.deepEqual([box.state, [...box.alarms()], sent], ["unchecked", [], []]);
  box.look();
  assert.equal(box.state, "unchecked");
});

test("nothing is asked where nothing is checked, or where no platform is", async () => {
  let asked = 0;
  const { CheckClient } = loadContent({ chrome: { runtime: { sendMessage: async () => (asked += 1) } } });
  for (const more of [{ place: null }, { isOn: () => false }]) {
    const here = { choices: { companion: {} }, place: { platform: "upwork", conversation: "one" }, isOn: () => true, ...more };
    assert.equal((await CheckClient.start(here).ask("text", 1)).state, "off");
  }
  assert.equal(asked, 0);
});

test("earlier messages go along for ten minutes, five at most, each conversation for itself", async (context) => {
  context.mock.timers.enable({ apis: ["Date"] });
  /** @type {any[]} */
  const requests = [];
  const { CheckClient } = loadContent({
    Date: globalThis.Date,
    chrome: {
      runtime: {
        async sendMessage(/** @type {any} */ { request }) {
          requests.push(request);
          return { state: "offline" };
        },
      },
    },
  });
  const here = {
    choices: { mode: "standard", modes: {}, regions: ["US"], ignored: [], salt: "", companion: {} },
    place: { platform: "upwork", conversation: "one" },
    isOn: () => true,
    facts: () => ({ surface: "inbox", stage: "unknown", allowances: [] }),
  };
  const client = CheckClient.start(here);
  const recent = async () => {
    await client.ask("text", 1);
    return [...requests.at(-1).recent];
  };
  for (let index = 1; index <= 7; index += 1) client.sent(`message ${index}`);
  assert.deepEqual(await recent(), [3, 4, 5, 6, 7].map((index) => `message ${index}`));
  here.place = { platform: "upwork", conversation: "two" };
  assert.deepEqual(await recent(), []);
  here.place = { platform: "upwork", conversation: "one" };
  context.mock.timers.tick(600_000);
  assert.deepEqual(await recent(), []);
  client.sent("new");
  client.forget();
  assert.deepEqual(await recent(), []);
  client.sent("never asked about again");
  here.place = { platform: "upwork", conversation: "two" };
  context.mock.timers.tick(600_000);
  client.sent("elsewhere");
  context.mock.timers.setTime(Date.now() - 600_000);
  here.place = { platform: "upwork", conversation: "one" };
  assert.deepEqual(await recent(), [], "gone after ten minutes, not only passed over");
});
