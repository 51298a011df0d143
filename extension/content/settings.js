// @ts-check
/**
 * What the user has chosen, with its defaults. Storage is the bus: whoever needs a choice reads it
 * here and hears of changes here. Extension pages load this file too, so that a default stands once.
 * It must not know the token or how the companion is reached.
 */

/**
 * @typedef {{mode: "standard"|"strict", off: string[], regions: string[], hideMarks: boolean,
 *   ignored: string[], snoozedUntil: number, salt: string, companion: {state: string, limit?: number,
 *   packs?: Array<{id: string, name: string}>}}} Choices
 */

const Settings = (() => {
  /** @type {Readonly<Choices>} */
  const DEFAULTS = Object.freeze({
    mode: "standard",
    off: [],
    regions: ["US", "GB", "IN"],
    hideMarks: false,
    ignored: [],
    snoozedUntil: 0,
    salt: "",
    companion: { state: "unpaired" },
  });

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

  return Object.freeze({ DEFAULTS, read, write, watch });
})();
