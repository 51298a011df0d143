// @ts-check
/** The types that the extension's scripts are checked with are the companion's own, field by field and word by word. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shapeOfSchema, shapeOfTypedef, valuesOf } from "./typedefs.js";

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../contract/${name}`, import.meta.url), "utf8"));
const words = read("words.json");

test("the type of a reply has the fields and the types that the companion sends", () => {
  assert.deepEqual(shapeOfTypedef("Reply"), shapeOfSchema(read("reply.schema.json")));
});

for (const [name, list] of Object.entries({
  Surface: "surfaces", Stage: "stages", Mode: "modes", Verdict: "verdicts", Kind: "kinds", Intent: "intents",
  Technique: "techniques", Fact: "facts", StatedFact: "allowances",
})) {
  test(`the type ${name} lists the contract's ${list}`, () => {
    assert.deepEqual(valuesOf(shapeOfTypedef(name)).sort(), words[list].toSorted());
  });
}

test("the reasons for which a pairing ends are the companion's", () => {
  const own = ["paired", "unarmed", "gone", "unfinished"]; // what the extension itself finds out
  const theirs = valuesOf(shapeOfTypedef("Ending", "pairing/handshake.js")).filter((ending) => !own.includes(ending));
  assert.ok(theirs.length > 0);
  assert.deepEqual(theirs.filter((ending) => !words.pairing_ends.includes(ending)), []);
});

test("a schema and a type of the same fields are one shape, and a difference shows", () => {
  const schema = {
    $ref: "#/$defs/Note",
    $defs: {
      Note: { title: "Note", type: "object", required: ["text", "at"], properties: { text: { anyOf: [{ type: "string" }, { type: "null" }] }, at: { type: "array", items: { type: "integer" } } } },
    },
  };
  const shape = { fields: { text: { anyOf: [{ is: null }, { type: "string" }] }, at: { items: { type: "number" } } } };
  assert.deepEqual(shapeOfSchema(schema), shape);
  assert.throws(() => shapeOfSchema({ type: "object", title: "Note", properties: { text: { type: "string" } } }), /leave out text/u);
  assert.throws(() => shapeOfTypedef("Nothing"), /knows no type/u);
});
