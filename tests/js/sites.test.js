// @ts-check
/** Addresses to places. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContent } from "./load.js";

const { Sites } = loadContent();

const PLACES = /** @type {const} */ ([
  ["https://www.fiverr.com/inbox/jane_doe", "fiverr", "inbox", "unknown"],
  ["https://pro.fiverr.com/inbox/jane_doe?x=1", "fiverr", "inbox", "unknown"],
  ["https://www.fiverr.com/de/inbox/jane_doe", "fiverr", "inbox", "unknown"],
  ["https://www.fiverr.com/conversations/jane", "fiverr", "inbox", "unknown"],
  ["https://www.fiverr.com/orders/FO123ABC/activities", "fiverr", "order", "active_contract"],
  ["https://www.fiverr.com/users/jo/manage_orders/FO123ABC", "fiverr", "order", "active_contract"],
  ["https://www.fiverr.com/users/jo/manage_gigs/i-will-draw/edit?step=2", "fiverr", "listing", "unknown"],
  ["https://www.fiverr.com/briefs/overview/matches", "fiverr", "proposal", "before_contract"],
  ["https://www.fiverr.com/jane_doe", "fiverr", "unknown", "unknown"],
  ["https://www.upwork.com/ab/messages/rooms/room_1a2b?sidebar=true", "upwork", "inbox", "unknown"],
  ["https://www.upwork.com/messages/", "upwork", "inbox", "unknown"],
  ["https://www.upwork.com/nx/proposals/job/~0212/apply/", "upwork", "proposal", "before_contract"],
  ["https://www.upwork.com/ab/proposals/job/~0212/apply", "upwork", "proposal", "before_contract"],
  ["https://www.upwork.com/nx/job-post/instant/title", "upwork", "job_post", "before_contract"],
  ["https://www.upwork.com/nx/create-profile/overview", "upwork", "profile", "unknown"],
  ["https://www.upwork.com/freelancers/~01ab", "upwork", "profile", "unknown"],
  ["https://www.upwork.com/nx/wm/workroom/123/overview", "upwork", "order", "active_contract"],
  ["https://www.freelancer.com/messages/thread/77", "freelancer", "inbox", "unknown"],
  ["https://www.peopleperhour.com/workstream/9", "peopleperhour", "order", "unknown"],
]);

for (const [address, platform, surface, stage] of PLACES) {
  test(`${address} is ${platform}, ${surface}, ${stage}`, () => {
    const place = Sites.placeOf(address);
    assert.deepEqual([place.platform, place.surface, place.stage, place.quiet], [platform, surface, stage, false]);
  });
}

test("other addresses are no place", () => {
  for (const address of ["https://www.fiverr.com.example.org/inbox/jane", "https://example.org/", "about:blank", "", "::"]) {
    assert.equal(Sites.placeOf(address), null, address);
  }
});

test("sign-in, payment, settings and search are left alone", () => {
  for (const path of ["fiverr.com/login", "fiverr.com/settings/billing", "upwork.com/ab/account-security/login", "upwork.com/nx/search/jobs/", "upwork.com/freelancers/settings/contactInfo"]) {
    assert.equal(Sites.placeOf(`https://www.${path}`).quiet, true, path);
  }
});

test("a conversation is the same whatever the query, and another with another person", () => {
  const of = (/** @type {string} */ address) => Sites.placeOf(address).conversation;
  const room = "https://www.upwork.com/ab/messages/rooms/";
  assert.equal(of(`${room}room_1?a=1`), of(`${room}room_1#x`));
  assert.notEqual(of(`${room}room_1`), of(`${room}room_2`));
  assert.equal(of("https://www.fiverr.com/orders/FO1/activities"), of("https://www.fiverr.com/orders/FO1"));
  assert.notEqual(of("https://www.fiverr.com/inbox/a"), of("https://www.fiverr.com/orders/FO1"));
});
