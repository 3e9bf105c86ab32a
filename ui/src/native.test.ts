import { afterEach, beforeEach, expect, it } from "vitest";
import { actAsAnApp } from "./native";

let stop = () => {};
beforeEach(() => {
  document.body.innerHTML =
    '<p>text</p><a href="/x">link</a><input value="typed"><div draggable="true">row</div>';
  stop = actAsAnApp(document);
});
afterEach(() => stop());

const reaches = (where: string, event: Event) =>
  (document.querySelector(where) as HTMLElement).dispatchEvent(event);
const made = (name: string) => new Event(name, { bubbles: true, cancelable: true });
const key = (given: KeyboardEventInit) =>
  new KeyboardEvent("keydown", { ...given, bubbles: true, cancelable: true });

it.each([
  [{ key: "F5" }],
  [{ key: "F7" }],
  [{ key: "r", ctrlKey: true }],
  [{ key: "R", ctrlKey: true, shiftKey: true }],
  [{ key: "p", ctrlKey: true }],
  [{ key: "u", ctrlKey: true }],
])("keeps a browser's key from the web view: %o", (given) => {
  expect(reaches("p", key(given))).toBe(false);
});

it.each([
  [{ key: "r" }],
  [{ key: "c", ctrlKey: true }],
  [{ key: "v", ctrlKey: true }],
  [{ key: "p", ctrlKey: true, altKey: true }],
])("leaves other keys alone: %o", (given) => {
  expect(reaches("input", key(given))).toBe(true);
});

it("leaves the web view's menu to text alone", () => {
  expect(reaches("a", made("contextmenu"))).toBe(false);
  expect(reaches("input", made("contextmenu"))).toBe(true);
  getSelection()?.selectAllChildren(document.querySelector("p") as HTMLElement);
  expect(reaches("p", made("contextmenu"))).toBe(true);
});

it("lets nothing be dragged but what is typed and what is made for it", () => {
  expect(reaches("div", made("dragstart"))).toBe(true);
  expect(reaches("a", made("dragstart"))).toBe(false);
  expect(reaches("input", made("dragstart"))).toBe(true);
});

it("is no more once it is ended", () => {
  stop();
  expect(reaches("a", made("contextmenu"))).toBe(true);
});
