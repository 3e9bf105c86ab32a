import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { count, open, settle } from "../../test/open";

const palette = () => screen.queryByRole("dialog", { name: "Quick access" });
const options = () =>
  within(palette() ?? document.body)
    .getAllByRole("option")
    .map((option) => option.querySelector(".title")?.textContent?.trim());
const current = () =>
  within(palette() ?? document.body).getByRole("option", { selected: true }).textContent ?? "";

it("copies the token of what was typed, and leaves the window as it was", async () => {
  const { user, host, page } = await open("signed-in");
  page.choose(page.profiles.list[1]?.name ?? "");
  const before = page.chosen?.name;
  await user.keyboard("{Control>}k{/Control}");
  expect(document.activeElement).toBe(screen.getByRole("combobox"));
  await user.keyboard("north prod");
  expect(options()[0]).toBe("North production");
  expect(current()).toContain("Copy token");
  await user.keyboard("{Enter}");
  expect(palette()).toBeNull();
  expect(count(host, "copyToken")).toBe(1);
  expect(host.asked.filter((asked) => asked.startsWith("copyToken"))[0]).toContain("north-production");
  expect(page.chosen?.name).toBe(before);
});

it("keeps what is being written while a token is copied", async () => {
  const { user, page, host } = await open("editor");
  const { editing } = page;
  await user.type(screen.getByLabelText("Name"), " two");
  await user.keyboard("{Control>}k{/Control}{Enter}");
  expect(count(host, "copyToken")).toBe(1);
  expect([page.editing, page.question]).toEqual([editing, null]);
});

it("signs in where there is no token", async () => {
  const { user, host, page } = await open("signed-out");
  await user.keyboard("{Control>}k{/Control}north prod");
  expect(current()).toContain("Sign in");
  await user.keyboard("{Enter}");
  expect(count(host, "signIn")).toBe(1);
  expect(page.chosen?.name).toBe("north-production");
});

it("moves with the arrows, round and round, and says to a screen reader where it is", async () => {
  const { user, page } = await open("palette");
  const field = screen.getByRole("combobox");
  const active = () => document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
  const titles = options();
  await user.keyboard("{ArrowDown}");
  expect(active()?.textContent).toContain(titles[1]);
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(active()?.textContent).toContain(titles.at(-1));
  expect(current()).toContain(titles.at(-1));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(palette()).toBeNull();
  expect(page.chosen?.name).toBe(page.profiles.list.at(-1)?.name);
});

it("begins at the first that matches, and says so when none does", async () => {
  const { user, host } = await open("palette");
  await user.keyboard("{ArrowDown}{ArrowDown}n");
  expect(current()).toContain(options()[0]);
  await user.keyboard("owhere at all");
  expect(screen.getByText("No profile matches “nowhere at all”.")).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(palette()).not.toBeNull();
  expect(count(host, "copyToken") + count(host, "signIn")).toBe(0);
  await user.keyboard("{Escape}");
  expect(palette()).toBeNull();
});

it("has first whose own name is what was typed: a tenant's is that of many", async () => {
  const { user } = await open("palette", (host) => host.kept.reverse());
  expect(options()[0]).toBe("Pilot plant");
  await user.keyboard("north");
  expect(options().slice(0, 2)).toEqual(["North staging", "North production"]);
  expect(options()).toContain("Pilot plant");
});

it("is opened from outside, and in the middle of something", async () => {
  const { host } = await open("check");
  expect(palette()).toBeNull();
  host.ask({ what: "palette" });
  await settle();
  expect(palette()).not.toBeNull();
});

it("does not wait for a first profile", async () => {
  const { user, page } = await open("first-run", (host) => host.ask({ what: "palette" }));
  await user.keyboard("{Control>}k{/Control}");
  expect([palette(), page.palette]).toEqual([null, false]);
});
