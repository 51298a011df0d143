// @ts-check
/**
 * Marks painted by the browser itself: custom highlights over live ranges, no node added anywhere.
 * The page can list these highlights, so their names carry nothing; who minds takes the overlay.
 * It must not know warnings beyond their verdict.
 */

/**
 * @typedef {"breach"|"caution"|"note"} Verdict
 * @typedef {{start: number, end: number, verdict: Verdict}} Span
 * @typedef {object} Painter both painters have this shape
 * @property {(field: HTMLElement, reading: Reading, spans: readonly Span[]) => void} paint
 * @property {(field: HTMLElement) => void} clear
 * @property {(field: HTMLElement, reading: Reading, span: Span) => Box[]} boxesOf in the viewport
 */

const MarksNative = (() => {
  /** @type {Readonly<Record<Verdict, string>>} */
  const NAMES = Object.freeze({ breach: "mark-a", caution: "mark-b", note: "mark-c" });

  /** @type {MediaQueryList|undefined} asked for once: it answers for as long as the page lives */
  let forcedColours;

  /**
   * Whether the browser can mark words in this box.
   * @param {HTMLElement} field
   */
  function suits(field) {
    // A document's style sheets do not reach into a shadow tree, so the highlight would have no look.
    if (!("highlights" in CSS) || field.getRootNode() !== document) return false;
    // There Chromium paints every highlight as it paints selected text, and no underline tells them apart.
    forcedColours ??= matchMedia("(forced-colors: active)");
    if (forcedColours.matches) return false;
    return TextModel.isControl(field) ? typeof field.createValueRange === "function" : true;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Readonly<Painter>}
   */
  function start(signal) {
    /** @type {Map<HTMLElement, Array<[string, AbstractRange]>>} */
    const painted = new Map();
    signal.addEventListener("abort", () => [...painted.keys()].forEach(clear), { once: true });
    // An earlier version of the extension may have ended in this page without a last word, in Firefox.
    for (const name of Object.values(NAMES)) CSS.highlights?.delete(name);

    /** @param {readonly [string, AbstractRange]} entry */
    function unmark([name, range]) {
      const highlight = CSS.highlights.get(name);
      highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(name);
    }

    /** @param {readonly [string, AbstractRange]} entry */
    function mark([name, range]) {
      const highlight = CSS.highlights.get(name);
      if (highlight) highlight.add(range);
      else CSS.highlights.set(name, new Highlight(range));
    }

    /** @param {HTMLElement} field */
    function clear(field) {
      painted.get(field)?.forEach(unmark);
      painted.delete(field);
    }

    return Object.freeze({
      clear,
      paint(/** @type {HTMLElement} */ field, /** @type {Reading} */ reading, /** @type {readonly Span[]} */ spans) {
        const before = painted.get(field) ?? [];
        /** Spans keep their order, so the next one's range stands behind the last that was found. */
        let behind = 0;
        const next = spans.flatMap((span) => {
          const bounds = reading.boundsOf(span.start, span.end);
          if (!bounds) return [];
          const name = NAMES[span.verdict];
          // A live range that is still right stays: changing a highlight makes the browser lay it out again.
          const index = before.findIndex((entry, at) => at >= behind && entry[0] === name && standsAt(entry[1], bounds));
          const kept = before[index];
          if (kept) {
            behind = index + 1;
            return [kept];
          }
          const range = reading.rangeOf(span.start, span.end);
          return range ? [/** @type {[string, AbstractRange]} */ ([name, range])] : [];
        });
        before.filter((entry) => !next.includes(entry)).forEach(unmark);
        // A page can empty the registry; to mark twice changes nothing.
        next.filter((entry) => !CSS.highlights.get(entry[0])?.has(entry[1])).forEach(mark);
        if (next.length > 0) painted.set(field, next);
        else painted.delete(field);
      },
      boxesOf: (/** @type {HTMLElement} */ _field, /** @type {Reading} */ reading, /** @type {Span} */ span) =>
        boxesOfRange(reading.rangeOf(span.start, span.end)),
    });
  }

  /** @param {AbstractRange} range @param {Bounds} bounds */
  const standsAt = (range, bounds) =>
    range.startContainer === bounds.startContainer &&
    range.startOffset === bounds.startOffset &&
    range.endContainer === bounds.endContainer &&
    range.endOffset === bounds.endOffset;

  /**
   * @param {AbstractRange|null} range
   * @returns {Box[]}
   */
  function boxesOfRange(range) {
    if (!range || !("getClientRects" in range)) return [];
    const { getClientRects } = /** @type {Range} */ (range);
    return Array.from(getClientRects.call(range), ({ left, top, width, height }) => ({ left, top, width, height }));
  }

  return Object.freeze({ NAMES, suits, start, boxesOfRange });
})();
