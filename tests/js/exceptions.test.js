// @ts-check
/** What the user wants no warning about is left out, and nothing else is. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadContent } from "./load.js";

const { CHANNELS } = await import("../../extension/pages/channels.js");
const { Exceptions, Settings } = loadContent();
const CHOICES = { ...Settings.DEFAULTS, salt: "salt" };

const mark = (/** @type {object} */ more) => ({ kind: "handle", channel: "skype", words: "live:ann", ...more });
const shown = async (/** @type {any[]} */ marks, /** @type {object} */ choices) =>
  (await Exceptions.without(marks, { ...CHOICES, ...choices })).map((/** @type {any} */ { words }) => words);

test("links are compared by host and path", () => {
  for (const typed of ["https://www.upwork.com/freelancers/~01ab/", "upwork.com/freelancers/~01ab?from=x#top", "HTTP://UPWORK.com/freelancers/~01ab"]) {
    assert.equal(Exceptions.linkOf(typed), "upwork.com/freelancers/~01ab", typed);
  }
});

test("only pages on the platforms can be one's own", () => {
  for (const typed of ["", "upwork.com", "https://www.fiverr.com/", "ann.example/portfolio", "https://upwork.com.evil.example/x", "javascript:alert(1)", "a b"]) {
    assert.equal(Exceptions.linkOf(typed), null, typed);
  }
});

test("a link of one's own and the pages below it are left out, its neighbours are not", async () => {
  const links = ["https://www.fiverr.com/ann", "fiverr.com/ann/make-a-logo", "fiverr.com/anna", "fiverr.com", "ann.example/ann"];
  const marks = links.map((words) => mark({ kind: "link", channel: "fiverr", words }));
  assert.deepEqual(await shown(marks, { ownLinks: ["fiverr.com/ann"] }), links.slice(2));
  const asked = mark({ kind: "request", channel: "fiverr", words: "fiverr.com/ann" });
  assert.deepEqual(await shown([asked], { ownLinks: ["fiverr.com/ann"] }), ["fiverr.com/ann"], "a link only");
});

test("an ignored channel is left out in every kind, others and things without a channel are not", async () => {
  const marks = [mark({}), mark({ kind: "request", words: "your skype?" }), mark({ channel: "telegram", words: "@ann" }), mark({ kind: "email", channel: null, words: "a@example.org" })];
  assert.deepEqual(await shown(marks, { ignoredChannels: ["skype"] }), ["@ann", "a@example.org"]);
});

test("words called no contact detail are left out by their hash, in that kind only", async () => {
  const ignored = [await Exceptions.fingerprint(mark({}), "salt")];
  assert.match(ignored[0] ?? "", /^[0-9a-f]{32}$/u);
  const marks = [mark({}), mark({ kind: "mention" }), mark({ words: "live:bob" })];
  assert.deepEqual(await shown(marks, { ignored }), ["live:ann", "live:bob"]);
});

test("every channel that can be left out is one of the companion's", () => {
  const records = readFileSync(new URL("../../companion/touchline/lexicon/services.toml", import.meta.url), "utf8");
  for (const channel of Object.keys(CHANNELS)) assert.ok(records.includes(`\n[${channel}]\n`), channel);
});

test("a platform's own mode counts before the common one", () => {
  const choices = { mode: "standard", modes: { upwork: "strict" } };
  assert.deepEqual(["upwork", "fiverr"].map((platform) => Settings.modeOn(choices, platform)), ["strict", "standard"]);
});
