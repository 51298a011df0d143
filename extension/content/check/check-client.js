// @ts-check
/**
 * Asks the worker to check a text under the rules of this place, and drops the warnings that the user does not
 * want. It keeps the user's own last messages, in memory only, because a phone number may be split over several
 * messages. It must not know the DOM.
 */

/**
 * @typedef {object} Here the place where the text will stand, as far as a check needs to know it
 * @property {Choices} choices
 * @property {Pick<Place, "platform"|"conversation">|null} place
 * @property {() => boolean} isOn
 * @property {() => Pick<CheckRequest, "surface"|"stage"|"allowances">} facts
 */

const CheckClient = (() => {
  const RECENT_LIMIT = 5;
  /** Only the end of an earlier message is kept: who splits a number over messages writes short ones. */
  const RECENT_CHARS = 2000;
  const RECENT_MS = 600_000;

  /** @param {Readonly<Here>} context */
  function start(context) {
    /** @type {Map<string, Array<{text: string, at: number}>>} by conversation */
    const recent = new Map();

    /** @param {string} conversation */
    function recentIn(conversation) {
      forgetOld();
      return recent.get(conversation) ?? [];
    }

    /** Old messages go in every conversation, because the user may never come back to this one. */
    function forgetOld() {
      for (const [conversation, messages] of recent) {
        const kept = messages.filter(({ at }) => Date.now() - at < RECENT_MS);
        if (kept.length > 0) recent.set(conversation, kept);
        else recent.delete(conversation);
      }
    }

    /**
     * The promise never rejects: each failure is a state of the answer.
     * @param {string} text
     * @param {number} revision
     * @returns {Promise<Answer>}
     */
    async function ask(text, revision) {
      const { choices, place } = context;
      if (!place || !context.isOn()) return { state: "off" };
      if (CheckMessages.isTooLong(text, choices.companion.limit)) return { state: "too_long" };
      const request = CheckMessages.requestOf({
        text,
        platform: place.platform,
        context: context.facts(),
        choices: { mode: Settings.modeOn(choices, place.platform), regions: choices.regions },
        recent: recentIn(place.conversation).map((earlier) => earlier.text),
        revision,
      });
      // The browser may stop the worker before it answers, and starts it again for the second question.
      const answer = (await answerTo(request)) ?? (await answerTo(request)) ?? { state: "failed" };
      if (answer.state !== "ready") return { state: answer.state, problem: answer.problem };
      const marks = await Exceptions.without(CheckMessages.marksOf(answer.reply, text), choices);
      return { state: "ready", marks, incomplete: answer.reply.incomplete };
    }

    /** @param {CheckRequest} request */
    async function answerTo(request) {
      try {
        return (await chrome.runtime.sendMessage({ type: "check", request })) ?? null;
      } catch {
        return null;
      }
    }

    return Object.freeze({
      ask,
      /** @param {string} text a message that was sent */
      sent(text) {
        if (!context.place) return;
        const { conversation } = context.place;
        const messages = [...recentIn(conversation), { text: text.slice(-RECENT_CHARS), at: Date.now() }];
        recent.set(conversation, messages.slice(-RECENT_LIMIT));
      },
      /** Forget every earlier message. */
      forget: () => recent.clear(),
      /** Warn no more about these words. @param {Mark} mark */
      async ignore(mark) {
        const { ignored, salt } = context.choices;
        await Settings.write({ ignored: [...ignored, await Exceptions.fingerprint(mark, salt)] });
      },
    });
  }

  return Object.freeze({ start });
})();
