// @ts-check
/**
 * The way up from a node, as a page cannot bend it: a form's own `parentNode` is whatever field of it is
 * named so, hence the prototypes' getters and methods. It must not know what the nodes are.
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

  return Object.freeze({ around, isInside, matches });
})();
