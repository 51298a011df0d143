// @ts-check
/**
 * The way up from a node, as a page cannot bend it: a form's own `parentNode` is whatever field of it is
 * named so, hence the prototypes' getters and methods. And the way down into closed shadow roots, which are
 * open to extensions. It must not know what the nodes are.
 */

const Tree = (() => {
  /**
   * The node around this one: through shadow roots, and out of a frame of the same site.
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
   * Whether `ancestor` is the node or around it.
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
   * The shadow root of an element, be it a closed one; an element of another frame has none here.
   * @param {Node|EventTarget|null|undefined} node
   * @returns {ShadowRoot|null}
   */
  function rootOf(node) {
    if (!(node instanceof HTMLElement)) return null;
    // Firefox has it in every element, Chromium in a part of its interface that Firefox lacks.
    if ("openOrClosedShadowRoot" in node) return /** @type {ShadowRoot|null} */ (node.openOrClosedShadowRoot);
    const { dom, runtime } = chrome;
    if (runtime?.id === undefined) return null; // the extension was updated: asked now, it would throw
    return dom?.openOrClosedShadowRoot(node) ?? null;
  }

  /**
   * What an event went through, innermost first, as `composedPath` has it: there a closed shadow root ends the
   * path at its host, here it does not.
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
   * The element of a shadow tree that the event is at: under the pointer, else the one with the focus.
   * @param {Event} event
   * @param {ShadowRoot} root
   */
  function elementOf(event, root) {
    const touched = "changedTouches" in event ? /** @type {TouchEvent} */ (event).changedTouches[0] : undefined;
    const { clientX: x, clientY: y } = /** @type {MouseEvent|Touch} */ (touched ?? event);
    // A key's press on a button makes a click too, which is nowhere.
    const isByKey = x === undefined || (event.type === "click" && /** @type {MouseEvent} */ (event).detail === 0);
    return isByKey ? root.activeElement : root.elementFromPoint(x, y);
  }

  return Object.freeze({ around, isInside, matches, rootOf, pathOf });
})();
