// @ts-check
/**
 * Knows which place this page is and what applies there: the place that the address names, the user's choices,
 * and the user's answers about this conversation. It follows changes of all three, and must not know boxes or
 * painting.
 */

/**
 * @typedef {"off"|"quiet"|"snoozed"} Pause why nothing is checked in a place
 * @typedef {"user"|"address"|"nobody"} StageFrom who named the stage
 */

const Context = (() => {
  /**
   * @param {object} parts
   * @param {() => void} parts.left the page is about to be another place; nothing applies until `entered`
   * @param {() => void} parts.entered place, choices or answers are new
   * @param {AbortSignal} parts.signal
   */
  function start({ left, entered, signal }) {
    /** @type {Choices} */
    let choices = Settings.DEFAULTS;
    /** @type {Place|null} */
    let place = null;
    /** @type {Said|null} null until it was read */
    let said = null;
    let key = "";
    let address = "";
    let refreshes = 0;

    /** Read everything again; give up when the page has another address by then. */
    async function refresh() {
      refreshes += 1;
      const mine = refreshes;
      const href = pageAddress();
      const nowPlace = Sites.placeOf(href);
      const nowChoices = await Settings.read();
      const nowKey =
        nowPlace && nowChoices.salt ? await Conversation.keyOf(nowChoices.salt, nowPlace.conversation) : "";
      const nowSaid = nowPlace && nowKey ? await Conversation.read(nowKey, nowPlace.platform) : null;
      if (signal.aborted || mine !== refreshes || href !== pageAddress()) return;
      [address, place, choices, key, said] = [href, nowPlace, nowChoices, nowKey, nowSaid];
      Words.use(choices.wording);
      entered();
    }

    /** Follow a page that changes its address without loading. */
    function follow() {
      if (pageAddress() === address) return;
      address = pageAddress();
      said = null; // nothing is checked under the old place's rules
      left();
      void refresh();
    }

    const isOff = () => !place || choices.off.includes(place.platform);
    const isSnoozed = () => Boolean(said?.snoozed) || choices.snoozedUntil > Date.now();

    Settings.watch((keys) => {
      if (keys.some((each) => each in Settings.DEFAULTS || each === key)) void refresh();
    }, signal);
    void refresh();

    return Object.freeze({
      follow,
      refresh,
      isOn: () => said !== null && !isOff() && !place?.quiet && !isSnoozed(),
      /** Why nothing is checked here; null when it is. @returns {Pause|null} */
      pause: () => (isOff() ? "off" : place?.quiet ? "quiet" : isSnoozed() ? "snoozed" : null),
      /** What a check is told about the place. */
      facts: () => ({
        surface: said?.surface ?? place?.surface ?? "unknown",
        stage: said?.stage ?? place?.stage ?? "unknown",
        allowances: said?.allowances ?? [],
      }),
      /** @returns {StageFrom} */
      stageFrom: () => (said?.stage ? "user" : place?.stage === "unknown" ? "nobody" : "address"),
      get choices() {
        return choices;
      },
      get place() {
        return place;
      },
      /** The storage key of this conversation. */
      get key() {
        return key;
      },
    });
  }

  /** The page's address; a frame without an address of its own, as editors use it, takes that of the page around it. */
  function pageAddress() {
    if (location.protocol === "https:") return location.href;
    try {
      return window.top?.location.href ?? location.href;
    } catch {
      return location.href; // a frame inside another site's page
    }
  }

  return Object.freeze({ start });
})();
