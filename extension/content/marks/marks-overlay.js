// @ts-check
/**
 * Draws marks as rectangles in Touchline's own shadow root, above the page and out of reach of the mouse. It serves
 * text controls where the browser has no `createValueRange`, editors in shadow trees, forced colours, and users who
 * hide their marks from the page. It must not know more of a warning than its verdict.
 */

const MarksOverlay = (() => {
  /** A part of a transform below this is a rounding error: nobody sees it turn or skew anything. */
  const LEVEL = 1e-4;

  /**
   * @param {Readonly<PageHost>} host
   * @param {AbortSignal} signal
   * @returns {Readonly<Painter>}
   */
  function start(host, signal) {
    /** @type {Map<HTMLElement, {reading: Reading, spans: readonly Span[], lines: Line[], view: View|null}>} */
    const painted = new Map();
    /** @type {Map<HTMLElement, {mirror: ReturnType<typeof Mirror.of>, end: AbortController}>} */
    const mirrors = new Map();
    /** The boxes to draw in the next frame, and whether the page around each may have changed. @type {Map<HTMLElement, boolean>} */
    const due = new Map();

    /** @param {HTMLElement} field @param {boolean} isMoved */
    function drawSoon(field, isMoved) {
      if (due.size === 0) requestAnimationFrame(drawDue);
      due.set(field, isMoved || due.get(field) === true);
    }

    function drawDue() {
      const now = [...due];
      due.clear();
      for (const [field, isMoved] of now) draw(field, isMoved);
    }

    /** Draw every box again, because something in the page has moved. */
    function redraw() {
      for (const field of painted.keys()) drawSoon(field, true);
    }
    const restyle = () => {
      for (const { mirror } of mirrors.values()) mirror.restyle();
      redraw();
    };
    const moved = { capture: true, passive: true, signal };
    for (const name of ["scroll", "transitionend", "animationend", "toggle"]) window.addEventListener(name, redraw, moved);
    window.addEventListener("resize", restyle, moved);
    document.fonts.addEventListener("loadingdone", restyle, { signal });
    const sizes = new ResizeObserver(restyle);
    // Watched only while something is drawn: what moves a box is a change of the tree or of its attributes.
    const tree = new MutationObserver(redraw);
    signal.addEventListener("abort", () => [...painted.keys()].forEach(clear), { once: true });

    /** @param {HTMLElement} field */
    function clear(field) {
      painted.get(field)?.lines.forEach(({ node }) => node.remove());
      painted.delete(field);
      mirrors.get(field)?.end.abort();
      mirrors.delete(field);
      sizes.unobserve(field);
      if (painted.size > 0) return;
      tree.disconnect();
      host.need("marks", false);
    }

    /**
     * Where words of the box stand in its present layout.
     * @param {HTMLElement} field
     * @param {Reading} reading
     * @returns {(span: Span) => Rect[]}
     */
    function placesIn(field, reading) {
      const lay = mirrors.get(field)?.mirror.lay(reading.text);
      return (span) =>
        lay ? lay(span.start, span.end) : MarksNative.rectsOfRange(reading.rangeOf(span.start, span.end));
    }

    /**
     * @param {HTMLElement} field
     * @param {boolean} isMoved whether the page around may have changed, and not only the text
     */
    function draw(field, isMoved) {
      const drawing = painted.get(field);
      if (!drawing) return;
      const { reading, spans, lines } = drawing;
      if (isMoved && (!field.isConnected || TextModel.read(field).text !== reading.text)) {
        // The page removed the box or its text: a mark may stand only where its words are.
        lines.splice(0).forEach(({ node }) => node.remove());
        return;
      }
      if (isMoved || !drawing.view) drawing.view = { isLevel: !isTurned(field), part: InView.partOf(field) };
      const { isLevel, part } = drawing.view;
      const rectsOf = placesIn(field, reading);
      const rects = (isLevel ? spans : []).flatMap((span) => rectsOf(span).map((rect) => ({ rect, verdict: span.verdict })));
      // While the user types, the box is in front; after a move of the page something may cover it.
      const visible = rects.filter(({ rect }) => overlaps(rect, part) && (!isMoved || isOnTop(field, rect, part)));
      lines.splice(visible.length).forEach(({ node }) => node.remove());
      visible.forEach(({ rect, verdict }, index) => {
        const left = toPixel(Math.max(rect.left, part.left));
        const width = toPixel(Math.min(rect.left + rect.width, part.right)) - left;
        // The line stands on whole pixels of the screen: a thin line between two pixels is too faint to see.
        const top = toPixel(rect.top);
        const height = toPixel(rect.top + rect.height) - top;
        const line = (lines[index] ??= { node: host.layer.appendChild(document.createElement("div")), look: "" });
        const look = [verdict, left, top, width, height].join(" ");
        if (line.look === look) return; // while one types, most lines stay where they are
        line.look = look;
        const { node } = line;
        node.className = "mark";
        node.dataset.verdict = verdict;
        node.style.translate = `${left}px ${top}px`;
        node.style.inlineSize = `${width}px`;
        node.style.blockSize = `${height}px`;
      });
    }

    return Object.freeze({
      clear,
      rectsOf: (/** @type {HTMLElement} */ field, /** @type {Reading} */ reading, /** @type {Span} */ span) =>
        isTurned(field) ? [] : placesIn(field, reading)(span),
      paint(/** @type {HTMLElement} */ field, /** @type {Reading} */ reading, /** @type {readonly Span[]} */ spans) {
        if (spans.length === 0) {
          clear(field);
          return;
        }
        if (painted.size === 0) tree.observe(document, { childList: true, subtree: true, attributes: true });
        const before = painted.get(field);
        if (!before) {
          host.need("marks", true);
          sizes.observe(field);
        }
        if (!before && TextModel.isControl(field) && !reading.rangeOf(0, 0)) {
          const end = new AbortController();
          mirrors.set(field, { mirror: Mirror.of(field, host.layer, end.signal), end });
        }
        painted.set(field, { reading, spans, lines: before?.lines ?? [], view: before?.view ?? null });
        drawSoon(field, before === undefined);
      },
    });
  }

  /**
   * Whether the box is turned, skewed, mirrored, or written from top to bottom. No level line could stand under its
   * words, so none is drawn. The words are still counted, and the keyboard still opens their popover.
   * @param {HTMLElement} field
   */
  function isTurned(field) {
    if (getComputedStyle(field).writingMode !== "horizontal-tb") return true;
    /** @type {Node|null} */
    let node = field;
    // The search stops at the frame: what turns the frame turns the marks in it too.
    for (; node && node.nodeType !== Node.DOCUMENT_NODE; node = Tree.around(node)) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const { transform, rotate, scale } = getComputedStyle(/** @type {Element} */ (node));
      if (transform === "none" && rotate === "none" && scale === "none") continue;
      const matrix = new DOMMatrixReadOnly(transform);
      const isStraight = [matrix.m12, matrix.m13, matrix.m14, matrix.m21, matrix.m23, matrix.m24].every((part) => Math.abs(part) < LEVEL);
      const isMirrored = matrix.m11 <= 0 || matrix.m22 <= 0 || scale.split(" ").some((factor) => parseFloat(factor) <= 0);
      if (!isStraight || isMirrored || (rotate !== "none" && parseFloat(rotate) !== 0)) return true;
    }
    return false;
  }

  /**
   * @typedef {{node: HTMLElement, look: string}} Line one drawn line, and how it was last drawn
   * @typedef {{isLevel: boolean, part: Edges}} View how the box stands in the window
   */

  /** @param {number} position @returns {number} the nearest edge of a screen pixel */
  const toPixel = (position) => Math.round(position * window.devicePixelRatio) / window.devicePixelRatio;

  /** @param {Rect} rect @param {Edges} edges the line under the words is what must be visible */
  const overlaps = (rect, edges) =>
    rect.left < edges.right && rect.left + rect.width > edges.left && rect.top < edges.bottom && rect.top + rect.height <= edges.bottom + 2 && rect.top + rect.height > edges.top;

  /**
   * Whether the middle of the rectangle shows the field and not a dialog of the page above it.
   * @param {HTMLElement} field
   * @param {Rect} rect
   * @param {Edges} edges
   */
  function isOnTop(field, rect, edges) {
    const x = (Math.max(rect.left, edges.left) + Math.min(rect.left + rect.width, edges.right)) / 2;
    const y = (Math.max(rect.top, edges.top) + Math.min(rect.top + rect.height, edges.bottom)) / 2;
    const root = /** @type {Document|ShadowRoot} */ (field.getRootNode());
    const shown = root.elementFromPoint(x, y);
    return shown !== null && (Tree.isInside(shown, field) || Tree.isInside(field, shown));
  }

  return Object.freeze({ start });
})();
