/**
 * What stands in the page's closed shadow roots. Page scripts cannot look there, and so neither can
 * `page.evaluate`; the debugger protocols can: CDP walks the tree with `pierce`, and WebDriver BiDi
 * serialises it with `includeShadowTree: "all"`. Nothing in the extension is opened up for the tests.
 */

import { bidi } from './tabs.js';

/**
 * @typedef {object} ShadowNode
 * @property {string} name lower-case element name, "#text" or "#root"
 * @property {Record<string, string>} attributes
 * @property {string} value of a text node
 * @property {ShadowNode[]} children
 * @property {unknown} reference what the protocol calls the node
 */

/**
 * @typedef {object} Shadow
 * @property {() => Promise<ShadowNode[]>} roots every closed shadow root of the page
 * @property {(node: ShadowNode, source: Function) => Promise<any>} call a function of the element, or of the
 *   root, in the page
 */

/**
 * @param {import('./browsers.js').TestBrowser} browser
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<Shadow>}
 */
export function shadowOf(browser, page) {
  return browser.name === 'chromium' ? throughCdp(page) : throughBidi(browser, page);
}

/** @param {import('puppeteer-core').Page} page @returns {Promise<Shadow>} */
async function throughCdp(page) {
  const client = await page.createCDPSession();
  /** @param {any} node @returns {ShadowNode} */
  const read = (node) => {
    const attributes = node.attributes ?? [];
    return {
      name: node.nodeType === 11 ? '#root' : node.nodeName.toLowerCase(),
      attributes: Object.fromEntries(
        attributes.flatMap((/** @type {string} */ name, /** @type {number} */ at) =>
          at % 2 ? [] : [[name, attributes[at + 1]]],
        ),
      ),
      value: node.nodeType === 3 ? node.nodeValue : '',
      children: (node.children ?? []).map(read),
      reference: node.backendNodeId,
    };
  };
  return {
    async roots() {
      const { root } = await client.send('DOM.getDocument', { depth: -1, pierce: true });
      /** @type {ShadowNode[]} */
      const found = [];
      const walk = (/** @type {any} */ node) => {
        for (const shadow of node.shadowRoots ?? []) {
          if (shadow.shadowRootType === 'closed') found.push(read(shadow));
        }
        (node.children ?? []).forEach(walk);
      };
      walk(root);
      return found;
    },
    async call(node, source) {
      const { object } = await client.send('DOM.resolveNode', { backendNodeId: /** @type {number} */ (node.reference) });
      const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
        objectId: object.objectId,
        functionDeclaration: `function () { return (${source})(this); }`,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value;
    },
  };
}

/**
 * @param {import('./browsers.js').TestBrowser} browser @param {import('puppeteer-core').Page} page
 * @returns {Promise<Shadow>}
 */
async function throughBidi(browser, page) {
  const send = bidi(browser.puppeteer);
  const target = { context: /** @type {any} */ (page.mainFrame())._id };
  /** @param {any} node @returns {ShadowNode} */
  const read = ({ sharedId, value }) => ({
    name: value.nodeType === 11 ? '#root' : (value.localName ?? '#text'),
    attributes: value.attributes ?? {},
    value: value.nodeType === 3 ? value.nodeValue : '',
    children: (value.children ?? []).map(read),
    reference: sharedId,
  });
  return {
    async roots() {
      const { result } = await send('script.evaluate', {
        expression: 'document.documentElement',
        target,
        awaitPromise: false,
        serializationOptions: { maxDomDepth: null, includeShadowTree: 'all' },
      });
      /** @type {ShadowNode[]} */
      const found = [];
      const walk = (/** @type {any} */ { value }) => {
        if (value.shadowRoot?.value.mode === 'closed') found.push(read(value.shadowRoot));
        (value.children ?? []).forEach(walk);
      };
      walk(result);
      return found;
    },
    async call(node, source) {
      const reply = await send('script.callFunction', {
        functionDeclaration: `async (element) => JSON.stringify((await (${source})(element)) ?? null)`,
        arguments: [{ sharedId: node.reference }],
        target,
        awaitPromise: true,
      });
      if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
      return JSON.parse(reply.result.value);
    },
  };
}

/**
 * Every node below `roots` that `belongs`, in document order.
 *
 * @param {ShadowNode[]} roots @param {(node: ShadowNode) => boolean} belongs
 * @returns {ShadowNode[]}
 */
export function select(roots, belongs) {
  return roots.flatMap((node) => [...(belongs(node) ? [node] : []), ...select(node.children, belongs)]);
}

/** All text below a node, styles left out. @param {ShadowNode} node @returns {string} */
export function textOf(node) {
  if (node.name === 'style') return '';
  return node.name === '#text' ? node.value : node.children.map(textOf).join(' ').replace(/\s+/gu, ' ');
}
