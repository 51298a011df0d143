// @ts-check
/** Each value in the extension's storage has one name, which stands in one place. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOCAL, SESSION } from "../../extension/companion/storage-keys.js";
import { loadContent, scriptFiles, source } from "./load.js";

/** The first argument of a call is a name, a list of names or a table that begins with a name. */
const BARE_RE = /\bstorage\.(?:local|session)\.(?:get|set|remove)\(\s*(?:["'`]|\[\s*["'`]|\{\s*(?:\w+\s*[:,}]|["'`]))/u;

test("no script names a value in storage by a string of its own", () => {
  assert.match('chrome.storage.local.get("port")', BARE_RE);
  assert.match("chrome.storage.session.set({ port: 1 })", BARE_RE);
  assert.match("chrome.storage.session.set({ port })", BARE_RE);
  assert.doesNotMatch("chrome.storage.local.set({ [LOCAL.port]: candidate })", BARE_RE);
  for (const file of scriptFiles) assert.doesNotMatch(source(file), BARE_RE, file);
});

test("what modules and content scripts share has one name, and all else another", async () => {
  const { Settings, Conversation } = loadContent();
  const choices = Object.keys(Settings.DEFAULTS);
  assert.deepEqual(Object.values(LOCAL).filter((name) => choices.includes(name)), [LOCAL.companion, LOCAL.salt]);
  const conversation = await Conversation.keyOf("salt", "somewhere");
  const prefix = conversation.slice(0, conversation.indexOf(":") + 1);
  assert.ok(prefix.length > 1);
  assert.deepEqual([...choices, ...Object.values(LOCAL)].filter((name) => name.startsWith(prefix)), []);
  assert.notEqual(SESSION.page(1), SESSION.page(2));
  assert.ok(!SESSION.page(1).startsWith(SESSION.counter));
});
