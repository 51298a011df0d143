// @ts-check
/**
 * Finds where words stand inside a textarea or input, with a hidden copy that has every property that moves text.
 * Firefox 153 has no `createValueRange` and cannot say it otherwise; the copy can go when every browser has that
 * method. This script must not know warnings or how they are drawn.
 */

/** @typedef {{left: number, top: number, width: number, height: number}} Rect in viewport pixels */

const Mirror = (() => {
  /** Every property that decides where a glyph falls. */
  const COPIED = [
    "box-sizing", "direction", "writing-mode", "unicode-bidi", "text-orientation",
    "padding-top", "padding-right", "padding-bottom", "padding-left",
    "border-top-width", "border-right-width", "border-bottom-width", "border-left-width",
    "border-top-style", "border-right-style", "border-bottom-style", "border-left-style",
    "font-family", "font-size", "font-size-adjust", "font-style", "font-weight", "font-stretch",
    "font-variant", "font-variant-ligatures", "font-variant-caps", "font-variant-numeric",
    "font-variant-east-asian", "font-variant-alternates", "font-variant-position", "font-kerning",
    "font-feature-settings", "font-variation-settings", "font-optical-sizing", "font-synthesis",
    "line-height", "letter-spacing", "word-spacing", "text-indent", "text-align", "text-align-last",
    "text-transform", "text-rendering", "text-size-adjust", "tab-size", "hyphens",
    "white-space-collapse", "text-wrap-mode", "word-break", "overflow-wrap", "line-break",
    "-moz-osx-font-smoothing",
  ];

  /**
   * Makes a copy of a control, which stays in `layer` until the signal aborts. Reading styles costs most of the time,
   * so they are read again only when `restyle` is called.
   * @param {Control} control
   * @param {HTMLElement} layer stands at the viewport's origin, without a transform
   * @param {AbortSignal} signal
   */
  function of(control, layer, signal) {
    const copy = document.createElement("div");
    // A line feed at the end opens a new line only when something follows it.
    const words = document.createTextNode("\u200b");
    copy.append(words);
    copy.ariaHidden = "true";
    layer.append(copy);
    signal.addEventListener("abort", () => copy.remove(), { once: true });
    const isSingleLine = control.localName === "input";
    // One range serves all words: a live range costs time at every change of the text until it is collected.
    const range = document.createRange();
    let written = "";
    let zoom = 1;

    function restyle() {
      const from = getComputedStyle(control);
      const { style } = copy;
      for (const property of COPIED) style.setProperty(property, from.getPropertyValue(property));
      style.setProperty("position", "absolute");
      style.setProperty("inset", "0 auto auto 0");
      style.setProperty("visibility", "hidden");
      style.setProperty("pointer-events", "none");
      style.setProperty("overflow", "hidden");
      style.setProperty("margin", "0");
      // The control's scrollbar narrows its lines; the copy has no scrollbar, so it is made as narrow as the lines.
      const borders = parseFloat(from.borderLeftWidth) + parseFloat(from.borderRightWidth);
      const scrollbar = isSingleLine ? 0 : Math.max(0, control.offsetWidth - control.clientWidth - Math.round(borders));
      const padding = parseFloat(from.paddingLeft) + parseFloat(from.paddingRight);
      const width = unscaledWidth(from) - scrollbar;
      style.setProperty("width", `${from.boxSizing === "border-box" ? width : width - borders - padding}px`);
      style.setProperty("height", "auto");
      if (isSingleLine) style.setProperty("white-space", "pre");
      else if (from.whiteSpaceCollapse === "collapse") style.setProperty("white-space-collapse", "preserve");
      // The copy is zoomed like the control, because glyphs snap to pixels after zooming.
      zoom = control.currentCSSZoom ?? 1;
      style.setProperty("zoom", String(zoom));
      copy.dir = from.direction;
    }

    /** The border box's width before any transform, with its fraction. @param {CSSStyleDeclaration} from */
    function unscaledWidth(from) {
      const inner = parseFloat(from.width);
      if (Number.isNaN(inner)) return control.offsetWidth;
      if (from.boxSizing === "border-box") return inner;
      const sides = [from.paddingLeft, from.paddingRight, from.borderLeftWidth, from.borderRightWidth];
      return sides.reduce((sum, side) => sum + parseFloat(side), inner);
    }

    /** @param {string} text */
    function write(text) {
      if (text === written) return;
      // Only the lines from the edit on are laid out anew.
      const { start, removed, added } = Spans.editBetween(written, text);
      words.replaceData(start, removed - start, text.slice(start, added));
      written = text;
    }

    /**
     * Where words of `text` stand, one rectangle for each line. The answer holds for the present layout.
     * @param {string} text
     * @returns {(start: number, end: number) => Rect[]}
     */
    function lay(text) {
      write(text);
      // An input centres its one line; the copy begins at the top.
      const lineShift = isSingleLine ? (control.offsetHeight - copy.offsetHeight) / 2 : 0;
      const origin = copy.getBoundingClientRect();
      const frame = control.getBoundingClientRect();
      // The page may have transformed the control; the copy is not transformed.
      const scaleX = control.offsetWidth ? frame.width / (control.offsetWidth * zoom) : 1;
      const scaleY = control.offsetHeight ? frame.height / (control.offsetHeight * zoom) : 1;
      const fromLeft = origin.left + control.scrollLeft * zoom;
      const fromTop = origin.top + (control.scrollTop - lineShift) * zoom;
      return (start, end) => {
        range.setStart(words, start);
        range.setEnd(words, end);
        return Array.from(range.getClientRects(), ({ left, top, width, height }) => ({
          left: frame.left + (left - fromLeft) * scaleX,
          top: frame.top + (top - fromTop) * scaleY,
          width: width * scaleX,
          height: height * scaleY,
        }));
      };
    }

    restyle();
    return Object.freeze({ restyle, lay });
  }

  return Object.freeze({ of });
})();
