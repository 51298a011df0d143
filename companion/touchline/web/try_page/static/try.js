// @ts-check
// The try page: sends the one text box to the local page's own server and shows what comes back.
// It knows nothing of detection or terms; every string from the reply is set as text, never as markup.

const PAUSE_MS = 150;
const VERDICTS = { breach: "Not allowed here", caution: "It depends", note: "Good to know" };

const message = /** @type {HTMLTextAreaElement} */ (document.getElementById("message"));
const state = /** @type {HTMLElement} */ (document.getElementById("state"));
const marked = /** @type {HTMLElement} */ (document.getElementById("marked"));
const list = /** @type {HTMLElement} */ (document.getElementById("warnings"));

let revision = 0;
let pause = 0;
/** @type {AbortController | null} */
let asking = null;

/** @param {string} id */
const chosen = (id) => /** @type {HTMLSelectElement} */ (document.getElementById(id)).value;

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} [className]
 */
function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

/** Where, when and in which deal, as chosen on the page. */
function context() {
  const stated = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#facts input:checked"));
  const strict = /** @type {HTMLInputElement} */ (document.getElementById("strict"));
  return {
    platform: chosen("platform"),
    surface: chosen("surface"),
    stage: chosen("stage"),
    mode: strict.checked ? "strict" : "standard",
    allowances: [...stated].map((box) => ({ fact: box.value })),
  };
}

function clear() {
  marked.hidden = true;
  marked.replaceChildren();
  list.replaceChildren();
}

async function check() {
  asking?.abort();
  const text = message.value.toWellFormed();
  const mine = ++revision;
  if (text.trim() === "") {
    clear();
    state.textContent = "";
    return;
  }
  asking = new AbortController();
  try {
    const answer = await fetch("/check", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      signal: asking.signal,
      body: JSON.stringify({
        text,
        ...context(),
        revision: mine,
      }),
    });
    const reply = await answer.json();
    if (mine !== revision) return;
    if (!answer.ok) {
      clear();
      state.textContent = `Not checked: ${reply.title}.`;
      return;
    }
    show(text, reply);
  } catch (error) {
    if (mine !== revision || (error instanceof DOMException && error.name === "AbortError")) return;
    clear();
    state.textContent = "Not checked: Touchline is not running any more. Start it again with: touchline try";
  }
}

/**
 * @param {string} text
 * @param {any} reply
 */
function show(text, reply) {
  const warnings = [...reply.warnings].sort((a, b) => a.start - b.start);
  const alarms = warnings.filter((warning) => warning.verdict !== "note").length;
  const count = alarms === 1 ? "1 warning" : `${alarms} warnings`;
  state.textContent = reply.incomplete.length ? `${count}. Not fully checked.` : alarms ? `${count}.` : "Checked: no warnings.";
  paint(text, warnings);
  /** @type {Set<string>} */
  const unfolded = new Set();
  list.replaceChildren(
    ...warnings.map((warning) => {
      const item = element("li", "");
      item.append(card(text.slice(warning.start, warning.end), warning, reply.clauses, unfolded));
      return item;
    }),
  );
}

/**
 * @param {string} text
 * @param {any[]} warnings
 */
function paint(text, warnings) {
  const parts = [];
  let at = 0;
  for (const warning of warnings) {
    if (warning.start < at) continue;
    parts.push(document.createTextNode(text.slice(at, warning.start)));
    parts.push(element("mark", text.slice(warning.start, warning.end), warning.verdict));
    at = warning.end;
  }
  parts.push(document.createTextNode(text.slice(at)));
  marked.replaceChildren(...parts);
  marked.hidden = warnings.length === 0;
}

/**
 * @param {string} words
 * @param {any} warning
 * @param {Record<string, any>} clauses
 * @param {Set<string>} unfolded ids of the clauses that stand open above; a rule is opened once
 */
function card(words, warning, clauses, unfolded = new Set()) {
  const item = element("article", "", `card ${warning.verdict}`);
  const heading = element("h2", "");
  heading.append(
    element("span", VERDICTS[/** @type {keyof typeof VERDICTS} */ (warning.verdict)], "verdict"),
    element("q", words),
  );
  item.append(heading, element("p", warning.message));
  if (warning.filter_risk) item.append(element("p", warning.filter_risk, "risk"));
  for (const id of warning.clauses) {
    item.append(rule(clauses[id], warning.verdict !== "note" && !unfolded.has(id)));
    unfolded.add(id);
  }
  if (warning.depends_on.length && warning.verdict === "caution") {
    item.append(element("p", "Choose the place, the stage or the facts above to get a clear answer.", "risk"));
  }
  if (warning.advice.length) {
    item.append(element("h3", "You can say instead"));
    const advice = element("ul", "", "advice");
    advice.append(...warning.advice.map((/** @type {string} */ sentence) => element("li", sentence)));
    item.append(advice);
  }
  return item;
}

/**
 * @param {any} clause
 * @param {boolean} open
 */
function rule(clause, open) {
  const details = /** @type {HTMLDetailsElement} */ (element("details", ""));
  details.open = open;
  details.append(element("summary", `The rule: ${clause.title}`), element("p", clause.plain));
  if (clause.quote) details.append(element("blockquote", clause.quote));
  const source = element("p", `${clause.section}. Source: `, "source");
  if (clause.source.url && clause.source.url.startsWith("https://")) {
    const link = /** @type {HTMLAnchorElement} */ (element("a", clause.source.title));
    link.href = clause.source.url;
    link.rel = "noreferrer noopener";
    link.target = "_blank";
    source.append(link);
  } else {
    source.append(clause.source.title);
  }
  const doubt = clause.currency === "recent" ? "" : " We could not confirm that these words are still current.";
  source.append(`. Seen: ${clause.as_of}.${doubt}`);
  details.append(source);
  return details;
}

/** @param {Event} event */
async function ask(event) {
  event.preventDefault();
  const answer = /** @type {HTMLElement} */ (document.getElementById("answer"));
  const detail = /** @type {HTMLSelectElement} */ (document.getElementById("detail")).selectedOptions[0];
  const wantsIt = chosen("intent") === "requests";
  try {
    const response = await fetch("/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        ...context(),
        kind: wantsIt ? "request" : detail?.value,
        channel: detail?.dataset["channel"] || (wantsIt ? detail?.value : null),
        intent: chosen("intent"),
      }),
    });
    const said = await response.json();
    if (!response.ok) answer.replaceChildren(element("p", `No answer: ${said.title}.`));
    else if (said.verdict === null) answer.replaceChildren(element("p", "Yes. No rule that Touchline knows is against it."));
    else answer.replaceChildren(card(detail?.textContent ?? "", { ...said, clauses: said.cited, start: 0 }, said.clauses));
  } catch {
    answer.replaceChildren(element("p", "No answer: Touchline is not running any more. Start it again with: touchline try"));
  }
}

function soon() {
  clearTimeout(pause);
  pause = window.setTimeout(check, PAUSE_MS);
}

message.addEventListener("input", soon);
document.getElementById("context")?.addEventListener("change", check);
document.getElementById("facts")?.addEventListener("change", check);
document.getElementById("question")?.addEventListener("submit", ask);
document.getElementById("context")?.addEventListener("submit", (event) => event.preventDefault());
check();
