// @ts-check
/** Runs the part of the options page where the user chooses what to get no warnings about: channels, own links, words. */

import { CHANNELS, COMMON } from "./channels.js";
import { byId, rowWith } from "./localize.js";

const { say } = Words;
const link = byId("own-link", HTMLInputElement);
const state = byId("own-state", HTMLOutputElement);
/** The services' switches by channel. @type {Map<string, HTMLInputElement>} */
const boxes = new Map();

/** @param {Choices} choices */
export function showExceptions({ ignored, ignoredChannels, ownLinks }) {
  // A service that is offered no more can still be taken back.
  for (const id of ignoredChannels) if (!boxes.has(id)) offer(id);
  for (const [id, box] of boxes) box.checked = ignoredChannels.includes(id);
  // A choice that stands behind "More services" must be seen.
  if (ignoredChannels.some((id) => !COMMON.includes(id))) byId("more-channels", HTMLDetailsElement).open = true;
  const rows = ownLinks.map((own) =>
    rowWith(own, () => Settings.write({ ownLinks: ownLinks.filter((other) => other !== own) })),
  );
  byId("own-links", HTMLElement).replaceChildren(...rows);
  const forget = byId("forget-ignored", HTMLButtonElement);
  forget.hidden = ignored.length === 0;
  forget.textContent = say("forgetIgnored", ignored.length);
}

export function startExceptions() {
  Object.keys(CHANNELS).forEach(offer);
  byId("own-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void addLink();
  });
  byId("forget-ignored", HTMLElement).addEventListener("click", () => void Settings.write({ ignored: [] }));
}

/** A switch for one service. @param {string} id */
function offer(id) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.value = id;
  box.addEventListener("change", async () => {
    const others = (await Settings.read()).ignoredChannels.filter((other) => other !== id);
    await Settings.write({ ignoredChannels: box.checked ? [...others, id] : others });
  });
  label.append(box, ` ${CHANNELS[id] ?? id}`);
  byId(COMMON.includes(id) ? "common-channels" : "other-channels", HTMLElement).append(label);
  boxes.set(id, box);
}

async function addLink() {
  const own = Exceptions.linkOf(link.value.trim());
  state.textContent = say(own ? "saved" : "ownLinksShape");
  if (!own) return;
  const { ownLinks } = await Settings.read();
  await Settings.write({ ownLinks: [...new Set([...ownLinks, own])] });
  link.value = "";
}
