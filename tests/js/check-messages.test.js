// @ts-check
/** What a check asks and what its answer may be, against the contract that the companion's tests read too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isReply } from "../../extension/companion/companion.js";
import { loadContent } from "./load.js";

const { CheckMessages } = loadContent();
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../contract/${name}.json`, import.meta.url), "utf8"));
const request = read("check_request");
const reply = read("check_reply");

test("a request says exactly what the contract lists", () => {
  const built = CheckMessages.requestOf({
    text: request.text,
    platform: "upwork",
    context: { surface: "inbox", stage: "before_contract", allowances: request.allowances },
    choices: { mode: "standard", regions: ["US", "GB", "IN"] },
    recent: ["Hello!"],
    revision: 7,
  });
  assert.deepEqual(JSON.parse(JSON.stringify(built)), request);
});

test("half an emoji is sent as text of the same length", () => {
  const parts = { context: {}, choices: {}, recent: ["\udc4b"], platform: "upwork", revision: 1 };
  const { text, recent } = CheckMessages.requestOf({ ...parts, text: "a\ud83d@" });
  assert.deepEqual([text, recent[0]], ["a\ufffd@", "\ufffd"]);
});

test("length is counted as the companion counts it", () => {
  assert.equal(CheckMessages.isTooLong("👋".repeat(10), 10), false);
  assert.equal(CheckMessages.isTooLong("👋".repeat(11), 10), true);
  assert.equal(CheckMessages.isTooLong("a".repeat(20_001)), true);
});

test("marks stand on the words that were found, with their clauses", () => {
  const [mark] = CheckMessages.marksOf(reply, request.text);
  assert.equal(mark.words, "jo@example.org");
  assert.match(mark.rules[0].section, /§4\.1/u);
  assert.equal(mark.isIncomplete, false);
  assert.equal(mark.lang, "en");
});

test("a warning's sentences are in its pack's language, or else in English", () => {
  const [id, clause] = Object.entries(reply.clauses)[0] ?? [];
  const german = { ...reply, clauses: { [String(id)]: { ...Object(clause), lang: "de" } } };
  assert.equal(CheckMessages.marksOf(german, request.text)[0].lang, "de");
  assert.equal(CheckMessages.marksOf({ ...reply, clauses: {} }, request.text)[0].lang, "en");
});

test("the contract's reply is accepted, and no reply about another text", () => {
  assert.equal(isReply(reply, request), true);
  assert.equal(isReply(reply, { ...request, revision: 8 }), false);
  assert.equal(isReply(reply, { ...request, text: "short" }), false);
  for (const broken of [null, [], {}, { ...reply, warnings: [{}] }, { ...reply, incomplete: undefined }, { ...reply, clauses: null }]) {
    assert.equal(isReply(broken, request), false);
  }
});

test("a warning must stand on words of the text, from its first letter to its last", () => {
  const [warning] = reply.warnings;
  const saying = (/** @type {object} */ more) => isReply({ ...reply, warnings: [{ ...warning, ...more }] }, request);
  const { length } = request.text;
  for (const [start, end] of [[0, 1], [length - 1, length]]) assert.ok(saying({ start, end }), `${start} to ${end}`);
  for (const [start, end] of [[-1, 1], [1, 1], [2, 1], [0, length + 1], [0.5, 1], ["0", 1], [0, null]]) {
    assert.ok(!saying({ start, end }), `${start} to ${end}`);
  }
  for (const wrong of [{ verdict: "fine" }, { message: null }, { clauses: {} }, { depends_on: null }, { advice: "no" }, { techniques: undefined }]) {
    assert.ok(!saying(wrong), JSON.stringify(wrong));
  }
});
