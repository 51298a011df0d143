// @ts-check
/**
 * Adds the one element that Touchline puts into a page: a host with a closed shadow root, in the top layer. The host
 * is the last child of the document element, or of the modal dialog in use, and is there only while something is
 * shown. Nothing is ever put beside an editor. This script must not know what is drawn in the host.
 */

/**
 * @typedef {object} PageHost
 * @property {HTMLElement} layer for marks and mirrors; its origin is the viewport's
 * @property {HTMLElement} status polite live region
 * @property {ShadowRoot} root
 * @property {(owner: string, isNeeded: boolean) => void} need says whether this owner shows something now
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
    // Shortcuts and focus traps of the page must not hear what happens in here.
    const inner = ["keydown", "keyup", "keypress", "pointerdown", "mousedown", "click", "focusin", "focusout"];
    for (const name of inner) host.addEventListener(name, (event) => event.stopPropagation(), { signal });
    signal.addEventListener("abort", () => host.remove(), { once: true });
    removeLeftovers();
    // A page may remove the host; the user's next action brings it back. Sooner, and page and extension would fight.
    const restore = () => {
      if (owners.size > 0 && !(host.matches(":popover-open") && host.parentNode === home())) settle();
    };
    for (const name of ["input", "keydown", "pointerdown"]) window.addEventListener(name, restore, { capture: true, passive: true, signal });

    /** @type {Set<string>} */
    const owners = new Set();

    /** Put the host where it belongs, because pages remove elements that they do not know. */
    function settle() {
      if (owners.size === 0 || signal.aborted) {
        host.remove();
        return;
      }
      // The host has the interface's language, which the user may have changed. A write is a change of the page's
      // tree, so only a difference is written.
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
   * The element in which the host can be pressed: the modal dialog with the focus, because such a dialog makes
   * everything outside of it inert; without a dialog, the document element.
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
   * Remove the host of an earlier version. Firefox ends the script of an updated extension without notice and starts
   * the new one in the same page, where the old host still stands. Chromium starts no script in an open page.
   */
  function removeLeftovers() {
    for (const element of document.documentElement?.children ?? []) {
      if (Tree.rootOf(element)?.querySelector(":scope > .layer + .status")) element.remove();
    }
  }

  return Object.freeze({ start });
})();
