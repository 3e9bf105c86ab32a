import type { ErrorCode } from "./bindings/ErrorCode";
import type { ErrorView } from "./bindings/ErrorView";
import { words } from "./words";

function failure(code: ErrorCode, message: string, hint: string): ErrorView {
  return {
    code,
    message,
    hint,
    field: null,
    you: [],
    administrator: [],
    administrator_message: null,
    actions: [],
    provider: null,
  };
}

/** A link or a shortcut is for a profile that is not here any more, or never was. */
export const unknownProfile = (name: string): ErrorView =>
  failure("profile_not_found", words.asked.unknown(name), words.asked.unknownHint);

/** A link or a start has words that nobody knows. */
export const notUnderstood = (said: string): ErrorView =>
  failure("usage", words.asked.notUnderstood(said), words.asked.notUnderstoodHint);
