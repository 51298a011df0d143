// @ts-check
/**
 * Shows the bar at a box: one or two sentences and at most two buttons, in Touchline's own shadow root. The bar takes
 * the keyboard only when asked, and gives it back at the first typed letter. It must not know why it is open.
 */

/** @typedef {{label: string, run: () => void}} BarAction */

const HoldBar = (() => {
  const GAP = 6;
  const STYLE = `
.bar {
  position: absolute;
  display: flex;
  flex-wrap: wrap;
  gap: 8px 12px;
  align-items: center;
  box-sizing: border-box;
  inline-size: fit-content;
  max-inline-size: min(560px, 100vw - 16px);
  padding: 8px 12px;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-inline-start: 4px solid var(--caution);
  border-radius: 8px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 18%);
  pointer-events: auto;
}
.bar p { flex: 1 1 240px; margin: 0; font-size: 13px; }
@media (forced-colors: active) { .bar { border: 2px solid CanvasText; } }
`;

  /**
   * @param {Readonly<PageHost>} host
   * @param {AbortSignal} signal
   */
  function start(host, signal) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet];
    const bar = document.createElement("section");
    bar.className = "bar";
    const text = document.createElement("p");
    text.id = "bar-words";
    const choices = document.createElement("div");
    choices.className = "choices";
    bar.append(text, choices);
    /** @type {{field: HTMLElement, actions: readonly BarAction[]}|null} */
    let showing = null;

    // A press in here must not take the caret out of the box.
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    bar.addEventListener("keydown", (event) => {
      const isTyping = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      // A user who goes on typing is back in the box with this letter.
      if (event.isTrusted && isTyping) showing?.field.focus({ preventScroll: true });
    });

    /** The bar stands above the box; below it when there is no room above; inside it when there is no room at all. */
    function place() {
      if (!showing) return;
      if (!showing.field.isConnected) {
        close();
        return;
      }
      const box = showing.field.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = bar;
      const lowest = window.innerHeight - height - GAP;
      const below = box.bottom + GAP <= lowest ? box.bottom + GAP : Math.max(GAP, Math.min(lowest, box.bottom - height - GAP));
      const top = box.top - height - GAP >= GAP ? Math.min(box.top - height - GAP, lowest) : below;
      const wanted = getComputedStyle(bar).direction === "rtl" ? box.right - width : box.left;
      bar.style.top = `${top}px`;
      bar.style.left = `${Math.max(GAP, Math.min(wanted, window.innerWidth - width - GAP))}px`;
    }

    /**
     * @param {object} next
     * @param {HTMLElement} next.field
     * @param {Array<string|Node>} next.words sentences
     * @param {boolean} next.takesFocus whether the keyboard asked for it
     * @param {readonly BarAction[]} next.actions the first is the harmless one, and what Escape does
     */
    function open({ field, words, takesFocus, actions }) {
      showing = { field, actions };
      bar.role = takesFocus ? "alertdialog" : "group";
      bar.setAttribute("aria-labelledby", text.id);
      // A dialog that takes the focus is read out anyway; without focus, the words must be an alert.
      text.role = takesFocus ? null : "alert";
      text.replaceChildren(...words.flatMap((sentence, index) => (index > 0 ? [" ", sentence] : [sentence])));
      choices.replaceChildren(...actions.map(({ label, run }) => Elements.button(label, run)));
      host.root.append(bar);
      host.need("bar", true);
      place();
      const [first] = choices.children;
      if (takesFocus && first instanceof HTMLElement) first.focus({ preventScroll: true });
    }

    function close() {
      if (!showing) return;
      const { field } = showing;
      const hadFocus = bar.contains(host.root.activeElement);
      showing = null;
      bar.remove();
      host.need("bar", false);
      if (hadFocus && field.isConnected) field.focus({ preventScroll: true });
    }

    window.addEventListener(
      "keydown",
      (event) => {
        const [first] = showing?.actions ?? [];
        if (!first || event.key !== "Escape" || !event.isTrusted || event.isComposing) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        first.run();
      },
      { capture: true, signal },
    );
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, place, { capture: true, passive: true, signal });
    }
    signal.addEventListener("abort", close, { once: true });

    /** Whether the bar can be seen: a page may forbid its place to it. */
    const isShown = () => showing !== null && bar.checkVisibility();

    return Object.freeze({ open, close, place, isShown });
  }

  return Object.freeze({ start });
})();
