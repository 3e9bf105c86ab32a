import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { button, choose, count, heading, open, row } from "../test/open";

const steps = () => within(screen.getByRole("list", { name: "What was looked at" }));
const outcomes = () =>
  steps()
    .getAllByRole("img")
    .map((one) => one.getAttribute("aria-label"));
const says = () => document.querySelector("main [role=status]")?.textContent;
const rights = () =>
  within(screen.getByRole("table", { name: "Access" }))
    .getAllByRole("row")
    .slice(1);
const filter = () => screen.getByRole("searchbox", { name: "Filter access" });

it("shows each step as it comes, and what is being looked at", async () => {
  const { user, clock, wait } = await open("signed-in");
  await choose(user, "More", "Check");
  expect(heading()).toBe("Check");
  expect(says()).toBe("Looking at the profile …");
  clock.advance(250);
  await wait(0);
  expect(outcomes()).toEqual(["Passed", "Passed"]);
  expect(says()).toBe("Looking at the vault …");
  expect(screen.queryByRole("button", { name: "Copy report" })).toBeNull();
  await wait(1_000);
  expect(outcomes()).toHaveLength(9);
  expect(says()).toBe("Everything is fine.");
});

it("tells the four outcomes apart in words, and what to do about two of them", async () => {
  await open("check-troubled");
  expect(new Set(outcomes())).toEqual(new Set(["Passed", "Worth knowing", "Failed", "Not checked"]));
  expect(says()).toMatch(/^One thing stands in the way/);
  expect(screen.getByText(/^For Python, set REQUESTS_CA_BUNDLE/)).toBeTruthy();
  expect(screen.getByText("http://proxy.north.example:8080 (HTTPS_PROXY)")).toBeTruthy();
});

describe("a step that failed ends in a button", () => {
  it("that signs in", async () => {
    const { user, host } = await open("check-troubled");
    await user.click(steps().getByRole("button", { name: "Sign in" }));
    expect(count(host, "signIn")).toBe(1);
    expect(heading()).toBe("Opening your browser");
  });

  it("that opens the editor at the field; saving looks again", async () => {
    const { user, host, wait } = await open("check-troubled");
    await user.click(steps().getByRole("button", { name: "Edit profile" }));
    const port = screen.getByLabelText("Redirect port");
    expect(document.activeElement).toBe(port);
    await user.type(port, "53001");
    await user.click(button("Save"));
    await wait(1_500);
    expect(heading()).toBe("Check");
    expect(count(host, "check")).toBe(2);
  });
});

it("works offline: what could not be looked at says why", async () => {
  await open("check-offline");
  expect(outcomes().filter((one) => one === "Not checked")).toHaveLength(3);
  expect(screen.getAllByText("It could not be checked because the provider did not answer.")).toHaveLength(2);
});

describe("a check under way", () => {
  it.each(["Cancel", "Escape"])("ends with %s, and can begin anew", async (by) => {
    const { user, host, wait } = await open("check-running");
    if (by === "Cancel") await user.click(button(/^Cancel/));
    else await user.keyboard("{Escape}");
    expect(says()).toMatch(/^You cancelled the check\./);
    host.checkStopsAt = null;
    await user.click(button("Run again"));
    await wait(1_500);
    expect(outcomes()).toHaveLength(9);
  });

  it("is given up when you look at something else", async () => {
    const { user, host } = await open("check-running");
    await user.click(row(/Grid model/));
    expect(count(host, "cancelCheck")).toBe(1);
    expect(heading()).toBe("Grid model");
    await user.click(row(/North production/));
    expect(heading()).toBe("North production");
  });
});

it("goes back to the profile", async () => {
  const { user } = await open("check");
  await user.click(button("North production"));
  expect(heading()).toBe("North production");
});

it("tells why there is no report", async () => {
  const { user, host } = await open("signed-in");
  host.failNext.check = errorOf("profile_not_found", { message: "It is gone.", hint: "Look again." });
  await choose(user, "More", "Check");
  expect(says()).toBe("It is gone. Look again.");
});

it("copies the whole report", async () => {
  const { user, host } = await open("check");
  await user.click(button("Copy report"));
  expect(host.clipboard.split("\n").slice(0, 8)).toEqual([
    "Check of North production",
    "Tenant ID: 4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
    "Client ID: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88",
    "Project: north-prod · westeurope-1.cognitedata.com",
    "",
    "Everything is fine.",
    "✓ The profile is complete",
    "    north-prod on westeurope-1.cognitedata.com.",
  ]);
  expect(host.clipboard).toContain("timeSeries: READ, WRITE · all · north-prod, north-test");
  expect(host.clipboard).toContain("    request id: 8f2c6a1e");
  expect(await screen.findByText("Report copied.")).toBeTruthy();
});

describe("the access table", () => {
  it("has its own project first, and a row for each right", async () => {
    await open("check");
    const section = screen.getByRole("region", { name: "Access" });
    const projects = within(section).getAllByRole("listitem");
    expect(projects.map((one) => one.textContent?.trim())).toEqual([
      "north-prod 3 groups",
      "harbour-prod listed",
      "north-test 1 group",
    ]);
    expect(rights()).toHaveLength(9);
    const [first] = rights();
    expect(within(first as HTMLElement).getByRole("rowheader").textContent).toBe("assets");
  });

  it.each([
    ["write data", ["dataModelInstances", "files"], "2 of 9 rights"],
    ["north-test", ["timeSeries", "transformations"], "2 of 9 rights"],
    ["all projects", ["projects"], "1 of 9 rights"],
  ])("looks for %s in every column", async (text, acls, says) => {
    const { user } = await open("check");
    await user.type(filter(), text);
    expect(rights().map((one) => within(one).getByRole("rowheader").textContent)).toEqual(acls);
    expect(screen.getByText(says)).toBeTruthy();
  });

  it("says that nothing is found; Escape clears before it leaves", async () => {
    const { user } = await open("check");
    await user.type(filter(), "nothing of that name");
    expect(screen.getByText("No right matches “nothing of that name”.")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(rights()).toHaveLength(9);
    await user.keyboard("{Escape}");
    expect(heading()).toBe("North production");
  });
});
