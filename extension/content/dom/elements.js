// @ts-check
/**
 * Nodes for what Touchline shows in a page: from text only, so that nothing a page or a pack says becomes
 * markup. It must not know what is said or where it stands.
 */

const Elements = (() => {
  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   * @param {...(Node|string)} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  /**
   * A button whose action needs a real press: a page's script cannot press it.
   * @param {string} label
   * @param {(event: Event) => void} action
   * @param {string} [className]
   */
  function button(label, action, className = "") {
    const node = element("button", className, label);
    node.type = "button";
    node.addEventListener("click", (event) => {
      if (event.isTrusted) action(event);
    });
    return node;
  }

  return Object.freeze({ element, button });
})();
