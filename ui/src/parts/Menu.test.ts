import Ellipsis from "@lucide/svelte/icons/ellipsis";
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import Menu from "./Menu.svelte";

function start() {
  const chosen: string[] = [];
  const items = ["One", "Two", "Three"].map((text) => ({
    text,
    icon: Ellipsis,
    choose: () => chosen.push(text),
  }));
  render(Menu, { props: { label: "More", icon: Ellipsis, items } });
  const user = userEvent.setup();
  const trigger = screen.getByRole("button", { name: "More" });
  const focused = () => document.activeElement?.textContent?.trim();
  return { chosen, user, trigger, focused };
}

it("opens on a click with the first entry under the keyboard", async () => {
  const { user, trigger, focused } = start();
  expect(trigger.getAttribute("aria-expanded")).toBe("false");
  await user.click(trigger);
  expect(trigger.getAttribute("aria-expanded")).toBe("true");
  expect(focused()).toBe("One");
});

it("opens with the arrows at the near end", async () => {
  const { user, trigger, focused } = start();
  trigger.focus();
  await user.keyboard("{ArrowUp}");
  expect(focused()).toBe("Three");
  await user.keyboard("{Escape}{ArrowDown}");
  expect(focused()).toBe("One");
});

it("moves around in a circle, and to both ends", async () => {
  const { user, trigger, focused } = start();
  await user.click(trigger);
  const path: unknown[] = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"]) {
    await user.keyboard(`{${key}}`);
    path.push(focused());
  }
  expect(path).toEqual(["Two", "Three", "One", "Three", "One", "Three"]);
});

it("closes on a second press of its button, though the browser closed it in the middle of that press", async () => {
  const { user, trigger } = start();
  await user.click(trigger);
  await user.pointer({ keys: "[MouseLeft>]", target: trigger });
  screen.getByRole("menu").hidePopover();
  await user.pointer({ keys: "[/MouseLeft]", target: trigger });
  expect(trigger.getAttribute("aria-expanded")).toBe("false");
  await user.click(trigger);
  expect(trigger.getAttribute("aria-expanded")).toBe("true");
});

it("does what was chosen, closes, and gives the keyboard back", async () => {
  const { user, trigger, chosen } = start();
  await user.click(trigger);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(chosen).toEqual(["Two"]);
  expect(trigger.getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(trigger);
});

it.each(["{Escape}", "{Tab}"])("closes on %s without choosing, and keeps the key to itself", async (key) => {
  const { user, trigger, chosen } = start();
  const outside: string[] = [];
  const listen = (event: KeyboardEvent) => outside.push(event.key);
  window.addEventListener("keydown", listen);
  await user.click(trigger);
  await user.keyboard(key);
  window.removeEventListener("keydown", listen);
  expect(chosen).toEqual([]);
  expect(outside).toEqual([]);
  expect(document.activeElement).toBe(trigger);
  expect(screen.queryByRole("menuitem")).toBeNull();
});
