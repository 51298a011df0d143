// @ts-check
/**
 * Numbers the sealed requests. The number only grows, even when the worker restarts, because it begins at the time of
 * the clock. When the clock was set back, the companion says which number it has seen.
 */

import { SESSION } from "./storage-keys.js";

/** @type {number|null} the last number given out, null before storage was asked */
let last = null;

/** @returns {Promise<number>} a number that no request has used */
export async function nextNumber() {
  if (last === null) {
    const { [SESSION.counter]: kept } = await chrome.storage.session.get(SESSION.counter);
    last ??= Number.isSafeInteger(kept) ? Number(kept) : 0; // another request may have set it in the meantime
  }
  last = Math.max(last + 1, Date.now());
  void chrome.storage.session.set({ [SESSION.counter]: last });
  return last;
}

/** Go on behind `seen`, which the companion has seen, as its seal proves. @param {number} seen */
export function advanceTo(seen) {
  last = Math.max(last ?? 0, seen);
}
