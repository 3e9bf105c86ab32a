import { plural } from "./plural";

// Words about profiles from elsewhere. The rules stand in index.ts, through which they are read.
export const importing = {
  menu: "Import from a file…",
  exportMenu: "Export…",
  drop: "Let go to read it",
  dropText:
    "A .env, a YAML, JSON or TOML file of another tool, a colleague’s profile, or a folder with some.",
  title: (n: number) => (n === 1 ? "Found a profile" : `Found ${plural(n, "profile")}`),
  lead: "Nothing is added yet.",
  from: (form: string, path: string | null) => (path ? `${form} · ${path}` : form),
  missing: (fields: string) => `Missing: ${fields}`,
  already: (name: string) => `You have it already, as ${name}.`,
  choose: (label: string) => `Add ${label}`,
  secret: (kind: string) => `Take the ${kind} along`,
  secretText: "It is sealed with the system’s keyring. The file stays as it is.",
  fillIn: "Fill in the rest",
  add: (n: number) => (n === 0 ? "Add" : `Add ${plural(n, "profile")}`),
  cancel: "Cancel",
} as const;
