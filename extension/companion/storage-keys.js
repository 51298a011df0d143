// @ts-check
/**
 * The names under which the modules keep values in `chrome.storage`. What the user chose is `Settings`'s business,
 * which a module cannot import: a test compares the names that both know.
 */

/** Kept until the user removes them; pages hear of every change. */
export const LOCAL = Object.freeze({
  /** How the companion stood when last seen; in `Settings` too. */
  companion: "companion",
  /** A secret of this installation; in `Settings` too. */
  salt: "salt",
  /** The id of the present key. */
  kid: "kid",
  /** The companion's port that answered last. */
  port: "port",
});

/** Kept until the browser is closed, out of reach of the platforms' pages. */
export const SESSION = Object.freeze({
  /** The number of the last sealed request. */
  counter: "counter",
  /** How the box in a tab stands. @param {number|undefined} tab */
  page: (tab) => `page:${tab}`,
});
