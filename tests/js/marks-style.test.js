// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent, source } from "./load.js";

const { MarksNative, PopoverStyle } = loadContent();
const VERDICTS = ["breach", "caution", "note"];
/** Grounds of pages in light and dark; the page decides which stands behind a line. */
const GROUNDS = ["#ffffff", "#15181c"];
/** WCAG 2.2, 1.4.11: graphics that are needed to understand the content. */
const LEAST_CONTRAST = 3;

/** Line style and colour of each verdict, in the browser's own marks. */
const native = new Map(
  [...source("styles/marks.css").matchAll(/highlight\((?<name>[\w-]+)\) \{\s*text-decoration: underline (?<line>\w+) (?<colour>#\w{6})/gu)].map(
    ({ groups }) => [groups?.["name"], { line: groups?.["line"], colour: groups?.["colour"] }],
  ),
);

/** The same for the overlay's boxes, whose plain rule is the note's. @param {string} verdict */
function overlay(verdict) {
  const selector = verdict === "note" ? String.raw`\.mark` : String.raw`\.mark\[data-verdict="${verdict}"\]`;
  const rule = new RegExp(`^${selector} \\{[^}]*border-block-end: \\d+px (?<line>\\w+) (?<colour>#\\w{6})`, "mu");
  return rule.exec(PopoverStyle.TEXT)?.groups ?? {};
}

/** @param {string} colour @returns {number} relative luminance, WCAG 2.2 */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue);
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (Number(light) + 0.05) / (Number(dark) + 0.05);
}

test("each verdict has a line style of its own in both painters", () => {
  assert.equal(new Set(VERDICTS.map((verdict) => native.get(MarksNative.NAMES[verdict])?.line)).size, VERDICTS.length);
  assert.equal(new Set(VERDICTS.map((verdict) => overlay(verdict)["line"])).size, VERDICTS.length);
});

test("both painters give a verdict the same colour", () => {
  for (const verdict of VERDICTS) {
    assert.equal(native.get(MarksNative.NAMES[verdict])?.colour, overlay(verdict)["colour"], verdict);
  }
});

test("every line can be seen on a light and on a dark page", () => {
  for (const verdict of VERDICTS) {
    for (const ground of GROUNDS) {
      const found = contrast(String(overlay(verdict)["colour"]), ground);
      assert.ok(found >= LEAST_CONTRAST, `${verdict} on ${ground}: ${found.toFixed(2)} to 1`);
    }
  }
});
