import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { sorted } from "../../claims";
import { claims } from "../../host/fake/claims";
import { button, choose, heading, open, settle } from "../../test/open";

const shown = () => screen.getByRole("main").textContent ?? "";

it("says what the token says, in the order in which one asks, and each value once", async () => {
  const { user } = await open("signed-in");
  await choose(user, "More", "What the token says");
  await settle();
  expect(heading()).toBe("What the token says");
  const headings = screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent);
  expect(headings).toEqual(["Who", "For what", "How long", "Rights", "Why can’t I see a project?"]);
  expect(shown().match(/ingrid\.solberg@north\.example/g)).toHaveLength(1);
  expect(shown()).toContain("Good until");
  await user.keyboard("{Escape}");
  expect(heading()).toBe("North production");
});

it("hides what is personal from the page itself", async () => {
  const { user } = await open("token");
  await user.click(screen.getByRole("switch", { name: "Hide values" }));
  const page = screen.getByRole("main");
  const pane = within(page).getByRole("heading", { level: 1 }).closest(".pane");
  for (const { name, value } of claims.claims.filter(({ name }) => !["ver", "amr", "scp"].includes(name)))
    for (const line of value.split("\n"))
      if (!/^\d+$/.test(line)) expect(pane?.innerHTML, name).not.toContain(line);
  expect(pane?.textContent).toContain("user_impersonation");
});

it("copies one value, and all of them", async () => {
  const { host, user } = await open("token");
  await user.click(button("Copy The tenant that the account is signed in to"));
  expect(host.asked.at(-1)).toBe('copyText ["4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4"]');
  await user.click(button("Copy as JSON"));
  // As they stand in the token: numbers are numbers, lists are lists.
  expect(JSON.parse(host.clipboard)).toEqual(JSON.parse(claims.json));
});

it("says what is worth a look, and when a token says nothing", async () => {
  await open("token", (host) => {
    host.claimsNow = { ...claims, remarks: ["other_audience", "groups_left_out"] };
  });
  expect(shown()).toContain("It is for another address than this profile's cluster.");
  expect(shown()).toContain("You are in more groups than a token has room for.");
});

it("says so when a token says nothing", async () => {
  await open("token", (host) => {
    host.claimsNow = { claims: [], unreadable: "encrypted", remarks: [], json: "" };
  });
  expect(shown()).toContain("only CDF can read it");
  expect(screen.queryByRole("switch")).toBeNull();
});

it("loses no claim", () => {
  const { groups, rest } = sorted(claims.claims);
  const all = [...groups.flatMap(({ claims }) => claims), ...rest].map(({ value }) => value);
  expect(new Set(all)).toEqual(new Set(claims.claims.map(({ value }) => value)));
});
