/** Messages of a given length with a given number of e-mail addresses, spread evenly. Pure; knows no browser. */

const ORDINARY =
  'Thank you for the detailed brief. I would start with the landing page and send a first draft on Monday. ' +
  'The second part needs a little more time, because every picture has to be cut and coloured by hand. ';

/**
 * @param {number} length in UTF-16 code units
 * @param {number} addresses
 */
export function messageOf(length, addresses) {
  const share = Math.floor(length / addresses);
  const parts = Array.from({ length: addresses }, (_, index) => {
    const address = ` an${index}@abc.net, `;
    const end = index % 4 === 3 ? '\n' : '';
    return ordinary(share - address.length - end.length) + address + end;
  });
  return parts.join('').padEnd(length, ' and so on');
}

/** @param {number} length */
function ordinary(length) {
  return ORDINARY.repeat(Math.ceil(Math.max(0, length) / ORDINARY.length)).slice(0, Math.max(0, length));
}
