import type { Shortcut } from "../../keys";

// Norwegian Bokmål of ../en/shortcuts.ts.
export const shortcuts = {
  title: "Hurtigtaster",
  does: {
    palette: "Hurtigtilgang",
    copy: "Kopier token",
    copy_header: "Kopier Authorization-header",
    search: "Søk i profilene",
    new: "Legg til en profil",
    edit: "Rediger profilen",
    save: "Lagre profilen",
    settings: "Innstillinger",
    sheet: "Dette arket",
    escape: "Lukk det som er åpent, avbryt det som venter",
  } satisfies Record<Shortcut, string>,
  list: [
    { does: "I listen: logg inn; er du logget inn, kopier token", keys: "Enter" },
    { does: "I listen: flytt", keys: "↑ ↓ Home End" },
    { does: "I listen: søk", keys: "A–Z" },
  ],
};
