// @ts-check
/** Which buttons and keys count as Send, on a small stand-in for the DOM. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent } from "./load.js";

/** As much of a tree as a walk up and a selector need. */
class FakeNode {
  static ELEMENT_NODE = 1;
  static DOCUMENT_FRAGMENT_NODE = 11;
  nodeType = 1;
  /** @type {FakeNode|null} */
  up = null;
  get parentNode() {
    return this.up;
  }
}

class FakeElement extends FakeNode {
  /** @param {string} localName @param {Record<string, string>} attributes @param {...(FakeElement|string)} children */
  constructor(localName, attributes = {}, ...children) {
    super();
    this.localName = localName;
    /** @type {string} */
    this.textContent = children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
    this.attributes = attributes;
    this.children = children.filter((child) => child instanceof FakeElement);
    for (const child of this.children) child.up = this;
  }
  /** @returns {FakeElement|null} */
  get form() {
    /** @type {FakeNode|null} */
    let at = this;
    while (at && /** @type {FakeElement} */ (at).localName !== "form") at = at.up;
    return /** @type {FakeElement|null} */ (at);
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  /** @param {string} name */
  hasAttribute(name) {
    return name in this.attributes;
  }
  /** @param {string} selector @returns {boolean} */
  matches(selector) {
    return selector.split(/, (?![^(]*\))/u).some((each) => {
      const [, tag, not, rest] = /^(\w*)(?::not\((.*)\))?(.*)$/u.exec(each) ?? [];
      const name = rest?.trim().split(" ").at(-1) ?? "";
      const [, key, value] = /^\[([\w-]+)=?'?([\w#]*)'?\]$/u.exec(name) ?? [];
      const isNamed = name === "" || (key !== undefined ? key in this.attributes && (value === "" || this.attributes[key] === value) : this.attributes["class"] === name.slice(1));
      return (!tag || tag === this.localName) && !(not && this.matches(not)) && isNamed;
    });
  }
  /** @param {string} selector @returns {FakeElement[]} */
  querySelectorAll(selector) {
    const last = selector.split(", ").map((each) => each.split(" ").at(-1)).join(", ");
    return this.children.flatMap((child) => [...(child.matches(selector) || child.matches(last) ? [child] : []), ...child.querySelectorAll(selector)]);
  }
}

const { SendControl, Sites } = loadContent({ Node: FakeNode, Element: FakeElement });
/** @type {(name: string, attributes?: Record<string, string>, ...children: Array<FakeElement|string>) => FakeElement} */
const element = (name, attributes, ...children) => new FakeElement(name, attributes, ...children);

/** @param {FakeElement} target @param {object} [more] of the event */
function fieldsSentBy(target, more = {}, { fields = [field], surface = "inbox" } = {}) {
  /** @type {FakeNode[]} */
  const path = [];
  for (let at = /** @type {FakeNode|null} */ (target); at; at = at.up) path.push(at);
  const event = { type: "click", composedPath: () => path, ...more };
  return [...SendControl.fieldsSentBy(event, fields, { surface })];
}

let field = element("div");
/** A box with a button beside it. @param {FakeElement} button */
function beside(button) {
  field = element("div", { contenteditable: "true" });
  element("section", {}, element("div", {}, field), element("footer", {}, button));
  return button;
}

const key = (/** @type {object} */ more) => ({ type: "keydown", key: "Enter", keyCode: 13, ...more });

test("a button that says Send is one, in every language the sites speak", () => {
  const said = [
    "Send", "Send message", "Submit a Proposal", "Send for 12 Connects", "Review & send", "Place Bid", "Reply", "Nachricht senden",
    "Enviar mensaje", "Envoyer", "Invia", "Bericht versturen", "Надіслати", "Отправить сообщение", "Kirim", "إرسال", "بھیجیں", "संदेश भेजें", "পাঠান",
  ];
  for (const label of said) {
    assert.ok(SendControl.isSend(element("button", {}, label)), label);
    assert.ok(SendControl.isSend(element("button", { "aria-label": label }, element("svg"))), `icon: ${label}`);
  }
});

test("a button that says something else is none, whatever its makers call it", () => {
  for (const label of ["Emoji", "Attach file", "Sender details", "View post", "Save draft", "Cancel", "Postpone", "Sendung verfolgen"]) {
    assert.ok(!SendControl.isSend(element("button", { class: "send-tools" }, label)), label);
  }
});

test("an icon is told by the names its makers gave it, or by the site's data", () => {
  for (const [attribute, value] of [["class", "btn sendButton"], ["data-test", "message-send"], ["id", "submit"]]) {
    assert.ok(SendControl.isSend(element("button", { [String(attribute)]: String(value) }, element("svg"))), String(value));
  }
  assert.ok(SendControl.isSend(element("button", {}, element("svg", { "data-icon": "paper-plane" }))));
  const circle = element("button", { class: "air3-btn-circle" });
  assert.ok(!SendControl.isSend(circle));
  assert.ok(SendControl.isSend(circle, "button.air3-btn-circle"));
  assert.ok(!SendControl.isSend(element("button", { class: "resend" })));
  assert.match(Sites.placeOf("https://www.upwork.com/ab/messages/rooms/room_1").send, /air3-btn-circle/u);
});

test("a press on Send is about the boxes nearest to it, and on any other button about none", () => {
  assert.deepEqual(fieldsSentBy(beside(element("button", {}, "Send"))), [field]);
  assert.deepEqual(fieldsSentBy(beside(element("button", {}, "Emoji"))), []);
  assert.deepEqual(fieldsSentBy(beside(element("a", { role: "button" }, "Send"))), [field]);
  assert.deepEqual(fieldsSentBy(beside(element("a", { href: "/gifts" }, "Send a gift"))), [], "a link to another page");
  assert.deepEqual(fieldsSentBy(beside(element("button", {}, `Send ${"more words ".repeat(9)}`))), [], "a card");
  const [near, far, send] = [element("div"), element("div"), element("button", {}, "Send")];
  element("main", {}, element("div", {}, far), element("div", {}, near, send));
  assert.deepEqual(fieldsSentBy(send, {}, { fields: [far, near] }), [near]);
});

test("a dialog without a box has a Send of its own", () => {
  const gift = element("button", {}, "Send");
  const box = element("div");
  element("body", {}, box, element("div", { role: "dialog" }, gift));
  assert.deepEqual(fieldsSentBy(gift, {}, { fields: [box] }), []);
});

test("a form's one button for submitting is Send, whatever it says; of several only one that says so", () => {
  const box = element("textarea");
  const [go, draft, send] = [element("button", {}, "Gönder"), element("button", {}, "Save draft"), element("button", {}, "Send")];
  element("form", {}, box, go, element("button", { type: "button" }, "Emoji"));
  assert.deepEqual(fieldsSentBy(go, {}, { fields: [box] }), [box]);
  const form = element("form", {}, box, draft, send);
  assert.deepEqual(fieldsSentBy(draft, {}, { fields: [box] }), []);
  assert.deepEqual(fieldsSentBy(send, {}, { fields: [box] }), [box]);
  assert.deepEqual(fieldsSentBy(form, { type: "submit", submitter: draft }, { fields: [box] }), []);
  assert.deepEqual(fieldsSentBy(form, { type: "submit", submitter: null }, { fields: [box] }), [box]);
});

test("Enter sends in a chat; with Shift, in an input method, in a list of names or in a long form it does not", () => {
  const box = element("div", { contenteditable: "true" });
  const sends = (/** @type {object} */ more, surface = "inbox") => fieldsSentBy(box, key(more), { fields: [box], surface }).length === 1;
  assert.ok(sends({}));
  assert.ok(sends({}, "unknown"));
  assert.ok(!sends({ shiftKey: true }));
  assert.ok(!sends({ altKey: true }));
  assert.ok(!sends({ isComposing: true }));
  assert.ok(!sends({ keyCode: 229 }));
  assert.ok(!sends({ key: "a" }));
  assert.ok(!sends({}, "proposal"));
  assert.ok(sends({ ctrlKey: true }, "proposal"));
  box.attributes["aria-expanded"] = "true";
  assert.ok(!sends({}));
});

test("a press inside of the box is no Send, nor is a key in another field", () => {
  const link = element("a", {}, "Send");
  const box = element("div", { contenteditable: "true" }, link);
  const other = element("input");
  element("section", {}, box, other);
  assert.deepEqual(fieldsSentBy(link, {}, { fields: [box] }), []);
  assert.deepEqual(fieldsSentBy(other, key({}), { fields: [box] }), []);
});
