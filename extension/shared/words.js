// @ts-check
/**
 * Gives the words of the user interface by their keys, in the browser's language or in the one that the user chose.
 * The sentences of a warning come from the companion; this script must not know them, nor where a choice is kept.
 */

/**
 * @typedef {{language: string, messages: Record<string, string>}} Wording every message of one language
 * @typedef {"breach"|"caution"|"note"} Verdict
 * @typedef {"stage"|"surface"} Question a fact about the place, which the place's own lists answer
 * @typedef {"enterprise_client"|"prior_relationship"|"needed_for_delivery"|"system_access"|"legal_paperwork"|
 *   "support_permission"|"they_asked"} StatedFact a fact that only the user can state
 * @typedef {Question|StatedFact} Fact what a verdict may depend on
 */

const Words = (() => {
  /** Languages of _locales that are written from right to left. */
  const FROM_RIGHT = Object.freeze(["ar", "ur"]);
  /** What the user chose instead of the browser's language. @type {Wording|null} */
  let chosen = null;

  /**
   * @param {string} key a key of _locales/<language>/messages.json
   * @param {Array<string|number>} parts replace $1, $2 …
   * @returns {string}
   */
  function say(key, ...parts) {
    // The chosen words may be older than the extension and lack its new messages.
    const message = chosen?.messages[key];
    if (message === undefined) return chrome.i18n.getMessage(key, parts.map(String));
    return message.replace(/\$(\d)/gu, (_place, number) => String(parts[number - 1] ?? ""));
  }

  /**
   * The words for an id that a table lists. An id of a newer companion is in no table and stands for itself: it never
   * gets no words, or those for something else.
   * @param {Readonly<Record<string, string>>} table of keys of messages
   * @param {string} id
   */
  function nameOf(table, id) {
    const key = Object.hasOwn(table, id) ? table[id] : undefined;
    return key === undefined ? id.replace(/[_-]+/gu, " ") : say(key);
  }

  /** The language of these words, as a `lang` attribute spells it. */
  const language = () => say("language");

  /** @returns {"rtl"|"ltr"} */
  const direction = () => (FROM_RIGHT.includes(language()) ? "rtl" : "ltr");

  /** The verdicts, worst first, each in two or three words. @type {Readonly<Record<Verdict, string>>} */
  const VERDICTS = Object.freeze({ breach: "verdictBreach", caution: "verdictCaution", note: "verdictNote" });

  /** @type {Readonly<Record<Stage, string>>} */
  const STAGES = Object.freeze({
    unknown: "stageUnknown",
    before_contract: "stageBefore",
    active_contract: "stageActive",
    after_contract: "stageAfter",
  });

  /** @type {Readonly<Record<Surface, string>>} */
  const SURFACES = Object.freeze({
    unknown: "surfaceUnknown",
    inbox: "surfaceInbox",
    order: "surfaceOrder",
    proposal: "surfaceProposal",
    job_post: "surfaceJobPost",
    listing: "surfaceListing",
    profile: "surfaceProfile",
    review: "surfaceReview",
  });

  /** The state of the companion in a sentence. @type {Readonly<Record<import("../companion/companion.js").State, string>>} */
  const COMPANION = Object.freeze({
    ready: "companionReady",
    unpaired: "companionUnpaired",
    offline: "companionOffline",
    unverified: "companionUnverified",
    refused: "companionRefused",
    no_permission: "companionNoPermission",
    outdated: "companionOutdated",
    failed: "companionFailed",
  });

  /** Why a text was not checked, when the state of the companion is not the reason. */
  const REASONS = Object.freeze({ "unknown-platform": "boxNoTerms", unreadable: "boxUnreadable" });

  /** The facts that a user can state about one conversation. @type {Readonly<Record<StatedFact, string>>} */
  const FACTS = Object.freeze({
    enterprise_client: "factEnterpriseClient",
    prior_relationship: "factPriorRelationship",
    needed_for_delivery: "factNeededForDelivery",
    system_access: "factSystemAccess",
    legal_paperwork: "factLegalPaperwork",
    support_permission: "factSupportPermission",
    they_asked: "factTheyAsked",
  });

  return Object.freeze({
    say,
    nameOf,
    language,
    direction,
    /** Speak the chosen language; with null, the browser's. @param {Wording|null} wording */
    use(wording) {
      chosen = wording;
    },
    VERDICTS,
    STAGES,
    SURFACES,
    COMPANION,
    REASONS,
    FACTS,
  });
})();
