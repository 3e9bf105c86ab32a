import { describe, expect, it } from "vitest";
import type { ProfileView } from "./bindings/ProfileView";
import { hostFor } from "./host/fake/scenarios";
import { grouped, matches, pieces, wordsOf } from "./search";
import { HandClock } from "./test/clock";

const profiles = hostFor("many", new HandClock()).overviewNow().profiles;
const named = (label: string): ProfileView => {
  const found = profiles.find((profile) => profile.label === label);
  if (!found) throw new Error(`no ${label}`);
  return found;
};

describe("matches", () => {
  const wells = named("north wells prod 001");
  it.each(["north", "prod wells", "WELLS", "north.example", "wells-prod", "", "  001  "])(
    "finds it by “%s”",
    (query) => {
      expect(matches(wells, wordsOf(query))).toBe(true);
    },
  );
  it.each(["south", "wells staging", "002"])("does not find it by “%s”", (query) => {
    expect(matches(wells, wordsOf(query))).toBe(false);
  });
});

describe("pieces", () => {
  const marked = (text: string, query: string) =>
    pieces(text, wordsOf(query))
      .map(({ text, hit }) => (hit ? `[${text}]` : text))
      .join("");

  it.each([
    ["North production", "nor prod", "[Nor]th [prod]uction"],
    ["aaa", "aa", "[aaa]"],
    ["abcabc", "bc abc", "[abcabc]"],
    ["North", "", "North"],
    ["North", "x", "North"],
    ["<b>x</b>", "<b>", "[<b>]x</b>"],
    ["İstanbul", "i", "İstanbul"],
  ])("%s, %s", (text, query, wanted) => {
    expect(marked(text, query)).toBe(wanted);
  });
});

it("groups by tenant and knows how many each has in all", () => {
  const shown = profiles.filter((profile) => matches(profile, ["quay"]));
  const groups = grouped(profiles, shown);
  expect(groups.map(({ tenant, total, profiles }) => [tenant.slice(0, 5), total, profiles.length])).toEqual([
    ["north", 80, shown.filter((one) => one.draft.tenant_id === "north.example").length],
    ["harbo", 80, shown.filter((one) => one.draft.tenant_id === "harbour.example").length],
    ["1b7f9", 40, shown.filter((one) => one.draft.tenant_id.startsWith("1b7f9")).length],
  ]);
  expect(groups.flatMap((group) => group.profiles)).toHaveLength(shown.length);
});
