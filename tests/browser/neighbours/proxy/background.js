/** In Firefox a proxy is chosen request by request; in Chromium the page `log.html` sets one for all. */

let port = 0;
const ready = chrome.storage.local.get('port').then((kept) => {
  port ||= kept.port ?? 0;
});
chrome.storage.onChanged.addListener((changes) => {
  if (changes.port) port = changes.port.newValue;
});

/** @param {{url: string}} details */
async function proxyFor(details) {
  await ready;
  const isItself = new URL(details.url).port === String(port);
  return port && !isItself ? { type: 'http', host: '127.0.0.1', port } : { type: 'direct' };
}

chrome.proxy.onRequest?.addListener(proxyFor, { urls: ['<all_urls>'] });
