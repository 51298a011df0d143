// @ts-check
/**
 * Opens, places and closes the one popover, and gives it the keyboard. CSS anchor positioning places it, so that no
 * script moves it and the page never scrolls for it. It must not know how warnings are found, or what stands in the
 * popover, which is `popover-content`'s business.
 */

/**
 * @typedef {object} Showing
 * @property {HTMLElement} field
 * @property {Mark} mark
 * @property {number} index
 * @property {number} count
 * @property {Actions} actions
 * @property {() => Rect[]} rects where the words stand now
 */

const Popover = (() => {
  /**
   * @param {Readonly<PageHost>} host
   * @param {AbortSignal} signal
   */
  function start(host, signal) {
    const room = document.createElement("div");
    room.className = "room";
    const anchor = document.createElement("div");
    anchor.className = "anchor";
    const panel = document.createElement("section");
    panel.className = "panel";
    panel.role = "dialog";
    panel.tabIndex = -1;
    panel.setAttribute("aria-labelledby", "verdict-sentence");
    // A press must not take the caret out of the box. Text fields and words that can be selected keep their press.
    panel.addEventListener("mousedown", (event) => {
      if (!(event.target instanceof Element && event.target.closest("input, blockquote, q, li span"))) event.preventDefault();
    });
    room.append(anchor, panel);
    /** @type {Showing|null} */
    let showing = null;
    /** @type {Showing|null} the popover that the present press outside has closed */
    let dismissed = null;

    /** Move to where the words stand now; close when the words are gone. */
    function place() {
      if (!showing) return;
      const [rect] = showing.field.isConnected ? showing.rects() : [];
      if (!rect) {
        close();
        return;
      }
      // A transform would not do: in Firefox anchoring does not follow it.
      anchor.style.left = `${rect.left - room.offsetLeft}px`;
      anchor.style.top = `${rect.top - room.offsetTop}px`;
      anchor.style.inlineSize = `${rect.width}px`;
      anchor.style.blockSize = `${rect.height}px`;
    }

    /**
     * @param {Showing} next
     * @param {boolean} takesFocus whether the keyboard asked for it
     */
    function open(next, takesFocus) {
      showing = next;
      panel.replaceChildren(...PopoverContent.of(next.mark, next.index, next.count, next.actions));
      panel.scrollTop = 0;
      host.root.append(room);
      host.need("popover", true);
      place();
      if (takesFocus) panel.focus({ preventScroll: true });
    }

    function close() {
      if (!showing) return;
      const { field } = showing;
      const hadFocus = host.root.activeElement !== null;
      showing = null;
      room.remove();
      host.need("popover", false);
      if (hadFocus && field.isConnected) field.focus({ preventScroll: true });
    }

    /** Tab goes round inside the popover while the keyboard is in here. @param {KeyboardEvent} event */
    function cycle(event) {
      const stops = [...panel.querySelectorAll("a, button, input")].filter((stop) => stop.checkVisibility());
      const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
      const isAtEdge = host.root.activeElement === edge || (event.shiftKey && host.root.activeElement === panel);
      if (!isAtEdge) return;
      event.preventDefault();
      const other = event.shiftKey ? stops.at(-1) : stops.at(0);
      if (other instanceof HTMLElement) other.focus();
    }

    panel.addEventListener("keydown", (event) => {
      if (event.key === "Tab" && event.isTrusted) cycle(event);
    });
    window.addEventListener(
      "keydown",
      (event) => {
        if (!showing || event.key !== "Escape" || !event.isTrusted || event.isComposing) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        close();
      },
      { capture: true, signal },
    );
    window.addEventListener(
      "pointerdown",
      (event) => {
        if (!event.isTrusted || host.owns(event.target)) return;
        dismissed = showing;
        close();
      },
      { capture: true, signal },
    );
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, place, { capture: true, passive: true, signal });
    }
    signal.addEventListener("abort", close, { once: true });

    return Object.freeze({
      open,
      close,
      place,
      get showing() {
        return showing;
      },
      get dismissed() {
        return dismissed;
      },
    });
  }

  return Object.freeze({ start });
})();
