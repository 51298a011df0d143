// @ts-check
/**
 * Joins bytes, and turns them into text and into base64url without padding (RFC 4648 section 5), as JOSE writes it.
 * The functions for base64url can go when every supported browser has `Uint8Array.fromBase64` (Chrome 140).
 */

/** The letters behind the last whole group of four. Their unused bits must be zero, or one value would have several spellings. */
const REST_RE = /^(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/u;

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/** @param {Uint8Array[]} parts @returns {Uint8Array<ArrayBuffer>} */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

/** @param {Uint8Array|ArrayBuffer} bytes @returns {string} */
export function toBase64url(bytes) {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {unknown} text
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {SyntaxError} when it is not exactly what `toBase64url` would write
 */
export function fromBase64url(text) {
  if (typeof text !== "string" || !/^[\w-]*$/u.test(text) || !REST_RE.test(text.slice(text.length & ~3))) {
    throw new SyntaxError("no base64url");
  }
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  // A plain loop: `Uint8Array.from` with a function would take longer than all other steps of opening a reply.
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
