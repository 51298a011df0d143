// @ts-check
/**
 * The one element Touchline adds to a page: a closed shadow root in the top layer, last child of the
 * document element or of the modal dialog in use, there only while something is shown. Nothing is ever put
 * beside an editor.
 * It must not know what is drawn in it.
 */

/**
 * @typedef {object} PageHost
 * @property {HTMLElement} layer for marks and mirrors; its origin is the viewport's
 * @property {HTMLElement} status polite live region
 * @property {ShadowRoot} root
 * @property {(owner: string, isNeeded: boolean) => void} need who still shows something
 * @property {(node: EventTarget|null) => boolean} owns whether an event came from in here
 */

const Host = (() => {
  /**
   * @param {AbortSignal} signal
   * @returns {Readonly<PageHost>}
   */
  function start(signal) {
    const host = document.createElement("div");
    host.popover = "manual";
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PopoverStyle.TEXT);
    root.adoptedStyleSheets = [sheet];
    const layer = document.createElement("div");
    layer.className = "layer";
    layer.ariaHidden = "true";
    const status = document.createElement("p");
    status.className = "status";
    status.role = "status";
    root.append(layer, status);
    // The page's own shortcuts and focus traps have no business with what happens in here.
    const inner = ["keydown", "keyup", "keypress", "pointerdown", "mousedown", "click", "focusin", "focusout"];
    for (const name of inner) host.addEventListener(name, (event) => event.stopPropagation(), { signal });
    signal.addEventListener("abort", () => host.remove(), { once: true });
    removeLeftovers();
    // A page may take it away; what the user does next brings it back. No sooner, or the two would fight.
    const restore = () => {
      if (owners.size > 0 && !(host.matches(":popover-open") && host.parentNode === home())) settle();
    };
    for (const name of ["input", "keydown", "pointerdown"]) window.addEventListener(name, restore, { capture: true, passive: true, signal });

    /** @type {Set<string>} */
    const owners = new Set();

    /** Put the host back where it belongs; pages remove what they do not know. */
    function settle() {
      if (owners.size === 0 || signal.aborted) {
        host.remove();
        return;
      }
      // The interface's language, whatever the page's is; it may have been chosen anew. Every write is a change of the
      // page's tree, so only what differs is written.
      const [language, direction] = [Words.language(), Words.direction()];
      if (host.lang !== language) host.lang = language;
      if (host.dir !== direction) host.dir = direction;
      const place = home();
      if (host.parentNode !== place) place.append(host);
      if (!host.matches(":popover-open")) host.showPopover();
    }

    return Object.freeze({
      root,
      layer,
      status,
      need(/** @type {string} */ owner, /** @type {boolean} */ isNeeded) {
        if (isNeeded) owners.add(owner);
        else owners.delete(owner);
        settle();
      },
      owns: (/** @type {EventTarget|null} */ node) => node === host,
    });
  }

  /**
   * Where the host can be pressed: a modal dialog makes everything outside of it inert, so that is the one with the
   * focus in it; otherwise the document element.
   * @returns {Element}
   */
  function home() {
    let active = document.activeElement;
    for (let within = active; within; within = Tree.rootOf(within)?.activeElement ?? null) active = within;
    for (let node = /** @type {Node|null} */ (active); node && node !== document; node = Tree.around(node)) {
      if (Tree.matches(node, "dialog:modal")) return /** @type {Element} */ (node);
    }
    return document.documentElement;
  }

  /**
   * Firefox ends an updated extension's script without a last word and starts the new one in the same page:
   * what the old one had shown is still there. Chromium starts none in an open page.
   */
  function removeLeftovers() {
    for (const element of document.documentElement?.children ?? []) {
      if (Tree.rootOf(element)?.querySelector(":scope > .layer + .status")) element.remove();
    }
  }

  return Object.freeze({ start });
})();
