// @ts-check
/**
 * Fills the popover for one warning: the verdict in a sentence, the clause in plain words, the quotation with its
 * source, the facts it depends on, and words to use instead. It must not know where the popover stands.
 */

/**
 * @typedef {object} Actions what the user may do about a warning
 * @property {(stage: Stage) => void} stage
 * @property {(surface: Surface) => void} surface
 * @property {(fact: string, proof: Proof) => void} allow
 * @property {() => void} ignore
 * @property {() => void} [snoozeHour] absent where nothing can be paused
 * @property {() => void} [snoozeConversation]
 * @property {() => void} next
 * @property {() => void} close
 */

const PopoverContent = (() => {
  const { say } = Words;
  const { element, button } = Elements;

  /** @param {Mark} mark @param {Actions} actions */
  function top(mark, actions) {
    const verdict = element("p", "verdict", say(Words.VERDICTS[mark.verdict]));
    verdict.dataset.verdict = mark.verdict;
    const close = button("×", actions.close, "close");
    close.ariaLabel = say("close");
    return element("div", "top", verdict, close);
  }

  /**
   * Gives words of the terms their own language and direction, which need not be those of the interface.
   * @template {HTMLElement} Kind
   * @param {string} language
   * @param {Kind} node
   * @returns {Kind}
   */
  function inLanguage(language, node) {
    node.lang = language;
    node.dir = "auto";
    return node;
  }

  /** @param {Clause} clause */
  function rule({ title, plain, quote, section, source: origin, as_of: seen, currency, lang }) {
    const node = element("section", "clause");
    node.append(inLanguage(lang, element("h3", "", title)), inLanguage(lang, element("p", "plain", plain)));
    if (quote) node.append(inLanguage(lang, element("blockquote", "", quote)));
    const source = inLanguage(lang, element("p", "source", section, " · ", sourceOf(origin)));
    const status = [say("asOf", seen), ...(currency === "recent" ? [] : [say("mayHaveChanged")])];
    node.append(source, element("p", "source as-of", status.join(" · ")));
    return node;
  }

  /** @param {Clause["source"]} source */
  function sourceOf({ title, url }) {
    if (!url || !URL.canParse(url) || new URL(url).protocol !== "https:") return title;
    const link = element("a", "", title);
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }

  /** @param {Mark} mark @param {Actions} actions */
  function questions(mark, actions) {
    const answers = element("div", "choices");
    const node = element("section", "depends", element("h3", "", say("dependsOn")), answers);
    for (const fact of mark.depends_on) {
      if (fact === "stage") {
        answers.append(
          button(say("answerContract"), () => actions.stage("active_contract")),
          button(say("answerNoContract"), () => actions.stage("before_contract")),
        );
      } else if (fact === "surface") {
        for (const [surface, label] of Object.entries(Words.SURFACES)) {
          const choose = () => actions.surface(/** @type {Surface} */ (surface));
          if (surface !== "unknown") answers.append(button(say(label), choose));
        }
      } else if (fact === "support_permission") {
        const row = proofRow((proof) => actions.allow(fact, proof));
        const open = button(say("factSupportPermission"), () => {
          open.ariaExpanded = String(!row.toggleAttribute("hidden"));
          if (!row.hidden) row.querySelector("input")?.focus();
        });
        open.ariaExpanded = "false";
        answers.append(open);
        node.append(row);
      } else if (Object.hasOwn(Words.FACTS, fact)) {
        answers.append(button(Words.nameOf(Words.FACTS, fact), () => actions.allow(fact, {})));
      } else {
        // Named only: a companion that asks for more than this extension knows may not let it be stated so.
        answers.append(element("span", "unknown", Words.nameOf(Words.FACTS, fact)));
      }
    }
    return node;
  }

  /** The form for the proof of a permission: the number of a ticket and its day. @param {(proof: Proof) => void} save */
  function proofRow(save) {
    const ticket = element("input", "");
    ticket.maxLength = 200;
    ticket.autocomplete = "off";
    const day = element("input", "");
    day.type = "date";
    day.value = day.max = Conversation.isoDate();
    const row = element(
      "div",
      "reference",
      element("label", "", say("ticket"), ticket),
      element("label", "", say("ticketDay"), day),
    );
    row.append(
      button(say("save"), () => {
        if (day.reportValidity()) save({ reference: ticket.value.trim(), granted: day.value });
      }),
    );
    row.hidden = true;
    return row;
  }

  /** @param {string[]} sentences @param {string} language */
  function advice(sentences, language) {
    const list = element("ul", "");
    for (const [index, sentence] of sentences.entries()) {
      const words = inLanguage(language, element("span", "", sentence));
      words.id = `advice-${index}`;
      const copy = button(say("copy"), () => void copied(copy, words));
      copy.setAttribute("aria-describedby", words.id);
      list.append(element("li", "", words, copy));
    }
    return element("section", "advice", element("h3", "", say("insteadSay")), list);
  }

  /**
   * @param {HTMLButtonElement} press
   * @param {HTMLElement} words
   */
  async function copied(press, words) {
    try {
      await navigator.clipboard.writeText(words.textContent ?? "");
      press.textContent = say("copied");
    } catch {
      // A page may forbid the clipboard to all scripts in it; the user can still copy by hand.
      getSelection()?.selectAllChildren(words);
      press.textContent = say("copyByHand");
    }
  }

  /**
   * The dialog's content for one of `count` warnings.
   * @param {Mark} mark
   * @param {number} index
   * @param {number} count
   * @param {Actions} actions
   * @returns {Node[]}
   */
  function of(mark, index, count, actions) {
    const heading = inLanguage(mark.lang, element("h2", "", mark.message));
    heading.id = "verdict-sentence";
    /** @type {Node[]} */
    const nodes = [top(mark, actions), heading, element("p", "", inLanguage("", element("q", "words", mark.words)))];
    if (mark.techniques.some((technique) => technique !== "plain")) {
      nodes.push(element("p", "disguise", say("disguised")));
    }
    if (mark.filter_risk) nodes.push(inLanguage(mark.lang, element("p", "filter-risk", mark.filter_risk)));
    if (mark.depends_on.length > 0) nodes.push(questions(mark, actions));
    nodes.push(...mark.rules.map(rule));
    if (mark.advice.length > 0) nodes.push(advice(mark.advice, mark.lang));
    if (mark.isIncomplete) nodes.push(element("p", "incomplete", say("boxIncomplete")));
    const more = element("div", "actions");
    if (count > 1) more.append(button(say("nextWarning", index + 1, count), actions.next, "plain"));
    more.append(button(say("notContact"), actions.ignore, "plain"));
    if (actions.snoozeHour) more.append(button(say("snoozeHour"), actions.snoozeHour, "plain"));
    if (actions.snoozeConversation) more.append(button(say("snoozeConversation"), actions.snoozeConversation, "plain"));
    nodes.push(more, element("p", "fine", say("notAdvice")));
    return nodes;
  }

  return Object.freeze({ of });
})();
