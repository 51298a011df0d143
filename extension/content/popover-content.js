// @ts-check
/**
 * What stands in the popover for one warning: the verdict in a sentence, the clause in plain words, the
 * quotation with its source, what it depends on, words to use instead. Builds nodes from text only, so
 * that nothing a page or a pack says becomes markup. It must not know where the popover stands.
 */

/**
 * @typedef {object} Actions what the user may do about a warning
 * @property {(stage: Stage) => void} stage
 * @property {(fact: string, reference: string) => void} allow
 * @property {() => void} ignore
 * @property {() => void} [snoozeHour] absent where nothing can be paused
 * @property {() => void} [snoozeConversation]
 * @property {() => void} next
 * @property {() => void} close
 */

const PopoverContent = (() => {
  const { say } = Words;

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   * @param {...(Node|string)} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function element(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  /**
   * A button whose action needs a real press: a page's script cannot press it.
   * @param {string} label
   * @param {(event: Event) => void} action
   * @param {string} [className]
   */
  function button(label, action, className = "") {
    const node = element("button", className, label);
    node.type = "button";
    node.addEventListener("click", (event) => {
      if (event.isTrusted) action(event);
    });
    return node;
  }

  /** @param {Mark} mark @param {Actions} actions */
  function top(mark, actions) {
    const verdict = element("p", "verdict", say(Words.VERDICTS[mark.verdict]));
    verdict.dataset.verdict = mark.verdict;
    const close = button("×", actions.close, "close");
    close.ariaLabel = say("close");
    return element("div", "top", verdict, close);
  }

  /** @param {Clause} clause */
  function rule(clause) {
    const node = element("section", "clause");
    node.append(element("h3", "", clause.title), element("p", "plain", clause.plain));
    if (clause.quote) {
      const quote = element("blockquote", "", clause.quote);
      quote.lang = clause.lang;
      node.append(quote);
    }
    const source = element("p", "source", clause.section, " · ", sourceOf(clause.source), " · ");
    source.append(element("span", "as-of", say("asOf", clause.as_of)));
    if (clause.currency !== "recent") source.append(" · ", element("span", "currency", say("mayHaveChanged")));
    node.append(source);
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
        answers.append(element("p", "", say("answerSurface")));
      } else if (fact === "support_permission") {
        const row = reference((text) => actions.allow(fact, text));
        answers.append(button(say("factSupportPermission"), () => row.toggleAttribute("hidden")));
        node.append(row);
      } else if (fact in Words.FACTS) {
        const label = Words.FACTS[/** @type {keyof typeof Words.FACTS} */ (fact)];
        answers.append(button(say(label), () => actions.allow(fact, "")));
      }
    }
    return node;
  }

  /** @param {(reference: string) => void} save */
  function reference(save) {
    const input = element("input", "");
    input.maxLength = 200;
    const row = element("div", "reference", element("label", "", say("reference"), input));
    row.append(button(say("save"), () => save(input.value.trim())));
    row.hidden = true;
    return row;
  }

  /** @param {string[]} sentences */
  function advice(sentences) {
    const list = element("ul", "");
    for (const sentence of sentences) {
      const words = element("span", "", sentence);
      const copy = button(say("copy"), () => void copied(copy, words));
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
      // A page may forbid the clipboard to everything in it; the user still can.
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
    const heading = element("h2", "", mark.message);
    heading.id = "verdict-sentence";
    /** @type {Node[]} */
    const nodes = [top(mark, actions), heading, element("p", "", element("q", "words", mark.words))];
    if (mark.techniques.some((technique) => technique !== "plain")) {
      nodes.push(element("p", "disguise", say("disguised")));
    }
    if (mark.filter_risk) nodes.push(element("p", "filter-risk", mark.filter_risk));
    if (mark.depends_on.length > 0) nodes.push(questions(mark, actions));
    nodes.push(...mark.rules.map(rule));
    if (mark.advice.length > 0) nodes.push(advice(mark.advice));
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
