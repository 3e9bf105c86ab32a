export type Shortcut = "new" | "edit" | "save" | "search" | "copy" | "copy_header" | "settings" | "escape";

const withControl = new Map<string, Shortcut>([
  ["n", "new"],
  ["e", "edit"],
  ["s", "save"],
  ["f", "search"],
  ["c", "copy"],
  [",", "settings"],
]);

export const isMac = (): boolean => /mac/i.test(navigator.platform);

/** How a key combination is written on this system: `Ctrl S`, `⌘S`. */
export function keysText(key: string, shift = false): string {
  if (isMac()) return `${shift ? "⇧" : ""}⌘${key}`;
  return `Ctrl ${shift ? "⇧ " : ""}${key}`;
}

export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.altKey || event.isComposing) return null;
  const control = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const key = event.key.toLowerCase();
  if (key === "escape" && !event.ctrlKey && !event.metaKey) return "escape";
  if (!control) return null;
  if (event.shiftKey) return key === "a" ? "copy_header" : null;
  return withControl.get(key) ?? null;
}

/** Whether the copy key belongs to the text: something is selected, or the caret is in a field. */
export function copiesText(): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return true;
  return (getSelection()?.toString() ?? "") !== "";
}
