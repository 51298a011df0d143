// @ts-check
/**
 * The number of each sealed request: it only grows, also over a restart of the worker, because the clock
 * seeds it. Where the clock went back, the companion says what it has seen.
 */

import { SESSION } from "./storage-keys.js";

/** @type {number|null} the last number given out, null before storage was asked */
let last = null;

/** @returns {Promise<number>} a number that was not used before */
export async function nextNumber() {
  if (last === null) {
    const { [SESSION.counter]: kept } = await chrome.storage.session.get(SESSION.counter);
    last ??= Number.isSafeInteger(kept) ? Number(kept) : 0; // another request may have asked meanwhile
  }
  last = Math.max(last + 1, Date.now());
  void chrome.storage.session.set({ [SESSION.counter]: last });
  return last;
}

/** Go on behind `seen`, which the companion has authentically seen. @param {number} seen */
export function advanceTo(seen) {
  last = Math.max(last ?? 0, seen);
}
