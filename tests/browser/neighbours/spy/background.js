/** Keeps what the browser shows of every request: its address, its headers, its body. */

const seen = [];

/** @param {object} details */
function keep(details) {
  const bodies = (details.requestBody?.raw ?? []).map(({ bytes }) => (bytes ? new TextDecoder('latin1').decode(bytes) : ''));
  seen.push({ url: details.url, headers: details.requestHeaders, form: details.requestBody?.formData, bodies });
  void chrome.storage.local.set({ seen });
}

const everything = { urls: ['<all_urls>'] };
chrome.webRequest.onBeforeRequest.addListener(keep, everything, ['requestBody']);
chrome.webRequest.onBeforeSendHeaders.addListener(keep, everything, ['requestHeaders']);
