// @ts-check
/**
 * The words Touchline says in the user interface, by key. Extension pages load this file too.
 * What a warning says comes from the companion; it must not know that.
 */

const Words = (() => {
  /**
   * @param {string} key a key of _locales/<language>/messages.json
   * @param {Array<string|number>} parts what stands for $1$, $2$ …
   */
  const say = (key, ...parts) => chrome.i18n.getMessage(key, parts.map(String));

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

  return Object.freeze({ say, VERDICTS, STAGES, SURFACES, FACTS });
})();
