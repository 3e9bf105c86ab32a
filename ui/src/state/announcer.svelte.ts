import type { ProfileView } from "../bindings/ProfileView";
import { spelled, typed } from "../code";
import { lookOf, titleOf } from "../profile";
import { longText } from "../time";
import { words } from "../words";

/** Minutes at which a screen reader hears how long the token still lasts: each second would be noise. */
const MARKS = [60, 300, 600];

/** What is said aloud, and only when something changed. */
export class Announcer {
  said = $state.raw({ id: 0, text: "" });
  #last = new Map<string, number>();

  say(text: string): void {
    this.said = { id: this.said.id + 1, text };
  }

  changed(before: ProfileView, after: ProfileView): void {
    const { user_code: code, address } = after.status.sign_in ?? {};
    if (code && code !== before.status.sign_in?.user_code) {
      this.say(words.spoken.code(titleOf(after), spelled(code), typed(address ?? "")));
      return;
    }
    const look = lookOf(after).badge;
    if (lookOf(before).badge !== look) this.say(words.spoken.state(titleOf(after), look));
  }

  timeLeft(profile: ProfileView | null, left: number | null): void {
    if (!profile || left === null) return;
    const last = this.#last.get(profile.name) ?? left;
    this.#last.set(profile.name, left);
    const crossed = MARKS.find((mark) => last > mark && left <= mark && left > 0);
    if (crossed !== undefined) this.say(words.spoken.left(titleOf(profile), longText(left)));
  }
}
