import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { scenarios } from "../host/fake/names.js";
import { button, open, settle } from "./open";

/** Structure only: jsdom has no colours and no layout. `npm run screens` looks at those in a browser. */
async function findings(): Promise<string[]> {
  const { violations, passes } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, "target-size": { enabled: false } },
  });
  expect(passes.length).toBeGreaterThan(5);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

it.each(scenarios)("%s has no findings", async (scenario) => {
  await open(scenario);
  expect(await findings()).toEqual([]);
});

describe("and with something open", () => {
  it("a menu", async () => {
    const { user } = await open("signed-in");
    await user.click(button("More"));
    expect(await findings()).toEqual([]);
  });
  it("a question", async () => {
    const { user } = await open("editor");
    await user.click(button("Delete profile"));
    expect(await findings()).toEqual([]);
  });
  it("an editor full of problems", async () => {
    const { user } = await open("first-run");
    await user.click(button("Or fill in four values"));
    await user.click(button("Save"));
    await settle();
    expect(document.querySelectorAll("[aria-invalid]")).toHaveLength(5);
    expect(await findings()).toEqual([]);
  });
  it("a toast", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Copy token"));
    expect(await findings()).toEqual([]);
  });
});

it("would find something", async () => {
  await open("signed-in");
  const add = button("Add a profile");
  add.removeAttribute("aria-label");
  add.removeAttribute("title");
  expect(await findings()).toEqual([expect.stringMatching(/^button-name/)]);
});
