// @ts-check
/**
 * Leaves out the warnings that the user does not want: about chosen channels, about links to the user's own pages on
 * the platforms, and about words that the user called no contact detail. Pure but for hashing; it must not know where
 * the choices are kept or how they are made.
 */

const Exceptions = (() => {
  /**
   * The host and path of a link to a page on one of the platforms; links are kept and compared in this form. Null for
   * all other links, and for a platform's front page, which is nobody's own page.
   * @param {string} typed with or without "https://"
   * @returns {string|null}
   */
  function linkOf(typed) {
    const address = /^https?:/iu.test(typed) ? typed : `https://${typed}`;
    if (!URL.canParse(address)) return null;
    const { hostname, pathname } = new URL(address);
    const host = hostname.replace(/^www\./u, "");
    const path = pathname.replace(/\/+$/u, "");
    const isKnown = Sites.SITES.some(({ hosts }) => hosts.some((each) => each.replace(/^www\./u, "") === host));
    return isKnown && path ? host + path : null;
  }

  /**
   * Whether the mark is a link to one of the user's own pages, or to a page below it.
   * @param {Mark} mark
   * @param {readonly string[]} ownLinks
   */
  function isOwnLink({ kind, words }, ownLinks) {
    const link = kind === "link" ? linkOf(words) : null;
    return link !== null && ownLinks.some((own) => link === own || link.startsWith(`${own}/`));
  }

  /**
   * @param {Mark} mark
   * @param {string} salt
   * @returns {Promise<string>} a hash that does not tell the words
   */
  const fingerprint = ({ kind, words }, salt) => Conversation.digest(salt, `ignored ${kind} ${words}`);

  /**
   * The marks that are left to show.
   * @param {Mark[]} marks
   * @param {Pick<Choices, "ignored"|"ignoredChannels"|"ownLinks"|"salt">} choices
   * @returns {Promise<Mark[]>}
   */
  async function without(marks, { ignored, ignoredChannels, ownLinks, salt }) {
    const left = marks.filter(
      (mark) => !(mark.channel && ignoredChannels.includes(mark.channel)) && !isOwnLink(mark, ownLinks),
    );
    if (ignored.length === 0) return left;
    const prints = await Promise.all(left.map((mark) => fingerprint(mark, salt)));
    return left.filter((_mark, index) => !ignored.includes(prints[index] ?? ""));
  }

  return Object.freeze({ linkOf, fingerprint, without });
})();
