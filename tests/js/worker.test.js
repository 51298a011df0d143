// @ts-check
/** The worker's table of messages, what it keeps of a page, and what it shows when it starts. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { activate, forget } from "../../extension/companion/keys.js";
import { computer, freshPairing, install, local, sealedCompanion } from "./computer.js";
import { storageOf } from "./load.js";

const ID = "abcdefghijklmnopabcdefghijklmnop";
const HELLO = { api: { min: 1, max: 1 }, companion: "0.1.0", packs: [], limits: { max_chars: 20_000 } };
const PAGE = { platform: "upwork", conversation: "conversation:one", box: "checked", alarms: 1, notes: 0, isStrict: false };
const NOTHING = { ...PAGE, box: "none", alarms: 0 };
const pairing = await freshPairing();
let starts = 0;

beforeEach(async () => {
  install();
  computer({});
  await forget();
});

/** An event of the browser's, which the test lets happen. */
function anEvent() {
  /** @type {Array<(...values: any[]) => any>} */
  const listeners = [];
  return {
    addListener: (/** @type {(...values: any[]) => any} */ listener) => void listeners.push(listener),
    happens: (/** @type {any[]} */ ...values) => listeners.map((listener) => listener(...values)),
  };
}

/**
 * A worker that the browser has just started.
 * @param {{presents?: Record<number, unknown>, session?: Record<string, any>}} [around] `presents`: what the page in
 *   the top frame of each tab answers; none in other tabs
 */
async function startWorker({ presents = {}, session = {} } = {}) {
  computer({ 47615: sealedCompanion([pairing], ({ route }) => (route === "hello" ? [200, HELLO] : [500, null])) });
  /** @type {Array<[string, any]>} */
  const shown = [];
  const action = Object.fromEntries(
    ["setIcon", "setBadgeText", "setTitle", "setBadgeBackgroundColor", "setBadgeTextColor"].map((name) => [
      name,
      async (/** @type {any} */ details) => void shown.push([name, details]),
    ]),
  );
  const events = { onMessage: anEvent(), onInstalled: anEvent(), onStartup: anEvent(), onChanged: anEvent(), onRemoved: anEvent(), onCommand: anEvent() };
  const { chrome } = /** @type {any} */ (globalThis);
  Object.assign(chrome, {
    action,
    commands: { onCommand: events.onCommand },
    i18n: { getMessage: (/** @type {string} */ key) => key },
    runtime: { id: ID, onMessage: events.onMessage, onInstalled: events.onInstalled, onStartup: events.onStartup },
    tabs: {
      onRemoved: events.onRemoved,
      create: async () => {},
      async sendMessage(/** @type {number} */ tab) {
        if (!(tab in presents)) throw new Error("Could not establish connection. Receiving end does not exist.");
        return presents[tab];
      },
    },
  });
  Object.assign(chrome.storage, { session: storageOf(session), onChanged: events.onChanged });
  starts += 1;
  await import(`../../extension/worker/main.js?start=${starts}`);
  /** @param {object} message @param {object} [sender] */
  const send = (message, sender = {}) =>
    new Promise((resolve) => {
      const [isAnswered] = events.onMessage.happens(message, { id: ID, ...sender }, resolve);
      if (!isAnswered) resolve("no answer");
    });
  return { send, events, shown, session };
}

const icons = (/** @type {Array<[string, any]>} */ shown) =>
  shown.filter(([name]) => name === "setIcon").map(([, { path }]) => /\/(?<name>\w+)-16/u.exec(path[16])?.groups?.["name"]);

test("another extension, and a message that is not in the table, get no answer", async () => {
  const { send } = await startWorker();
  assert.equal(await send({ type: "status" }, { id: "another" }), "no answer");
  for (const type of ["toString", "constructor", "__proto__", "forget", undefined]) assert.equal(await send({ type }), "no answer", String(type));
});

test("a handler that fails answers that it failed", async () => {
  const { send } = await startWorker();
  /** @type {any} */ (globalThis).chrome.storage.local.get = () => Promise.reject(new Error("the disk is full"));
  assert.deepEqual(await send({ type: "status" }), { state: "failed", problem: "extension" });
});

test("what a page says is kept for its tab until that is closed, and shown there", async () => {
  const { send, events, shown, session } = await startWorker();
  local["companion"] = { state: "ready" };
  await send({ type: "status", page: PAGE }, { tab: { id: 7 }, frameId: 0 });
  assert.equal(session["page:7"].alarms, 1);
  assert.deepEqual(shown.find(([name]) => name === "setBadgeText")?.[1], { tabId: 7, text: "1" });
  events.onRemoved.happens(7);
  await new Promise(setImmediate);
  assert.deepEqual(Object.keys(session).filter((key) => key.startsWith("page:")), []);
});

test("the page around a frame with a box does not speak for that box", async () => {
  const { send, session } = await startWorker({ presents: { 7: NOTHING } });
  await send({ type: "status", page: PAGE }, { tab: { id: 7 }, frameId: 3 });
  await send({ type: "status", page: NOTHING }, { tab: { id: 7 }, frameId: 0 });
  assert.equal(session["page:7"].alarms, 1);
  const { page } = /** @type {any} */ (await send({ type: "status", tab: 7 }));
  assert.equal(page.alarms, 1, "the popup hears of the frame");
  await send({ type: "status", page: { ...NOTHING, conversation: "conversation:two" } }, { tab: { id: 7 }, frameId: 0 });
  assert.equal(session["page:7"].alarms, 0, "another conversation is another page");
});

test("a page that is gone is not shown to the popup", async () => {
  const { send } = await startWorker({ session: { "page:7": PAGE } });
  const { page } = /** @type {any} */ (await send({ type: "status", tab: 7 }));
  assert.equal(page, null);
});

test("at the start of the browser the icon is painted, also when nothing has changed since", async () => {
  await activate(pairing);
  for (const event of /** @type {const} */ (["onInstalled", "onStartup", "onStartup"])) {
    const { events, shown } = await startWorker();
    events[event].happens({ reason: "update" });
    for (let turn = 0; turn < 1000 && icons(shown).length === 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(icons(shown).at(-1), "ready");
  }
  assert.match(local["salt"], /^[0-9a-f]{32}$/u);
});
