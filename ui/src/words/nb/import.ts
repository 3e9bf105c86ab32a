import { plural } from "./plural";

// Norwegian Bokmål of ../en/import.ts.
export const importing = {
  menu: "Importer fra en fil …",
  exportMenu: "Eksporter …",
  drop: "Slipp for å lese den",
  dropText:
    "En .env, en YAML-, JSON- eller TOML-fil fra et annet verktøy, profilen til en kollega, eller en mappe med slike.",
  title: (n: number) => (n === 1 ? "Fant en profil" : `Fant ${plural(n, "profil", "profiler")}`),
  lead: "Ingenting er lagt til ennå.",
  from: (form: string, path: string | null) => (path ? `${form} · ${path}` : form),
  missing: (fields: string) => `Mangler: ${fields}`,
  already: (name: string) => `Du har den alt, som ${name}.`,
  choose: (label: string) => `Legg til ${label}`,
  secret: (kind: string) => `Ta med: ${kind}`,
  secretText: "Den blir forseglet med systemets nøkkelring. Filen blir som den er.",
  fillIn: "Fyll ut resten",
  add: (n: number) => (n === 0 ? "Legg til" : `Legg til ${plural(n, "profil", "profiler")}`),
  cancel: "Avbryt",
};
