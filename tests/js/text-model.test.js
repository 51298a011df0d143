// @ts-check
/** Text of editors and the way back to their nodes, on a small stand-in for the DOM. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { loadContent } from "./load.js";

const { TextModel } = loadContent();

/** @typedef {{nodeType: number, [more: string]: any}} FakeNode */

const document = {
  createRange: () => ({
    setStart(/** @type {FakeNode} */ node, /** @type {number} */ offset) {
      Object.assign(this, { startContainer: node, startOffset: offset });
    },
    setEnd(/** @type {FakeNode} */ node, /** @type {number} */ offset) {
      Object.assign(this, { endContainer: node, endOffset: offset });
    },
  }),
};

/** @param {string} data @returns {FakeNode} */
const words = (data) => ({ nodeType: 3, data, ownerDocument: document });

/**
 * @param {string} name with what matters of its attributes: `span[contenteditable=false]`
 * @param {...FakeNode} childNodes
 * @returns {FakeNode}
 */
function element(name, ...childNodes) {
  const [localName, ...attributes] = name.split(/[[\]]+/u).filter(Boolean);
  const values = new Map(attributes.map((each) => /** @type {[string, string]} */ ([each.split("=")[0], each.split("=")[1] ?? ""])));
  return {
    nodeType: 1,
    localName,
    childNodes,
    getAttribute: (/** @type {string} */ key) => values.get(key) ?? null,
    matches: (/** @type {string} */ selector) =>
      selector.split(", ").some((each) => each === localName || values.has(each.replace(/[[\]]/gu, ""))),
  };
}

const INLINE = new Set(["span", "b", "a", "img"]);
const displayOf = (/** @type {FakeNode} */ node) => (INLINE.has(node["localName"]) ? "inline" : "block");
const flatten = (/** @type {FakeNode} */ root) => TextModel.flatten(root, displayOf);

/** The words between two positions, read back through the DOM. @param {FakeNode} root @param {number} start @param {number} end */
function readBack(root, start, end) {
  const { pieces } = flatten(root);
  const range = TextModel.rangeIn(pieces, start, end);
  const nodes = pieces.map((/** @type {any} */ piece) => piece.node);
  const from = nodes.indexOf(range.startContainer);
  const to = nodes.indexOf(range.endContainer);
  return nodes
    .slice(from, to + 1)
    .map((/** @type {FakeNode} */ { data }, /** @type {number} */ index) =>
      data.slice(index === 0 ? range.startOffset : 0, index === to - from ? range.endOffset : undefined),
    )
    .join("");
}

test("paragraphs end lines", () => {
  const editor = element("div", element("p", words("one")), element("p", words("two")));
  assert.equal(flatten(editor).text, "one\ntwo\n");
});

test("a br ends a line and formatting does not", () => {
  const editor = element("div", words("jo@"), element("b", words("example")), words(".org"), element("br"), words("x"));
  assert.equal(flatten(editor).text, "jo@example.org\nx");
});

test("words over several nodes are one range", () => {
  const editor = element("div", words("mail jo@"), element("b", words("example")), words(".org now"));
  const at = flatten(editor).text.indexOf("jo@");
  assert.equal(readBack(editor, at, at + 14), "jo@example.org");
});

test("Slate's zero-width and placeholder nodes are no text", () => {
  const editor = element(
    "div",
    element("span[data-slate-placeholder]", words("Type here")),
    element("div", element("span[data-slate-zero-width=n]", words("\ufeff"), element("br")), words("hello")),
  );
  assert.equal(flatten(editor).text, "hello\n");
});

test("an editor's lone zero-width nodes are no text, a user's are", () => {
  const editor = element("div", words("\u200b"), words("j\u200bo"), element("span", words("\ufeff")));
  assert.equal(flatten(editor).text, "j\u200bo");
});

test("an island that cannot be edited keeps the words around it apart", () => {
  const editor = element("div", words("hi"), element("span[contenteditable=false]", words("@Sam")), words("there"));
  assert.equal(flatten(editor).text, "hi there");
});

test("a picture keeps the words around it apart; an editor's own empty one does not", () => {
  const editor = element("div", words("555"), element("img[alt=😀]"), words("0199"), element("img[alt=]"), words("x"));
  assert.equal(flatten(editor).text, "555 0199x");
  assert.equal(flatten(element("div", words("a"), element("select", element("option", words("Mr"))), words("b"))).text, "a b");
});

test("a line feed in the source is a space where the page shows it as one", () => {
  const editor = element("div", words("one\r\n\ttwo"));
  assert.equal(flatten(editor).text, "one\r\n\ttwo");
  assert.equal(TextModel.flatten(editor, displayOf, true).text, "one   two");
});

test("two readings are of the same nodes only when each node is the same", () => {
  const [one, two] = [words("a"), words("b")];
  const reading = (/** @type {FakeNode[]} */ ...nodes) => flatten(element("div", ...nodes));
  assert.ok(TextModel.standsInSameNodes(reading(one, two), reading(one, two)));
  for (const other of [reading(one), reading(one, words("b")), reading(one, two, words("c"))]) {
    assert.ok(!TextModel.standsInSameNodes(reading(one, two), other));
  }
});

test("positions that no node holds are no range", () => {
  assert.equal(TextModel.rangeIn(flatten(element("div")).pieces, 0, 1), null);
});

test("every position of every text node leads back to its own character", () => {
  const leaf = fc.string({ unit: fc.constantFrom("a", "@", " ", "👋", "é"), minLength: 1, maxLength: 6 }).map(words);
  const trees = fc.letrec((/** @type {(key: string) => fc.Arbitrary<any>} */ tie) => ({
    node: fc.oneof({ maxDepth: 4, depthSize: "small" }, leaf, tie("parent"), fc.constant(null).map(() => element("br"))),
    parent: fc
      .tuple(fc.constantFrom("p", "span", "div", "b"), fc.array(tie("node"), { maxLength: 4 }))
      .map(([name, children]) => element(/** @type {string} */ (name), .../** @type {FakeNode[]} */ (children))),
  }));
  fc.assert(
    fc.property(fc.array(/** @type {fc.Arbitrary<any>} */ (trees["node"]), { maxLength: 5 }), (nodes) => {
      const editor = element("div", .../** @type {FakeNode[]} */ (nodes));
      const { text, pieces } = flatten(editor);
      for (const piece of pieces) {
        assert.equal(text.slice(piece.start, piece.end), piece.node.data);
        assert.equal(readBack(editor, piece.start, piece.end), piece.node.data);
      }
    }),
  );
});
