// @ts-check
/** The envelope, against the vectors that the companion's tests read too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { fromBase64url, toBase64url } from "../../extension/companion/bytes.js";
import { open, seal } from "../../extension/companion/seal.js";

const vectors = JSON.parse(readFileSync(new URL("../contract/seal_vectors.json", import.meta.url), "utf8"));
const key = await keyOf(vectors.pairing.key);
const KID = vectors.pairing.kid;
const LABEL = Object.freeze({ kid: KID, boot: vectors.boot, n: 5 });

/** @param {string} bytes */
function keyOf(bytes) {
  return crypto.subtle.importKey("raw", fromBase64url(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}

test("every envelope of the vectors opens, for its own direction only", async () => {
  for (const { name, header, plaintext, box } of [...vectors.envelopes, ...vectors.pairing.boxes]) {
    const other = header.typ === "touchline-reply" ? "touchline-request" : "touchline-reply";
    const opened = await open(key, header.typ, box);
    assert.deepEqual(opened, { label: { kid: header.kid, boot: header.boot, n: header.n }, message: JSON.parse(plaintext) }, name);
    assert.equal(await open(key, other, box), null, name);
  }
});

test("our header has the members of the vectors, and our padding their length", async () => {
  const { header, plaintext, padded_length: length } = vectors.envelopes[0];
  const box = await seal(key, header.typ, header, JSON.parse(plaintext));
  const [head = "", noKey, , ciphertext = ""] = box.split(".");
  assert.deepEqual(JSON.parse(Buffer.from(head, "base64url").toString()), header);
  assert.deepEqual([noKey, fromBase64url(ciphertext).length], ["", length]);
});

test("whatever is sealed is opened again, in a multiple of 512 bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.object(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), async (said, n) => {
      const message = JSON.parse(JSON.stringify(said));
      const box = await seal(key, "touchline-reply", { ...LABEL, n }, message);
      assert.deepEqual(await open(key, "touchline-reply", box), { label: { ...LABEL, n }, message });
      assert.equal(fromBase64url(box.split(".")[3]).length % 512, 0);
    }),
    { numRuns: 60 },
  );
});

test("two seals of the same words differ", async () => {
  const boxes = await Promise.all([1, 2].map(() => seal(key, "touchline-request", LABEL, { text: "same" })));
  assert.notEqual(boxes[0], boxes[1]);
});

test("no byte of an envelope can be changed, dropped or doubled", async () => {
  const box = await seal(key, "touchline-reply", LABEL, { status: 200, body: {} });
  for (let at = 0; at < box.length; at += 1) {
    const flipped = box.slice(0, at) + (box[at] === "A" ? "B" : "A") + box.slice(at + 1);
    for (const broken of [flipped, box.slice(0, at), box.slice(0, at) + box.slice(at + 1), box.slice(0, at) + box.slice(at - 1)]) {
      if (broken !== box) assert.equal(await open(key, "touchline-reply", broken), null, `at ${at}`);
    }
  }
});

test("nothing but our own kind of header opens, even under the right key", async () => {
  const wrongs = [{ alg: "A256KW" }, { enc: "A128GCM" }, { v: 2 }, { kid: "XYZ" }, { n: 0 }, { n: 1.5 }, { boot: 1 }, { zip: "DEF" }];
  for (const wrong of wrongs) {
    const header = { alg: "dir", enc: "A256GCM", typ: "touchline-reply", v: 1, ...LABEL, ...wrong };
    assert.equal(await open(key, "touchline-reply", await envelope(JSON.stringify(header), "{}")), null, JSON.stringify(wrong));
  }
  const whole = JSON.stringify({ alg: "dir", enc: "A256GCM", typ: "touchline-reply", v: 1, ...LABEL });
  assert.deepEqual((await open(key, "touchline-reply", await envelope(whole, "{}")))?.message, {}, "the rest of this test would not notice");
  for (const inside of ["", "no JSON", '{"text": "\xff"}']) {
    assert.equal(await open(key, "touchline-reply", await envelope(whole, inside)), null, inside);
  }
});

test("what the companion refuses, we refuse", async () => {
  const { unknown_version: unknown, refused_as_requests: refused } = vectors;
  assert.ok(refused.length > 5);
  for (const { name, box } of [unknown, ...refused]) assert.equal(await open(key, "touchline-request", box), null, name);
});

test("another key opens nothing, and rubbish is no envelope", async () => {
  const other = await keyOf(toBase64url(new Uint8Array(32)));
  for (const { header, box } of vectors.envelopes) assert.equal(await open(other, header.typ, box), null);
  for (const rubbish of ["", ".", "....", "a.b.c.d.e", "<!doctype html>"]) {
    assert.equal(await open(key, "touchline-reply", rubbish), null, rubbish);
  }
});

test("bytes have one spelling", () => {
  for (const wrong of ["A", "AB", "A=", "AA==", "A+", "A/", "A A", null, 5]) assert.throws(() => fromBase64url(wrong), SyntaxError, String(wrong));
  assert.deepEqual([...fromBase64url("_-A")], [0xff, 0xe0]);
});

/** An envelope with any header and any inside, one letter a byte. @param {string} header @param {string} inside */
async function envelope(header, inside) {
  const head = Buffer.from(header).toString("base64url");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv, additionalData: Buffer.from(head) };
  const sealed = Buffer.from(await crypto.subtle.encrypt(algorithm, key, Buffer.from(inside, "latin1")));
  return [head, "", toBase64url(iv), toBase64url(sealed.subarray(0, -16)), toBase64url(sealed.subarray(-16))].join(".");
}
