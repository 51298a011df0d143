// @ts-check
/** What the companion may say or accept, and the extension's buttons, labels and limits for it. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { CHANNELS } from "../../extension/pages/channels.js";
import { check, hello, isReply } from "../../extension/companion/companion.js";
import { activate } from "../../extension/companion/keys.js";
import { seal } from "../../extension/companion/seal.js";
import { computer, freshPairing, install, sealedCompanion, sent } from "./computer.js";
import { FakeElement, fakeDocument } from "./document.js";
import { EXTENSION, loadContent, source } from "./load.js";

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../contract/${name}.json`, import.meta.url), "utf8"));
const words = read("words");
const { limits } = words;
const content = loadContent();
const languages = readdirSync(new URL("_locales/", EXTENSION));

/** Every word of a language. @param {string} language @returns {Record<string, {message: string}>} */
const wordingIn = (language) => JSON.parse(source(`_locales/${language}/messages.json`));

/**
 * The answers that the popover offers for one fact.
 * @param {string} fact
 * @param {string} language
 * @returns {{labels: string[], given: unknown[], inputs: FakeElement[]}} `given`: by each of the buttons in turn
 */
function answersTo(fact, language) {
  const wording = wordingIn(language);
  const getMessage = (/** @type {string} */ key) => wording[key]?.message ?? "";
  const { PopoverContent } = loadContent({ document: fakeDocument(), chrome: { i18n: { getMessage } } });
  /** @type {unknown[]} */
  const given = [];
  const note = (/** @type {unknown} */ answer) => void given.push(answer);
  const actions = { stage: note, surface: note, allow: note };
  const mark = { verdict: "caution", lang: "en", message: "", words: "", techniques: [], depends_on: [fact], rules: [], advice: [] };
  const shown = new FakeElement("section");
  shown.append(...PopoverContent.of(mark, 0, 1, actions));
  const [question] = shown.all("section");
  assert.ok(question, `the popover asks about ${fact}`);
  const buttons = question.all("button");
  for (const button of buttons) {
    // The first press opens what the proof of a permission is typed in; the form's own button gives the answer.
    if (button.ariaExpanded === null) button.press();
  }
  return { labels: buttons.map(({ textContent }) => textContent.trim()), given, inputs: question.all("input") };
}

for (const [list, table] of Object.entries({ surfaces: "SURFACES", stages: "STAGES", verdicts: "VERDICTS", allowances: "FACTS" })) {
  test(`each of the ${list} has a label in every language, and nothing else has`, () => {
    const labels = content.Words[table];
    assert.deepEqual(Object.keys(labels).sort(), words[list].toSorted());
    for (const language of languages) {
      const wording = wordingIn(language);
      const shown = words[list].map((/** @type {string} */ id) => wording[labels[id]]?.message.trim());
      assert.ok(shown.every(Boolean), language);
      assert.equal(new Set(shown).size, shown.length, `${language} tells them apart`);
    }
  });
}

for (const fact of words.facts) {
  test(`the popover offers an answer to "${fact}" in every language`, () => {
    for (const language of languages) {
      const { labels } = answersTo(fact, language);
      assert.ok(labels.length > 0 && labels.every(Boolean), `${language}: ${labels}`);
    }
    const { given } = answersTo(fact, "en");
    /** @type {string[]} */
    const possible = fact === "stage" ? words.stages : fact === "surface" ? words.surfaces : [fact];
    assert.ok(given.length > 0, "a press answers");
    assert.deepEqual(given.filter((answer) => !possible.includes(String(answer)) || answer === "unknown"), []);
  });
}

test("the place of every address is one that the companion knows", () => {
  const sites = [...content.Sites.SITES];
  assert.deepEqual(sites.map(({ id }) => id).sort(), words.platforms.toSorted());
  for (const { patterns } of sites) {
    for (const { surface, stage = "unknown" } of patterns) {
      assert.ok(words.surfaces.includes(surface) && words.stages.includes(stage), `${surface}, ${stage}`);
    }
  }
});

test("every service that can be left out is one that the companion finds", () => {
  assert.deepEqual(Object.keys(CHANNELS).filter((channel) => !words.channels.includes(channel)), []);
});

test("every reason that has words of its own is a problem that the companion reports", () => {
  const own = ["unreadable"]; // found in the page itself
  const theirs = Object.keys(content.Words.REASONS).filter((reason) => !own.includes(reason));
  assert.deepEqual(theirs.filter((reason) => !words.problems.includes(reason)), []);
});

test("every verdict of the companion is accepted, and no other", () => {
  const [request, reply] = [read("check_request"), read("check_reply")];
  const saying = (/** @type {string} */ verdict) => isReply({ ...reply, warnings: [{ ...reply.warnings[0], verdict }] }, request);
  assert.deepEqual([...words.verdicts, "fine"].filter((verdict) => !saying(verdict)), ["fine"]);
});

test("a choice starts as the companion takes it when nothing is said, and goes no further than it allows", () => {
  const { DEFAULTS, REGION_LIMIT } = content.Settings;
  assert.deepEqual([...DEFAULTS.regions], words.default_regions);
  assert.equal(DEFAULTS.mode, words.modes[0]);
  assert.equal(REGION_LIMIT, limits.regions);
});

test("a message is as long as the companion reads, and not longer", () => {
  assert.equal(content.CheckMessages.isTooLong("a".repeat(limits.message)), false);
  assert.equal(content.CheckMessages.isTooLong("a".repeat(limits.message + 1)), true);
});

test("as many earlier messages go along as the companion reads, each as long as it reads", async () => {
  /** @type {any[]} */
  const requests = [];
  const runtime = { sendMessage: async (/** @type {any} */ { request }) => void requests.push(request) };
  const { CheckClient, Settings } = loadContent({ chrome: { i18n: { getUILanguage: () => "en" }, runtime } });
  const client = CheckClient.start({
    choices: Settings.DEFAULTS,
    place: { platform: "upwork", conversation: "one" },
    isOn: () => true,
    facts: () => ({ surface: "inbox", stage: "unknown", allowances: [] }),
  });
  for (let left = limits.recent + 2; left > 0; left -= 1) client.sent("a".repeat(limits.earlier + 1));
  await client.ask("text", 1);
  assert.deepEqual([...requests[0].recent], Array.from({ length: limits.recent }, () => "a".repeat(limits.earlier)));
});

test("the number of a ticket is as long as the companion reads", () => {
  const [ticket] = answersTo("support_permission", "en").inputs;
  assert.equal(Reflect.get(ticket ?? {}, "maxLength"), limits.reference);
});

test("the longest request fits into what the companion reads", async () => {
  const widest = "\u0001"; // six bytes of JSON
  const allowance = { fact: "support_permission", reference: widest.repeat(limits.reference), granted: "2026-10-01", expires: "2026-12-30" };
  const body = {
    ...read("check_request"),
    text: widest.repeat(limits.message),
    recent: Array.from({ length: limits.recent }, () => widest.repeat(limits.earlier)),
    allowances: Array.from({ length: limits.allowances }, () => allowance),
  };
  const { kid, key } = await freshPairing();
  const envelope = await seal(key, "touchline-request", { kid, boot: "b".repeat(32), n: Number.MAX_SAFE_INTEGER }, { route: "check", body });
  assert.ok(envelope.length <= limits.body, `${envelope.length} bytes`);
});

test("the extension speaks the companion's version of the protocol", async () => {
  install();
  const pairing = await freshPairing();
  const said = { api: { min: words.api, max: words.api }, companion: "1", limits: { max_chars: limits.message }, packs: [] };
  computer({ 47615: sealedCompanion([pairing], () => [200, said]) });
  await activate(pairing);
  assert.equal((await hello()).state, "ready");
  await check(read("check_request"));
  assert.deepEqual(sent.map(({ message }) => message.route), ["hello", "check"]);
});
