// @ts-check
/** Fills the list of what the user has said about conversations. Each entry has a button that takes it back. */

import { byId, rowWith } from "./localize.js";

const { say } = Words;

/** Draw the list anew from storage. */
export async function showSaid() {
  const conversations = await Conversation.everything();
  byId("said", HTMLElement).replaceChildren(...conversations.flatMap(({ key, said }) => rowsOf(key, said)));
  byId("said-none", HTMLElement).hidden = conversations.length > 0;
}

/** @param {string} key @param {Said} said */
function rowsOf(key, said) {
  const place = [
    Sites.SITES.find(({ id }) => id === said.platform)?.name ?? said.platform,
    said.surface ? Words.nameOf(Words.SURFACES, said.surface) : "",
    said.stage ? Words.nameOf(Words.STAGES, said.stage) : "",
    said.snoozed ? say("boxSnoozed") : "",
    say("saidOn", said.touched),
  ];
  const facts = said.allowances.map(({ fact, reference, granted, expires }) => {
    const label = Words.nameOf(Words.FACTS, fact);
    const proof = reference ? `${label} (${reference}, ${granted})` : label;
    const row = rowWith(`${proof} · ${say("until", expires)}`, () => Conversation.takeBack(key, fact));
    row.className = "part";
    return row;
  });
  return [rowWith(place.filter(Boolean).join(" · "), () => Conversation.takeBack(key, null)), ...facts];
}
