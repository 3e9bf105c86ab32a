import type { ChangeView } from "../../bindings/ChangeView";
import type { FreshnessView } from "../../bindings/FreshnessView";
import type { GivesView } from "../../bindings/GivesView";
import { plural } from "./plural";

// Words about files, code and the endpoint. The rules stand in index.ts, through which they are read.
export const handOff = {
  title: "Hand-offs",
  write: "Write to file…",
  code: "Use in code",
  empty: "No hand-offs yet",
  emptyText: "Let the app write the token where your tools read it.",
  waiting: (n: number) =>
    `${plural(n, "file")} remembered. Sign in to write ${n === 1 ? "it" : "them"} again.`,

  current: "Up to date",
  keptFresh: "Kept fresh",
  older: "Holds an older token",
  gone: "No file there",
  written: (at: string) => `Written ${at}`,
  next: (at: string) => `next ${at}`,
  takesBack: (at: string) => `taken out at ${at}`,
  takenBack: "Token taken out",
  again: "Write again",
  keepFresh: "Keep fresh",
  stopKeeping: "Stop keeping fresh",
  takeBack: "Take the token out",
  showInFolder: "Show in folder",
  copyPath: "Copy path",
  forget: "Forget",
  more: (title: string, file: string) => `More for ${title}, ${file}`,
  againName: (title: string, file: string) => `Write again: ${title}, ${file}`,

  to: "Hand on to a tool",
  kind: "As",
  kinds: { file: "A file", code: "Code" },
  find: "Find a tool or file",
  findName: "Find a format",
  found: (n: number, of: number) => `${n} of ${plural(of, "format")}`,
  nothing: (text: string) => `No format matches “${text}”.`,
  clear: "Clear",
  unfit: "Not for this profile",
  where: "Choose where…",
  cancel: "Cancel",
  freshness: {
    reread: "Stays signed in: reads the file anew",
    restart: "Start it again after a new token",
    itself: "Stays signed in: gets tokens itself",
  } satisfies Record<FreshnessView, string>,
  gives: {
    token: "",
    application: "Holds the application’s own secret",
    endpoint: "Holds the endpoint’s secret",
  } satisfies Record<GivesView, string>,

  preview: (title: string) => `Write ${title}`,
  otherPlace: "Other place…",
  newFile: "A new file. It will hold:",
  foreign: "Somebody else made this file, and all of it would be replaced:",
  changes: "This changes, and the rest of the file stays:",
  nothingChanges: "Nothing changes: the file says this already.",
  change: { same: "Stays:", added: "Comes:", removed: "Goes:" } satisfies Record<
    Exclude<ChangeView, "skipped">,
    string
  >,
  masked: "The token is hidden here. Anyone who can read the file can use what it holds.",
  ignore: "Add to .gitignore",
  keepFreshText: "Each new token is written too, as long as the app runs.",
  takeBackLabel: "Take it out again",
  takeBackAfter: (minutes: number) =>
    minutes === 0
      ? "Never"
      : minutes < 60
        ? `After ${minutes} minutes`
        : `After ${plural(minutes / 60, "hour")}`,
  doWrite: "Write",
  back: "All formats",
  undo: "Undo",

  language: "Language or tool",
  copyCode: "Copy code",
  noToken: "No token is in it: it asks this computer for one.",

  endpoint: {
    title: "Token endpoint",
    off: "Off. Tools that sign in with a client secret could ask this computer for your token.",
    on: "On",
    what: "Tools that sign in with a client ID and secret ask here, and get your own token, always a fresh one. Only programs on this computer that have the secret are answered.",
    details: "Address, secret and who asked",
    switch: "Token endpoint",
    address: "Address",
    guests: "For containers and WSL",
    clientId: "Client ID",
    secret: "Client secret",
    hidden: "Never shown",
    copyAddress: "Copy address",
    copyGuests: "Copy address for guests",
    copyClientId: "Copy client ID",
    copySecret: "Copy secret",
    newSecret: "New secret",
    write: "Write its file…",
    /** What finds its formats in the picker. */
    search: "endpoint",
    asked: "Who asked",
    nobody: "Nobody has asked since the app started.",
    got: "Got a token",
    ask: {
      title: "Make a new secret?",
      text: "Files and tools with the old one get no more tokens. Write their files again afterwards.",
      keep: "Keep the old one",
      renew: "Make a new one",
    },
  },
} as const;
