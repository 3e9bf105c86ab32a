// Norwegian Bokmål of ../en/palette.ts.
export const palette = {
  title: "Hurtigtilgang",
  placeholder: "Skriv noen bokstaver av en profil",
  move: "Flytt",
  does: { copy: "Kopier token", sign_in: "Logg inn", edit: "Rediger", wait: "Vis", show: "Vis" },
};
