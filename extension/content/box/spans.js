// @ts-check
/**
 * Moves marked spans along with an edit of the text around them. Pure: it knows texts and positions only. A span
 * that is in doubt is dropped; the next check brings it back if it belongs there.
 */

const Spans = (() => {
  /** One letter, digit or sign that may belong to the contact detail beside it; a styled letter has two code units. */
  const JOINING = "[\\p{L}\\p{N}\\p{M}@._%+\\-/:\\u200b-\\u200d\\u2060\\ufeff]";
  const BEGINS_JOINING_RE = new RegExp(`^${JOINING}`, "u");
  const ENDS_JOINING_RE = new RegExp(`${JOINING}$`, "u");

  /**
   * The one edit that turns `before` into `after`: `before[start:removed]` was replaced by `after[start:added]`.
   * @param {string} before
   * @param {string} after
   */
  function editBetween(before, after) {
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
    let tail = 0;
    while (
      tail < shorter - start &&
      before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
    ) {
      tail += 1;
    }
    return { start, removed: before.length - tail, added: after.length - tail };
  }

  /**
   * The spans (half-open, UTF-16 code units) that survive the edit from `before` to `after`.
   * @template {{start: number, end: number}} Span
   * @param {readonly Span[]} spans
   * @param {string} before
   * @param {string} after
   * @returns {Span[]}
   */
  function moved(spans, before, after) {
    if (before === after) return [...spans];
    const edit = editBetween(before, after);
    const shift = edit.added - edit.removed;
    return spans.flatMap((span) => {
      const by = span.end <= edit.start ? 0 : span.start >= edit.removed ? shift : NaN;
      const start = span.start + by;
      const end = span.end + by;
      const same = after.slice(start, end) === before.slice(span.start, span.end);
      if (Number.isNaN(by) || !same || lengthens(after, edit, start, end)) return [];
      return [{ ...span, start, end }];
    });
  }

  /**
   * Whether the typed words touch the span and may belong to it, as an "m" typed behind "jo@example.co".
   * @param {string} after
   * @param {{start: number, added: number}} edit
   * @param {number} start
   * @param {number} end
   */
  function lengthens(after, edit, start, end) {
    const touchesEnd = end === edit.start && BEGINS_JOINING_RE.test(after.slice(end, end + 2));
    const touchesStart = start === edit.added && ENDS_JOINING_RE.test(after.slice(Math.max(0, start - 2), start));
    return touchesEnd || touchesStart;
  }

  return Object.freeze({ editBetween, moved });
})();
