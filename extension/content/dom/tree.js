// @ts-check
/**
 * Walks up from a node in a way that a page cannot bend, and down into closed shadow roots, which are open to
 * extensions. A form's own `parentNode` may be a field with the name "parentNode", so the getters and methods of
 * the prototypes are called instead. This script must not know what the nodes are for.
 */

const Tree = (() => {
  /**
   * The node around this one. The way leads out of shadow roots, and out of frames of the same site.
   * @param {Node} node
   * @returns {Node|null}
   */
  function around(node) {
    const parent = Reflect.get(Node.prototype, "parentNode", node);
    if (parent) return parent;
    if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return /** @type {ShadowRoot} */ (node).host ?? null;
    return /** @type {Document} */ (node).defaultView?.frameElement ?? null;
  }

  /**
   * Whether `node` is `ancestor` or stands inside it.
   * @param {Node} node
   * @param {Node} ancestor
   */
  function isInside(node, ancestor) {
    /** @type {Node|null} */
    let at = node;
    while (at && at !== ancestor) at = around(at);
    return at !== null;
  }

  /**
   * @param {unknown} node of any frame
   * @param {string} selector
   * @returns {node is Element}
   */
  function matches(node, selector) {
    const isElement = /** @type {Node|null|undefined} */ (node)?.nodeType === Node.ELEMENT_NODE;
    return isElement && Element.prototype.matches.call(node, selector);
  }

  /**
   * The shadow root of an element, open or closed; null for an element of another frame.
   * @param {Node|EventTarget|null|undefined} node
   * @returns {ShadowRoot|null}
   */
  function rootOf(node) {
    if (!(node instanceof HTMLElement)) return null;
    // Firefox offers the root on every element, Chromium only through `chrome.dom`.
    if ("openOrClosedShadowRoot" in node) return /** @type {ShadowRoot|null} */ (node.openOrClosedShadowRoot);
    const { dom, runtime } = chrome;
    if (runtime?.id === undefined) return null; // the extension was updated: `chrome.dom` would throw now
    return dom?.openOrClosedShadowRoot(node) ?? null;
  }

  /**
   * The nodes that an event passed, innermost first. `composedPath` stops at the host of a closed shadow root; this
   * path starts inside it.
   * @param {Event} event
   * @returns {EventTarget[]}
   */
  function pathOf(event) {
    const path = event.composedPath();
    let innermost = path[0];
    for (let root = rootOf(innermost); root; root = rootOf(innermost)) {
      const within = elementOf(event, root);
      if (!within || Node.prototype.getRootNode.call(within) !== root) break;
      innermost = within;
    }
    /** @type {EventTarget[]} */
    const hidden = [];
    for (let node = /** @type {Node|null} */ (innermost ?? null); node && node !== path[0]; node = around(node)) hidden.push(node);
    return [...hidden, ...path];
  }

  /**
   * The element of a shadow tree that the event is about: the one under the pointer, or else the one with the focus.
   * @param {Event} event
   * @param {ShadowRoot} root
   */
  function elementOf(event, root) {
    const touched = "changedTouches" in event ? /** @type {TouchEvent} */ (event).changedTouches[0] : undefined;
    const { clientX: x, clientY: y } = /** @type {MouseEvent|Touch} */ (touched ?? event);
    // A key that presses a button makes a click too, but a click without a position.
    const isByKey = x === undefined || (event.type === "click" && /** @type {MouseEvent} */ (event).detail === 0);
    return isByKey ? root.activeElement : root.elementFromPoint(x, y);
  }

  return Object.freeze({ around, isInside, matches, rootOf, pathOf });
})();
