// @ts-check
/**
 * Keeps what the user has said about one conversation: its stage, its surface, and facts that allow more. The key in
 * storage is a salted hash of the conversation's address, so that nobody can read from storage whom the user talks
 * to. It must not know the page or the companion.
 */

/**
 * @typedef {{fact: string, reference?: string, granted: string, expires: string}} Allowance
 * @typedef {{platform: string, stage?: Stage, surface?: Surface, allowances: Allowance[], snoozed?: boolean,
 *   touched: string}} Said `touched`: the day something was last said, an ISO date
 * @typedef {{reference?: string, granted?: string}} Proof the number of a ticket, and its day
 */

const Conversation = (() => {
  const PREFIX = "conversation:";
  /** After so many days an answer about a conversation expires. */
  const LIFETIME_DAYS = 90;
  const DAY_MS = 86_400_000;

  /** @param {number} [days] days from now @returns {string} an ISO date */
  const isoDate = (days = 0) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

  /**
   * @param {string} salt
   * @param {string} words
   * @returns {Promise<string>} 32 hexadecimal digits
   */
  async function digest(salt, words) {
    const bytes = new TextEncoder().encode(`${salt}\n${words.toWellFormed()}`);
    // Read word by word: Firefox makes the result an object of the page, and denies copying it as a whole.
    const hash = new DataView(await crypto.subtle.digest("SHA-256", bytes));
    return [0, 4, 8, 12].map((at) => hash.getUint32(at).toString(16).padStart(8, "0")).join("");
  }

  /**
   * The storage key of a conversation.
   * @param {string} salt
   * @param {string} conversation
   */
  const keyOf = async (salt, conversation) => PREFIX + (await digest(salt, conversation));

  /**
   * The answers that have not expired.
   * @param {string} key
   * @param {string} platform
   * @returns {Promise<Said>}
   */
  async function read(key, platform) {
    const stored = (await chrome.storage.local.get(key))[key];
    return current(stored, platform);
  }

  /** @param {unknown} stored */
  function isAlive(stored) {
    const { touched } = /** @type {Partial<Said>} */ (stored ?? {});
    return touched !== undefined && touched >= isoDate(-LIFETIME_DAYS);
  }

  /** The answers about every conversation that have not expired. @returns {Promise<Array<{key: string, said: Said}>>} */
  async function everything() {
    const stored = Object.entries(await chrome.storage.local.get(null));
    return stored.flatMap(([key, value]) => {
      if (!key.startsWith(PREFIX) || !isAlive(value)) return [];
      return [{ key, said: current(value, /** @type {Said} */ (value).platform) }];
    });
  }

  /**
   * @param {unknown} stored
   * @param {string} platform
   * @returns {Said}
   */
  function current(stored, platform) {
    if (!isAlive(stored)) return { platform, allowances: [], touched: isoDate() };
    const said = /** @type {Said} */ (stored);
    const allowances = (said.allowances ?? []).filter(({ expires }) => expires >= isoDate());
    return { ...said, platform, allowances, touched: said.touched };
  }

  /**
   * @param {string} key
   * @param {string} platform
   * @param {Partial<Said>} more
   */
  async function add(key, platform, more) {
    await chrome.storage.local.set({ [key]: withMore(await read(key, platform), more) });
    await removeExpired();
  }

  /**
   * @param {Said} said
   * @param {Partial<Said>} more
   * @returns {Said} as said today
   */
  const withMore = (said, more) => ({ ...said, ...more, touched: isoDate() });

  /** Delete the conversations about which nothing was said for too long. */
  async function removeExpired() {
    const kept = Object.entries(await chrome.storage.local.get(null));
    const expired = kept.filter(([key, stored]) => key.startsWith(PREFIX) && !isAlive(stored));
    if (expired.length > 0) await chrome.storage.local.remove(expired.map(([key]) => key));
  }

  /**
   * State a fact that may allow more in this conversation.
   * @param {string} key
   * @param {string} platform
   * @param {string} fact
   * @param {Proof} [proof]
   */
  async function allow(key, platform, fact, proof) {
    const { allowances } = await read(key, platform);
    const others = allowances.filter((each) => each.fact !== fact);
    await add(key, platform, { allowances: [...others, allowance(fact, proof)] });
  }

  /**
   * Take back one fact, or with null everything that was said about the conversation.
   * @param {string} key
   * @param {string|null} fact
   */
  async function takeBack(key, fact) {
    const stored = /** @type {Said|undefined} */ ((await chrome.storage.local.get(key))[key]);
    if (!stored) return;
    const allowances = (stored.allowances ?? []).filter((each) => each.fact !== fact);
    const isEmpty = allowances.length === 0 && !stored.stage && !stored.surface && !stored.snoozed;
    if (fact === null || isEmpty) await chrome.storage.local.remove(key);
    else await chrome.storage.local.set({ [key]: { ...stored, allowances } });
  }

  /**
   * A fact stated today.
   * @param {string} fact
   * @param {Proof} [proof]
   * @returns {Allowance}
   */
  function allowance(fact, { reference, granted } = {}) {
    const stated = { fact, granted: granted || isoDate(), expires: isoDate(LIFETIME_DAYS) };
    return reference ? { ...stated, reference } : stated;
  }

  return Object.freeze({ isoDate, digest, keyOf, read, everything, add, withMore, allow, takeBack, allowance });
})();
