// @ts-check
/**
 * One box the user types in: its text, its marks, and whether that very text was checked. Marks follow
 * edits or go; an answer about another text is never drawn. It must not know how the companion is
 * asked, where marks are shown, or the other boxes.
 */

/**
 * @typedef {"none"|"checking"|"checked"|"incomplete"|"unchecked"|"too_long"} BoxState
 *   `none`: nothing typed; `unchecked`: the companion gave no answer
 * @typedef {{state: "ready", marks: Mark[], incomplete: string[]}|{state: string, problem?: string}} Answer
 */

const TypedBox = (() => {
  /** Of a box that was not read, or cannot be. @type {Readonly<Reading>} */
  const NOTHING = Object.freeze({ text: "", pieces: [], boundsOf: () => null, rangeOf: () => null });

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.field
   * @param {() => Painter} parts.painter
   * @param {(text: string, revision: number) => Promise<Answer>} parts.ask never rejects
   * @param {() => boolean} parts.isOn whether this place is checked at all
   * @param {(text: string) => void} parts.sent the text left the box by being sent
   * @param {() => void} parts.changed marks or state are new
   * @param {() => number} [parts.pauseMs] as for `CheckTimer`
   * @param {AbortSignal} parts.signal
   */
  function open({ field, painter, ask, isOn, sent, changed, pauseMs, signal }) {
    /** Whether the page lets the box be read: a form in it, with fields named like parts of the DOM, does not. */
    let isReadable = true;
    let reading = NOTHING;
    /** @type {Mark[]} */
    let marks = [];
    /** @type {BoxState} */
    let state = "none";
    /** @type {string|undefined} why the last text was not checked: the companion's state, or what it could not do */
    let problem;
    let isMaybeSent = false;
    /** What was typed here, in this place, while it was checked: only that can count as sent. */
    let typed = "";
    /** The painter whose marks are on the page; the right one may change. */
    let used = painter();
    const timer = CheckTimer.start({ text: () => reading.text, ask, answered, pauseMs, signal });
    // A page may empty or replace the text without an event; it cannot do so without a change of its tree.
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

    /** Read the box anew; changes up to now need no other look. */
    function readAnew() {
      reading = read();
      tree.takeRecords();
      isTouched = false;
    }

    /** Where nothing is checked, nothing is read and nothing kept. */
    function stayOff() {
      reading = NOTHING;
      isReadable = true;
      forget();
      rest();
    }

    /** There is nothing to check here, or nothing can be. */
    function rest() {
      set([], isReadable ? "none" : "unchecked");
    }

    /** Marks can be lost to the page: only while there are some is its tree watched. */
    function watch() {
      const isNeeded = marks.length > 0;
      if (isNeeded === isWatching) return;
      isWatching = isNeeded;
      tree.disconnect();
      if (!isNeeded) return;
      const all = { childList: true, characterData: true, subtree: true };
      tree.observe(document, all);
      tree.observe(field, all); // in a shadow tree the document does not hear of it
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
        // The page threw the box away; should it come back, the next event finds it anew.
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
        // The same text may stand in new nodes: editors redraw themselves (Slate, Draft.js).
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

    /** Read again before the next frame is shown, once for however many reasons. */
    function lookSoon() {
      if (isLookDue || signal.aborted) return;
      isLookDue = true;
      requestAnimationFrame(() => {
        isLookDue = false;
        // Reading an editor costs, and one that is watched tells of every change; a control's text changes untold.
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

    /** What stands here was not typed in this place, or not while it was checked. */
    function forget() {
      typed = "";
      isMaybeSent = false;
    }

    /**
     * A box emptied by anything but the user's own deleting was sent; one that holds another text, only
     * when something was pressed that may have sent it.
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
      /** Enter or a press elsewhere: the next change may be the page taking the text away. */
      maybeSent() {
        isMaybeSent = true;
      },
      /** Check again: a choice, the place or the companion changed. */
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
      /** Breaches and cautions in exactly the text that was checked; another text has none yet. */
      alarms() {
        const isChecked = (state === "checked" || state === "incomplete") && !timer.isPending && isOn();
        if (!isChecked || read().text !== reading.text) return [];
        return marks.filter(({ verdict }) => verdict !== "note");
      },
      /** Why the text was not checked, in a word; undefined where it was. */
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
