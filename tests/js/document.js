// @ts-check
/**
 * A stand-in for a document, as far as Touchline's own rows and buttons need one: elements with children, words,
 * attributes and listeners. Layout, selectors and events of the browser are the browser tests' business.
 */

/** Every class of element is this one, so that `instanceof` holds. */
export class FakeElement {
  /** @param {string} localName */
  constructor(localName) {
    this.localName = localName;
    /** @type {Array<FakeElement|string>} */
    this.children = [];
    /** @type {Record<string, string>} */
    this.dataset = {};
    /** @type {Record<string, (event: object) => void>} */
    this.listeners = {};
    /** @type {Record<string, string>} */
    this.attributes = {};
    this.hidden = false;
    this.open = false;
    this.value = "";
    this.checked = false;
    /** @type {string|null} of a button that opens something */
    this.ariaExpanded = null;
  }

  append(/** @type {Array<FakeElement|string>} */ ...children) {
    this.children.push(...children);
  }

  replaceChildren(/** @type {Array<FakeElement|string>} */ ...children) {
    this.children = children;
  }

  addEventListener(/** @type {string} */ name, /** @type {(event: object) => void} */ listener) {
    this.listeners[name] = listener;
  }

  setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
    this.attributes[name] = value;
  }

  reportValidity() {
    return true;
  }

  /** A press of the user's own. */
  press() {
    this.listeners["click"]?.({ isTrusted: true });
  }

  get textContent() {
    /** @type {string[]} */
    const words = this.children.map((child) => (typeof child === "string" ? child : child.textContent));
    return words.join("");
  }

  set textContent(words) {
    this.children = [words];
  }

  /** Every element in here of this name. @param {string} localName @returns {FakeElement[]} */
  all(localName) {
    const inner = this.children.filter((child) => child instanceof FakeElement);
    return inner.flatMap((child) => [...(child.localName === localName ? [child] : []), ...child.all(localName)]);
  }
}

/** A document in which every id that is asked for is an element. */
export function fakeDocument() {
  /** @type {Map<string, FakeElement>} */
  const byId = new Map();
  return {
    createElement: (/** @type {string} */ name) => new FakeElement(name),
    getElementById(/** @type {string} */ id) {
      const element = byId.get(id) ?? new FakeElement("div");
      byId.set(id, element);
      return element;
    },
  };
}
