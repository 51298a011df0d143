// @ts-check
/** An id that the extension has no words for, such as one of a newer companion, is shown as it stands: never nothing, never other words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeElement, fakeDocument } from "./document.js";
import { loadContent, source, storageOf } from "./load.js";

const english = JSON.parse(source("_locales/en/messages.json"));
const say = (/** @type {string} */ key) => english[key]?.message ?? "";
const chrome = {
  i18n: { getMessage: say },
  storage: { local: storageOf({}), onChanged: { addListener() {} } },
};
const document = fakeDocument();
const classes = Object.fromEntries(["HTMLElement", "HTMLInputElement", "HTMLOutputElement", "HTMLFormElement", "HTMLButtonElement", "HTMLDetailsElement"].map((name) => [name, FakeElement]));
Object.assign(globalThis, { chrome, document, ...classes });
const content = loadContent({ chrome, document });
Object.assign(globalThis, content);
const { Conversation, PopoverContent, Words } = content;

/** What the popover shows for a warning that depends on these facts. @param {string[]} facts @param {object} [actions] */
function popover(facts, actions = {}) {
  const mark = { verdict: "caution", lang: "en", message: "", words: "", techniques: ["plain"], filter_risk: null, depends_on: facts, rules: [], advice: [], isIncomplete: false };
  const shown = new FakeElement("section");
  shown.append(...PopoverContent.of(mark, 0, 1, actions));
  return shown;
}

test("an id in a table has its words, any other is its own word", () => {
  assert.equal(Words.nameOf(Words.FACTS, "they_asked"), say("factTheyAsked"));
  assert.equal(Words.nameOf(Words.FACTS, "signed_waiver"), "signed waiver");
  assert.equal(Words.nameOf(Words.FACTS, "toString"), "toString");
});

test("the popover names a fact that it does not know, and offers no button that would state it", () => {
  const shown = popover(["signed_waiver", "they_asked"]);
  const [question] = shown.all("section");
  assert.match(question?.textContent ?? "", /signed waiver/u);
  assert.deepEqual(question?.all("button").map(({ textContent }) => textContent), [say("factTheyAsked")]);
});

test("the list of what was said names a fact that it does not know", async () => {
  const { showSaid } = await import("../../extension/pages/said-list.js");
  const key = await Conversation.keyOf("salt", "upwork inbox room");
  await Conversation.allow(key, "upwork", "signed_waiver");
  await Conversation.allow(key, "upwork", "they_asked");
  await showSaid();
  const rows = document.getElementById("said").all("li").map(({ textContent }) => textContent);
  assert.equal(rows.length, 3);
  assert.match(rows[1] ?? "", /^signed waiver · /u);
  assert.ok(rows[2]?.startsWith(`${say("factTheyAsked")} · `));
});

test("a service that is offered no more can still be taken back", async () => {
  const { showExceptions, startExceptions } = await import("../../extension/pages/exceptions-form.js");
  const { CHANNELS, COMMON } = await import("../../extension/pages/channels.js");
  startExceptions();
  const choices = { ...content.Settings.DEFAULTS, ignoredChannels: ["skype", "msn"] };
  showExceptions(choices);
  showExceptions(choices);
  const offered = (/** @type {string} */ part) => document.getElementById(`${part}-channels`).all("input");
  const isCommon = (/** @type {string} */ id) => COMMON.includes(id);
  assert.deepEqual(offered("common").map(({ value }) => value), Object.keys(CHANNELS).filter(isCommon));
  const others = Object.keys(CHANNELS).filter((id) => !isCommon(id));
  assert.deepEqual(offered("other").map(({ value }) => value), [...others, "msn"]);
  const chosen = [...offered("common"), ...offered("other")].filter(({ checked }) => checked);
  assert.deepEqual(chosen.map(({ value }) => value), ["skype", "msn"]);
  assert.equal(document.getElementById("more-channels").open, true);
});
