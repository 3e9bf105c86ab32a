import { cleanup, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, it } from "vitest";
import { errorOf } from "../../host/fake/samples";
import { button, count, heading, type Opened, open, settle } from "../../test/open";

const section = () => screen.getByRole("region", { name: "Why can’t I see a project?" });
const says = () => within(section()).getByRole("status").textContent?.trim() ?? "";
const message = () => screen.queryByTestId("why-message")?.textContent ?? null;

async function ask(user: Opened["user"], project: string): Promise<void> {
  const field = screen.getByLabelText("The project’s name");
  await user.clear(field);
  await user.type(field, `${project}{Enter}`);
  await settle();
}

it.each([
  ["north-prod", /^north-prod lets you in.*rights to 8 kinds of resource/],
  ["north-prd", /^Do you mean north-prod\?/],
  ["north-mute", /^north-mute lets you in, but allows nothing/],
  ["harbour-prod", /^You are in no group of harbour-prod.*sign in again/],
  ["grid-model", /^Your profile “Grid model” is for grid-model/],
  ["somewhere", /^somewhere is not among your projects.*another cluster than westeurope-1\.cognitedata\.com/],
])("says of %s why", async (project, reason) => {
  const { user } = await open("token");
  await ask(user, project);
  expect(says()).toMatch(reason);
  // Who cannot help gets no message.
  const helps = ["north-mute", "harbour-prod", "somewhere"].includes(project);
  expect(message() !== null).toBe(helps);
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, "target-size": { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("goes on to what was meant, or to the profile that is for it", async () => {
  const { user, host } = await open("token");
  await ask(user, "north-prd");
  await user.click(button("Ask about north-prod"));
  await settle();
  expect(says()).toMatch(/^north-prod lets you in/);
  expect(host.asked.at(-1)).toBe('whyProject ["north-production","north-prod"]');
  await ask(user, "grid-model");
  await user.click(button("Go to Grid model"));
  expect(heading()).toBe("Grid model");
});

it("has the message to the administrator ready, with what they need", async () => {
  const { user, host } = await open("token");
  await ask(user, " harbour-prod ");
  await user.click(within(section()).getByRole("button", { name: "Copy message" }));
  expect(host.clipboard.split("\n")).toEqual([
    "Hello, in Cognite Data Fusion I cannot see the project harbour-prod.",
    "What helps: a group of the project in CDF whose source ID is the object ID of a group in Entra that my account is in.",
    "",
    "Project: harbour-prod",
    "CDF cluster: westeurope-1.cognitedata.com",
    "Tenant ID: 4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
    "Account: ingrid.solberg@north.example",
    "Object ID: a5b1c2d3-4455-4667-8899-aabbccddeeff",
    "Groups in Entra that the token names: 0b9e1f76-33b4-4c55-9a6e-0d3cf5c1a001, f7c8d0aa-5d40-4d9f-8d0f-9c6a1e22b7e4",
  ]);
});

it("says what is in the way of the question itself, and asks nothing without a name", async () => {
  const { user, host } = await open("token");
  expect(button("Find out").hasAttribute("disabled")).toBe(true);
  await ask(user, "  ");
  expect(count(host, "whyProject")).toBe(0);
  host.failNext.whyProject = errorOf("sign_in_required", {
    message: "You are signed out.",
    hint: "Sign in.",
  });
  await ask(user, "north-prod");
  expect(says()).toContain("You are signed out. Sign in.");
});

it("stands under a check too, and begins with the own project where that is the one", async () => {
  await open("check");
  const field = () => screen.getByLabelText<HTMLInputElement>("The project’s name");
  expect(field().value).toBe("");
  cleanup();
  await open("check", (host) => {
    const [first] = host.kept;
    if (first) first.draft.project = "harbour-prod";
  });
  expect(field().value).toBe("harbour-prod");
});

it("is gone while values are hidden", async () => {
  const { user } = await open("token");
  await user.click(screen.getByRole("switch", { name: "Hide values" }));
  expect(screen.queryByRole("region", { name: "Why can’t I see a project?" })).toBeNull();
});
