/**
 * Stands before Touchline's content scripts in the copy of the extension that `tally.js` makes, in their own
 * world, and counts what they leave running: timers, frames asked for, observers, listeners. Answers the
 * page's `tally-ask` with `tally-told`. After `tally-end` the extension looks removed to its scripts.
 */

// eslint-disable-next-line no-unused-vars -- a scope of its own, named as every content script's is
const Tally = (() => {
  const kinds = { timers: new Map(), frames: new Map(), observers: new Map(), listeners: new Map() };
  let begun = 0;

  /** @param {'timers' | 'frames'} kind @param {string} ask @param {string} cancel */
  function countCalls(kind, ask, cancel) {
    const original = globalThis[ask].bind(globalThis);
    const originalCancel = globalThis[cancel].bind(globalThis);
    globalThis[ask] = (call, ...rest) => {
      begun += 1;
      const id = original((...values) => {
        if (ask !== 'setInterval') kinds[kind].delete(id);
        call(...values);
      }, ...rest);
      kinds[kind].set(id, ask);
      return id;
    };
    globalThis[cancel] = (id) => {
      kinds[kind].delete(id);
      originalCancel(id);
    };
  }
  countCalls('timers', 'setTimeout', 'clearTimeout');
  countCalls('timers', 'setInterval', 'clearInterval');
  countCalls('frames', 'requestAnimationFrame', 'cancelAnimationFrame');

  /** @param {string} name */
  function countObservers(name) {
    const { prototype } = globalThis[name];
    const { observe, unobserve, disconnect } = prototype;
    const watched = new WeakMap();
    prototype.observe = function (target, ...options) {
      observe.call(this, target, ...options);
      watched.set(this, (watched.get(this) ?? new Set()).add(target));
      kinds.observers.set(this, name);
    };
    prototype.unobserve = function (target) {
      unobserve.call(this, target);
      watched.get(this)?.delete(target);
      if (!watched.get(this)?.size) kinds.observers.delete(this);
    };
    prototype.disconnect = function () {
      disconnect.call(this);
      watched.delete(this);
      kinds.observers.delete(this);
    };
  }
  countObservers('ResizeObserver');
  countObservers('MutationObserver');

  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, call, options = {}) {
    add.call(this, type, call, options);
    // A signal's own listeners hold nothing of the page.
    if (this instanceof AbortSignal || options.signal?.aborted) return;
    const key = {};
    kinds.listeners.set(key, { type, call, target: this });
    const forget = () => kinds.listeners.delete(key);
    if (options.signal) add.call(options.signal, 'abort', forget);
    if (options.once) add.call(this, type, forget, options);
  };
  EventTarget.prototype.removeEventListener = function (type, call, options) {
    remove.call(this, type, call, options);
    for (const [key, one] of kinds.listeners) {
      if (one.type === type && one.call === call && one.target === this) kinds.listeners.delete(key);
    }
  };

  add.call(window, 'tally-ask', () => {
    // What is not in the page, such as a shut popover, hears nothing.
    const isHeard = ({ target }) => !(target instanceof Node) || target.isConnected;
    const names = (map) => [...map.values()].filter(isHeard).map((value) => value.type ?? value);
    const told = Object.fromEntries(Object.entries(kinds).map(([kind, map]) => [kind, names(map)]));
    window.dispatchEvent(new CustomEvent('tally-told', { detail: JSON.stringify({ ...told, begun }) }));
  });
  // The browsers' own objects cannot be changed, so the scripts get others in front of them.
  let isOver = false;
  const { runtime, ...rest } = chrome;
  const get = (_, name) => (typeof runtime[name] === 'function' ? runtime[name].bind(runtime) : name === 'id' && isOver ? undefined : runtime[name]);
  Object.defineProperty(globalThis, 'chrome', { value: { ...rest, runtime: new Proxy({}, { get }) } });
  add.call(window, 'tally-end', () => (isOver = true));
})();
