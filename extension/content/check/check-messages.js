// @ts-check
/**
 * The page's side of the wire contract: what a check asks, and what its answer means for the text it
 * asked about. Pure. It must not know the DOM or how a request travels.
 */

/**
 * The reply, field by field as the companion sends it; a test compares it with the companion's own description.
 *
 * @typedef {"email"|"phone"|"handle"|"link"|"address"|"payment"|"request"|"move"|"mention"} Kind
 * @typedef {"provides"|"requests"|"moves"|"pays"|"refuses"|"quotes"|"mentions"} Intent
 * @typedef {"plain"|"words"|"spaced"|"separators"|"symbols"|"digit-words"|"leet"|"homoglyph"|"invisible"|"styled"|
 *   "reversed"|"split"|"encoded"|"partial"|"misspelt"|"vanity"} Technique
 * @typedef {{title: string, section: string, plain: string, quote: string|null,
 *   source: {title: string, url: string|null}, as_of: string, effective_from: string|null,
 *   effective_to: string|null, currency: string, lang: string}} Clause
 * @typedef {{start: number, end: number, kind: Kind, channel: string|null, techniques: Technique[], intent: Intent,
 *   confidence: number, verdict: Verdict, clauses: string[], message: string, depends_on: Fact[],
 *   filter_risk: string|null, advice: string[]}} TermsWarning
 * @typedef {{revision: number, pack: {id: string, revision: string}, warnings: TermsWarning[],
 *   clauses: Record<string, Clause>, incomplete: string[]}} Reply
 * @typedef {TermsWarning & {words: string, rules: Clause[], isIncomplete: boolean, lang: string}} Mark a warning
 *   at its present place, with its words and clauses; `lang` is the language of its sentences
 * @typedef {{text: string, platform: string, surface: Surface, stage: Stage, mode: Mode, recent: string[],
 *   allowances: Allowance[], regions: string[], revision: number}} CheckRequest
 */

const CheckMessages = (() => {
  const DEFAULT_LIMIT = 20_000;

  /**
   * Whether the companion would refuse this text for its length, which it counts in code points.
   * @param {string} text
   * @param {number} [limit]
   */
  function isTooLong(text, limit = DEFAULT_LIMIT) {
    return text.length > limit && (text.length > 2 * limit || [...text].length > limit);
  }

  /**
   * @param {object} parts
   * @param {string} parts.text
   * @param {string} parts.platform
   * @param {Pick<CheckRequest, "surface"|"stage"|"allowances">} parts.context
   * @param {Pick<Choices, "mode"|"regions">} parts.choices
   * @param {readonly string[]} parts.recent
   * @param {number} parts.revision
   * @returns {CheckRequest}
   */
  function requestOf({ text, platform, context, choices, recent, revision }) {
    return {
      text: text.toWellFormed(), // half an emoji, while it is being deleted, is no valid JSON text
      platform,
      surface: context.surface,
      stage: context.stage,
      mode: choices.mode,
      recent: recent.map((earlier) => earlier.toWellFormed()),
      allowances: context.allowances,
      regions: choices.regions,
      revision,
    };
  }

  /**
   * A reply's warnings as marks in the text they were asked about.
   * @param {Reply} reply
   * @param {string} text
   * @returns {Mark[]}
   */
  function marksOf(reply, text) {
    return reply.warnings.map((warning) => {
      const rules = warning.clauses.flatMap((id) => reply.clauses[id] ?? []);
      const words = text.slice(warning.start, warning.end);
      // A pack's sentences are in the language of its clauses; the companion's own are English.
      return { ...warning, words, rules, lang: rules[0]?.lang ?? "en", isIncomplete: reply.incomplete.length > 0 };
    });
  }

  return Object.freeze({ isTooLong, requestOf, marksOf });
})();
