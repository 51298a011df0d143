// @ts-check
/** Marks across edits: kept where nothing touched them, dropped in doubt, never on other words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { loadContent } from "./load.js";

const { Spans } = loadContent();
const EMAIL = "jo@example.org";
const before = `mail ${EMAIL} today`;
const span = { start: 5, end: 5 + EMAIL.length, verdict: "breach" };
const wordsAfter = (/** @type {string} */ after) =>
  [...Spans.moved([span], before, after)].map(({ start, end }) => after.slice(start, end));

test("text before a mark moves it", () => assert.deepEqual(wordsAfter(`please ${before}`), [EMAIL]));
test("text after a mark leaves it", () => assert.deepEqual(wordsAfter(`${before} please`), [EMAIL]));
test("a space right behind a mark leaves it", () => assert.deepEqual(wordsAfter(`mail ${EMAIL}  today`), [EMAIL]));
test("a letter right behind a mark drops it", () => assert.deepEqual(wordsAfter(`mail ${EMAIL}x today`), []));
test("a letter right before a mark drops it", () => assert.deepEqual(wordsAfter(`mail x${EMAIL} today`), []));
test("a styled letter, of two code units, right behind a mark drops it", () => assert.deepEqual(wordsAfter(`mail ${EMAIL}𝕒 today`), []));
test("a styled letter right before a mark drops it", () => assert.deepEqual(wordsAfter(`mail 𝕒${EMAIL} today`), []));
test("an emoji at either end leaves a mark", () => {
  assert.deepEqual(wordsAfter(`mail ${EMAIL}👋 today`), [EMAIL]);
  assert.deepEqual(wordsAfter(`mail 👋${EMAIL} today`), [EMAIL]);
});
test("a letter inside a mark drops it", () => assert.deepEqual(wordsAfter(`mail jox@example.org today`), []));
test("a mark that was cut away is gone", () => assert.deepEqual(wordsAfter("mail  today"), []));
test("an emptied box has no marks", () => assert.deepEqual(wordsAfter(""), []));
test("a mark keeps what it carries", () => {
  assert.equal(Spans.moved([span], before, `x ${before}`)[0].verdict, "breach");
});

test("whatever is typed, a mark stands on the words it stood on, or nowhere", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", " ", "@", "👋", "\n"), maxLength: 40 });
  fc.assert(
    fc.property(texts, texts, fc.nat(), fc.nat(), (old, now, from, length) => {
      const start = from % (old.length + 1);
      const end = Math.min(old.length, start + 1 + (length % 8));
      if (start >= end) return;
      for (const moved of Spans.moved([{ start, end }], old, now)) {
        assert.equal(now.slice(moved.start, moved.end), old.slice(start, end));
      }
    }),
  );
});

test("an edit apart from a mark never loses it", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 20 });
  fc.assert(
    fc.property(words, words, words, words, (lead, tail, newLead, newTail) => {
      const old = `${lead} ⟦x⟧ ${tail}`;
      const mark = { start: lead.length + 1, end: lead.length + 4 };
      assert.equal(Spans.moved([mark], old, `${newLead} ⟦x⟧ ${tail}`).length, 1);
      assert.equal(Spans.moved([mark], old, `${lead} ⟦x⟧ ${newTail}`).length, 1);
    }),
  );
});

test("the one edit between two texts turns the first into the second", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (old, now) => {
      const { start, removed, added } = Spans.editBetween(old, now);
      assert.equal(old.slice(0, start) + now.slice(start, added) + old.slice(removed), now);
    }),
  );
});
