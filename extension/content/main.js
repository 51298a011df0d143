// @ts-check
/**
 * Joins the parts in one frame of a page: finds boxes by what the user does, opens the popover, tells the
 * worker how things stand. Reads only the box that is typed in; never the thread, never the page's
 * storage, and never clicks, types or edits anything.
 */

(() => {
  const HOUR_MS = 3_600_000;
  const life = new AbortController();
  const { signal } = life;
  const host = Host.start(signal);
  const popover = Popover.start(host, signal);
  const painters = { native: MarksNative.start(signal), overlay: MarksOverlay.start(host, signal) };
  const context = Context.start({ left, entered, signal });
  const asking = Asking.start(context);

  /** @typedef {ReturnType<typeof Box.open>} OpenBox */
  /** @type {Map<HTMLElement, {box: OpenBox, end: AbortController}>} */
  const boxes = new Map();
  /** @type {HTMLElement|null} the box the user was in last */
  let active = null;
  let reported = "";
  /** How many warnings a screen reader was told of. */
  let announced = 0;

  /** The extension was updated or removed: this script's time is over. */
  function isOver() {
    if (!signal.aborted && chrome.runtime?.id === undefined) life.abort();
    return signal.aborted;
  }

  function left() {
    popover.close();
    for (const { box } of boxes.values()) box.recheck();
  }

  function entered() {
    if (isOver()) return;
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
    const box = Box.open({
      field,
      painter: () => (!context.choices.hideMarks && MarksNative.suits(field) ? painters.native : painters.overlay),
      ask: asking.ask,
      isOn: context.isOn,
      sent: asking.sent,
      changed: () => changed(field),
      signal: AbortSignal.any([signal, end.signal]),
    });
    boxes.set(field, { box, end });
    box.recheck();
    return box;
  }

  /** A box has new marks or another state. @param {HTMLElement} field */
  function changed(field) {
    const box = boxes.get(field)?.box;
    const { showing } = popover;
    if (box && showing?.field === field) {
      const index = box.marks.findIndex(({ start, words }) => start === showing.mark.start && words === showing.mark.words);
      if (index < 0) popover.close();
      else if (box.marks[index]?.message === showing.mark.message) popover.place();
      else show(box, index, host.root.activeElement !== null);
    }
    if (box) announce(box);
    report();
  }

  /** Tell a screen reader how many warnings there are, once the text is settled. @param {OpenBox} box */
  function announce(box) {
    if (box.field !== active || box.state === "checking") return;
    const count = box.marks.length;
    if (count === announced) return;
    announced = count;
    host.need("status", count > 0);
    host.status.textContent = count > 0 ? Words.say("liveCount", count) : "";
  }

  /**
   * @param {OpenBox} box
   * @param {number} index
   * @param {boolean} takesFocus
   */
  function show(box, index, takesFocus) {
    const mark = box.marks[index];
    if (!mark || !context.place) return;
    const { key, place } = context;
    const isHere = (/** @type {Mark} */ { start, words }) => start === mark.start && words === mark.words;
    popover.open(
      {
        field: box.field,
        mark,
        index,
        count: box.marks.length,
        boxes: () => box.marks.filter(isHere).flatMap(box.boxesOf),
        actions: {
          stage: (stage) => void Conversation.add(key, place.platform, { stage }),
          allow: (fact, reference) => void Conversation.allow(key, place.platform, fact, reference),
          ignore: () => void asking.ignore(mark),
          snoozeHour: () => void Settings.write({ snoozedUntil: Date.now() + HOUR_MS }),
          snoozeConversation: () => void Conversation.add(key, place.platform, { snoozed: true }),
          next: () => show(box, (index + 1) % box.marks.length, host.root.activeElement !== null),
          close: () => popover.close(),
        },
      },
      takesFocus,
    );
  }

  /** Open the popover of the warning at the caret, or of the next one. @param {boolean} mustTouch */
  function showByKeyboard(mustTouch) {
    const box = activeBox();
    if (!box || box.marks.length === 0) return false;
    const caret = box.caret();
    const touched = box.marks.findIndex(({ start, end }) => caret?.covers(start, end));
    if (touched < 0 && mustTouch) return false;
    const { showing } = popover;
    show(box, showing ? (showing.index + 1) % box.marks.length : Math.max(0, touched), true);
    return true;
  }

  /** A plain press on marked words opens their popover; the caret stays where the press put it. @param {MouseEvent} event */
  function showAt(event) {
    if (!event.isTrusted || event.button !== 0 || host.owns(event.target)) return;
    const field = TextModel.fieldOf(event);
    const box = field && boxes.get(field)?.box;
    if (!box) return;
    const { clientX: x, clientY: y } = event;
    const index = box.marks.findIndex((mark) =>
      box.boxesOf(mark).some(({ left: from, top, width, height }) => from <= x && x <= from + width && top <= y && y <= top + height),
    );
    const { dismissed } = popover;
    if (index < 0 || (dismissed?.field === field && dismissed.mark.start === box.marks[index]?.start)) return;
    show(box, index, false);
  }

  /** What stands in this page, for the badge and the popup. */
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
      box: context.pause() ?? box?.state ?? "none",
      alarms,
      notes: marks.length - alarms,
    };
  }

  /** Tell the worker what changed; of the frames, only one with a box speaks for the page. */
  function report() {
    const page = status();
    if (page?.box === "checking") return; // the answer is a moment away, and every keystroke would be told
    const next = JSON.stringify(page);
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
      if (!isOver()) listener(event);
    };
    window.addEventListener(name, heard, { capture: true, passive: name !== "keydown", signal });
  }

  on("focusin", (event) => {
    context.follow();
    const field = TextModel.fieldOf(event);
    if (!field) return;
    active = field;
    announced = -1;
    announce(boxFor(field));
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
    for (const { box } of boxes.values()) {
      if (TextModel.fieldOf(event) !== box.field) box.maybeSent();
      box.lookSoon();
    }
    showAt(event);
  });
  on("keydown", (event) => {
    if (!event.isTrusted || event.isComposing || event.key !== "Enter") return;
    if (event.altKey && !host.owns(event.target) && showByKeyboard(true)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!event.shiftKey) {
      activeBox()?.maybeSent();
    }
  });
  chrome.runtime.onMessage.addListener((message, _sender, respond) => {
    if (message?.type === "status") respond(status());
    if (message?.type === "next-warning" && document.hasFocus()) showByKeyboard(false);
  });
  if ("navigation" in window) {
    navigation.addEventListener("currententrychange", () => isOver() || context.follow(), { signal });
  }
})();
