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

function shape(code: ErrorCode, glyph: Glyph, tone: Tone, next: NextStep): ErrorShape {
  return {
    glyph,
    tone,
    next,
    get badge() {
      return words.badges[code];
    },
  };
}

/** How the page shows each failure. It branches on the code alone, never on the words that come with it. */
export const errorShapes: Record<ErrorCode, ErrorShape> = {
  internal: shape("internal", "bad", "bad", "copy_details"),
  usage: shape("usage", "bad", "bad", "try_again"),
  profile_not_found: shape("profile_not_found", "warn", "warn", "look_again"),
  profile_invalid: shape("profile_invalid", "warn", "warn", "edit"),
  profile_exists: shape("profile_exists", "warn", "warn", "edit"),
  sign_in_required: shape("sign_in_required", "warn", "warn", "sign_in"),
  provider_refused: shape("provider_refused", "bad", "bad", "try_again"),
  network: shape("network", "off", "plain", "try_again"),
  cancelled: shape("cancelled", "out", "plain", "sign_in"),
  timed_out: shape("timed_out", "expired", "warn", "try_again"),
  vault_locked: shape("vault_locked", "warn", "warn", "try_again"),
  vault_unavailable: shape("vault_unavailable", "warn", "warn", "try_again"),
  vault_corrupt: shape("vault_corrupt", "bad", "bad", "sign_in"),
  file_refused: shape("file_refused", "warn", "warn", "try_again"),
  port_taken: shape("port_taken", "warn", "warn", "try_again"),
};

/** What a rejected call really was: the host rejects with an `ErrorView`, anything else is a defect. */
export function asErrorView(thrown: unknown): ErrorView {
  if (isErrorView(thrown)) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: "internal",
    message: words.unreachable.wrong,
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
