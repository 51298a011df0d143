// @ts-check
/**
 * Leads a person from marks to the popover: by a press on marked words, by the keyboard, or by the count that a
 * screen reader reads out. There is one for each frame. It must not know how boxes are found or texts are checked.
 */

/** @typedef {ReturnType<typeof TypedBox.open>} OpenBox */

const MarksToPopover = (() => {
  /**
   * @param {object} parts
   * @param {Readonly<PageHost>} parts.host
   * @param {(mark: Mark) => Omit<Actions, "next"|"close">} parts.actions
   * @param {AbortSignal} parts.signal
   */
  function start({ host, actions, signal }) {
    const popover = Popover.start(host, signal);
    /** How many warnings the screen reader was told about. */
    let announced = 0;
    /** What else it was told; forgotten at the next key or press. */
    let news = "";
    for (const name of ["keydown", "pointerdown"]) {
      window.addEventListener(name, () => news && announce(""), { capture: true, passive: true, signal });
    }

    /** Screen readers read out these words, and the count of warnings. @param {string} words */
    function announce(words) {
      news = words;
      const count = announced > 0 ? Words.say("liveCount", announced) : "";
      const all = [news, count].filter(Boolean).join(". ");
      host.need("status", all !== "");
      // Few screen readers read out a region that appears with its words already in it.
      requestAnimationFrame(() => (host.status.textContent = all));
    }

    /**
     * @param {OpenBox} box
     * @param {number} index
     * @param {boolean} takesFocus
     */
    function show(box, index, takesFocus) {
      const mark = box.marks[index];
      if (!mark) return;
      const isHere = (/** @type {Mark} */ { start: at, words }) => at === mark.start && words === mark.words;
      const next = () => show(box, (index + 1) % box.marks.length, host.root.activeElement !== null);
      popover.open(
        {
          field: box.field,
          mark,
          index,
          count: box.marks.length,
          rects: () => rectsOf(box, box.marks.filter(isHere)),
          actions: { ...actions(mark), next, close: popover.close },
        },
        takesFocus,
      );
    }

    /** Where the marks stand; the whole box, when no line can be drawn under its words. @param {OpenBox} box @param {Mark[]} marks */
    function rectsOf(box, marks) {
      const rects = marks.flatMap(box.rectsOf);
      return rects.length > 0 || marks.length === 0 ? rects : [box.field.getBoundingClientRect()];
    }

    return Object.freeze({
      close: popover.close,

      /** The marks or the state of a box are new. @param {OpenBox} box @param {boolean} isActive */
      follow(box, isActive) {
        const { showing } = popover;
        if (showing?.field === box.field) {
          const index = box.marks.findIndex(({ start: at, words }) => at === showing.mark.start && words === showing.mark.words);
          if (index < 0) popover.close();
          else if (box.marks[index]?.message === showing.mark.message) popover.place();
          else show(box, index, host.root.activeElement !== null);
        }
        if (!isActive || box.state === "checking" || box.marks.length === announced) return;
        announced = box.marks.length;
        announce(news);
      },

      announce,

      /** The user entered another box, and its count is news. @param {OpenBox} box */
      enter(box) {
        announced = -1;
        this.follow(box, true);
      },

      /**
       * Open the popover of the warning at the caret, or of the next warning.
       * @param {OpenBox|undefined} box
       * @param {boolean} mustTouch whether the caret must stand in marked words
       */
      showByKeyboard(box, mustTouch) {
        if (!box || box.marks.length === 0) return false;
        const caret = box.caret();
        const touched = box.marks.findIndex(({ start: from, end }) => caret?.covers(from, end));
        if (touched < 0 && mustTouch) return false;
        const { showing } = popover;
        show(box, showing ? (showing.index + 1) % box.marks.length : Math.max(0, touched), true);
        return true;
      },

      /**
       * A plain press on marked words opens their popover; the caret stays where the press put it.
       * @param {OpenBox} box
       * @param {MouseEvent} event
       */
      showAt(box, event) {
        if (!event.isTrusted || event.button !== 0 || host.owns(event.target)) return;
        if (TextModel.isSelecting(box.field)) return; // the press selected words
        const { clientX: x, clientY: y } = event;
        const index = box.marks.findIndex((mark) =>
          box.rectsOf(mark).some(({ left, top, width, height }) => left <= x && x <= left + width && top <= y && y <= top + height),
        );
        const { dismissed } = popover;
        if (index < 0 || (dismissed?.field === box.field && dismissed.mark.start === box.marks[index]?.start)) return;
        show(box, index, false);
      },
    });
  }

  return Object.freeze({ start });
})();
