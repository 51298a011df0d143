// @ts-check
/**
 * The words Touchline says in the user interface, by key: in the browser's language, or in one that the
 * user chose. Extension pages load this file too. What a warning says comes from the companion; it must
 * not know that, nor where a choice is kept.
 */

/** @typedef {{language: string, messages: Record<string, string>}} Wording every message of one language */

const Words = (() => {
  /** Languages of _locales that are written from right to left. */
  const FROM_RIGHT = Object.freeze(["ar", "ur"]);
  /** What the user chose instead of the browser's language. @type {Wording|null} */
  let chosen = null;

  /**
   * @param {string} key a key of _locales/<language>/messages.json
   * @param {Array<string|number>} parts what stands for $1, $2 …
   * @returns {string}
   */
  function say(key, ...parts) {
    // Words chosen before an update of the extension lack what is new in it.
    const message = chosen?.messages[key];
    if (message === undefined) return chrome.i18n.getMessage(key, parts.map(String));
    return message.replace(/\$(\d)/gu, (_place, number) => String(parts[number - 1] ?? ""));
  }

  /** The language these words are in, as for a `lang` attribute. */
  const language = () => say("language");

  /** @returns {"rtl"|"ltr"} */
  const direction = () => (FROM_RIGHT.includes(language()) ? "rtl" : "ltr");

  /** The verdicts, worst first, each in two or three words. */
  const VERDICTS = Object.freeze({ breach: "verdictBreach", caution: "verdictCaution", note: "verdictNote" });

  const STAGES = Object.freeze({
    unknown: "stageUnknown",
    before_contract: "stageBefore",
    active_contract: "stageActive",
    after_contract: "stageAfter",
  });

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

  /** How the companion stands, in a sentence. */
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

  /** Why a text was not checked, where it is not for how the companion stands. */
  const REASONS = Object.freeze({ "unknown-platform": "boxNoTerms", unreadable: "boxUnreadable" });

  /** What a user can state about one conversation. */
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
    language,
    direction,
    /** Speak the language that was chosen, or with null the browser's. @param {Wording|null} wording */
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
