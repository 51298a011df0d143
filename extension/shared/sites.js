// @ts-check
/**
 * Reads platform, surface, stage and conversation from an address.
 *
 * The script is data and one function over it. It must not know the page: an address only labels the box that the
 * user types in, it never decides whether the box is found. Patterns see the path alone.
 */

/**
 * @typedef {"inbox"|"order"|"proposal"|"job_post"|"listing"|"profile"|"review"|"unknown"} Surface
 * @typedef {"before_contract"|"active_contract"|"after_contract"|"unknown"} Stage
 * @typedef {{path: RegExp, surface: Surface, stage?: Stage}} Pattern
 *   The first capture, if any, names the conversation.
 * @typedef {{id: string, name: string, hosts: readonly string[], prefix?: RegExp, quiet: RegExp,
 *   send?: string, patterns: readonly Pattern[]}} Site
 *   `send`: a selector for a Send button that carries no words
 * @typedef {{platform: string, name: string, surface: Surface, stage: Stage, conversation: string,
 *   quiet: boolean, send?: string}} Place
 */

const Sites = (() => {
  /** @type {readonly Site[]} */
  const SITES = Object.freeze([
    {
      id: "fiverr",
      name: "Fiverr",
      hosts: ["www.fiverr.com", "pro.fiverr.com"],
      prefix: /^\/(?:de|es|fr|it|nl|pt|pt-br)(?=\/)/u,
      // Pages for sign-in, payment and account ask for the user's own details: what is typed there is no message.
      quiet: /^\/(?:login|join|settings|account|payments?|checkout|cart|search|logout)(?:\/|$)/u,
      patterns: [
        { path: /^\/(?:inbox|conversations)\/([^/]+)/u, surface: "inbox" },
        { path: /^\/(?:inbox|conversations)\/?$/u, surface: "inbox" },
        { path: /^\/orders\/(FO[^/]+)\/(?:rate|review|feedback)/u, surface: "review", stage: "after_contract" },
        { path: /^\/orders\/(FO[^/]+)/u, surface: "order", stage: "active_contract" },
        { path: /^\/users\/[^/]+\/(?:manage_orders|orders)\/(FO[^/]+)/u, surface: "order", stage: "active_contract" },
        { path: /^\/users\/[^/]+\/manage_gigs\/([^/]+)/u, surface: "listing" },
        { path: /^\/(?:new-gig|gigs\/new)/u, surface: "listing" },
        { path: /^\/briefs?\/(?:overview|response)\/(.+)/u, surface: "proposal", stage: "before_contract" },
        { path: /^\/(?:create_offer|users\/[^/]+\/requests)/u, surface: "proposal", stage: "before_contract" },
        { path: /^\/(?:briefs?\/(?:create|new)|post_a_request)/u, surface: "job_post", stage: "before_contract" },
        { path: /^\/(?:sellers\/[^/]+\/edit|users\/[^/]+\/profile|profile_edit)/u, surface: "profile" },
      ],
    },
    {
      id: "upwork",
      name: "Upwork",
      hosts: ["www.upwork.com"],
      send: ".up-d-composer button.air3-btn-circle",
      quiet: /^\/(?:ab\/account-security|nx\/(?:settings|payments|billing|search|find-work|login|signup)|freelancers\/settings(?!\/profile)|settings|login|signup)(?:\/|$)/u,
      patterns: [
        { path: /^\/(?:ab\/|nx\/)?messages\/rooms\/([^/]+)/u, surface: "inbox" },
        { path: /^\/(?:ab\/|nx\/)?messages(?:\/|$)/u, surface: "inbox" },
        { path: /^\/(?:ab|nx)\/proposals\/(?:job|interview|offer)\/([^/]+)/u, surface: "proposal", stage: "before_contract" },
        { path: /^\/(?:ab|nx)\/proposals\/([^/]+)/u, surface: "proposal", stage: "before_contract" },
        { path: /^\/(?:ab|nx)\/job-post(?:\/|$)/u, surface: "job_post", stage: "before_contract" },
        { path: /^\/(?:ab|nx)\/(?:wm\/)?(?:feedback|review)\/([^/]+)/u, surface: "review", stage: "after_contract" },
        { path: /^\/(?:ab|nx)\/wm\/(?:workroom|contracts?)\/([^/]+)/u, surface: "order", stage: "active_contract" },
        { path: /^\/(?:ab|nx)\/(?:contracts?|workroom)\/([^/]+)/u, surface: "order", stage: "active_contract" },
        { path: /^\/(?:ab|nx)\/(?:project-dashboard|catalog|services)(?:\/|$)/u, surface: "listing" },
        { path: /^\/(?:ab|nx)\/create-profile(?:\/|$)/u, surface: "profile" },
        { path: /^\/freelancers\/(?:settings\/profile|~[^/]+)/u, surface: "profile" },
      ],
    },
    {
      id: "freelancer",
      name: "Freelancer.com",
      hosts: ["www.freelancer.com"],
      quiet: /^\/(?:login|signup|settings|users\/settings|deposit|search)(?:\/|$)/u,
      patterns: [
        { path: /^\/messages\/(?:thread\/)?([^/]+)/u, surface: "inbox" },
        { path: /^\/messages\/?$/u, surface: "inbox" },
        { path: /^\/post-project/u, surface: "job_post" },
        { path: /^\/projects\/(.+?)\/(?:details|proposals)/u, surface: "proposal" },
        { path: /^\/u\/[^/]+/u, surface: "profile" },
      ],
    },
    {
      id: "peopleperhour",
      name: "PeoplePerHour",
      hosts: ["www.peopleperhour.com"],
      quiet: /^\/(?:site\/(?:login|register)|settings|account|billing|search)(?:\/|$)/u,
      patterns: [
        { path: /^\/(?:inbox|messages)\/([^/]+)/u, surface: "inbox" },
        { path: /^\/(?:inbox|messages)\/?$/u, surface: "inbox" },
        { path: /^\/(?:workstream|project)\/([^/]+)/u, surface: "order" },
        { path: /^\/(?:post-job|job\/post)/u, surface: "job_post" },
        { path: /^\/(?:job|freelance-jobs)\/(.+)/u, surface: "proposal" },
        { path: /^\/(?:hourlie|offer)\//u, surface: "listing" },
        { path: /^\/freelancer\//u, surface: "profile" },
      ],
    },
  ]);

  /**
   * The place that an address names, or null for an address of no platform.
   * @param {string} address
   * @returns {Place|null}
   */
  function placeOf(address) {
    if (!URL.canParse(address)) return null;
    const { hostname, pathname } = new URL(address);
    const site = SITES.find(({ hosts }) => hosts.includes(hostname));
    if (!site) return null;
    const path = site.prefix ? pathname.replace(site.prefix, "") : pathname;
    const pattern = site.patterns.find((each) => each.path.test(path));
    const named = pattern?.path.exec(path)?.[1];
    return Object.freeze({
      platform: site.id,
      name: site.name,
      surface: pattern?.surface ?? "unknown",
      stage: pattern?.stage ?? "unknown",
      // The query is left out, because one room is opened with many queries.
      conversation: `${site.id} ${pattern?.surface ?? "page"} ${named ?? path}`,
      quiet: site.quiet.test(path),
      send: site.send,
    });
  }

  return Object.freeze({ SITES, placeOf });
})();
