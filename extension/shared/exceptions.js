// @ts-check
/**
 * What the user wants no warning about, whatever it says: channels they may name, links to their own pages
 * on the platforms, words they called no contact detail. Pure but for hashing; it must not know where
 * the choices are kept, or how they are made.
 */

const Exceptions = (() => {
  /**
   * How a link to a page on one of the platforms is kept and compared: host and path. Null for anything
   * else, a platform's front page too: only a page of one's own can be meant.
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
   * Whether a link is one of the user's own, or a page below it.
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
   * @returns {Promise<string>} stands for the words without telling them
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
