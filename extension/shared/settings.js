// @ts-check
/**
 * Reads and writes the user's choices, and knows their defaults. Storage is the bus: a script that needs a choice
 * reads it here and hears of changes here. This script must not know the key from pairing or how the companion is
 * reached.
 */

/**
 * @typedef {"standard"|"strict"} Mode
 * @typedef {{mode: Mode, modes: Record<string, Mode>, off: string[], regions: string[], hideMarks: boolean,
 *   ignored: string[], ignoredChannels: string[], ownLinks: string[], snoozedUntil: number, salt: string,
 *   wording: Wording|null, companion: {state: import("../companion/companion.js").State, limit?: number,
 *   packs?: Array<{id: string, name: string}>}}} Choices
 *   `modes`: the platforms with another mode than `mode`; `ignored`: salted hashes of words;
 *   `ownLinks`: as `Exceptions.linkOf` writes them; `wording`: null for the browser's language
 */

const Settings = (() => {
  /** @type {Readonly<Choices>} */
  const DEFAULTS = Object.freeze({
    mode: "standard",
    modes: {},
    off: [],
    regions: ["US", "GB", "IN"],
    hideMarks: false,
    ignored: [],
    ignoredChannels: [],
    ownLinks: [],
    snoozedUntil: 0,
    salt: "",
    wording: null,
    companion: { state: /** @type {const} */ ("unpaired") },
  });

  /** The companion reads phone numbers as those of this many regions, and of no more. */
  const REGION_LIMIT = 8;

  /** @returns {Promise<Choices>} */
  async function read() {
    const stored = await chrome.storage.local.get(Object.keys(DEFAULTS));
    return /** @type {Choices} */ ({ ...DEFAULTS, ...stored });
  }

  /**
   * @param {Partial<Choices>} choices
   * @returns {Promise<void>}
   */
  async function write(choices) {
    await chrome.storage.local.set(choices);
  }

  /**
   * @param {Pick<Choices, "mode"|"modes">} choices
   * @param {string} platform
   * @returns {Mode}
   */
  const modeOn = ({ mode, modes }, platform) => modes[platform] ?? mode;

  /**
   * The choices to write for another mode.
   * @param {Pick<Choices, "modes">} choices as they stand
   * @param {string|null} platform null for all of them
   * @param {Mode} mode
   * @returns {Partial<Choices>}
   */
  const withMode = ({ modes }, platform, mode) =>
    platform === null ? { mode, modes: {} } : { modes: { ...modes, [platform]: mode } };

  /**
   * Call `changed` with the keys of local storage that changed, until the signal aborts.
   * @param {(keys: string[]) => void} changed
   * @param {AbortSignal} signal
   */
  function watch(changed, signal) {
    /** @param {Record<string, unknown>} changes @param {string} area */
    const listener = (changes, area) => {
      if (area === "local") changed(Object.keys(changes));
    };
    chrome.storage.onChanged.addListener(listener);
    signal.addEventListener("abort", () => chrome.storage.onChanged.removeListener(listener), { once: true });
  }

  return Object.freeze({ DEFAULTS, REGION_LIMIT, read, write, modeOn, withMode, watch });
})();
