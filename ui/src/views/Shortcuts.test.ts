import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { shortcuts } from "../keys";
import { open } from "../test/open";

it("opens with a question mark, lists every shortcut there is, and leaves with Escape or its button", async () => {
  const { user, page } = await open("signed-in");
  await user.keyboard("?");
  const sheet = screen.getByRole("dialog", { name: "Keyboard shortcuts" });
  expect(sheet.querySelectorAll("dt").length).toBe(Object.keys(shortcuts).length + 3);
  expect(sheet.textContent).toContain("Ctrl ⇧ A");
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(page.sheet).toBe(false);
});

it("leaves a question mark to the field it is typed into", async () => {
  const { user, page } = await open("signed-in");
  await user.type(screen.getByRole("searchbox"), "north?");
  expect(page.sheet).toBe(false);
});
