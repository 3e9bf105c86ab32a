import type { ErrorView } from "./bindings/ErrorView";
import type { ProfileView } from "./bindings/ProfileView";
import { errorShapes, type Glyph, type Tone } from "./errors";
import { secondsSince, shortText } from "./time";
import { words } from "./words";

export const titleOf = (profile: ProfileView): string => profile.label || profile.name;

/** An application signs in, not a person. */
export const isUnattended = ({ draft }: ProfileView): boolean =>
  draft.flow === "client-secret" || draft.flow === "client-certificate";

/** The last part of a path, whichever way its slashes lean. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) || path;

/** What a person most likely wants with it: Enter and a double-click do that. */
export function deedOf({ problems, status }: ProfileView): "copy" | "sign_in" | "edit" | "wait" {
  if (status.state === "signing_in") return "wait";
  if (problems.length > 0) return "edit";
  const copies = status.state === "signed_in" || (status.state === "expired" && status.refreshable);
  return copies ? "copy" : "sign_in";
}

/** The failure that explains why this profile is not signed in; a cancelled sign-in is none. */
export function failureOf({ status }: ProfileView): ErrorView | null {
  const error = status.last_error;
  if (error === null || error.code === "cancelled") return null;
  return status.state === "signed_out" || status.state === "needs_sign_in" ? error : null;
}

/** Since when there is no good token any more. */
export function endedText({ status }: ProfileView, now: number): string {
  const ago = status.expires_at === null ? null : secondsSince(status.expires_at, now);
  return ago === null ? words.list.expired : words.list.expiredSince(shortText(ago));
}

export interface Look {
  badge: string;
  glyph: Glyph;
  tone: Tone;
  /** Second line in the list, when there is more to say than the project. */
  note: string | null;
}

/** How a profile's state looks: shape first, then colour, then words. */
export function lookOf(profile: ProfileView): Look {
  const { state, last_error, refreshable } = profile.status;
  if (state === "signing_in") return look(words.state.signing_in, "busy", "busy", waitingNote(profile));
  if (profile.problems.length > 0) return look(words.needsEdit, "warn", "warn", words.list.problems);
  if (state === "signed_in") {
    if (last_error?.code === "network") return look(words.offline, "off", "plain", words.list.offline);
    return look(words.state.signed_in, "ok", "ok", null);
  }
  if (state === "expired") {
    const note = refreshable ? words.list.renews : words.list.expired;
    return look(words.state.expired, "expired", refreshable ? "warn" : "bad", note);
  }
  const failure = failureOf(profile);
  if (state === "needs_sign_in") return look(words.state.needs_sign_in, "warn", "warn", words.list.needs);
  if (failure === null) return look(words.state.signed_out, "out", "plain", null);
  const { badge, glyph, tone } = errorShapes[failure.code];
  // Nobody tried to sign in: what is stored could not be looked at.
  const isOfTheVault = failure.code === "vault_locked" || failure.code === "vault_unavailable";
  return look(badge, glyph, tone, isOfTheVault ? badge : words.list.failed);
}

function waitingNote({ status }: ProfileView): string {
  if (status.sign_in?.step === "waiting_for_device") return words.list.device;
  return status.sign_in?.step === "asking_for_token" ? words.list.asking : words.list.signingIn;
}

function look(badge: string, glyph: Glyph, tone: Tone, note: string | null): Look {
  return { badge, glyph, tone, note };
}
