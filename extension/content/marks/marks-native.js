// @ts-check
/**
 * Has the browser itself paint the marks: custom highlights over live ranges, without a new node anywhere. The page
 * can list these highlights, so their names say nothing; a user who does not want that takes the overlay. This
 * script must not know more of a warning than its verdict.
 */

/**
 * @typedef {{start: number, end: number, verdict: Verdict}} Span
 * @typedef {object} Painter both painters have this shape
 * @property {(field: HTMLElement, reading: Reading, spans: readonly Span[]) => void} paint
 * @property {(field: HTMLElement) => void} clear
 * @property {(field: HTMLElement, reading: Reading, span: Span) => Rect[]} rectsOf where its words stand, one a line
 */

/** @typedef {readonly [string, AbstractRange]} Entry a highlight's name and a range of it */

const MarksNative = (() => {
  /** @type {Readonly<Record<Verdict, string>>} */
  const NAMES = Object.freeze({ breach: "mark-a", caution: "mark-b", note: "mark-c" });

  /**
   * In a box with more marks than this, the browser gets only the marks near the part in view: Chromium 156 goes
   * through every mark at every key, seen or not.
   */
  const FEW = 6;
  /** A mark this many pixels above or below the part in view is near: scrolling may show it before the next frame. */
  const MARGIN = 100;

  /** @type {MediaQueryList|undefined} made once: it stays right for as long as the page lives */
  let forcedColours;

  /**
   * Whether the browser can mark words in this box.
   * @param {HTMLElement} field
   */
  function suits(field) {
    // The style sheets of a document do not reach into a shadow tree: a highlight there would look like nothing.
    if (!("highlights" in CSS) || field.getRootNode() !== document) return false;
    // With forced colours Chromium paints every highlight like selected text, without an underline.
    forcedColours ??= matchMedia("(forced-colors: active)");
    if (forcedColours.matches) return false;
    return TextModel.isControl(field) ? typeof field.createValueRange === "function" : true;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Readonly<Painter>}
   */
  function start(signal) {
    /** @type {Map<HTMLElement, {entries: Entry[], length: number}>} `length`: of the text that the entries were made for */
    const painted = new Map();
    /** Boxes with many marks, whose near marks are chosen in the next frame. @type {Set<HTMLElement>} */
    const due = new Set();
    signal.addEventListener("abort", () => [...painted.keys()].forEach(clear), { once: true });
    const moved = { capture: true, passive: true, signal };
    for (const name of ["scroll", "resize", "transitionend", "toggle"]) {
      window.addEventListener(name, () => [...painted.keys()].forEach(markSoon), moved);
    }
    const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => markSoon(/** @type {HTMLElement} */ (target))));
    // Firefox ends the script of an updated extension without notice: its highlights are still there.
    for (const name of Object.values(NAMES)) CSS.highlights?.delete(name);

    /** @param {Entry} entry */
    function unmark([name, range]) {
      const highlight = CSS.highlights.get(name);
      if (!highlight?.delete(range)) return;
      if (highlight.size === 0) CSS.highlights.delete(name);
    }

    /** Marking twice changes nothing, and helps when the page has emptied the registry. @param {Entry} entry */
    function mark([name, range]) {
      const highlight = CSS.highlights.get(name);
      if (highlight?.has(range)) return;
      if (highlight) highlight.add(range);
      else CSS.highlights.set(name, new Highlight(range));
    }

    /** @param {HTMLElement} field */
    function clear(field) {
      painted.get(field)?.entries.forEach(unmark);
      painted.delete(field);
      sizes.unobserve(field);
    }

    /** Choose the near marks in the next frame, for which the browser lays out the page anyway. @param {HTMLElement} field */
    function markSoon(field) {
      if ((painted.get(field)?.entries.length ?? 0) <= FEW) return;
      if (due.size === 0) requestAnimationFrame(markDue);
      due.add(field);
    }

    function markDue() {
      const now = [...due];
      due.clear();
      for (const field of now) {
        const entries = painted.get(field)?.entries ?? [];
        if (entries.length <= FEW) continue; // there are few by now, and `paint` has marked them all
        const { top, bottom } = InView.partOf(field);
        for (const entry of entries) {
          const place = boundingBoxOf(entry[1]);
          const isNear = place.bottom > top - MARGIN && place.top < bottom + MARGIN;
          if (isNear) mark(entry);
          else unmark(entry);
        }
      }
    }

    return Object.freeze({
      clear,
      paint(/** @type {HTMLElement} */ field, /** @type {Reading} */ reading, /** @type {readonly Span[]} */ spans) {
        const { entries: before, length } = painted.get(field) ?? { entries: [], length: 0 };
        /** The ranges have the order of the spans, so the search goes on behind the range found last. */
        let behind = 0;
        const next = spans.flatMap((span) => {
          const bounds = reading.boundsOf(span.start, span.end);
          if (!bounds) return [];
          const name = NAMES[span.verdict];
          // A live range that is still right stays, because the browser lays out every highlight that changes.
          const index = before.findIndex((entry, at) => at >= behind && entry[0] === name && standsAt(entry[1], bounds));
          const kept = before[index];
          if (kept) {
            behind = index + 1;
            return [kept];
          }
          const range = reading.rangeOf(span.start, span.end);
          return range ? [/** @type {Entry} */ ([name, range])] : [];
        });
        before.filter((entry) => !next.includes(entry)).forEach(unmark);
        if (next.length === 0) {
          clear(field);
          return;
        }
        painted.set(field, { entries: next, length: reading.text.length });
        if (next.length <= FEW) {
          sizes.unobserve(field);
          next.forEach(mark);
          return;
        }
        sizes.observe(field);
        // After one typed letter no far mark can come into view; if the box scrolls, its scroll event chooses again.
        if (reading.text.length !== length + 1 || next.some((entry) => !before.includes(entry))) markSoon(field);
      },
      rectsOf: (/** @type {HTMLElement} */ _field, /** @type {Reading} */ reading, /** @type {Span} */ span) =>
        rectsOfRange(reading.rangeOf(span.start, span.end)),
    });
  }

  /** @param {AbstractRange} range @param {Bounds} bounds */
  const standsAt = (range, bounds) =>
    range.startContainer === bounds.startContainer &&
    range.startOffset === bounds.startOffset &&
    range.endContainer === bounds.endContainer &&
    range.endOffset === bounds.endOffset;

  /** In the viewport; ranges of both kinds have the method. @param {AbstractRange} range */
  const boundingBoxOf = (range) => /** @type {Range} */ (range).getBoundingClientRect();

  /**
   * @param {AbstractRange|null} range
   * @returns {Rect[]}
   */
  function rectsOfRange(range) {
    if (!range || !("getClientRects" in range)) return [];
    const { getClientRects } = /** @type {Range} */ (range);
    return Array.from(getClientRects.call(range), ({ left, top, width, height }) => ({ left, top, width, height }));
  }

  return Object.freeze({ NAMES, suits, start, rectsOfRange });
})();
