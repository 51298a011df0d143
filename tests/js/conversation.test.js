// @ts-check
/** What is kept about a conversation, and what is not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent, storageOf } from "./load.js";

const ADDRESS = "upwork inbox room_1a2b";
const TODAY = new Date().toISOString().slice(0, 10);

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
  await Conversation.allow(key, "upwork", "support_permission", { reference: "ticket 4711", granted: "2026-01-02" });
  await Conversation.allow(key, "upwork", "they_asked");
  await Conversation.allow(key, "upwork", "they_asked");
  const said = await Conversation.read(key, "upwork");
  assert.equal(said.stage, "active_contract");
  assert.deepEqual(said.allowances.map((/** @type {any} */ each) => [each.fact, each.reference, each.granted]), [
    ["support_permission", "ticket 4711", "2026-01-02"],
    ["they_asked", undefined, TODAY],
  ]);
  assert.doesNotMatch(JSON.stringify(kept), /room_1a2b/u);
});

test("answers and facts expire, and expired ones are removed", async () => {
  const { Conversation, kept } = setUp();
  const old = { platform: "upwork", stage: "active_contract", allowances: [], touched: "2020-01-01" };
  const gone = { fact: "they_asked", granted: "2020-01-01", expires: "2020-04-01" };
  const alive = { platform: "fiverr", stage: "active_contract", allowances: [gone], touched: TODAY };
  Object.assign(kept, { "conversation:old": old, "conversation:alive": alive, other: { touched: "2020-01-01" } });
  assert.equal((await Conversation.read("conversation:old", "upwork")).stage, undefined);
  const [{ key, said }, ...more] = await Conversation.everything();
  assert.deepEqual([key, said.stage, [...said.allowances], more.length], ["conversation:alive", "active_contract", [], 0]);
  await Conversation.add("conversation:new", "upwork", { snoozed: true });
  assert.deepEqual(Object.keys(kept).sort(), ["conversation:alive", "conversation:new", "other"]);
});

test("what was said holds up to the day it ends, and no day longer", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 0, 1) });
  const kept = {};
  const { Conversation } = loadContent({ Date, chrome: { storage: { local: storageOf(kept) } } });
  await Conversation.allow("conversation:one", "upwork", "they_asked");
  for (const [day, facts] of [[89, 1], [90, 1], [91, 0]]) {
    context.mock.timers.setTime(Date.UTC(2026, 0, 1 + Number(day)));
    assert.equal((await Conversation.read("conversation:one", "upwork")).allowances.length, facts, `day ${day}`);
    assert.equal((await Conversation.everything()).length, facts, `day ${day}`);
  }
});

test("a fact can be taken back alone, and the last one takes the conversation with it", async () => {
  const { Conversation, kept } = setUp();
  for (const fact of ["they_asked", "system_access"]) await Conversation.allow("conversation:one", "upwork", fact);
  await Conversation.takeBack("conversation:one", "they_asked");
  const facts = (await Conversation.read("conversation:one", "upwork")).allowances;
  assert.deepEqual(facts.map((/** @type {any} */ each) => each.fact), ["system_access"]);
  await Conversation.takeBack("conversation:one", "system_access");
  assert.deepEqual(kept, {});
  await Conversation.add("conversation:one", "upwork", { stage: "active_contract" });
  await Conversation.allow("conversation:one", "upwork", "they_asked");
  await Conversation.takeBack("conversation:one", "they_asked");
  assert.equal((await Conversation.read("conversation:one", "upwork")).stage, "active_contract");
  await Conversation.takeBack("conversation:one", null);
  assert.deepEqual(kept, {});
});
