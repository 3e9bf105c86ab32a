import type { ErrorCode } from "./bindings/ErrorCode";
import type { ErrorView } from "./bindings/ErrorView";
import { words } from "./words";

export type Tone = "plain" | "ok" | "busy" | "warn" | "bad";
export type Glyph = "ok" | "busy" | "warn" | "out" | "off" | "expired" | "bad" | "skipped";
/** The button a failure ends in. */
export type NextStep = "sign_in" | "try_again" | "edit" | "look_again" | "copy_details";

export interface ErrorShape {
  badge: string;
  glyph: Glyph;
  tone: Tone;
  next: NextStep;
}

/** How the page shows each failure. It branches on the code alone, never on the words that come with it. */
export const errorShapes: Record<ErrorCode, ErrorShape> = {
  internal: { badge: "Defect in the app", glyph: "bad", tone: "bad", next: "copy_details" },
  usage: { badge: words.notSignedIn, glyph: "bad", tone: "bad", next: "try_again" },
  profile_not_found: { badge: "Profile is gone", glyph: "warn", tone: "warn", next: "look_again" },
  profile_invalid: { badge: words.needsEdit, glyph: "warn", tone: "warn", next: "edit" },
  profile_exists: { badge: words.needsEdit, glyph: "warn", tone: "warn", next: "edit" },
  sign_in_required: { badge: words.state.needs_sign_in, glyph: "warn", tone: "warn", next: "sign_in" },
  provider_refused: { badge: words.notSignedIn, glyph: "bad", tone: "bad", next: "try_again" },
  network: { badge: words.offline, glyph: "off", tone: "plain", next: "try_again" },
  cancelled: { badge: words.state.signed_out, glyph: "out", tone: "plain", next: "sign_in" },
  timed_out: { badge: "No answer came", glyph: "expired", tone: "warn", next: "try_again" },
  vault_locked: { badge: "Keyring is locked", glyph: "warn", tone: "warn", next: "try_again" },
  vault_unavailable: { badge: "No keyring", glyph: "warn", tone: "warn", next: "try_again" },
  vault_corrupt: { badge: "Sign-in is unreadable", glyph: "bad", tone: "bad", next: "sign_in" },
  file_refused: { badge: "File not written", glyph: "warn", tone: "warn", next: "try_again" },
  port_taken: { badge: "Port is taken", glyph: "warn", tone: "warn", next: "try_again" },
};

/** What a rejected call really was: the host rejects with an `ErrorView`, anything else is a defect. */
export function asErrorView(thrown: unknown): ErrorView {
  if (isErrorView(thrown)) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: "internal",
    message: "Something in the app went wrong.",
    hint: text,
    field: null,
    you: [],
    administrator: [],
    administrator_message: null,
    actions: [],
    provider: null,
  };
}

function isErrorView(thrown: unknown): thrown is ErrorView {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    typeof thrown.code === "string" &&
    Object.hasOwn(errorShapes, thrown.code) &&
    "message" in thrown
  );
}
