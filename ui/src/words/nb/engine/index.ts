import { check } from "./check";
import { failures } from "./failures";
import { handOffs } from "./hand-off";
import { pieced } from "./pieced";
import { problems } from "./problems";
import { profile } from "./profile";
import { signIn } from "./sign-in";

// The engine speaks English. Its sentences are the keys; a name in braces stands for what differs from one time to
// the next, and is the same in both languages.
/** Those that stand in its source as they are. */
export const whole: Record<string, string> = { ...signIn, ...failures, ...check, ...profile, ...handOffs };

export const engine: Record<string, string> = { ...whole, ...problems, ...pieced };
