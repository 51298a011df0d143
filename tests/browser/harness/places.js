/**
 * The places of the sites that the tests type in, with the clause that an e-mail address meets there.
 * Data only; the clauses are those of the packs, so a change of the terms has to be made here too.
 */

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} address
 * @property {string} verdict what the popover calls it
 * @property {RegExp} section of the first clause shown
 * @property {RegExp} source the address that the clause links to
 */

/** @type {Record<'fiverrInbox' | 'fiverrOrder' | 'upworkRoom' | 'upworkProposal', Place>} */
export const PLACES = {
  fiverrInbox: {
    name: 'a Fiverr inbox',
    address: 'https://www.fiverr.com/inbox/jane_doe',
    verdict: 'breach',
    section: /Terms of Service/u,
    source: /fiverr/u,
  },
  fiverrOrder: {
    name: 'a Fiverr order page',
    address: 'https://www.fiverr.com/orders/FO52B7A1C6D8/activities',
    verdict: 'caution',
    section: /./u,
    source: /fiverr/u,
  },
  upworkRoom: {
    name: 'an Upwork message room',
    address: 'https://www.upwork.com/ab/messages/rooms/room_0f3c9b2a7d?sidebar=true',
    verdict: 'caution',
    section: /./u,
    source: /upwork/u,
  },
  upworkProposal: {
    name: 'an Upwork proposal',
    address: 'https://www.upwork.com/nx/proposals/job/~021834567890123456/apply/',
    verdict: 'breach',
    section: /./u,
    source: /upwork/u,
  },
};
