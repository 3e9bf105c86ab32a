import type { CheckProgress } from "../bindings/CheckProgress";
import type { CheckReport } from "../bindings/CheckReport";
import type { CheckStep } from "../bindings/CheckStep";
import type { ErrorView } from "../bindings/ErrorView";
import { asErrorView } from "../errors";
import type { Host } from "../host/types";
import { words } from "../words";

/** The check of one profile: what was found so far, and what is being looked at. */
export class Checking {
  readonly name: string;
  steps = $state.raw<CheckStep[]>([]);
  lookingAt = $state<string | null>(null);
  report = $state.raw<CheckReport | null>(null);
  failure = $state.raw<ErrorView | null>(null);
  running = $state(false);

  #host: Host;
  #runs = 0;

  constructor(host: Host, name: string) {
    this.#host = host;
    this.name = name;
  }

  /** What to say about it now. */
  get says(): string {
    if (this.running) return words.check.lookingAt(this.lookingAt ?? words.check.start);
    if (this.failure) return `${this.failure.message} ${this.failure.hint}`;
    return this.report?.summary ?? "";
  }

  /** Looks at everything, from the beginning. What an earlier run still says is not heard. */
  async run(): Promise<void> {
    this.#runs += 1;
    const mine = this.#runs;
    Object.assign(this, { steps: [], lookingAt: null, report: null, failure: null, running: true });
    const isMine = () => mine === this.#runs;
    try {
      const report = await this.#host.check(this.name, (progress) => isMine() && this.#hear(progress));
      if (isMine()) Object.assign(this, { report, steps: report.steps });
    } catch (thrown) {
      if (isMine()) this.failure = asErrorView(thrown);
    } finally {
      if (isMine()) Object.assign(this, { running: false, lookingAt: null });
    }
  }

  async cancel(): Promise<void> {
    if (this.running) await this.#host.cancelCheck(this.name);
  }

  #hear(progress: CheckProgress): void {
    if (progress.kind === "looking_at") this.lookingAt = progress.subject;
    else this.steps = [...this.steps, progress.step];
  }
}
