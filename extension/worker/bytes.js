// @ts-check
/**
 * Bytes: joined, as text, and as base64url without padding (RFC 4648 section 5), which JOSE writes.
 * The latter two can go when `Uint8Array.fromBase64` is in every supported browser (Chrome 140).
 */

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
  if (typeof text !== "string" || !/^[\w-]*$/u.test(text) || text.length % 4 === 1) throw new SyntaxError("no base64url");
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  // Bits that stand for no byte must be zero, or one value would have several spellings.
  if (toBase64url(bytes) !== text) throw new SyntaxError("no base64url");
  return bytes;
}
