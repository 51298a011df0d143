// @ts-check
/**
 * Strict mode's hold on Send: keeps the user's own press from the page while an alarm stands in exactly the
 * text that was checked, and asks. A text that was not checked is never held, and a line says so. Never
 * presses for the user, never touches the site's button. It must not know how boxes are found or checked.
 */

/**
 * @typedef {object} Press what one press would send
 * @property {OpenBox[]} boxes at least one
 * @property {string[]} texts of the boxes, in the same order
 */

const Hold = (() => {
  /** Every event of a press that a page may take for Send. */
  const EVENTS = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click", "keydown", "keypress", "keyup", "submit"];
  /** The event of a press that is answered; a pointer that goes down may still become a scroll or a drag. */
  const DECISIVE = new Set(["click", "keydown", "submit"]);
  /** Why a text that was not checked is not held, with the words for it. @type {Readonly<Record<string, string>>} */
  const REASONS = Object.freeze({ ...Words.COMPANION, ...Words.REASONS });

  /** Why strict mode cannot hold what stands in the box, as a key of the words; null where it can. @param {OpenBox} box */
  function reasonAt({ state, problem, alarms }) {
    if (alarms().length > 0) return null;
    if (state === "too_long") return "boxTooLong";
    if (state === "incomplete") return "boxIncomplete";
    return state === "unchecked" ? (REASONS[problem ?? ""] ?? "boxUnchecked") : null;
  }

  /** A touch must not wait for us before it scrolls; its click can still be kept. @param {string} name */
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
    /** What the bar asks about. @type {Press|null} */
    let held = null;
    /** What may be sent with its alarms, by one press. @type {(Press & {isUsed: boolean})|null} */
    let leave = null;
    /** The line the bar shows, or showed before the user shut it. */
    let line = "";
    /** A key went down in the bar or was held: the page must not hear it come up, for some send then. */
    let isKeyOurs = false;

    /** @param {Press} press */
    const isSame = ({ boxes: all, texts }) => all.every((box, index) => box.text() === texts[index]);

    /** Whether the user said that this may be sent; good for one press. @param {OpenBox[]} alarmed @param {Event} event */
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
      // A keyboard's press ends in the bar; a mouse's leaves the caret where it is.
      const takesFocus = event.type === "keydown" || ("detail" in event && event.detail === 0);
      // Asked first: no press is kept for a question that the page does not let show.
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

    /** The next press may send it. It stays the user's own press: Touchline clicks nothing. @param {Press} press @param {OpenBox} box */
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

    /** Say in a line why Send is not held; once, and the user can shut it. @param {string} key @param {HTMLElement} field */
    function tell(key, field) {
      if (line === key) return;
      close();
      line = key;
      const words = ["Touchline:", Words.say(key), Words.say("holdOpen")];
      bar.open({ field, words, takesFocus: false, actions: [{ label: Words.say("close"), run: bar.close }] });
    }

    /** Never hold because of an error of our own. @param {Event} event */
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
        // What keeps Touchline from asking may keep it from telling: no error may reach the page.
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

  /** This window and those around it: the Send button of a framed editor stands outside of its frame. */
  function viewsOfSite() {
    /** @type {Window[]} */
    const views = [window];
    try {
      for (let view = window.parent; view !== views.at(-1) && view.document; view = view.parent) views.push(view);
    } catch {
      // A frame inside another site's page: what lies outside is no business of ours.
    }
    return views;
  }

  return Object.freeze({ start });
})();
