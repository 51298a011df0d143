// @ts-check
/** How the companion is found and asked, and into which states what comes back is put. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { check, disconnect, hello } from "../../extension/companion/companion.js";
import { activate, drop, forget, keepPending, pairingIn } from "../../extension/companion/keys.js";
import { computer, freshPairing, install, local, saying, sealedCompanion, sent } from "./computer.js";

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../contract/${name}.json`, import.meta.url), "utf8"));
const request = read("check_request");
const reply = read("check_reply");
const HELLO = { api: { min: 1, max: 1 }, companion: "0.1.0", packs: [], limits: { max_chars: 20_000 } };
const pairing = await freshPairing();

/** What the companion of these tests says. @param {{route: string}} message @returns {[number, unknown]} */
const answers = ({ route }) => [200, route === "hello" ? HELLO : reply];
const companion = (/** @type {object} */ run = {}) => sealedCompanion([pairing], answers, run);
const triedPorts = () => sent.map(({ port }) => port);
const states = async () => [(await hello()).state, (await check(request)).state];

beforeEach(async () => {
  install();
  computer({});
  await forget();
  await activate(pairing);
  disconnect();
});

test("a check goes out sealed, with nothing of the browser's and no word in clear", async () => {
  computer({ 47615: companion() });
  assert.deepEqual(await check(request), { state: "ready", reply });
  const { path, init, message } = /** @type {import("./computer.js").Sent} */ (sent.at(-1));
  assert.equal(path, "/v1/box");
  assert.deepEqual([init.method, init.credentials, init.redirect, init.cache], ["POST", "omit", "error", "no-store"]);
  assert.deepEqual(init.headers, { "Content-Type": "application/jose" });
  assert.deepEqual(message, { route: "check", body: request });
  assert.doesNotMatch(JSON.stringify([init, Buffer.from(init.body, "base64url").toString("latin1")]), /jo@example|upwork/u);
});

test("numbers only grow, and the run is named once it is known", async () => {
  computer({ 47615: companion() });
  for (let times = 0; times < 3; times += 1) await check(request);
  const numbers = sent.map(({ n }) => n);
  assert.deepEqual(numbers, [...new Set(numbers)].sort((one, other) => one - other));
  assert.deepEqual([sent.length, sent[1]?.boot, sent[3]?.boot], [4, "run-one", "run-one"]);
});

test("without a key nothing is sent anywhere", async () => {
  await forget();
  computer({ 47615: companion() });
  assert.deepEqual([await states(), sent.length], [["unpaired", "unpaired"], 0]);
});

test("the port that answered last is tried first", async () => {
  local["port"] = 47618;
  computer({ 47618: companion() });
  assert.equal((await hello()).state, "ready");
  assert.deepEqual(triedPorts(), [47618]);
});

test("two who ask at once share one hello", async () => {
  local["port"] = 47615;
  computer({ 47615: companion() });
  const [one, two] = await Promise.all([hello(), hello()]);
  assert.deepEqual([one.state, two.state, sent.length], ["ready", "ready", 1]);
});

test("an answer to an older key that comes late says nothing about the newer one", async () => {
  const older = await freshPairing();
  await activate(older);
  /** @type {(value: unknown) => void} */
  let answerLate = () => {};
  const late = new Promise((resolve) => (answerLate = resolve));
  const present = companion();
  computer({
    async 47615(path, body, one) {
      const response = await present(path, body, one);
      if (response.status === 403) await late;
      return response;
    },
  });
  const early = hello();
  while (sent.length === 0) await new Promise(setImmediate);
  await activate(pairing);
  assert.equal((await hello()).state, "ready");
  answerLate(null);
  assert.equal((await early).state, "ready");
});

test("a port that refuses, or is another program's, does not end the search", async () => {
  computer({ 47615: saying(403), 47616: saying(200, '{"other": "program"}'), 47617: companion() });
  const found = await hello();
  assert.deepEqual([found.state, found.limit, local["port"]], ["ready", 20_000, 47617]);
  assert.deepEqual(triedPorts(), [47615, 47616, 47617]);
});

test("nobody there, not permitted, not accepted, of another version and not verified are told apart", async () => {
  computer({});
  assert.deepEqual(await states(), ["offline", "offline"]);
  computer({}, false);
  assert.deepEqual(await states(), ["no_permission", "no_permission"]);
  computer({ 47616: saying(403) });
  assert.deepEqual(await states(), ["refused", "refused"]);
  computer({ 47616: saying(426) });
  assert.deepEqual(await states(), ["outdated", "outdated"]);
  computer({ 47616: sealedCompanion([pairing], () => [200, { ...HELLO, api: { min: 2, max: 3 } }]) });
  assert.deepEqual(await states(), ["outdated", "outdated"]);
});

test("whoever cannot open the seal is not the companion, whatever it says", async () => {
  const stranger = await freshPairing();
  const words = JSON.stringify({ status: 200, body: HELLO });
  for (const squatter of [
    saying(200, words),
    saying(404),
    saying(500, "oops"),
    saying(409, words),
    (/** @type {string} */ _path, /** @type {string} */ box) => new Response(box), // sends the request back
    sealedCompanion([pairing], answers, { label: { n: 5 } }), // a reply to another request
    sealedCompanion([pairing], answers, { label: { kid: stranger.kid } }),
  ]) {
    computer({ 47615: squatter });
    assert.deepEqual(await states(), ["unverified", "unverified"]);
  }
});

test("a reply from another run than was asked is not believed", async () => {
  computer({ 47615: companion() });
  await hello();
  computer({ 47615: sealedCompanion([pairing], answers, { label: { boot: "run-two" } }) });
  assert.equal((await check(request)).state, "unverified");
});

test("a companion that was restarted is asked again by its new run, without anyone noticing", async () => {
  computer({ 47615: companion() });
  await check(request);
  sent.length = 0;
  computer({ 47615: companion({ boot: "run-two" }) });
  assert.deepEqual(await check(request), { state: "ready", reply });
  assert.deepEqual(sent.map(({ boot }) => boot), ["run-one", "run-two"]);
});

test("a clock that went back heals: the companion says what it has seen", async () => {
  const later = Date.now() + 3_600_000;
  computer({ 47615: companion({ last: later }) });
  assert.deepEqual(await check(request), { state: "ready", reply });
  assert.ok(/** @type {import("./computer.js").Sent} */ (sent.at(-1)).n > later);
});

test("a status that somebody in between has changed changes nothing", async () => {
  const later = Date.now() + 3_600_000;
  for (const run of [companion(), companion({ last: later, boot: "run-three" })]) {
    /** @type {number[]} */
    const statuses = [];
    computer({
      async 47615(path, body, one) {
        const response = await run(path, body, one);
        statuses.push(response.status);
        return new Response(response.body, { status: response.status === 409 ? 200 : 409 });
      },
    });
    disconnect();
    assert.deepEqual(await check(request), { state: "ready", reply });
    assert.equal(statuses.filter((status) => status === 200).length, 2, "one hello and one check");
  }
});

test("a program that answers without end is not listened to for long", async () => {
  let written = 0;
  const endless = () =>
    new ReadableStream({
      pull(controller) {
        written += 1;
        controller.enqueue(new Uint8Array(1_000_000).fill(65));
      },
    });
  computer({ 47615: () => new Response(endless()), 47616: companion() });
  assert.equal((await hello()).state, "ready");
  assert.ok(written < 10, `${written} million bytes`);
});

test("a companion that never stops saying 409 is not asked for ever", async () => {
  let seen = Date.now() + 7_200_000;
  computer({ 47615: (path, body, one) => companion({ last: (seen += 1_000_000) })(path, body, one) });
  assert.equal((await hello()).state, "unverified");
  assert.equal(triedPorts().filter((port) => port === 47615).length, 3);
});

test("a companion that moved to another port is found again within one check", async () => {
  computer({ 47615: companion() });
  await check(request);
  computer({ 47616: companion() });
  assert.equal((await check(request)).state, "ready");
  assert.equal(local["port"], 47616);
});

test("a connection that has died is tried once more, silently", async () => {
  computer({ 47615: companion() });
  await check(request);
  let isDead = true;
  const alive = companion();
  computer({
    47615(path, body, one) {
      if (!isDead) return alive(path, body, one);
      isDead = false;
      throw new TypeError("Failed to fetch");
    },
  });
  assert.equal((await check(request)).state, "ready");
});

test("a companion that went away is no clean answer", async () => {
  computer({ 47615: companion() });
  await check(request);
  computer({});
  assert.deepEqual(await check(request), { state: "offline" });
});

test("a companion that answers the search and never a check is given up after the second try", async () => {
  const alive = companion();
  let checks = 0;
  computer({
    async 47615(path, body, one) {
      const response = await alive(path, body, one);
      if (one.message?.route !== "check") return response;
      checks += 1;
      throw new TypeError("Failed to fetch");
    },
  });
  assert.deepEqual([await check(request), checks], [{ state: "offline" }, 2]);
});

test("a problem is named by its code, and a reply that breaks the contract is a failure", async () => {
  const answering = (/** @type {number} */ status, /** @type {unknown} */ body) => ({
    47615: sealedCompanion([pairing], ({ route }) => (route === "hello" ? [200, HELLO] : [status, body])),
  });
  computer(answering(404, { type: "/problems/unknown-platform", title: "x", status: 404 }));
  assert.deepEqual(await check(request), { state: "failed", problem: "unknown-platform" });
  computer(answering(500, null));
  assert.deepEqual(await check(request), { state: "failed", problem: "unknown" });
  computer(answering(200, { ...reply, revision: 6 }));
  assert.deepEqual(await check(request), { state: "failed", problem: "reply" });
});

test("a pairing that was cut off becomes the key where the companion has kept it", async () => {
  const pending = await freshPairing();
  await keepPending(pending);
  computer({ 47616: sealedCompanion([pending], answers) });
  assert.equal((await hello()).state, "ready");
  assert.deepEqual([(await pairingIn("active"))?.kid, await pairingIn("pending"), local["kid"]], [pending.kid, null, pending.kid]);
});

test("a pairing that was cut off goes where the companion has not kept it, and the older key still works", async () => {
  await keepPending(await freshPairing());
  computer({ 47615: companion() });
  assert.equal((await hello()).state, "ready");
  assert.deepEqual([(await pairingIn("active"))?.kid, await pairingIn("pending")], [pairing.kid, null]);
});

test("a pairing that was cut off waits while nobody answers", async () => {
  await drop("active");
  await keepPending(pairing);
  assert.deepEqual(await states(), ["unpaired", "unpaired"]);
  assert.equal((await pairingIn("pending"))?.kid, pairing.kid);
});
