// @ts-check
/**
 * Seals one message with the key from pairing, and opens it. The envelope is a compact JWE (RFC 7516), `dir` with
 * AES-256-GCM, padded so that its length says little. Pure functions, which must not know ports, counters or what the
 * message is about.
 */

import { fromBase64url, joined, toBase64url, utf8 } from "./bytes.js";

/**
 * @typedef {"touchline-request"|"touchline-reply"} Direction keeps a request that is sent back from passing as a reply
 * @typedef {{kid: string, boot: string, n: number}} Label
 *   `boot`: the run of the companion, "" while it is not known; `n`: a number that is never used twice
 */

const SEAL_VERSION = 1;

/** Plaintexts are a multiple of this many bytes long. */
const BLOCK = 512;
const TAG_BYTES = 16;
const IV_BYTES = 12;
const KID_RE = /^[0-9a-f]{16}$/u;

/**
 * @param {CryptoKey} key AES-GCM, 256 bits
 * @param {Direction} typ
 * @param {Label} label
 * @param {object} message
 * @returns {Promise<string>}
 */
export async function seal(key, typ, { kid, boot, n }, message) {
  const header = toBase64url(utf8(JSON.stringify({ alg: "dir", enc: "A256GCM", typ, kid, v: SEAL_VERSION, boot, n })));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: "AES-GCM", iv, additionalData: utf8(header), tagLength: TAG_BYTES * 8 };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, padded(message)));
  const parts = [iv, sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  return [header, "", ...parts.map(toBase64url)].join(".");
}

/**
 * @param {CryptoKey} key
 * @param {Direction} typ which the message must have
 * @param {string} envelope
 * @returns {Promise<{label: Label, message: any}|null>} null when it was sealed with another key, for the other
 *   direction or in another version
 */
export async function open(key, typ, envelope) {
  try {
    const [header = "", noKey, ...rest] = envelope.split(".");
    const [iv, ciphertext, tag] = rest.map(fromBase64url);
    if (noKey !== "" || rest.length !== 3 || !iv || !ciphertext || !tag) return null;
    if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) return null;
    const algorithm = { name: "AES-GCM", iv, additionalData: utf8(header), tagLength: TAG_BYTES * 8 };
    const plaintext = await crypto.subtle.decrypt(algorithm, key, joined(ciphertext, tag));
    const label = labelIn(jsonOf(fromBase64url(header)), typ);
    return label && { label, message: jsonOf(plaintext) };
  } catch {
    return null; // the reason would help nobody but an attacker
  }
}

/** @param {any} header @param {Direction} typ @returns {Label|null} */
function labelIn({ alg, enc, typ: said, kid, v, boot, n, ...others }, typ) {
  const isOurs = alg === "dir" && enc === "A256GCM" && said === typ && v === SEAL_VERSION;
  const isWhole = KID_RE.test(kid) && typeof boot === "string" && Number.isSafeInteger(n) && n > 0;
  return isOurs && isWhole && Object.keys(others).length === 0 ? { kid, boot, n } : null;
}

/** The message as JSON in UTF-8, filled up with spaces, which JSON allows. @param {object} message */
function padded(message) {
  const bytes = utf8(JSON.stringify(message));
  const block = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  block.set(bytes);
  return block;
}

/** @param {Uint8Array|ArrayBuffer} bytes @returns {any} @throws {SyntaxError|TypeError} when it is no UTF-8 JSON */
const jsonOf = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
