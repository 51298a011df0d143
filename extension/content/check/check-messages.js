// @ts-check
/**
 * Builds the request of a check, and turns the reply into marks on the text that was sent. Pure functions. This
 * script must not know the DOM or how a request travels.
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
 *   with its words and clauses, at the place where the words stand now; `lang` is the language of its sentences
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
      text: text.toWellFormed(), // half of an emoji that is being deleted would be no valid JSON
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
   * Turns the warnings of a reply into marks on the text that was sent.
   * @param {Reply} reply
   * @param {string} text
   * @returns {Mark[]}
   */
  function marksOf(reply, text) {
    return reply.warnings.map((warning) => {
      const rules = warning.clauses.flatMap((id) => reply.clauses[id] ?? []);
      const words = text.slice(warning.start, warning.end);
      // The terms' sentences are in the language of their clauses; the companion's own sentences are English.
      return { ...warning, words, rules, lang: rules[0]?.lang ?? "en", isIncomplete: reply.incomplete.length > 0 };
    });
  }

  return Object.freeze({ isTooLong, requestOf, marksOf });
})();
