import type { CheckProgress } from "../bindings/CheckProgress";
import type { CheckReport } from "../bindings/CheckReport";
import type { CopyForm } from "../bindings/CopyForm";
import type { ErrorView } from "../bindings/ErrorView";
import type { FlowView } from "../bindings/FlowView";
import type { Notice } from "../bindings/Notice";
import type { Overview } from "../bindings/Overview";
import type { ProfileDraft } from "../bindings/ProfileDraft";
import type { ProfileView } from "../bindings/ProfileView";
import type { SignInOptions } from "../bindings/SignInOptions";
import type { StatusView } from "../bindings/StatusView";
import type { Clock } from "../clock";
import { problemsOf, readPasted } from "./fake/checks";
import { type Checkup, fine } from "./fake/checkup";
import { FakeHandOffs } from "./fake/hand-offs";
import { clouds, errorOf, ingrid, type Kept, keptOf } from "./fake/samples";
import { type Ended, SignIns } from "./fake/sign-ins";
import type { Host } from "./types";

/** A host made of nothing but memory and the clock it is given: for tests, pictures and the plain browser. */
export class FakeHost extends FakeHandOffs implements Host {
  notice: Notice | null = null;
  profilesError: ErrorView | null = null;
  /** How long the person takes in the browser; null: for ever. */
  answersAfter: number | null = 2_500;
  /** What a sign-in ends in; null: signed in. */
  signInEndsIn: ErrorView | null = null;
  browserOpens = true;
  networkIsAway = false;
  /** What a check finds. */
  checkup: Checkup = fine;
  /** The step at which it stays. */
  checkStopsAt: number | null = null;

  #signIns: SignIns;
  #endCheck: () => void = () => {};
  #profileHeard = new Set<(profile: ProfileView) => void>();
  #overviewHeard = new Set<(overview: Overview) => void>();

  constructor(clock: Clock) {
    super(clock);
    this.#signIns = new SignIns(clock, this);
  }

  pageDrawn = async () => {
    this.note("pageDrawn");
    return null;
  };
  overview = async () => {
    this.note("overview");
    return this.overviewNow();
  };
  profile = async (name: string) => {
    this.note("profile", name);
    return this.view(this.find(name));
  };

  checkProfile = async (draft: ProfileDraft, original: ProfileDraft | null) => {
    this.note("checkProfile", draft, original);
    return problemsOf(draft, this.#otherNames(original));
  };
  saveProfile = async (draft: ProfileDraft, original: ProfileDraft | null) => {
    this.note("saveProfile", draft, original);
    const [problem] = problemsOf(draft, this.#otherNames(original));
    if (problem) throw errorOf("profile_invalid", { message: problem.message, field: problem.field });
    const old = this.kept.find((one) => one.draft.name === original?.name);
    const saved: Kept = { ...(old ?? keptOf("")), draft, broken: false };
    this.kept = old ? this.kept.map((one) => (one === old ? saved : one)) : [...this.kept, saved];
    this.tellAll();
    return this.view(saved);
  };
  duplicateProfile = async (name: string) => {
    this.note("duplicateProfile", name);
    const { draft } = this.find(name);
    const copy = keptOf("", {}, { ...draft, name: `${draft.name}-copy`, label: `${draft.label} (copy)` });
    this.kept.push(copy);
    this.tellAll();
    return this.view(copy);
  };
  removeProfile = async (name: string) => {
    this.note("removeProfile", name);
    this.kept = this.kept.filter((one) => one !== this.find(name));
    this.tellAll();
    return null;
  };
  setDefaultProfile = async (name: string) => {
    this.note("setDefaultProfile", name);
    for (const one of this.kept) one.is_default = one.draft.name === name;
    this.tellAll();
    return null;
  };
  keepSecret = async (name: string, secret: string) => this.#changeSecret("keepSecret", name, secret !== "");
  forgetSecret = async (name: string) => this.#changeSecret("forgetSecret", name, false);
  clouds = async () => {
    this.note("clouds");
    return clouds;
  };
  chooseFile = async (title: string) => {
    this.note("chooseFile", title);
    return this.dialogPath;
  };
  readPasted = async (text: string) => {
    this.note("readPasted", text);
    return readPasted(text);
  };
  readClipboard = async () => {
    this.note("readClipboard");
    return readPasted(this.clipboard);
  };

  signIn = (name: string, options: SignInOptions): Promise<StatusView> =>
    new Promise((done, failed) => {
      this.note("signIn", name, options);
      const one = this.find(name);
      this.startSignIn(one, options.flow, (error) => {
        if (error) failed(error);
        else done(this.view(one).status);
      });
    });
  cancelSignIn = async (name: string) => {
    this.note("cancelSignIn", name);
    this.#signIns.cancel(name);
    return null;
  };
  openSignInPage = async (name: string) => {
    this.note("openSignInPage", name);
    return null;
  };
  signOut = async (name: string) => {
    this.note("signOut", name);
    return this.#signedOut(name);
  };
  signOutAtProvider = async (name: string) => {
    this.note("signOutAtProvider", name);
    return this.#signedOut(name);
  };
  #signedOut(name: string) {
    const one = this.find(name);
    Object.assign(one, { state: "signed_out", endsAt: null, last_error: null });
    this.tell(one);
    return this.view(one).status;
  }

  openLogFolder = async () => {
    this.note("openLogFolder");
    return null;
  };

  check = (name: string, hear: (progress: CheckProgress) => void): Promise<CheckReport> =>
    new Promise((done, failed) => {
      this.note("check", name);
      this.#endCheck();
      const { steps, summary, access } = this.checkup;
      const reported = () => done({ profile: name, summary, access, steps: steps.map(([, step]) => step) });
      const look = (at: number) => {
        const [subject, step] = steps[at] ?? [];
        if (!subject || !step) return reported();
        hear({ kind: "looking_at", subject });
        if (at === this.checkStopsAt) return;
        stop = this.clock.after(100, () => {
          hear({ kind: "done", step });
          look(at + 1);
        });
      };
      let stop = () => {};
      this.#endCheck = () => {
        stop();
        failed(errorOf("cancelled", { message: "You cancelled the check.", hint: "Run it again." }));
      };
      look(0);
    });
  cancelCheck = async (name: string) => {
    this.note("cancelCheck", name);
    this.#endCheck();
    return null;
  };

  copyToken = async (name: string, form: CopyForm) => {
    this.note("copyToken", name, form);
    const one = this.find(name);
    if (this.#left(one) < 300 && one.refreshable && one.endsAt !== null) this.issue(one);
    if (one.state !== "signed_in")
      throw errorOf("sign_in_required", { message: "There is no token to copy.", hint: "Sign in first." });
    this.clipboard = `${form} of ${name}`;
    return { expires_in: this.#left(one), cleared_in: 60 };
  };
  copyText = async (text: string) => {
    this.note("copyText", text);
    this.clipboard = text;
    return null;
  };

  onProfileChanged = async (heard: (profile: ProfileView) => void) => {
    this.#profileHeard.add(heard);
    return () => void this.#profileHeard.delete(heard);
  };
  onOverviewChanged = async (heard: (overview: Overview) => void) => {
    this.#overviewHeard.add(heard);
    return () => void this.#overviewHeard.delete(heard);
  };

  /** In the middle of a sign-in; `ended` hears how it went. Without an answer it stays in its step. */
  startSignIn(one: Kept, flow: FlowView | null = null, ended: Ended = () => {}): void {
    this.#signIns.start(one, flow ?? one.draft.flow, ended);
  }

  tell(one: Kept): void {
    const profile = this.view(one);
    for (const heard of this.#profileHeard) heard(profile);
  }

  tellAll(): void {
    for (const heard of this.#overviewHeard) heard(this.overviewNow());
  }

  overviewNow(): Overview {
    return {
      profiles: this.profilesError ? [] : this.kept.map((one) => this.view(one)),
      notice: this.notice,
      profiles_error: this.profilesError,
      profiles_file: "/home/ingrid/.config/cdf-signin/profiles.toml",
    };
  }

  view(one: Kept): ProfileView {
    const { draft } = one;
    return structuredClone({
      name: draft.name,
      label: draft.label || null,
      is_default: one.is_default,
      draft,
      cdf_host: draft.cluster.includes(".") ? draft.cluster : `${draft.cluster}.cognitedata.com`,
      problems: one.broken ? problemsOf(draft, []) : [],
      status: this.#status(one),
      has_secret: one.has_secret,
      hand_off: one.hand_off,
    });
  }

  #status(one: Kept): StatusView {
    const left = this.#left(one);
    const state = one.state === "signed_in" && left === 0 ? "expired" : one.state;
    const held = one.endsAt !== null;
    return {
      state,
      account: one.account,
      expires_in: held ? left : null,
      lifetime: held ? one.lifetime : null,
      expires_at: one.endsAt === null ? null : new Date(one.endsAt).toISOString(),
      refreshable: one.refreshable,
      renews_at: null,
      kept: one.kept,
      sign_in: this.#signIns.progressOf(one.draft.name),
      last_error: one.last_error,
    };
  }

  #left(one: Kept): number {
    return one.endsAt === null ? 0 : Math.max(0, Math.ceil((one.endsAt - this.clock.now()) / 1000));
  }

  issue(one: Kept): void {
    const endsAt = this.clock.now() + one.lifetime * 1000;
    Object.assign(one, { state: "signed_in", endsAt, last_error: null, account: one.account ?? ingrid });
    for (const file of one.hand_off) file.token_current = false;
    this.tell(one);
  }

  #changeSecret(method: "keepSecret" | "forgetSecret", name: string, has_secret: boolean): ProfileView {
    this.note(method, name);
    const one = this.find(name);
    one.has_secret = has_secret;
    this.tell(one);
    return this.view(one);
  }

  #otherNames(original: ProfileDraft | null): string[] {
    return this.kept.map(({ draft }) => draft.name).filter((name) => name !== original?.name);
  }
}
