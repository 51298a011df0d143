// @ts-check
/** What both sides of a pairing compute, against the vectors that the companion's tests read too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { agree, commitmentTo, freshHalf } from "../../extension/pairing/key-agreement.js";
import { fromBase64url, toBase64url } from "../../extension/companion/bytes.js";
import { open } from "../../extension/companion/seal.js";

const { pairing: vector } = JSON.parse(readFileSync(new URL("../contract/seal_vectors.json", import.meta.url), "utf8"));
const ours = halfOf(vector.extension);
const theirs = halfOf(vector.companion);
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const privateKey = await crypto.subtle.importKey("jwk", vector.extension.private_key, CURVE, false, ["deriveKey"]);

/** @param {{public_key: string, nonce: string}} spelled */
function halfOf({ public_key: publicKey, nonce }) {
  return { publicKey: fromBase64url(publicKey), nonce: fromBase64url(nonce) };
}

test("the commitment, the digits, the key's name and the key are the vectors'", async () => {
  assert.equal(toBase64url(await commitmentTo(ours)), vector.commitment);
  const { digits, pairing } = await agree(privateKey, ours, theirs, vector.origin);
  assert.deepEqual([digits, pairing.kid], [vector.digits, vector.kid]);
  for (const { header, box, plaintext } of vector.boxes) {
    assert.deepEqual((await open(pairing.key, header.typ, box))?.message, JSON.parse(plaintext));
  }
});

test("neither the private key nor the key can be read out", async () => {
  const { pairing } = await agree(privateKey, ours, theirs, vector.origin);
  const { privateKey: fresh } = await freshHalf();
  assert.deepEqual([pairing.key.extractable, fresh.extractable], [false, false]);
  for (const format of /** @type {const} */ (["raw", "jwk"])) await assert.rejects(crypto.subtle.exportKey(format, pairing.key));
  await assert.rejects(crypto.subtle.exportKey("pkcs8", fresh));
});

test("another origin, nonce or point gives other digits and another key", async () => {
  const other = (await freshHalf()).half;
  const seen = new Set([vector.digits + vector.kid]);
  for (const [half, origin] of /** @type {const} */ ([
    [theirs, vector.origin.replace("abc", "bbc")],
    [{ ...theirs, nonce: other.nonce }, vector.origin],
    [{ ...theirs, publicKey: other.publicKey }, vector.origin],
  ])) {
    const { digits, pairing } = await agree(privateKey, ours, half, origin);
    seen.add(digits + pairing.kid);
  }
  assert.equal(seen.size, 4);
});

test("a half of another length, or beside the curve, is refused", async () => {
  const beside = Uint8Array.from(theirs.publicKey);
  beside[64] = /** @type {number} */ (beside[64]) ^ 1;
  const short = Uint8Array.from([2 + (/** @type {number} */ (theirs.publicKey[64]) % 2), ...theirs.publicKey.subarray(1, 33)]);
  for (const nonce of [theirs.nonce.slice(1), new Uint8Array(0)]) {
    await assert.rejects(agree(privateKey, ours, { ...theirs, nonce }, vector.origin));
  }
  for (const publicKey of [beside, short, theirs.publicKey.slice(0, 64), new Uint8Array(65), new Uint8Array(0)]) {
    await assert.rejects(agree(privateKey, ours, { ...theirs, publicKey }, vector.origin));
  }
});

test("no two halves are alike", async () => {
  const halves = await Promise.all(Array.from({ length: 20 }, freshHalf));
  for (const part of /** @type {const} */ (["publicKey", "nonce"])) {
    assert.equal(new Set(halves.map(({ half }) => toBase64url(half[part]))).size, 20);
  }
});
