import type { Action } from "./bindings/Action";
import type { ErrorView } from "./bindings/ErrorView";
import type { ProfileView } from "./bindings/ProfileView";
import { errorShapes } from "./errors";
import { words } from "./words";

function ids({ code, provider }: ErrorView): [string, string][] {
  const w = words.failure;
  const known: [string, string | null][] = provider
    ? [
        [w.error, provider.aadsts === null ? provider.error : `AADSTS${provider.aadsts}`],
        [w.request, provider.trace_id],
        [w.correlation, provider.correlation_id],
        [w.time, provider.timestamp],
      ]
    : [[w.error, code]];
  return known.filter((pair): pair is [string, string] => Boolean(pair[1]));
}

const LONGEST_TITLE = 120;

/** What happened, as a heading and the rest. The hint is left out where the first step says the same. */
export function headline(error: ErrorView): { title: string; text: string } {
  const happened = words.happened[error.code];
  if (happened)
    return { title: happened, text: join(error.message, error.you.includes(error.hint) ? "" : error.hint) };
  const [first = ""] = error.message.split(/(?<=\.)\s/, 1);
  const hint = error.you.includes(error.hint) ? "" : error.hint;
  if (first.length > LONGEST_TITLE)
    return { title: errorShapes[error.code].badge, text: join(error.message, hint) };
  return { title: first.replace(/\.$/, ""), text: join(error.message.slice(first.length).trim(), hint) };
}

const join = (...sentences: string[]): string => sentences.filter(Boolean).join(" ");

/** The ids in one quiet line, for the foot of the page. */
export function idLine(error: ErrorView): string {
  return ids(error)
    .map(([name, value]) => (name === words.failure.error ? value : `${name} ${value}`))
    .join(" · ");
}

/** What the page offers to do: what the engine names; where it names nothing, what goes with the code. */
export function actionsOf({ actions, code, field, administrator_message }: ErrorView): Action[] {
  const named = actions.filter(
    (action) =>
      (action !== "edit_field" || field !== null) &&
      (action !== "copy_message" || administrator_message !== null) &&
      action !== "replace_file",
  );
  if (named.length > 0) return named;
  const { next } = errorShapes[code];
  if (next === "edit") return ["edit_field", "try_again"];
  return [next === "sign_in" ? "sign_in" : "try_again"];
}

/** All that somebody who helps would ask for. No secret is in an `ErrorView`. */
export function detailsText(profile: ProfileView, error: ErrorView): string {
  return [error.message, error.hint, ...facts(profile, error)].join("\n");
}

function facts({ draft, cdf_host }: ProfileView, error: ErrorView): string[] {
  const all: [string, string][] = [
    [words.profile.tenant_id, draft.tenant_id],
    [words.profile.client_id, draft.client_id],
    [words.profile.project, [draft.project, cdf_host].filter(Boolean).join(" · ")],
    ...ids(error),
  ];
  return all.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}
