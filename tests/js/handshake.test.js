// @ts-check
/** The exchange as the extension goes through it, with a companion's side that does its own sums. */

import assert from "node:assert/strict";
import { createECDH, createHash, hkdfSync, randomBytes } from "node:crypto";
import { beforeEach, test } from "node:test";
import { forget, pairingIn } from "../../extension/companion/keys.js";
import { pair } from "../../extension/pairing/handshake.js";
import { open, seal } from "../../extension/companion/seal.js";
import { computer, install, local, saying, sent } from "./computer.js";

const ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const EXCHANGE = "dNN_8TbqwT9VMiOmOEFGDQ";
const PREFIX = "touchline-pair-1";

/** @typedef {"right"|"later"|"over"|"other words"} Answer of the companion's user; the last: sealed, and about another step */

beforeEach(async () => {
  install();
  computer({});
  await forget();
});

/** @param {Array<Buffer|string>} parts */
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/**
 * A companion that waits for a browser.
 * @param {Answer[]} answers one after the other
 * @param {Record<string, (body: any) => any>} [otherwise] steps that go otherwise than they should
 */
function armed(answers, otherwise = {}) {
  const seen = { digits: "", kid: "", name: "", isKept: false };
  const curve = createECDH("prime256v1");
  const ours = { point: curve.generateKeys(), nonce: randomBytes(32) };
  let commitment = "";
  /** @type {CryptoKey} */
  let key;
  const box = (/** @type {string} */ state, /** @type {number} */ n) =>
    seal(key, "touchline-reply", { kid: seen.kid, boot: EXCHANGE, n }, { state });
  /** @type {Record<string, (body: any) => any>} */
  const steps = {
    commit(body) {
      ({ commitment, name: seen.name } = body);
      return { exchange: EXCHANGE, public_key: ours.point.toString("base64url"), nonce: ours.nonce.toString("base64url") };
    },
    async reveal(body) {
      const [point, nonce] = [body.public_key, body.nonce].map((each) => Buffer.from(each, "base64url"));
      assert.ok(point && nonce);
      assert.equal(sha256(`${PREFIX} commitment`, point, nonce).toString("base64url"), commitment);
      const transcript = Buffer.concat([point, nonce, ours.point, ours.nonce, Buffer.from(ORIGIN)]);
      const [secret, salt] = [curve.computeSecret(point), sha256(transcript)];
      const expand = (/** @type {string} */ purpose, /** @type {number} */ bytes) =>
        Buffer.from(hkdfSync("sha256", secret, salt, `${PREFIX} ${purpose}`, bytes));
      seen.digits = String(BigInt(`0x${sha256(`${PREFIX} digits`, transcript).toString("hex")}`) % 1_000_000n).padStart(6, "0");
      seen.kid = expand("kid", 8).toString("hex");
      key = await crypto.subtle.importKey("raw", expand("key", 32), "AES-GCM", false, ["encrypt", "decrypt"]);
      return { state: "waiting" };
    },
    async result() {
      const answer = answers.shift() ?? "over";
      if (answer === "right") return { state: "matched", box: await box("matched", 1) };
      if (answer === "other words") return { state: "matched", box: await box("done", 1) };
      return { state: answer === "later" ? "waiting" : answer };
    },
    async finish(body) {
      const opened = await open(key, "touchline-request", body.box);
      assert.deepEqual(opened, { label: { kid: seen.kid, boot: EXCHANGE, n: 2 }, message: { state: "finish" } });
      seen.isKept = true;
      return { box: await box("done", 2) };
    },
    ...otherwise,
  };
  /** @type {import("./computer.js").Program} */
  const program = async (path, body) => {
    const said = await steps[path.replace("/v1/pair/", "")]?.(JSON.parse(body));
    return new Response(JSON.stringify(said));
  };
  return { program, seen };
}

/** What a press of the button comes to. */
async function connect() {
  /** @type {string[]} */
  const shown = [];
  const show = (/** @type {string} */ digits) => void shown.push(digits);
  const ending = await pair({ name: "Test on Linux", origin: ORIGIN, show });
  return { ending, shown, kept: [(await pairingIn("active"))?.kid, (await pairingIn("pending"))?.kid] };
}

test("both sides show and derive the same, and the key is kept where it cannot be read", async () => {
  const { program, seen } = armed(["later", "right"]);
  computer({ 47615: saying(403), 47616: program });
  const { ending, shown, kept } = await connect();
  assert.deepEqual([ending, shown, kept], ["paired", [seen.digits], [seen.kid, undefined]]);
  assert.deepEqual([seen.isKept, seen.name, local["kid"]], [true, "Test on Linux", seen.kid]);
  await assert.rejects(crypto.subtle.exportKey("raw", /** @type {CryptoKey} */ ((await pairingIn("active"))?.key)));
});

test("nothing that was sent tells the key or the number", async () => {
  const { program, seen } = armed(["right"]);
  computer({ 47616: program });
  await connect();
  for (const { init } of sent) assert.ok(!init.body.includes(seen.digits) && !init.body.includes(seen.kid));
});

test("a press is one exchange: whatever a relay answers, no second one is begun and no second number shown", async () => {
  const unfitting = [{ state: "wrong" }, { state: "busy" }, { state: "over", reason: "another" }, {}, null, "later"];
  for (const answer of unfitting) {
    const { program, seen } = armed([], { result: () => answer });
    /** @type {string[]} */
    const steps = [];
    /** @type {import("./computer.js").Program} */
    const watched = (path, body, envelope) => {
      steps.push(path.replace("/v1/pair/", ""));
      return program(path, body, envelope);
    };
    computer({ 47616: watched, 47617: watched, 47619: watched });
    const { ending, shown, kept } = await connect();
    assert.deepEqual(steps, ["commit", "reveal", "result"]);
    assert.deepEqual(shown, [seen.digits]);
    assert.deepEqual(kept, [undefined, undefined]);
    assert.equal(ending, answer === unfitting[2] ? "another" : "gone");
  }
});

test("every way to end without a key leaves no key", async () => {
  const rubbish = () => ({ public_key: "AAAA", nonce: "AAAA", exchange: EXCHANGE });
  const over = (/** @type {string} */ reason) => () => ({ state: "over", reason });
  for (const [expected, program] of /** @type {Array<[string, import("./computer.js").Program|null]>} */ ([
    ["unarmed", null],
    ["unarmed", saying(403)],
    ["unarmed", saying(200, "<!doctype html>")],
    ["unarmed", saying(200, "null")],
    ["unarmed", armed([], { commit: rubbish }).program],
    ["another", armed([], { commit: over("another") }).program],
    ["another", armed([], { reveal: over("another") }).program],
    ["gone", armed([], { reveal: over("anything") }).program],
    ["gone", armed(["later", "over"]).program],
    ["wrong", armed([], { result: over("wrong") }).program],
    ["late", armed([], { result: over("late") }).program],
    ["gone", armed([], { result: () => ({ state: "matched", box: "not.sealed" }) }).program],
    ["gone", armed(["other words"]).program],
    ["not-kept", armed(["right"], { finish: over("not-kept") }).program],
  ])) {
    computer(program ? { 47617: program } : {});
    const { ending, kept } = await connect();
    assert.deepEqual([ending, kept, local["kid"]], [expected, [undefined, undefined], undefined]);
  }
});

test("a companion that falls silent at the last step leaves the key pending", async () => {
  const silent = () => {
    throw new TypeError("Failed to fetch");
  };
  const { program, seen } = armed(["right"], { finish: silent });
  computer({ 47616: program });
  const { ending, kept } = await connect();
  assert.deepEqual([ending, kept], ["unfinished", [undefined, seen.kid]]);
});
