// @ts-check
/**
 * Holds Send in strict mode: while an alarm stands in exactly the text that was checked, the user's press does not
 * reach the page, and the bar asks. A text that was not checked is never held, and a line says so. Touchline never
 * presses for the user and never touches the site's button. This script must not know how boxes are found or checked.
 */

/**
 * @typedef {object} Press what one press would send
 * @property {OpenBox[]} boxes at least one
 * @property {string[]} texts of the boxes, in the same order
 */

const Hold = (() => {
  /** All events of one press, each of which a page may take for Send. */
  const EVENTS = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click", "keydown", "keypress", "keyup", "submit"];
  /** Only these events are answered: a pointer that goes down may still become a scroll or a drag. */
  const DECISIVE = new Set(["click", "keydown", "submit"]);
  /** Why a text was not checked, and the key of the words that say so. @type {Readonly<Record<string, string>>} */
  const REASONS = Object.freeze({ ...Words.COMPANION, ...Words.REASONS });

  /** Why strict mode cannot hold the text of this box, as a key of the words; null when it can. @param {OpenBox} box */
  function reasonAt({ state, problem, alarms }) {
    if (alarms().length > 0) return null;
    if (state === "too_long") return "boxTooLong";
    if (state === "incomplete") return "boxIncomplete";
    return state === "unchecked" ? (REASONS[problem ?? ""] ?? "boxUnchecked") : null;
  }

  /** A touch must scroll without waiting for this script; the click that follows it can still be held. @param {string} name */
  const isPassive = (name) => name.startsWith("touch");

  /**
   * @param {object} parts
   * @param {Readonly<PageHost>} parts.host
   * @param {() => OpenBox[]} parts.boxes
   * @param {() => boolean} parts.isStrict whether Send is to be held here
   * @param {() => {surface: Surface, hint?: string}} parts.place
   * @param {AbortSignal} parts.signal
   */
  function start({ host, boxes, isStrict, place, signal }) {
    const bar = HoldBar.start(host, signal);
    /** The press that the bar asks about. @type {Press|null} */
    let held = null;
    /** The texts that one press may send in spite of their alarms. @type {(Press & {isUsed: boolean})|null} */
    let leave = null;
    /** The line the bar shows, or showed before the user shut it. */
    let line = "";
    /** A key went down in the bar, or its press was held. Some pages send when the key comes up, so they must not hear it. */
    let isKeyOurs = false;

    /** @param {Press} press */
    const isSame = ({ boxes: all, texts }) => all.every((box, index) => box.text() === texts[index]);

    /** Whether the user has allowed this press; one answer is good for one press. @param {OpenBox[]} alarmed @param {Event} event */
    function mayLeave(alarmed, event) {
      if (!leave || !isSame(leave) || alarmed.some((box) => !leave?.boxes.includes(box))) return false;
      const isRepeated = "repeat" in event && event.repeat;
      if (leave.isUsed && !isRepeated && (event.type === "pointerdown" || event.type === "keydown")) {
        leave = null;
        return false;
      }
      leave.isUsed = true;
      if (DECISIVE.has(event.type)) bar.close();
      return true;
    }

    /** @param {Event} event */
    function heard(event) {
      if (!event.isTrusted || !isStrict()) return;
      if (event.type === "keyup") {
        if (isKeyOurs && !host.owns(event.target)) event.stopImmediatePropagation();
        isKeyOurs = false;
        return;
      }
      if (event.type === "keydown") isKeyOurs = host.owns(event.target);
      if (host.owns(event.target)) return;
      const all = boxes();
      const fields = SendControl.fieldsSentBy(event, all.map(({ field }) => field), place());
      const sent = all.filter(({ field }) => fields.includes(field));
      const alarmed = sent.filter((box) => box.alarms().length > 0);
      const isDecisive = DECISIVE.has(event.type);
      if (alarmed.length === 0) {
        const early = sent.find(({ state }) => state === "checking");
        if (isDecisive && early) tell("holdPassed", early.field);
        return;
      }
      if (mayLeave(alarmed, event)) return;
      // After a press of the keyboard the bar has the focus; after one of the mouse the caret stays where it is.
      const takesFocus = event.type === "keydown" || ("detail" in event && event.detail === 0);
      // The bar asks first: a press is not held for a question that the page keeps from being seen.
      if (isDecisive && !ask(alarmed, takesFocus)) return;
      if (!isPassive(event.type)) event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === "keydown") isKeyOurs = true;
    }

    /**
     * @param {OpenBox[]} alarmed
     * @param {boolean} takesFocus
     * @returns {boolean} whether the question stands in the page
     */
    function ask(alarmed, takesFocus) {
      const [box] = alarmed;
      const alarms = alarmed.flatMap((each) => each.alarms());
      const worst = alarms.find(({ verdict }) => verdict === "breach") ?? alarms[0];
      if (!box || !worst) return false;
      if (held && isSame(held) && !takesFocus) return bar.isShown();
      const press = { boxes: alarmed, texts: alarmed.map((each) => each.text()) };
      close();
      held = press;
      const message = Elements.element("bdi", "", worst.message);
      message.lang = worst.rules[0]?.lang ?? ""; // the terms' own language
      bar.open({
        field: box.field,
        words: [Words.say("holdWhy"), message, ...(alarms.length > 1 ? [Words.say("boxAlarms", alarms.length)] : [])],
        takesFocus,
        actions: [
          { label: Words.say("holdEdit"), run: () => edit(box) },
          { label: Words.say("holdSendAnyway"), run: () => letGo(press, box) },
        ],
      });
      if (!bar.isShown()) close();
      return held !== null;
    }

    /** @param {OpenBox} box */
    function edit(box) {
      close();
      box.field.focus({ preventScroll: true });
    }

    /** The user's next press may send the text. Touchline itself clicks nothing. @param {Press} press @param {OpenBox} box */
    function letGo(press, box) {
      const isStill = isSame(press);
      edit(box);
      if (!isStill) return;
      leave = { ...press, isUsed: false };
      const actions = [{ label: Words.say("holdEdit"), run: () => edit(box) }];
      bar.open({ field: box.field, words: [Words.say("holdPressAgain")], takesFocus: false, actions });
    }

    function close() {
      held = null;
      leave = null;
      line = "";
      bar.close();
    }

    /** A line says why Send is not held. It comes once, and the user can close it. @param {string} key @param {HTMLElement} field */
    function tell(key, field) {
      if (line === key) return;
      close();
      line = key;
      const words = ["Touchline:", Words.say(key), Words.say("holdOpen")];
      bar.open({ field, words, takesFocus: false, actions: [{ label: Words.say("close"), run: bar.close }] });
    }

    /** An error in this script must not hold a press. @param {Event} event */
    function guarded(event) {
      try {
        heard(event);
      } catch {
        failed();
      }
    }

    function failed() {
      try {
        const [box] = boxes();
        if (box) tell("holdFailed", box.field);
      } catch {
        // The cause of the first error may prevent this line too, and no error may reach the page.
      }
    }

    for (const view of viewsOfSite()) {
      for (const name of EVENTS) view.addEventListener(name, guarded, { capture: true, passive: isPassive(name), signal });
    }

    return Object.freeze({
      close,
      /** Marks, state or text of a box are new. @param {OpenBox} box @param {boolean} isActive */
      follow(box, isActive) {
        if (!isStrict()) {
          close();
          return;
        }
        const asked = held ?? leave;
        if (asked) {
          if (!isSame(asked) || asked.boxes.every(({ state, alarms }) => state !== "checking" && alarms().length === 0)) close();
          else bar.place();
          return;
        }
        if (!isActive) return;
        const reason = reasonAt(box);
        if (reason) tell(reason, box.field);
        else if (line === "holdPassed" ? box.state === "checking" : box.state !== "checking") close();
      },
    });
  }

  /** This window and the windows around it, because the Send button of an editor in a frame stands outside the frame. */
  function viewsOfSite() {
    /** @type {Window[]} */
    const views = [window];
    try {
      for (let view = window.parent; view !== views.at(-1) && view.document; view = view.parent) views.push(view);
    } catch {
      // This frame stands in another site's page, which is not listened to.
    }
    return views;
  }

  return Object.freeze({ start });
})();
