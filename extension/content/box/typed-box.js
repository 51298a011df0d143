// @ts-check
/**
 * Keeps one box that the user types in: its text, its marks, and whether exactly this text was checked. Marks follow
 * the edits or vanish; an answer about another text is never drawn. This script must not know how the companion is
 * asked, where marks are shown, or which other boxes there are.
 */

/**
 * @typedef {"none"|"checking"|"checked"|"incomplete"|"unchecked"|"too_long"} BoxState
 *   `none`: nothing typed; `unchecked`: the companion gave no answer
 * @typedef {{state: "ready", marks: Mark[], incomplete: string[]}|{state: string, problem?: string}} Answer
 */

const TypedBox = (() => {
  /** The reading of a box that was not read or cannot be read. @type {Readonly<Reading>} */
  const NOTHING = Object.freeze({ text: "", pieces: [], boundsOf: () => null, rangeOf: () => null });

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.field
   * @param {() => Painter} parts.painter
   * @param {(text: string, revision: number) => Promise<Answer>} parts.ask never rejects
   * @param {() => boolean} parts.isOn whether this place is checked at all
   * @param {(text: string) => void} parts.sent called when the text was sent
   * @param {() => void} parts.changed called when marks or state are new
   * @param {() => number} [parts.pauseMs] as for `CheckTimer`
   * @param {AbortSignal} parts.signal
   */
  function open({ field, painter, ask, isOn, sent, changed, pauseMs, signal }) {
    /** Whether the box can be read: a form in it, with fields named like parts of the DOM, prevents that. */
    let isReadable = true;
    let reading = NOTHING;
    /** @type {Mark[]} */
    let marks = [];
    /** @type {BoxState} */
    let state = "none";
    /** @type {string|undefined} why the last text was not checked: the companion's state, or the name of its problem */
    let problem;
    let isMaybeSent = false;
    /** The text that was typed here while this place was checked: only such a text can count as sent. */
    let typed = "";
    /** The painter whose marks are on the page; another painter may become the right one. */
    let used = painter();
    const timer = CheckTimer.start({ text: () => reading.text, ask, answered, pauseMs, signal });
    // A page may replace the text without an event, but not without a change of its tree.
    const tree = new MutationObserver(() => {
      isTouched = true;
      lookSoon();
    });
    let isWatching = false;
    /** Whether the page's tree has changed since the box was read. */
    let isTouched = false;
    let isLookDue = false;
    signal.addEventListener(
      "abort",
      () => {
        tree.disconnect();
        used.clear(field);
      },
      { once: true },
    );

    /** @returns {Readonly<Reading>} the box as it stands */
    function read() {
      try {
        const now = TextModel.read(field);
        isReadable = true;
        return now;
      } catch {
        isReadable = false;
        return NOTHING;
      }
    }

    /** Read the box anew, and forget the changes of the tree up to now: this reading has seen them. */
    function readAnew() {
      reading = read();
      tree.takeRecords();
      isTouched = false;
    }

    /** Nothing is checked here now, so nothing is read and nothing kept. */
    function stayOff() {
      reading = NOTHING;
      isReadable = true;
      forget();
      rest();
    }

    /** The box is empty, or it cannot be read. */
    function rest() {
      set([], isReadable ? "none" : "unchecked");
    }

    /** Watch the page's tree while there are marks, because the page may take away the words under them. */
    function watch() {
      const isNeeded = marks.length > 0;
      if (isNeeded === isWatching) return;
      isWatching = isNeeded;
      tree.disconnect();
      if (!isNeeded) return;
      const all = { childList: true, characterData: true, subtree: true };
      tree.observe(document, all);
      tree.observe(field, all); // an observer of the document hears nothing from a shadow tree
    }

    function paint() {
      const right = field.isConnected ? painter() : used;
      if (right !== used) used.clear(field);
      used = right;
      used.paint(field, reading, marks);
    }

    /** @param {Mark[]} next @param {BoxState} nextState */
    function set(next, nextState) {
      marks = next;
      state = nextState;
      paint();
      watch();
      changed();
    }

    /**
     * @param {string} text the text that was asked about
     * @param {Answer} answer
     */
    function answered(text, answer) {
      if (!isOn()) {
        stayOff();
        return;
      }
      readAnew();
      if (reading.text === "") {
        rest();
        return;
      }
      problem = "problem" in answer ? (answer.problem ?? answer.state) : answer.state;
      noteTyped();
      const isCurrent = reading.text === text;
      if (!isCurrent) timer.soon();
      if (answer.state === "ready" && "marks" in answer) {
        const settled = answer.incomplete.length > 0 ? "incomplete" : "checked";
        set(Spans.moved(answer.marks, text, reading.text), isCurrent ? settled : "checking");
      } else {
        set([], answer.state === "too_long" ? "too_long" : "unchecked");
      }
    }

    /**
     * Read the box again and follow what changed.
     * @param {string} [inputType] of the input event, when there was one
     */
    function look(inputType) {
      if (signal.aborted) return;
      if (!field.isConnected) {
        // The page removed the box; if the box comes back, the next event finds it.
        rest();
        return;
      }
      if (!isOn()) {
        stayOff();
        return;
      }
      const last = reading;
      const before = last.text;
      readAnew();
      const { text } = reading;
      noteTyped(inputType);
      if (text === before) {
        // Slate and Draft.js redraw themselves: the same text may then stand in new nodes.
        if (marks.length > 0 && !TextModel.standsInSameNodes(reading, last)) paint();
        return;
      }
      if (text.trim() === "") {
        rest();
        return;
      }
      set(Spans.moved(marks, before, text), "checking");
      timer.soon();
    }

    /** Read the box once before the next frame, however often this is called until then. */
    function lookSoon() {
      if (isLookDue || signal.aborted) return;
      isLookDue = true;
      requestAnimationFrame(() => {
        isLookDue = false;
        // Reading an editor costs time, and a watched editor tells of every change; a text control does not.
        if (isTouched || !isWatching || TextModel.isControl(field)) look();
      });
    }

    /** @param {string} [inputType] of the user's own edit, when it was one */
    function noteTyped(inputType = "") {
      if (!isReadable) {
        forget();
        return;
      }
      if (reading.text !== typed && isSending(typed, reading.text, inputType)) sent(typed);
      if (reading.text !== typed || inputType) isMaybeSent = false;
      typed = reading.text;
    }

    /** The text in the box was not typed in this place, or not while this place was checked: it cannot count as sent. */
    function forget() {
      typed = "";
      isMaybeSent = false;
    }

    /**
     * Whether the text was sent. A box that became empty was sent, unless the user deleted the text. A box that holds
     * another text was sent only when the user pressed something that may send.
     * @param {string} before
     * @param {string} text
     * @param {string} inputType
     */
    function isSending(before, text, inputType) {
      if (!before.trim() || /^(?:delete|history|insertFrom|insertReplacement)/u.test(inputType)) return false;
      if (text.trim() === "") return true;
      if (!isMaybeSent) return false;
      const edit = Spans.editBetween(before, text);
      return edit.start === 0 && edit.removed === before.length;
    }

    return Object.freeze({
      field,
      look,
      lookSoon,
      forget,
      /** The user pressed Enter, or pressed something outside: the next change may be the page sending the text. */
      maybeSent() {
        isMaybeSent = true;
      },
      /** Check again, because a choice, the place or the companion changed. */
      recheck() {
        if (!isOn()) {
          stayOff();
          return;
        }
        readAnew();
        if (reading.text.trim() === "") {
          rest();
        } else {
          paint();
          timer.now();
        }
      },
      /** @param {Mark} mark @returns {Rect[]} */
      rectsOf: (mark) => used.rectsOf(field, reading, mark),
      caret: () => TextModel.caretIn(field, reading),
      text: () => read().text,
      /** Breaches and cautions, if exactly the present text was checked; none for another text. */
      alarms() {
        const isChecked = (state === "checked" || state === "incomplete") && !timer.isPending && isOn();
        if (!isChecked || read().text !== reading.text) return [];
        return marks.filter(({ verdict }) => verdict !== "note");
      },
      /** Why the text was not checked, in a word; undefined when it was checked. */
      get problem() {
        if (state !== "unchecked") return undefined;
        return isReadable ? problem : "unreadable";
      },
      get marks() {
        return marks;
      },
      get state() {
        return timer.isPending && state !== "none" && state !== "too_long" ? "checking" : state;
      },
    });
  }

  return Object.freeze({ open });
})();
