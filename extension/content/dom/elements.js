// @ts-check
/**
 * Makes the elements that Touchline shows in a page. They are made from text only, so that no words of a page or of
 * the terms become markup. This script must not know what is said or where it stands.
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
   * A button that only a person can press: a click made by the page's script does nothing.
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
