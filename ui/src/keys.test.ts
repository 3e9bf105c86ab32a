import { afterEach, describe, expect, it, vi } from "vitest";
import { keysText, type Shortcut, shortcutOf, shortcuts, shortcutText } from "./keys";

const on = (platform: string) => vi.spyOn(navigator, "platform", "get").mockReturnValue(platform);
const press = (key: string, modifiers: KeyboardEventInit = {}) =>
  shortcutOf(new KeyboardEvent("keydown", { key, ...modifiers }));

afterEach(() => void vi.restoreAllMocks());

describe("on Linux and Windows", () => {
  it.each([
    ["n", { ctrlKey: true }, "new"],
    ["E", { ctrlKey: true }, "edit"],
    ["s", { ctrlKey: true }, "save"],
    ["f", { ctrlKey: true }, "search"],
    ["c", { ctrlKey: true }, "copy"],
    ["A", { ctrlKey: true, shiftKey: true }, "copy_header"],
    ["Escape", {}, "escape"],
    ["n", {}, null],
    ["n", { metaKey: true }, null],
    ["n", { ctrlKey: true, altKey: true }, null],
    ["C", { ctrlKey: true, shiftKey: true }, null],
    ["a", { ctrlKey: true }, null],
    ["constructor", { ctrlKey: true }, null],
    ["?", { shiftKey: true }, "sheet"],
    ["?", { ctrlKey: true }, null],
    [",", { ctrlKey: true }, "settings"],
    ["k", { ctrlKey: true }, "palette"],
  ])("%s %o is %s", (key, modifiers, wanted) => {
    on("Linux x86_64");
    expect(press(key, modifiers)).toBe(wanted);
  });
  it("writes Ctrl", () => {
    on("Win32");
    expect([keysText("S"), keysText("A", true)]).toEqual(["Ctrl S", "Ctrl ⇧ A"]);
  });
});

describe("on a Mac", () => {
  it("takes ⌘ and leaves Ctrl to the text fields", () => {
    on("MacIntel");
    expect(press("n", { metaKey: true })).toBe("new");
    expect(press("n", { ctrlKey: true })).toBeNull();
    expect(keysText("A", true)).toBe("⇧⌘A");
  });
});

it("writes each shortcut as it is pressed", () => {
  on("Linux x86_64");
  const all = Object.keys(shortcuts) as Shortcut[];
  expect(all.map(shortcutText)).toEqual([
    "Ctrl K",
    "Ctrl C",
    "Ctrl ⇧ A",
    "Ctrl F",
    "Ctrl N",
    "Ctrl E",
    "Ctrl S",
    "Ctrl ,",
    "?",
    "Esc",
  ]);
});
