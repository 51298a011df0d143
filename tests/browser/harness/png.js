/**
 * Screenshots as pixels: the few kinds of PNG (8-bit RGB or RGBA, not interlaced) that browsers write.
 * Knows nothing about what is on them. Source: PNG specification (Third Edition), sections 9 and 11.
 */

import { inflateSync } from 'node:zlib';

/** @typedef {{ width: number, height: number, channels: number, data: Buffer }} Pixels */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box half-open, in pixels */

const SIGNATURE_LENGTH = 8;

/**
 * @param {Uint8Array} png
 * @returns {Pixels}
 */
export function decode(png) {
  const file = Buffer.from(png);
  let width = 0;
  let height = 0;
  let channels = 0;
  const compressed = [];
  for (let at = SIGNATURE_LENGTH; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      const [depth, colour, , , interlace] = body.subarray(8);
      channels = colour === 6 ? 4 : 3;
      if (depth !== 8 || (colour !== 6 && colour !== 2) || interlace) throw new Error('unexpected kind of PNG');
    } else if (type === 'IDAT') {
      compressed.push(body);
    }
    at += length + 12;
  }
  return { width, height, channels, data: unfilter(inflateSync(Buffer.concat(compressed)), width, height, channels) };
}

/**
 * Undoes the five row filters of section 9.
 *
 * @param {Buffer} rows @param {number} width @param {number} height @param {number} channels
 */
function unfilter(rows, width, height, channels) {
  const stride = width * channels;
  const data = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    const filter = rows[from - 1];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? data[to + x - channels] : 0;
      const up = y ? data[to + x - stride] : 0;
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, y && x >= channels ? data[to + x - stride - channels] : 0);
      data[to + x] = rows[from + x] + guess; // a Buffer keeps the low eight bits
    }
  }
  return data;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/**
 * The smallest box around every pixel that `belongs`, or null when none does.
 *
 * @param {Pixels} pixels
 * @param {(at: number) => boolean} belongs gets the index of the pixel's first byte
 * @returns {Box | null}
 */
export function boxOf({ width, height, channels }, belongs) {
  /** @type {Box | null} */
  let box = null;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!belongs((y * width + x) * channels)) continue;
      box ??= { left: x, top: y, right: x + 1, bottom: y + 1 };
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.bottom = y + 1;
    }
  }
  return box;
}

/**
 * Where two screenshots of the same size differ by more than a rounding of colours.
 *
 * @param {Pixels} one @param {Pixels} other
 */
export function difference(one, other) {
  if (one.width !== other.width || one.height !== other.height) throw new Error('screenshots differ in size');
  const otherData = other.channels === one.channels ? other.data : null;
  if (!otherData) throw new Error('screenshots differ in kind');
  const distance = (/** @type {number} */ at) =>
    Math.abs(one.data[at] - otherData[at]) +
    Math.abs(one.data[at + 1] - otherData[at + 1]) +
    Math.abs(one.data[at + 2] - otherData[at + 2]);
  return boxOf(one, (at) => distance(at) > 24);
}
