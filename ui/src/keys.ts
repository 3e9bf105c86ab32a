export type Shortcut =
  | "palette"
  | "new"
  | "edit"
  | "save"
  | "search"
  | "copy"
  | "copy_header"
  | "settings"
  | "sheet"
  | "escape";

interface Keys {
  key: string;
  /** With Ctrl, on a Mac with ⌘. */
  control: boolean;
  shift: boolean;
}

const plain = (key: string): Keys => ({ key, control: false, shift: false });
const control = (key: string, shift = false): Keys => ({ key, control: true, shift });

/** Every shortcut of the window: what listens and what the sheet shows are the same. */
export const shortcuts: Record<Shortcut, Keys> = {
  palette: control("k"),
  copy: control("c"),
  copy_header: control("a", true),
  search: control("f"),
  new: control("n"),
  edit: control("e"),
  save: control("s"),
  settings: control(","),
  sheet: plain("?"),
  escape: plain("escape"),
};

export const isMac = (): boolean => /mac/i.test(navigator.platform);

/** How a key combination is written on this system: `Ctrl S`, `⌘S`. */
export function keysText(key: string, shift = false): string {
  if (isMac()) return `${shift ? "⇧" : ""}⌘${key}`;
  return `Ctrl ${shift ? "⇧ " : ""}${key}`;
}

/** The same for one of the window's own. */
export function shortcutText(shortcut: Shortcut): string {
  const { key, control, shift } = shortcuts[shortcut];
  if (!control) return key === "escape" ? "Esc" : key;
  return keysText(key.toUpperCase(), shift);
}

export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.altKey || event.isComposing) return null;
  const [own, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (other) return null;
  const pressed = event.key.toLowerCase();
  const all = Object.entries(shortcuts) as [Shortcut, Keys][];
  const found = all.find(([, { key, control, shift }]) => {
    // Which key “?” is differs from keyboard to keyboard, and mostly wants Shift; so does leaving by Escape.
    const asWritten = control ? event.shiftKey === shift : true;
    return key === pressed && own === control && asWritten;
  });
  return found?.[0] ?? null;
}

/** Whether the copy key belongs to the text: something is selected, or the caret is in a field. */
export function copiesText(): boolean {
  return writesText() || (getSelection()?.toString() ?? "") !== "";
}

/** Whether what is typed goes into a field. */
export function writesText(): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement) return true;
  return active instanceof HTMLInputElement && !["checkbox", "radio"].includes(active.type);
}
