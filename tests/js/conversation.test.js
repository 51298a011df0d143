// @ts-check
/** What is kept about a conversation, and what is not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent, storageOf } from "./load.js";

const ADDRESS = "upwork inbox room_1a2b";

function setUp() {
  /** @type {Record<string, any>} */
  const kept = {};
  return { kept, ...loadContent({ chrome: { storage: { local: storageOf(kept) } } }) };
}

test("the key tells neither the address nor, without the salt, that it is the same one", async () => {
  const { Conversation } = setUp();
  const key = await Conversation.keyOf("salt", ADDRESS);
  assert.match(key, /^conversation:[0-9a-f]{32}$/u);
  assert.equal(key, await Conversation.keyOf("salt", ADDRESS));
  assert.notEqual(key, await Conversation.keyOf("other", ADDRESS));
  assert.notEqual(key, await Conversation.keyOf("salt", `${ADDRESS}c`));
});

test("a stage and facts said at different times are kept together", async () => {
  const { Conversation, kept } = setUp();
  const key = await Conversation.keyOf("salt", ADDRESS);
  await Conversation.add(key, "upwork", { stage: "active_contract" });
  await Conversation.allow(key, "upwork", "support_permission", "ticket 4711");
  await Conversation.allow(key, "upwork", "they_asked");
  await Conversation.allow(key, "upwork", "they_asked");
  const said = await Conversation.read(key, "upwork");
  assert.equal(said.stage, "active_contract");
  assert.deepEqual(said.allowances.map((/** @type {any} */ each) => [each.fact, each.reference]), [
    ["support_permission", "ticket 4711"],
    ["they_asked", undefined],
  ]);
  assert.doesNotMatch(JSON.stringify(kept), /room_1a2b/u);
});

test("answers and facts expire", async () => {
  const { Conversation } = setUp();
  const old = { stage: "active_contract", allowances: [], touched: "2020-01-01" };
  assert.equal(Conversation.current(old, "upwork").stage, undefined);
  const today = new Date().toISOString().slice(0, 10);
  const expired = { touched: today, allowances: [{ fact: "they_asked", granted: "2020-01-01", expires: "2020-04-01" }] };
  assert.deepEqual([...Conversation.current(expired, "upwork").allowances], []);
});
