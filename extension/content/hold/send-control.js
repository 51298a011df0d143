// @ts-check
/**
 * Finds out which boxes a press would send: by a Send button, by a form's submit, or by Enter where Enter sends. A
 * button is known by its words for people, then by its names in the page's code, then by the site's own selector. In
 * doubt a press sends nothing. This script must not know warnings, nor whether anything is held.
 */

const SendControl = (() => {
  /**
   * How the words on a Send button begin, in the languages of the sites and of Touchline, in lower case:
   * en; de; es, pt; fr; it; nl; uk, ru; id; ar, ur; hi; bn.
   */
  const VERBS = [
    "send", "submit", "post", "publish", "reply", "deliver", "place bid", "place my bid",
    "senden", "sende", "absenden", "abschicken", "antworten", "einreichen", "veröffentlichen",
    "enviar", "envía", "responder", "publicar",
    "envoyer", "répondre", "publier", "soumettre",
    "invia", "inviare", "rispondi", "pubblica",
    "versturen", "verstuur", "verzenden", "verzend", "beantwoorden", "plaatsen",
    "надіслати", "відправити", "відповісти", "опублікувати",
    "отправить", "ответить", "опубликовать",
    "kirim", "kirimkan", "balas", "terbitkan",
    "إرسال", "أرسل", "ارسال", "رد", "نشر", "بھیجیں",
    "भेजें", "जमा करें", "জমা দিন", "পাঠান",
  ];
  const FIRST_RE = new RegExp(`^(?:${VERBS.join("|")})(?![\\p{L}\\p{M}\\p{N}])`, "u");
  /** How they may end: "Review & send", "Nachricht senden", "संदेश भेजें". */
  const LAST_RE = /(?:^|\s)(?:send|(?:ab|ver)?senden|abschicken|versturen|verzenden|بھیجیں|ارسال کریں|भेजें|পাঠান)$/u;
  /** In names for programs: "send-btn", "message_send", "SubmitButton", and the paper plane of icon sets. */
  const NAME_RE = /(?:^|[^a-z])(?:send|submit|paper-?plane)(?![a-z])/u;
  const NAMES = ["id", "name", "class", "data-testid", "data-test", "data-qa", "data-cy", "data-icon", "href", "xlink:href"];
  const BUTTONS = "button, input[type=submit], input[type=image], input[type=button], [role=button], a:not([href]), a[href='#']";
  const SUBMITS = "button:not([type=button], [type=reset]), input[type=submit], input[type=image]";
  const DIALOGS = "dialog, [role=dialog], [role=alertdialog]";
  /** Surfaces where Enter begins a new line; on all others Enter may send. */
  const PARAGRAPHS = new Set(["proposal", "job_post", "listing", "profile", "review"]);

  /** A longer label is that of a card or a row that can be pressed, not of a button. */
  const LABEL_LIMIT = 60;

  /**
   * The words on the button for people; none on a button with only an icon.
   * @param {Element} button
   */
  function labelsOf(button) {
    const value = button.localName === "input" ? button.getAttribute("value") : button.textContent;
    const labels = [button.getAttribute("aria-label"), button.getAttribute("title"), value, button.getAttribute("alt")];
    return labels
      .map((label) => (label ?? "").normalize("NFKC").toLowerCase().trim())
      .filter((label) => /\p{L}/u.test(label) && label.length <= LABEL_LIMIT);
  }

  /** @param {Element} button */
  function isNamedSend(button) {
    const icons = button.querySelectorAll("svg, svg use, i, img");
    return [button, ...icons].some((element) =>
      NAMES.some((name) => NAME_RE.test((element.getAttribute(name) ?? "").replace(/(?<=[a-z])(?=[A-Z])/gu, "-").toLowerCase())),
    );
  }

  /**
   * @param {Element} button
   * @param {string} [hint] the site's own selector for a Send button that says nothing
   */
  function isSend(button, hint) {
    const labels = labelsOf(button);
    if (labels.length > 0) return labels.some((label) => FIRST_RE.test(label) || LAST_RE.test(label));
    return isNamedSend(button) || (hint !== undefined && button.matches(hint));
  }

  /** Whether it is the only button of its form that submits. @param {Element} button */
  function isOnlySubmit(button) {
    const { form } = /** @type {HTMLButtonElement} */ (button);
    if (!form || !Tree.matches(button, SUBMITS)) return false;
    return Element.prototype.querySelectorAll.call(form, SUBMITS).length === 1;
  }

  /**
   * The boxes whose text this button sends: those in the smallest part of the page that holds the button and a box. A
   * button in a dialog without a box sends none.
   * @param {Element} button
   * @param {readonly HTMLElement[]} fields
   */
  function fieldsOf(button, fields) {
    for (let part = Tree.around(button); part; part = Tree.around(part)) {
      const here = part;
      const within = fields.filter((field) => Tree.isInside(field, here));
      if (within.length > 0) return within;
      if (Tree.matches(part, DIALOGS)) return [];
    }
    return [];
  }

  /** @param {readonly HTMLElement[]} fields @param {HTMLFormElement} form */
  const fieldsIn = (fields, form) =>
    fields.filter((field) => Tree.isInside(field, form) || (TextModel.isControl(field) && field.form === form));

  /**
   * Whether Enter in this box sends.
   * @param {KeyboardEvent} event
   * @param {HTMLElement} field
   * @param {Surface} surface
   */
  function isSendingEnter(event, field, surface) {
    if (event.ctrlKey || event.metaKey) return true;
    // A list of names or emoji is open, and Enter picks one.
    if (field.getAttribute("aria-expanded") === "true" || field.hasAttribute("aria-activedescendant")) return false;
    return field.localName === "input" || !PARAGRAPHS.has(surface);
  }

  /**
   * The boxes among `fields` whose text the event is about to send; none when it sends nothing.
   * @param {Event} event
   * @param {readonly HTMLElement[]} fields
   * @param {{surface: Surface, hint?: string}} place
   * @returns {HTMLElement[]}
   */
  function fieldsSentBy(event, fields, { surface, hint }) {
    const path = Tree.pathOf(event);
    const typedIn = fields.find((field) => path.includes(field));
    if (event.type === "submit") {
      const { submitter } = /** @type {SubmitEvent} */ (event);
      if (submitter && !isOnlySubmit(submitter) && !isSend(submitter, hint)) return [];
      return fieldsIn(fields, /** @type {HTMLFormElement} */ (path[0]));
    }
    if ("key" in event) {
      const key = /** @type {KeyboardEvent} */ (event);
      // Some browsers show only by the code 229 that a key belongs to an input method.
      if (key.isComposing || key.keyCode === 229 || key.altKey || (key.key !== "Enter" && key.key !== " ")) return [];
      if (typedIn && (key.key !== "Enter" || key.shiftKey || !isSendingEnter(key, typedIn, surface))) return [];
    }
    if (typedIn) return "key" in event ? [typedIn] : [];
    const button = path.find((node) => Tree.matches(node, BUTTONS));
    if (!Tree.matches(button, BUTTONS) || !(isOnlySubmit(button) || isSend(button, hint))) return [];
    const { form } = /** @type {HTMLButtonElement} */ (button);
    const within = form ? fieldsIn(fields, form) : [];
    return within.length > 0 ? within : fieldsOf(button, fields);
  }

  return Object.freeze({ isSend, fieldsSentBy });
})();
