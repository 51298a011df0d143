// @ts-check
/**
 * Computes what both sides of a pairing compute (P-256, HKDF-SHA256): first a commitment, then six digits for a person
 * to compare, then the key. Pure functions, which must not know how the halves travel.
 *
 * The method is numeric comparison with a commitment, as in Bluetooth LE Secure Connections (Core 5.4, vol 3 part H,
 * 2.3.5.6). An attacker between the two sides has one guess in a million for each press of the user, because nobody can
 * choose a half after seeing the other half, and an exchange is begun by a press only.
 */

import { joined, utf8 } from "../companion/bytes.js";

/**
 * @typedef {{publicKey: Uint8Array<ArrayBuffer>, nonce: Uint8Array<ArrayBuffer>}} Half
 *   the point uncompressed (65 bytes), 32 random bytes
 * @typedef {{digits: string, pairing: import("../companion/keys.js").Pairing}} Agreement
 */

const CURVE = Object.freeze({ name: "ECDH", namedCurve: "P-256" });
const POINT_BYTES = 65;
const NONCE_BYTES = 32;
const KID_BITS = 64;
const LABEL = "touchline-pair-1";

/** A fresh half of an exchange, and its private key, which no script can read out. */
export async function freshHalf() {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveKey"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  return { privateKey, half: { publicKey: point, nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) } };
}

/** The commitment that binds us to our half before we see the other half. @param {Half} half */
export const commitmentTo = ({ publicKey, nonce }) => sha256(utf8(`${LABEL} commitment`), publicKey, nonce);

/**
 * @param {CryptoKey} privateKey to our half
 * @param {Half} ours
 * @param {Half} theirs
 * @param {string} origin of this extension
 * @returns {Promise<Agreement>}
 * @throws {RangeError|DOMException} when their half has a wrong length, or its point is not on the curve
 */
export async function agree(privateKey, ours, theirs, origin) {
  if (theirs.publicKey.length !== POINT_BYTES || theirs.nonce.length !== NONCE_BYTES) throw new RangeError("no half");
  const point = await crypto.subtle.importKey("raw", theirs.publicKey, CURVE, false, []);
  const transcript = joined(ours.publicKey, ours.nonce, theirs.publicKey, theirs.nonce, utf8(origin));
  const secret = await crypto.subtle.deriveKey({ name: "ECDH", public: point }, privateKey, "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);
  const salt = await sha256(transcript);
  const expand = (/** @type {string} */ purpose) => ({ name: "HKDF", hash: "SHA-256", salt, info: utf8(`${LABEL} ${purpose}`) });
  const kid = new Uint8Array(await crypto.subtle.deriveBits(expand("kid"), secret, KID_BITS));
  const aes = { name: "AES-GCM", length: 256 };
  return {
    digits: await digitsOf(transcript),
    pairing: {
      kid: Array.from(kid, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      key: await crypto.subtle.deriveKey(expand("key"), secret, aes, false, ["encrypt", "decrypt"]),
    },
  };
}

/** @param {Uint8Array} transcript @returns {Promise<string>} six digits */
async function digitsOf(transcript) {
  let rest = 0;
  for (const byte of await sha256(utf8(`${LABEL} digits`), transcript)) rest = (rest * 256 + byte) % 1_000_000;
  return String(rest).padStart(6, "0");
}

/** @param {Uint8Array[]} parts */
async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}
