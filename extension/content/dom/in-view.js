// @ts-check
/**
 * Finds the part of a box that can be seen in the window. It must not know what is marked in the box.
 */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Edges in viewport pixels */

const InView = (() => {
  /**
   * The part of the box that no scrolling ancestor hides.
   * @param {HTMLElement} field
   * @returns {Edges}
   */
  function partOf(field) {
    const edges = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
    /** @type {Node|null} */
    let node = field;
    for (; node && node !== document.documentElement && node !== document.body; node = Tree.around(node)) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const element = /** @type {Element} */ (node);
      if (element !== field && getComputedStyle(element).overflow === "visible") continue;
      const { left, top, right, bottom } = Element.prototype.getBoundingClientRect.call(element);
      edges.left = Math.max(edges.left, left);
      edges.top = Math.max(edges.top, top);
      edges.right = Math.min(edges.right, right);
      edges.bottom = Math.min(edges.bottom, bottom);
    }
    return edges;
  }

  return Object.freeze({ partOf });
})();
