// @ts-check
/**
 * Has a text checked: asks the worker with what applies in this place, and leaves out what the user
 * wants no warning about. Keeps the user's own last messages, in memory only, because a contact detail
 * may be split over several. It must not know the DOM.
 */

/**
 * @typedef {object} Here what a check needs to know about where the text will stand
 * @property {Choices} choices
 * @property {Pick<Place, "platform"|"conversation">|null} place
 * @property {() => boolean} isOn
 * @property {() => Pick<CheckRequest, "surface"|"stage"|"allowances">} facts
 */

const CheckClient = (() => {
  const RECENT_LIMIT = 5;
  /** Of an earlier message only its end is kept: what is split over messages is split in short ones. */
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

    /** In every conversation: the user may never come back to one. */
    function forgetOld() {
      for (const [conversation, messages] of recent) {
        const kept = messages.filter(({ at }) => Date.now() - at < RECENT_MS);
        if (kept.length > 0) recent.set(conversation, kept);
        else recent.delete(conversation);
      }
    }

    /**
     * Never rejects: what went wrong is a state.
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
      // The worker may have been stopped while it asked; it starts again for the second time.
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
