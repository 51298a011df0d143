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
 * @typedef {object} Difference
 * @property {Box} box around all of it
 * @property {number[]} pieces how many columns of pixels each unbroken piece is wide, from left to right
 * @property {number} contrast of its strongest pixel against what the other picture has there, as WCAG 2.2
 *   defines it: 1 to 21
 */

/**
 * Where two screenshots of the same size differ by more than a rounding of colours; null when they do not.
 *
 * @param {Pixels} one @param {Pixels} other
 * @returns {Difference | null}
 */
export function difference(one, other) {
  if (one.width !== other.width || one.height !== other.height) throw new Error('screenshots differ in size');
  if (one.channels !== other.channels) throw new Error('screenshots differ in kind');
  const differs = (/** @type {number} */ at) =>
    Math.abs(one.data[at] - other.data[at]) +
      Math.abs(one.data[at + 1] - other.data[at + 1]) +
      Math.abs(one.data[at + 2] - other.data[at + 2]) >
    24;
  const box = boxOf(one, differs);
  if (!box) return null;
  const pieces = [0];
  let contrast = 1;
  for (let x = box.left; x < box.right; x += 1) {
    let isPainted = false;
    for (let y = box.top; y < box.bottom; y += 1) {
      const at = (y * one.width + x) * one.channels;
      if (!differs(at)) continue;
      isPainted = true;
      contrast = Math.max(contrast, contrastOf(luminance(one.data, at), luminance(other.data, at)));
    }
    if (isPainted) pieces[pieces.length - 1] += 1;
    else if (pieces.at(-1)) pieces.push(0);
  }
  return { box, pieces, contrast };
}

/** @param {number} one @param {number} other relative luminances */
function contrastOf(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance of a pixel in sRGB, 0 to 1. @param {Buffer} data @param {number} at */
function luminance(data, at) {
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const share = data[at + channel] / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
