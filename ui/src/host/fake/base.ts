import type { ErrorView } from "../../bindings/ErrorView";
import type { ProfileView } from "../../bindings/ProfileView";
import type { Clock } from "../../clock";
import type { Host } from "../types";
import { errorOf, type Kept } from "./samples";

/** What every part of the fake host stands on: what it keeps, and a list of what it was asked. */
export abstract class FakeBase {
  kept: Kept[] = [];
  clipboard = "";
  /** What was asked, in order; arguments as JSON. */
  asked: string[] = [];
  /** The next call of a method rejects with this. */
  failNext: Partial<Record<keyof Host, ErrorView>> = {};
  dialogPath: string | null = "/home/ingrid/work/new/.env";
  protected readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  abstract view(one: Kept): ProfileView;
  abstract tellAll(): void;

  protected nowText(): string {
    return new Date(this.clock.now()).toISOString();
  }

  protected find(name: string): Kept {
    const one = this.kept.find(({ draft }) => draft.name === name);
    if (!one)
      throw errorOf("profile_not_found", {
        message: `There is no profile named ${name}.`,
        hint: "Look at the list again.",
      });
    return one;
  }

  protected note(method: keyof Host, ...args: unknown[]): void {
    this.asked.push(`${method}${args.length > 0 ? ` ${JSON.stringify(args)}` : ""}`);
    const failure = this.failNext[method];
    if (!failure) return;
    delete this.failNext[method];
    throw failure;
  }
}
