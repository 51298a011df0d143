// @ts-check
/**
 * Joins the parts in one frame of a page: finds boxes by what the user does, opens the popover, and tells the worker
 * how the box stands. It reads only the box that is typed in, never the thread or the page's storage. It never
 * clicks, types or edits anything.
 */

/**
 * @typedef {object} PageStatus how the box that was in use last stands, for badge and popup
 * @property {string} platform
 * @property {string} conversation its key in storage
 * @property {Surface} surface
 * @property {Stage} stage
 * @property {Allowance[]} allowances
 * @property {StageFrom} stageFrom
 * @property {string|null} problem
 * @property {boolean} isStrict
 * @property {BoxState|Pause} box
 * @property {number} alarms
 * @property {number} notes
 * @property {Array<Pick<Mark, "verdict"|"words">>} [warnings] for the popup alone, which keeps nothing
 */

(function start() {
  const HOUR_MS = 3_600_000;
  const life = new AbortController();
  const { signal } = life;
  const host = Host.start(signal);
  const warnings = MarksToPopover.start({ host, actions: actionsFor, signal });
  const painters = { native: MarksNative.start(signal), overlay: MarksOverlay.start(host, signal) };
  const context = Context.start({ left, entered, signal });
  const client = CheckClient.start(context);
  const hold = Hold.start({
    host,
    boxes: () => Array.from(boxes.values(), ({ box }) => box),
    isStrict,
    place: () => ({ surface: context.facts().surface, hint: context.place?.send }),
    signal,
  });

  /** @type {Map<HTMLElement, {box: OpenBox, end: AbortController}>} */
  const boxes = new Map();
  /** @type {HTMLElement|null} the box the user was in last */
  let active = null;
  let reported = "";

  /** Whether strict mode applies here. */
  function isStrict() {
    return context.isOn() && context.place !== null && Settings.modeOn(context.choices, context.place.platform) === "strict";
  }

  /** Whether the extension was updated or removed; then this script ends itself. */
  function isOver() {
    if (!signal.aborted && chrome.runtime?.id === undefined) life.abort();
    return signal.aborted;
  }

  function left() {
    warnings.close();
    hold.close();
    for (const { box } of boxes.values()) {
      box.forget(); // a draft that stays behind was not sent to the next conversation
      box.recheck();
    }
  }

  function entered() {
    if (isOver()) return;
    if (!context.isOn() || context.choices.companion.state === "unpaired") client.forget();
    for (const { box } of boxes.values()) box.recheck();
    report();
  }

  const activeBox = () => (active ? boxes.get(active)?.box : undefined);

  /** @param {HTMLElement} field */
  function boxFor(field) {
    for (const [other, { end }] of boxes) {
      if (other.isConnected) continue;
      end.abort();
      boxes.delete(other);
    }
    const known = boxes.get(field);
    if (known) return known.box;
    const end = new AbortController();
    const box = TypedBox.open({
      field,
      painter: () => (!context.choices.hideMarks && MarksNative.suits(field) ? painters.native : painters.overlay),
      ask: client.ask,
      isOn: context.isOn,
      sent: client.sent,
      changed: () => changed(field),
      pauseMs: () => (isStrict() ? CheckTimer.STRICT_PAUSE_MS : CheckTimer.PAUSE_MS),
      signal: AbortSignal.any([signal, end.signal]),
    });
    boxes.set(field, { box, end });
    box.recheck();
    return box;
  }

  /** A box has new marks or another state. @param {HTMLElement} field */
  function changed(field) {
    const box = boxes.get(field)?.box;
    if (box) {
      warnings.follow(box, field === active);
      hold.follow(box, field === active);
    }
    report();
  }

  /** @param {Mark} mark */
  function actionsFor(mark) {
    const { key } = context;
    const platform = context.place?.platform ?? "";
    return {
      stage: (/** @type {Stage} */ stage) => void Conversation.add(key, platform, { stage }),
      surface: (/** @type {Surface} */ surface) => void Conversation.add(key, platform, { surface }),
      allow: (/** @type {string} */ fact, /** @type {Proof} */ proof) => void Conversation.allow(key, platform, fact, proof),
      ignore: () => void client.ignore(mark),
      snoozeHour: () => void Settings.write({ snoozedUntil: Date.now() + HOUR_MS }),
      snoozeConversation: () => void Conversation.add(key, platform, { snoozed: true }),
    };
  }

  /** @returns {PageStatus|null} null where Touchline reads nothing */
  function status() {
    if (!context.place) return null;
    const box = activeBox();
    const marks = box?.marks ?? [];
    const alarms = marks.filter(({ verdict }) => verdict !== "note").length;
    return {
      platform: context.place.platform,
      conversation: context.key,
      ...context.facts(),
      stageFrom: context.stageFrom(),
      problem: box?.problem ?? null,
      isStrict: isStrict(),
      box: context.pause() ?? box?.state ?? "none",
      alarms,
      notes: marks.length - alarms,
    };
  }

  /** With the warnings themselves. @returns {PageStatus|null} */
  function statusInFull() {
    const page = status();
    return page && { ...page, warnings: activeBox()?.marks.map(({ verdict, words }) => ({ verdict, words })) ?? [] };
  }

  /** Tell the worker what changed. Of the frames, only one in which a box was used speaks for the page. */
  function report() {
    const page = status();
    if (page?.box === "checking") return; // or every keystroke would be reported, a moment before its answer
    const next = JSON.stringify([page, context.choices.companion.state]); // the icon of this tab shows both
    if (!page || signal.aborted || next === reported || (window !== window.top && !active)) return;
    reported = next;
    chrome.runtime.sendMessage({ type: "status", page }).catch(isOver);
  }

  /**
   * @param {string} name
   * @param {(event: any) => void} listener
   */
  function on(name, listener) {
    const heard = (/** @type {Event} */ event) => {
      if (!isOver() && !host.owns(event.target)) listener(event); // Touchline's own fields hold no message
    };
    window.addEventListener(name, heard, { capture: true, passive: name !== "keydown", signal });
  }

  on("focusin", (event) => {
    context.follow();
    const field = TextModel.fieldOf(event);
    if (!field) return;
    active = field;
    warnings.enter(boxFor(field));
    report();
  });
  on("input", (event) => {
    context.follow();
    const field = TextModel.fieldOf(event);
    if (!field) return;
    active = field;
    boxFor(field).look(event.isTrusted ? event.inputType : undefined);
  });
  for (const name of ["keyup", "selectionchange", "focusout", "compositionend"]) {
    on(name, () => activeBox()?.lookSoon());
  }
  on("click", (event) => {
    const field = TextModel.fieldOf(event);
    for (const { box } of boxes.values()) {
      if (field !== box.field) box.maybeSent();
      else warnings.showAt(box, event);
      box.lookSoon();
    }
  });
  on("pageshow", ({ persisted }) => {
    if (!persisted) return;
    // The browser had put the page aside: it heard of no choice, and the tab's badge was that of another page.
    reported = "";
    void context.refresh();
  });
  on("keydown", (event) => {
    if (!event.isTrusted || event.isComposing || event.key !== "Enter") return;
    if (event.altKey && warnings.showByKeyboard(activeBox(), true)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!event.shiftKey) {
      activeBox()?.maybeSent();
    }
  });
  /** @param {any} message @param {unknown} _sender @param {(answer: unknown) => void} respond */
  function told(message, _sender, respond) {
    if (message?.type === "status") respond(statusInFull());
    // Every frame of the tab hears the message, and only one may act.
    if (message?.type === "toggle-strict" && window === window.top && context.place) {
      const { platform } = context.place;
      const isNow = Settings.modeOn(context.choices, platform) === "strict";
      void Settings.write(Settings.withMode(context.choices, platform, isNow ? "standard" : "strict"));
      warnings.announce(Words.say(isNow ? "strictOff" : "strictBadge"));
    }
    const isHere = document.hasFocus() && document.activeElement?.localName !== "iframe"; // else a frame in here has it
    if (message?.type === "next-warning" && isHere) warnings.showByKeyboard(activeBox(), false);
  }
  chrome.runtime.onMessage.addListener(told);
  if ("navigation" in window) {
    navigation.addEventListener("currententrychange", () => isOver() || context.follow(), { signal });
  }

  // A document that is written anew, as editors do in their frames, loses every listener of its window.
  const root = document.documentElement;
  const written = new MutationObserver(() => {
    if (isOver() || document.documentElement === root) return;
    life.abort();
    start();
  });
  written.observe(document, { childList: true });
  signal.addEventListener(
    "abort",
    () => {
      written.disconnect();
      chrome.runtime?.onMessage?.removeListener(told);
    },
    { once: true },
  );
})();
