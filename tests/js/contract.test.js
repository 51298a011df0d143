// @ts-check
/** Both ends of the wire as the extension sees them, against the contract that the companion's tests read too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { check, forget, hello, isReply } from "../../extension/worker/companion.js";
import { loadContent, storageOf } from "./load.js";

const { Contract } = loadContent();
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../contract/${name}.json`, import.meta.url), "utf8"));
const request = read("check_request");
const reply = read("check_reply");
const HELLO = { api: { min: 1, max: 1 }, companion: "0.1.0", packs: [], limits: { max_chars: 20_000 } };

/** @type {Record<string, any>} */
let kept = {};
/** @type {Array<{url: string, init: any}>} */
let sent = [];

/**
 * A machine on whose loopback these ports answer.
 * @param {Record<number, (route: string, body: any) => [number, unknown]>} ports
 * @param {boolean} [isPermitted]
 */
function computer(ports, isPermitted = true) {
  const globals = /** @type {any} */ (globalThis);
  globals.chrome = { storage: { local: storageOf(kept) }, permissions: { contains: async () => isPermitted } };
  globals.fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    sent.push({ url, init });
    const { port, pathname } = new URL(url);
    const answer = ports[Number(port)];
    if (!answer) throw new TypeError("Failed to fetch");
    const [status, body] = answer(pathname, JSON.parse(init.body));
    return new Response(body === null ? null : JSON.stringify(body), { status });
  };
}

const companion = (/** @type {string} */ route) => /** @type {[number, unknown]} */ ([200, route === "/v1/hello" ? HELLO : reply]);
const triedPorts = () => sent.map(({ url }) => Number(new URL(url).port));

beforeEach(() => {
  kept = { token: "secret-token" };
  sent = [];
  forget();
});

test("a request says exactly what the contract lists", () => {
  const built = Contract.requestOf({
    text: request.text,
    platform: "upwork",
    context: { surface: "inbox", stage: "before_contract", allowances: request.allowances },
    choices: { mode: "standard", regions: ["US", "GB", "IN"] },
    recent: ["Hello!"],
    locale: "en",
    revision: 7,
  });
  assert.deepEqual(JSON.parse(JSON.stringify(built)), request);
});

test("half an emoji is sent as text of the same length", () => {
  const parts = { context: {}, choices: {}, recent: ["\udc4b"], platform: "upwork", locale: "en", revision: 1 };
  const { text, recent } = Contract.requestOf({ ...parts, text: "a\ud83d@" });
  assert.deepEqual([text, recent[0]], ["a\ufffd@", "\ufffd"]);
});

test("length is counted as the companion counts it", () => {
  assert.equal(Contract.isTooLong("👋".repeat(10), 10), false);
  assert.equal(Contract.isTooLong("👋".repeat(11), 10), true);
  assert.equal(Contract.isTooLong("a".repeat(20_001)), true);
});

test("marks stand on the words that were found, with their clauses", () => {
  const [mark] = Contract.marksOf(reply, request.text);
  assert.equal(mark.words, "jo@example.org");
  assert.match(mark.rules[0].section, /§4\.1/u);
  assert.equal(mark.isIncomplete, false);
  assert.equal(mark.lang, "en");
});

test("a warning's sentences are in its pack's language, or else in English", () => {
  const [id, clause] = Object.entries(reply.clauses)[0] ?? [];
  const german = { ...reply, clauses: { [String(id)]: { ...Object(clause), lang: "de" } } };
  assert.equal(Contract.marksOf(german, request.text)[0].lang, "de");
  assert.equal(Contract.marksOf({ ...reply, clauses: {} }, request.text)[0].lang, "en");
});

test("the contract's reply is accepted, and no reply about another text", () => {
  assert.equal(isReply(reply, request), true);
  assert.equal(isReply(reply, { ...request, revision: 8 }), false);
  assert.equal(isReply(reply, { ...request, text: "short" }), false);
  for (const broken of [null, [], {}, { ...reply, warnings: [{}] }, { ...reply, incomplete: undefined }, { ...reply, clauses: null }]) {
    assert.equal(isReply(broken, request), false);
  }
});

test("a check goes out as a POST with the token and nothing of the browser's", async () => {
  computer({ 47615: companion });
  assert.equal((await check(request)).state, "ready");
  const { url, init } = /** @type {{url: string, init: any}} */ (sent.at(-1));
  assert.equal(url, "http://127.0.0.1:47615/v1/check");
  assert.deepEqual([init.method, init.credentials, init.redirect, init.cache], ["POST", "omit", "error", "no-store"]);
  assert.deepEqual(init.headers, { Authorization: "Bearer secret-token", "Content-Type": "application/json" });
  assert.deepEqual(JSON.parse(init.body), request);
});

test("without a token nothing is sent anywhere", async () => {
  kept = {};
  computer({ 47615: companion });
  assert.deepEqual([(await hello()).state, (await check(request)).state, sent.length], ["unpaired", "unpaired", 0]);
});

test("the port that answered last is tried first", async () => {
  kept["port"] = 47618;
  computer({ 47618: companion });
  assert.equal((await hello()).state, "ready");
  assert.deepEqual(triedPorts(), [47618]);
});

test("two who ask at once share one hello", async () => {
  kept["port"] = 47615;
  computer({ 47615: companion });
  const [one, two] = await Promise.all([hello(), hello()]);
  assert.deepEqual([one.state, two.state, sent.length], ["ready", "ready", 1]);
});

test("a port that refuses, or is another program's, does not end the search", async () => {
  computer({ 47615: () => [403, null], 47616: () => [200, { other: "program" }], 47617: companion });
  const found = await hello();
  assert.deepEqual([found.state, found.limit, kept["port"]], ["ready", 20_000, 47617]);
  assert.deepEqual(triedPorts(), [47615, 47616, 47617]);
});

test("nobody there, not accepted, not permitted and not understood are told apart", async () => {
  computer({});
  assert.equal((await hello()).state, "offline");
  computer({}, false);
  assert.equal((await hello()).state, "no_permission");
  computer({ 47616: () => [403, null] });
  assert.equal((await hello()).state, "refused");
  computer({ 47616: () => [200, { ...HELLO, api: { min: 2, max: 3 } }] });
  assert.equal((await hello()).state, "outdated");
});

test("a companion that moved to another port is found again within one check", async () => {
  computer({ 47615: companion });
  await check(request);
  computer({ 47616: companion });
  assert.equal((await check(request)).state, "ready");
  assert.equal(kept["port"], 47616);
});

test("a companion that went away is no clean answer", async () => {
  computer({ 47615: companion });
  await check(request);
  computer({});
  const checked = await check(request);
  assert.deepEqual([checked.state, checked.reply], ["offline", undefined]);
});

test("a problem is named by its code, and a reply that breaks the contract is a failure", async () => {
  const answering = (/** @type {number} */ status, /** @type {unknown} */ body) => ({
    47615: (/** @type {string} */ route) => /** @type {[number, unknown]} */ (route === "/v1/hello" ? [200, HELLO] : [status, body]),
  });
  computer(answering(404, { type: "/problems/unknown-platform", title: "x", status: 404 }));
  assert.deepEqual(await check(request), { state: "failed", problem: "unknown-platform" });
  computer(answering(500, null));
  assert.deepEqual(await check(request), { state: "failed", problem: "unknown" });
  computer(answering(200, { ...reply, revision: 6 }));
  assert.deepEqual(await check(request), { state: "failed", problem: "reply" });
});
