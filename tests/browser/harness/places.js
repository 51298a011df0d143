/**
 * The places of the sites that the tests type in, and what an e-mail address meets there: a verdict, and the
 * clause that comes first. Data only; written down here by hand, so that a wrong pack cannot agree with itself.
 */

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} address
 * @property {string} verdict
 * @property {RegExp} section of the first clause shown
 * @property {RegExp} quote words that only this clause has
 * @property {RegExp} source where the clause links to
 */

/** @type {Record<'fiverrInbox' | 'fiverrOrder' | 'upworkRoom' | 'upworkProposal', Place>} */
export const PLACES = {
  // Whether there is an order cannot be seen in the inbox.
  fiverrInbox: {
    name: 'a Fiverr inbox',
    address: 'https://www.fiverr.com/inbox/jane_doe',
    verdict: 'caution',
    section: /Terms of Service §9\.1/u,
    quote: /Requesting or providing email addresses/u,
    source: /^https:\/\/www\.fiverr\.com\//u,
  },
  fiverrOrder: {
    name: 'a Fiverr order page',
    address: 'https://www.fiverr.com/orders/FO52B7A1C6D8/activities',
    verdict: 'caution',
    section: /Terms of Service §9\.1/u,
    quote: /necessary exchange of personal information/u,
    source: /^https:\/\/www\.fiverr\.com\//u,
  },
  // Whether there is a contract cannot be seen in a room.
  upworkRoom: {
    name: 'an Upwork message room',
    address: 'https://www.upwork.com/ab/messages/rooms/room_0f3c9b2a7d?sidebar=true',
    verdict: 'caution',
    section: /Site Terms of Use §4\.1/u,
    quote: /Means of Direct Contact/u,
    source: /^https:\/\/www\.upwork\.com\/legal/u,
  },
  upworkProposal: {
    name: 'an Upwork proposal',
    address: 'https://www.upwork.com/nx/proposals/job/~021834567890123456/apply/',
    verdict: 'breach',
    section: /Site Terms of Use §4\.1/u,
    quote: /Means of Direct Contact/u,
    source: /^https:\/\/www\.upwork\.com\/legal/u,
  },
};
