import type { Shortcut } from "../../keys";

// The sheet of keyboard shortcuts. The rules stand in index.ts, through which it is read.
export const shortcuts = {
  title: "Keyboard shortcuts",
  does: {
    palette: "Quick access",
    copy: "Copy token",
    copy_header: "Copy Authorization header",
    search: "Search profiles",
    new: "Add a profile",
    edit: "Edit the profile",
    save: "Save the profile",
    settings: "Settings",
    sheet: "This sheet",
    escape: "Close what is open, cancel what waits",
  } satisfies Record<Shortcut, string>,
  list: [
    { does: "In the list: sign in; if signed in, copy token", keys: "Enter" },
    { does: "In the list: move", keys: "↑ ↓ Home End" },
    { does: "In the list: search", keys: "A–Z" },
  ],
};
