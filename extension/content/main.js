// @ts-check
/**
 * Joins the parts in one frame of a page: finds boxes by what the user does, hands their text to the
 * worker, opens the popover. Reads only the box that is typed in; never the thread, never the page's
 * storage, and never clicks, types or edits anything.
 */

(() => {
  const RECENT_LIMIT = 5;
  /** Of an earlier message only its end is kept: what is split over messages is split in short ones. */
  const RECENT_CHARS = 2000;
  const HOUR_MS = 3_600_000;
  const life = new AbortController();
  const { signal } = life;
  const host = Host.start(signal);
  const popover = Popover.start(host, signal);
  const painters = { native: MarksNative.start(signal), overlay: MarksOverlay.start(host, signal) };

  /** @type {Map<HTMLElement, {box: ReturnType<typeof Box.open>, end: AbortController}>} */
  const boxes = new Map();
  /** @type {Map<string, string[]>} the user's own last messages by conversation, in memory only */
  const recent = new Map();
  /** @type {Choices} */
  let choices = Settings.DEFAULTS;
  /** @type {Place|null} */
  let place = null;
  /** @type {Said|null} */
  let said = null;
  let conversationKey = "";
  let address = "";
  let reported = "";
  let announced = 0;
  /** @type {HTMLElement|null} */
  let active = null;

  /** The page's address; an editor's frame without one has its page's. */
  function pageAddress() {
    if (location.protocol === "https:") return location.href;
    try {
      return window.top?.location.href ?? location.href;
    } catch {
      return location.href; // a frame inside another site's page
    }
  }

  /** The extension was updated or removed: this script's time is over. */
  function isOver() {
    if (!signal.aborted && chrome.runtime?.id === undefined) life.abort();
    return signal.aborted;
  }

  /** Where the text will stand, with what the user said about this conversation. */
  const context = () => ({
    surface: said?.surface ?? place?.surface ?? "unknown",
    stage: said?.stage ?? place?.stage ?? "unknown",
    allowances: said?.allowances ?? [],
  });

  const isSnoozed = () => Boolean(said?.snoozed) || choices.snoozedUntil > Date.now();
  const isOff = () => !place || choices.off.includes(place.platform);
  const isOn = () => said !== null && !isOff() && !place?.quiet && !isSnoozed();

  /** @param {HTMLElement} field */
  const painterFor = (field) =>
    !choices.hideMarks && MarksNative.suits(field) ? painters.native : painters.overlay;

  /** Read choices and the conversation again, then check what is open. */
  async function refresh() {
    const href = pageAddress();
    const now = Sites.placeOf(href);
    const read = await Settings.read();
    const key = now && read.salt ? await Conversation.keyOf(read.salt, now.conversation) : "";
    const heard = now && key ? await Conversation.read(key, now.platform) : null;
    if (isOver() || href !== pageAddress()) return;
    const isRepainted = read.hideMarks !== choices.hideMarks;
    if (isRepainted) for (const { box } of boxes.values()) painterFor(box.field).clear(box.field);
    [address, place, choices, conversationKey, said] = [href, now, read, key, heard];
    for (const { box } of boxes.values()) box.recheck();
    report();
  }

  /** Follow a page that changes its address without loading. */
  function followAddress() {
    if (pageAddress() === address) return;
    said = null; // nothing is checked under the old place's rules
    popover.close();
    for (const { box } of boxes.values()) box.recheck();
    void refresh();
  }

  /**
   * @param {string} text
   * @param {number} revision
   * @returns {Promise<Answer>}
   */
  async function ask(text, revision) {
    if (!place || !isOn()) return { state: "off" };
    if (Contract.isTooLong(text, choices.companion.limit)) return { state: "too_long" };
    const { platform, conversation } = place;
    const locale = chrome.i18n.getUILanguage();
    const earlier = recent.get(conversation) ?? [];
    const request = Contract.requestOf({ text, platform, context: context(), choices, recent: earlier, locale, revision });
    const answer = (await answerTo(request)) ?? (await answerTo(request)) ?? { state: "failed" };
    if (answer.state !== "ready") return { state: answer.state, problem: answer.problem };
    const marks = await unignored(Contract.marksOf(answer.reply, text));
    return { state: "ready", marks, incomplete: answer.reply.incomplete };
  }

  /**
   * The worker's answer; null when it was stopped while it asked, after which it can be asked again.
   * @param {CheckRequest} request
   */
  async function answerTo(request) {
    try {
      return (await chrome.runtime.sendMessage({ type: "check", request })) ?? null;
    } catch {
      isOver();
      return null;
    }
  }

  /** Without what the user said is no contact detail. @param {Mark[]} marks */
  async function unignored(marks) {
    if (choices.ignored.length === 0) return marks;
    const prints = await Promise.all(marks.map(fingerprint));
    return marks.filter((_mark, index) => !choices.ignored.includes(prints[index] ?? ""));
  }

  /** @param {Mark} mark */
  const fingerprint = (mark) => Conversation.digest(choices.salt, `ignored ${mark.kind} ${mark.words}`);

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
      painter: () => painterFor(field),
      ask,
      isOn,
      sent: remember,
      changed: () => changed(field),
      signal: AbortSignal.any([signal, end.signal]),
    });
    boxes.set(field, { box, end });
    box.recheck();
    return box;
  }

  /** @param {string} text */
  function remember(text) {
    if (!place) return;
    const sent = [...(recent.get(place.conversation) ?? []), text.slice(-RECENT_CHARS)];
    recent.set(place.conversation, sent.slice(-RECENT_LIMIT));
  }

  /** @param {HTMLElement} field */
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

  /** Tell a screen reader how many warnings there are, once the text is settled. @param {ReturnType<typeof Box.open>} box */
  function announce(box) {
    if (box.field !== active || box.state === "checking") return;
    const count = box.marks.length;
    if (count === announced) return;
    announced = count;
    host.need("status", count > 0);
    host.status.textContent = count > 0 ? Words.say("liveCount", count) : "";
  }

  /**
   * @param {ReturnType<typeof Box.open>} box
   * @param {number} index
   * @param {boolean} takesFocus
   */
  function show(box, index, takesFocus) {
    const mark = box.marks[index];
    if (!mark || !place) return;
    const { platform } = place;
    const key = conversationKey;
    popover.open(
      {
        field: box.field,
        mark,
        index,
        count: box.marks.length,
        boxes: () => {
          const now = box.marks.find(({ start, words }) => words === mark.words && start === mark.start) ?? box.marks[index];
          return now ? box.boxesOf(now) : [];
        },
        actions: {
          stage: (stage) => void Conversation.add(key, platform, { stage }),
          allow: (fact, reference) => void Conversation.allow(key, platform, fact, reference),
          ignore: () => void fingerprint(mark).then((hash) => Settings.write({ ignored: [...choices.ignored, hash] })),
          snoozeHour: () => void Settings.write({ snoozedUntil: Date.now() + HOUR_MS }),
          snoozeConversation: () => void Conversation.add(key, platform, { snoozed: true }),
          next: () => show(box, (index + 1) % box.marks.length, host.root.activeElement !== null),
          close: () => popover.close(),
        },
      },
      takesFocus,
    );
  }

  /** Open the popover of the warning at the caret, or of the next one. @param {boolean} mustTouch */
  function showByKeyboard(mustTouch) {
    const box = active && boxes.get(active)?.box;
    if (!box || box.marks.length === 0) return false;
    const caret = box.caret();
    const touched = box.marks.findIndex(({ start, end }) => caret?.covers(start, end));
    if (touched < 0 && mustTouch) return false;
    const { showing } = popover;
    const next = showing ? (showing.index + 1) % box.marks.length : Math.max(0, touched);
    show(box, next, true);
    return true;
  }

  /** What stands in this page, for the badge and the popup. */
  function status() {
    if (!place) return null;
    const box = active && boxes.get(active)?.box;
    const alarms = box ? box.marks.filter(({ verdict }) => verdict !== "note").length : 0;
    return {
      platform: place.platform,
      conversation: conversationKey,
      ...context(),
      stageFrom: said?.stage ? "user" : place.stage === "unknown" ? "nobody" : "address",
      problem: box?.problem ?? null,
      box: isOff() ? "off" : place.quiet ? "quiet" : isSnoozed() ? "snoozed" : (box?.state ?? "none"),
      alarms,
      notes: box ? box.marks.length - alarms : 0,
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
    window.addEventListener(
      name,
      (event) => {
        if (!isOver()) listener(event);
      },
      { capture: true, passive: name !== "keydown", signal },
    );
  }

  on("focusin", (event) => {
    followAddress();
    const field = TextModel.fieldOf(event);
    if (!field) return;
    active = field;
    announced = -1;
    announce(boxFor(field));
    report();
  });
  on("input", (event) => {
    followAddress();
    const field = TextModel.fieldOf(event);
    if (!field) return;
    active = field;
    boxFor(field).look(event.isTrusted ? event.inputType : undefined);
  });
  for (const name of ["keyup", "selectionchange", "focusout", "compositionend"]) {
    on(name, () => active && boxes.get(active)?.box.lookSoon());
  }
  on("click", (event) => {
    for (const { box } of boxes.values()) {
      if (TextModel.fieldOf(event) !== box.field) box.maybeSent();
      box.lookSoon();
    }
    openAt(event);
  });
  on("keydown", (event) => {
    if (!event.isTrusted || event.isComposing || event.key !== "Enter") return;
    if (event.altKey && !host.owns(event.target) && showByKeyboard(true)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (active && !event.shiftKey) {
      boxes.get(active)?.box.maybeSent();
    }
  });

  /** A plain press on marked words opens their popover; the caret stays where the press put it. @param {MouseEvent} event */
  function openAt(event) {
    if (!event.isTrusted || event.button !== 0 || host.owns(event.target)) return;
    const field = TextModel.fieldOf(event);
    const box = field && boxes.get(field)?.box;
    if (!box) return;
    const { clientX: x, clientY: y } = event;
    const index = box.marks.findIndex((mark) =>
      box.boxesOf(mark).some(({ left, top, width, height }) => left <= x && x <= left + width && top <= y && y <= top + height),
    );
    const { dismissed } = popover;
    if (index < 0 || (dismissed?.field === field && dismissed.mark.start === box.marks[index]?.start)) return;
    show(box, index, false);
  }

  chrome.runtime.onMessage.addListener((message, _sender, respond) => {
    if (message?.type === "status") respond(status());
    if (message?.type === "next-warning" && document.hasFocus()) showByKeyboard(false);
  });
  if ("navigation" in window) {
    navigation.addEventListener("currententrychange", () => isOver() || followAddress(), { signal });
  }
  Settings.watch((keys) => {
    const isOurs = (/** @type {string} */ key) => key in Settings.DEFAULTS || key === conversationKey;
    if (!isOver() && keys.some(isOurs)) void refresh();
  }, signal);
  void refresh();
})();
