// @ts-check
/**
 * Reads the text of the box that the user types in, and leads from positions in this text back to DOM ranges. It
 * finds the box from the path of an event, never by a selector, so it knows no site and no editor. It must not know
 * warnings, painting or the companion. Positions are UTF-16 code units, half-open.
 */

/**
 * @typedef {HTMLTextAreaElement|HTMLInputElement} Control
 * @typedef {object} Reading
 * @property {string} text
 * @property {(start: number, end: number) => Bounds|null} boundsOf where the range would be. No range is made: a
 *   live range costs time at every edit until it is collected
 * @property {(start: number, end: number) => AbstractRange|null} rangeOf
 * @property {readonly Piece[]} pieces none in a text control
 * @typedef {{node: Text, start: number, end: number}} Piece the whole of `node` stands at [start, end)
 * @typedef {{startContainer?: Node, startOffset: number, endContainer?: Node, endOffset: number}} Bounds no
 *   containers in a text control, as in an `OpaqueRange`
 */

const TextModel = (() => {
  const BLOCK_END = "\n";
  /** Replaces what is not the user's text, such as a mention chip or the picture of an emoji, and keeps the words apart. */
  const ISLAND = " ";
  const PICTURES = new Set(["img", "svg", "video", "audio", "canvas", "object", "embed", "iframe", "input", "select", "textarea"]);
  /** Text nodes of nothing but these are an editor's scaffolding (Slate, Quill, Lexical put them in). */
  const SCAFFOLD_RE = /^[\u200b\ufeff]+$/u;
  const SKIPPED = "script, style, template, noscript, [hidden], [data-slate-placeholder], [data-slate-zero-width]";
  const TYPES = new Set(["text", ""]);
  /** The HTML autofill tokens of fields that ask for the user's own details. */
  const OWN_DETAIL_RE = /(?:^|\s)(?:username|(?:new|current)-password|one-time-code|email|tel\S*|cc-\S+|(?:\S+-)?name|street-address|address-\S+|postal-code|bday\S*)(?:\s|$)/u;

  /**
   * @param {unknown} node
   * @returns {node is Element}
   */
  const isElement = (node) => node instanceof Node && node.nodeType === Node.ELEMENT_NODE;

  /**
   * @param {Element} element
   * @returns {element is Control}
   */
  const isControl = (element) => element.localName === "textarea" || element.localName === "input";

  /**
   * The editable box in which an event happened, or null when Touchline does not read that box.
   * @param {Event} event
   * @returns {HTMLElement|null}
   */
  function fieldOf(event) {
    const target = Tree.pathOf(event)[0];
    const element = isElement(target) ? target : target instanceof Node ? target.parentElement : null;
    return element && fieldAround(element);
  }

  /**
   * @param {Element} element
   * @returns {HTMLElement|null}
   */
  function fieldAround(element) {
    const field = isControl(element) ? element : editingHost(element);
    return field && !isForSomethingElse(field) ? field : null;
  }

  /** @param {Element} element @returns {HTMLElement|null} */
  function editingHost(element) {
    if (element.ownerDocument.designMode === "on") return element.ownerDocument.body;
    let host = /** @type {HTMLElement} */ (element);
    if (!host.isContentEditable) return null;
    while (host.parentElement?.isContentEditable) host = host.parentElement;
    return host;
  }

  /**
   * Whether the box holds no message: search boxes, and forms for the user's own details.
   * @param {HTMLElement} field
   */
  function isForSomethingElse(field) {
    if (field.matches("[role=searchbox], [role=search] *, [aria-readonly=true]")) return true;
    if (!isControl(field)) return false;
    if (field.readOnly || field.disabled) return true;
    if (field.localName === "textarea") return false;
    return !TYPES.has(field.type) || OWN_DETAIL_RE.test(field.autocomplete.toLowerCase());
  }

  /**
   * @param {HTMLElement} field
   * @returns {Reading}
   */
  function read(field) {
    if (isControl(field)) {
      return Object.freeze({
        text: field.value,
        pieces: [],
        boundsOf: (/** @type {number} */ startOffset, /** @type {number} */ endOffset) => ({ startOffset, endOffset }),
        rangeOf: (/** @type {number} */ start, /** @type {number} */ end) =>
          field.createValueRange?.(start, end) ?? null,
      });
    }
    const collapses = getComputedStyle(field).whiteSpaceCollapse === "collapse";
    const { text, pieces } = flatten(field, (element) => getComputedStyle(element).display, collapses);
    return Object.freeze({
      text,
      pieces,
      boundsOf: (/** @type {number} */ start, /** @type {number} */ end) => boundsIn(pieces, start, end),
      rangeOf: (/** @type {number} */ start, /** @type {number} */ end) => rangeIn(pieces, start, end),
    });
  }

  /**
   * Whether two readings of one box found the same nodes, so that ranges made of one hold for the other.
   * @param {Reading} one
   * @param {Reading} other
   */
  function standsInSameNodes(one, other) {
    return one.pieces.length === other.pieces.length && one.pieces.every(({ node }, index) => node === other.pieces[index]?.node);
  }

  /**
   * The text of an editable element, and the text nodes it is made of. Blocks and `<br>` end lines. The text of each
   * node keeps its length, so that positions lead back to nodes without arithmetic.
   * @param {Element} root
   * @param {(element: Element) => string} displayOf the computed `display`
   * @param {boolean} [collapses] whether a line feed in the source is shown as a space
   * @returns {{text: string, pieces: Piece[]}}
   */
  function flatten(root, displayOf, collapses = false) {
    let text = "";
    /** @type {Piece[]} */
    const pieces = [];
    const endLine = () => {
      if (text && !text.endsWith(BLOCK_END)) text += BLOCK_END;
    };
    /** @param {Node} parent */
    const walk = (parent) => {
      for (const node of parent.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
          const { data } = /** @type {Text} */ (node);
          if (!data || SCAFFOLD_RE.test(data)) continue;
          const start = text.length;
          text += collapses ? data.replace(/[\n\r\t]/gu, " ") : data;
          pieces.push({ node: /** @type {Text} */ (node), start, end: text.length });
        } else if (node.nodeType === Node.ELEMENT_NODE) {
          visit(/** @type {Element} */ (node));
        }
      }
    };
    /** @param {Element} element */
    const visit = (element) => {
      if (element.localName === "br") text += BLOCK_END;
      else if (element.matches(SKIPPED)) return;
      else if (element.getAttribute("contenteditable") === "false" || isPicture(element)) text += ISLAND;
      else {
        const display = displayOf(element);
        if (display === "none") return;
        const isBlock = !/^(?:inline|contents|ruby)/u.test(display);
        if (isBlock) endLine();
        walk(element);
        if (isBlock) endLine();
      }
    };
    walk(root);
    return { text, pieces };
  }

  /** Whether it is a picture. One with an empty `alt` is not: ProseMirror puts it in as a place for the caret. @param {Element} element */
  const isPicture = (element) => PICTURES.has(element.localName) && element.getAttribute("alt") !== "";

  /**
   * @param {readonly Piece[]} pieces
   * @param {number} start
   * @param {number} end
   * @returns {Bounds & {startContainer: Text, endContainer: Text}|null} null when no node holds these positions
   */
  function boundsIn(pieces, start, end) {
    const first = pieces.find((piece) => piece.end > start);
    const last = pieces.findLast((piece) => piece.start < end);
    if (!first || !last || first.start > last.start) return null;
    return {
      startContainer: first.node,
      startOffset: Math.max(0, start - first.start),
      endContainer: last.node,
      endOffset: Math.min(last.end, end) - last.start,
    };
  }

  /**
   * @param {readonly Piece[]} pieces
   * @param {number} start
   * @param {number} end
   * @returns {Range|null} null when no node holds these positions
   */
  function rangeIn(pieces, start, end) {
    const bounds = boundsIn(pieces, start, end);
    if (!bounds) return null;
    const range = bounds.startContainer.ownerDocument.createRange();
    range.setStart(bounds.startContainer, bounds.startOffset);
    range.setEnd(bounds.endContainer, bounds.endOffset);
    return range;
  }

  /**
   * Where the caret stands, or null when words are selected or the caret is elsewhere.
   * @param {HTMLElement} field
   * @param {Reading} reading
   * @returns {{covers: (start: number, end: number) => boolean}|null}
   */
  function caretIn(field, reading) {
    if (isControl(field)) {
      const { selectionStart: at, selectionEnd } = field;
      if (at === null || at !== selectionEnd) return null;
      return { covers: (start, end) => start <= at && at <= end };
    }
    const selection = selectionAround(field);
    const { anchorNode, anchorOffset, isCollapsed } = selection ?? {};
    if (!anchorNode || !isCollapsed || anchorOffset === undefined || !field.contains(anchorNode)) return null;
    return {
      covers: (start, end) => {
        const range = reading.rangeOf(start, end);
        return range instanceof Range && range.comparePoint(anchorNode, anchorOffset) === 0;
      },
    };
  }

  /** Whether words are selected in the box. @param {HTMLElement} field */
  function isSelecting(field) {
    if (isControl(field)) return field.selectionStart !== field.selectionEnd;
    return selectionAround(field)?.isCollapsed === false;
  }

  /** @param {HTMLElement} field @returns {Selection|null} */
  function selectionAround(field) {
    const root = field.getRootNode();
    return root instanceof ShadowRoot && root.getSelection ? root.getSelection() : field.ownerDocument.getSelection();
  }

  return Object.freeze({ isSelecting, fieldOf, isControl, read, standsInSameNodes, flatten, rangeIn, caretIn });
})();
