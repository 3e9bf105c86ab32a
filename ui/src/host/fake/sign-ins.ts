import type { ErrorView } from "../../bindings/ErrorView";
import type { FlowView } from "../../bindings/FlowView";
import type { SignInProgress } from "../../bindings/SignInProgress";
import type { Clock, Stop } from "../../clock";
import { errorOf, type Kept } from "./samples";

export type Ended = (error: ErrorView | null) => void;

/** What the story decides about sign-ins, and who hears of them. */
interface Story {
  answersAfter: number | null;
  signInEndsIn: ErrorView | null;
  browserOpens: boolean;
  networkIsAway: boolean;
  issue(one: Kept): void;
  tell(one: Kept): void;
}

interface Waiting {
  since: number;
  seconds: number;
  progress: SignInProgress;
  stop: Stop;
  end: Ended;
}

const nothing = {
  address: "",
  redirect_uri: "",
  browser_opened: false,
  user_code: null,
  message: null,
  network_away: null,
  lifetime: null,
};

/** The fake host's sign-ins under way. */
export class SignIns {
  #clock: Clock;
  #story: Story;
  #waiting = new Map<string, Waiting>();

  constructor(clock: Clock, story: Story) {
    this.#clock = clock;
    this.#story = story;
  }

  start(one: Kept, flow: FlowView, ended: Ended): void {
    if (flow === "browser") this.#browser(one, ended);
    else if (flow === "device-code") this.#deviceCode(one, ended);
    else this.#unattended(one, ended);
  }

  cancel(name: string): void {
    this.#waiting.get(name)?.end(errorOf("cancelled", { message: "You cancelled the sign-in." }));
  }

  progressOf(name: string): SignInProgress | null {
    const waiting = this.#waiting.get(name);
    if (!waiting) return null;
    const waited = (this.#clock.now() - waiting.since) / 1000;
    return { ...waiting.progress, seconds_left: Math.max(0, waiting.seconds - waited) };
  }

  #browser(one: Kept, ended: Ended): void {
    const { tenant_id, client_id } = one.draft;
    const waiting = this.#begin(one, ended, 300, {
      ...nothing,
      step: "opening_browser",
      address: `https://login.microsoftonline.com/${tenant_id}/oauth2/v2.0/authorize?client_id=${client_id}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A53000&code_challenge_method=S256&state=k3XwQ0vT`,
      redirect_uri: "http://localhost:53000",
    });
    const { answersAfter, browserOpens } = this.#story;
    this.#step(one, waiting, { step: "waiting_for_browser", browser_opened: browserOpens }, 300, () => {
      if (answersAfter === null) return;
      this.#step(one, waiting, { step: "redeeming_code" }, answersAfter, () => this.#endSoon(waiting));
    });
  }

  #deviceCode(one: Kept, ended: Ended): void {
    const waiting = this.#begin(one, ended, 900, {
      ...nothing,
      step: "waiting_for_device",
      address: "https://microsoft.com/devicelogin",
      user_code: "CX7D2QPNR",
      message:
        "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code CX7D2QPNR to authenticate.",
      network_away: this.#story.networkIsAway ? "login.microsoftonline.com cannot be reached" : null,
      lifetime: 900,
    });
    const { answersAfter } = this.#story;
    if (answersAfter !== null)
      waiting.stop = this.#clock.after(answersAfter, () => waiting.end(this.#story.signInEndsIn));
  }

  #unattended(one: Kept, ended: Ended): void {
    this.#endSoon(this.#begin(one, ended, 300, { ...nothing, step: "asking_for_token" }));
  }

  #begin(one: Kept, ended: Ended, seconds: number, progress: Omit<SignInProgress, "seconds_left">): Waiting {
    const waiting: Waiting = {
      since: this.#clock.now(),
      seconds,
      progress: { ...progress, seconds_left: seconds },
      stop: () => {},
      end: (error) => {
        waiting.stop();
        this.#waiting.delete(one.draft.name);
        // As the engine: what you ended yourself is no failure to be kept.
        const last_error = error?.code === "cancelled" ? null : error;
        if (error) Object.assign(one, { state: "signed_out", endsAt: null, last_error });
        else this.#story.issue(one);
        this.#story.tell(one);
        ended(error);
      },
    };
    this.#waiting.set(one.draft.name, waiting);
    one.state = "signing_in";
    this.#story.tell(one);
    return waiting;
  }

  #step(one: Kept, waiting: Waiting, part: Partial<SignInProgress>, ms: number, then: () => void): void {
    waiting.stop = this.#clock.after(ms, () => {
      Object.assign(waiting.progress, part);
      this.#story.tell(one);
      then();
    });
  }

  #endSoon(waiting: Waiting): void {
    waiting.stop = this.#clock.after(400, () => waiting.end(this.#story.signInEndsIn));
  }
}
