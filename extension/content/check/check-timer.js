// @ts-check
/**
 * Decides when a box is checked: after a short pause, one check at a time, and the newest text wins. It must not
 * know the DOM, painting or how the companion is asked.
 */

const CheckTimer = (() => {
  /** Pause after the last keystroke before a check. */
  const PAUSE_MS = 120;
  /** Strict mode waits less: shorter than a person takes from the last letter to Send, so that the sent text was checked. */
  const STRICT_PAUSE_MS = 30;

  /**
   * @template Answer
   * @param {object} parts
   * @param {() => string} parts.text the text as it stands now
   * @param {(text: string, revision: number) => Promise<Answer>} parts.ask
   * @param {(text: string, answer: Answer) => void} parts.answered called only for the newest check
   * @param {() => number} [parts.pauseMs]
   * @param {AbortSignal} parts.signal
   */
  function start({ text, ask, answered, pauseMs = () => PAUSE_MS, signal }) {
    let revision = 0;
    let isAsking = false;
    let isStale = false;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });

    async function check() {
      timer = undefined;
      if (signal.aborted) return;
      if (isAsking) {
        isStale = true;
        return;
      }
      isAsking = true;
      isStale = false;
      revision += 1;
      const asked = text();
      /** @type {Answer} */
      let answer;
      try {
        answer = await ask(asked, revision);
      } finally {
        isAsking = false;
      }
      if (signal.aborted) return;
      if (isStale) void check();
      else answered(asked, answer);
    }

    return Object.freeze({
      /** Check when the typing pauses. */
      soon() {
        clearTimeout(timer);
        if (!signal.aborted) timer = setTimeout(check, pauseMs());
      },
      /** Check at once, or right after the check in flight. */
      now() {
        clearTimeout(timer);
        void check();
      },
      /** Whether the last answer may be out of date. */
      get isPending() {
        return isAsking || timer !== undefined;
      },
    });
  }

  return Object.freeze({ PAUSE_MS, STRICT_PAUSE_MS, start });
})();
