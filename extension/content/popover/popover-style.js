// @ts-check
/**
 * The style sheet for everything inside the closed shadow root. It stands in a script, because a CSS file would have
 * to be web-accessible, and then pages could find out that Touchline is installed.
 */

const PopoverStyle = Object.freeze({
  TEXT: `
/* A page's own rules win over these unless they are important: "div { opacity: 0 }" would reach the host. */
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 !important;
  overflow: visible !important;
  display: block !important;
  pointer-events: none !important;
  color-scheme: light dark !important;
  font: 14px/1.5 system-ui, sans-serif !important;
  --ink: light-dark(#1c2024, #eceef1) !important;
  --soft: light-dark(#5a626c, #a9b1bb) !important;
  --paper: light-dark(#ffffff, #1f2328) !important;
  --line: light-dark(#d5d9df, #3c434c) !important;
  --tint: light-dark(#f4f6f8, #2a2f36) !important;
  --link: light-dark(#1a56b4, #8fbcff) !important;
  --breach: light-dark(#b4232a, #ff8a8a) !important;
  --caution: light-dark(#875200, #f2b45c) !important;
  --note: light-dark(#2d5fb3, #8fb6f5) !important;
}
:host(:not(:popover-open)) { display: none !important; }

.layer { position: absolute; inset: 0; overflow: hidden; visibility: var(--mark-seen, hidden); }
.mark {
  position: absolute;
  inset: 0 auto auto 0;
  box-sizing: border-box;
  border-block-end: 2px dotted #4a78cc;
}
.mark[data-verdict="breach"] { border-block-end: 3px double #d93a3f; }
.mark[data-verdict="caution"] { border-block-end: 2px dashed #b06c00; }

.status {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* The window less a margin: the panel keeps inside it. */
.room { position: absolute; inset: 8px; }
.anchor { position: absolute; anchor-name: --words; }
.panel {
  position: absolute;
  position-anchor: --words;
  position-area: block-end span-inline-end;
  position-try-order: most-block-size;
  position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline, block-end span-all, block-start span-all;
  box-sizing: border-box;
  inline-size: min(380px, 100vw - 16px);
  max-block-size: min(600px, 100% - 12px);
  margin: 6px 0;
  padding: 14px 16px 12px;
  overflow: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scrollbar-color: var(--soft) var(--paper);
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 10px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 18%);
  pointer-events: auto;
  cursor: default;
  user-select: text;
  text-align: start;
}
.panel:focus { outline: none; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

.top { display: flex; align-items: center; gap: 8px; margin: 0 0 6px; }
.verdict {
  flex: 1;
  margin: 0;
  font-size: 12px;
  font-weight: 650;
  letter-spacing: 0.01em;
}
.verdict::before {
  content: "";
  display: inline-block;
  inline-size: 18px;
  margin-inline-end: 8px;
  vertical-align: 3px;
  border-block-end: 2px dotted currentcolor;
}
.verdict[data-verdict="breach"]::before { border-block-end: 3px double currentcolor; }
.verdict[data-verdict="caution"]::before { border-block-end: 2px dashed currentcolor; }
.verdict[data-verdict="breach"] { color: var(--breach); }
.verdict[data-verdict="caution"] { color: var(--caution); }
.verdict[data-verdict="note"] { color: var(--note); }

h2 { margin: 0 0 8px; font-size: 15px; line-height: 1.4; font-weight: 600; }
h3 { margin: 0 0 4px; font-size: 13px; font-weight: 600; }
p { margin: 0 0 8px; }
.words {
  padding: 2px 6px;
  background: var(--tint);
  border-radius: 5px;
  overflow-wrap: anywhere;
}
.disguise, .filter-risk, .incomplete { color: var(--soft); font-size: 13px; }
.clause, .depends, .advice { margin: 10px 0 0; padding: 10px 0 0; border-block-start: 1px solid var(--line); }
blockquote {
  margin: 0 0 8px;
  padding: 2px 0 2px 10px;
  border-inline-start: 3px solid var(--line);
  color: var(--soft);
  font-size: 13px;
}
.source { margin: 0; color: var(--soft); font-size: 12px; }
a { color: var(--link); }

button {
  font: inherit;
  font-size: 13px;
  padding: 4px 10px;
  color: var(--ink);
  background: var(--tint);
  border: 1px solid var(--line);
  border-radius: 7px;
  cursor: pointer;
}
button:hover { border-color: var(--soft); }
button.close { padding: 0 7px; font-size: 16px; line-height: 22px; background: none; border-color: transparent; }
button.plain { padding: 2px 4px; color: var(--link); background: none; border-color: transparent; }
.choices, .actions { display: flex; flex-wrap: wrap; gap: 6px; }
.actions { margin: 12px 0 0; padding: 8px 0 0; border-block-start: 1px solid var(--line); gap: 2px 8px; }
.reference { display: flex; gap: 6px; align-items: end; margin: 8px 0 0; }
.reference[hidden] { display: none; }
.reference label { flex: 1; font-size: 12px; color: var(--soft); }
.reference input {
  display: block;
  box-sizing: border-box;
  inline-size: 100%;
  font: inherit;
  padding: 3px 6px;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--soft);
  border-radius: 6px;
}
ul { margin: 0; padding: 0; list-style: none; }
li { display: flex; gap: 8px; align-items: start; margin: 0 0 6px; }
li span { flex: 1; }
.fine { margin: 8px 0 0; color: var(--soft); font-size: 11px; }

@media (forced-colors: active) {
  .mark { border-color: Highlight; }
  .panel { border: 2px solid CanvasText; }
}
`,
});
