/**
 * What browsers have and TypeScript's library does not know yet. Each goes when `lib.dom` has it.
 */

interface HTMLTextAreaElement {
  /** Chromium 148 and later: a live range over a part of the value. */
  createValueRange?(start: number, end: number): AbstractRange & { getClientRects(): DOMRectList };
}

interface HTMLInputElement {
  createValueRange?(start: number, end: number): AbstractRange & { getClientRects(): DOMRectList };
}

interface ShadowRoot {
  /** Chromium only; elsewhere the document's selection reaches into open shadow trees. */
  getSelection?(): Selection | null;
}

interface CSSStyleDeclaration {
  whiteSpaceCollapse: string;
}

/** The Navigation API, as far as it is used. */
declare const navigation: EventTarget;
