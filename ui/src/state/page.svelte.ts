import { flushSync, getContext, setContext } from "svelte";
import { notUnderstood, unknownProfile } from "../asked";
import type { CopyForm } from "../bindings/CopyForm";
import type { FlowView } from "../bindings/FlowView";
import type { ProfileView } from "../bindings/ProfileView";
import type { SignInOptions } from "../bindings/SignInOptions";
import type { Clock, Stop } from "../clock";
import { asErrorView, errorShapes } from "../errors";
import { spoken } from "../host/spoken";
import type { Host } from "../host/types";
import { deedOf, isUnattended, titleOf } from "../profile";
import { longText } from "../time";
import { words } from "../words";
import { Announcer } from "./announcer.svelte";
import { Checking } from "./checking.svelte";
import { Clipboard } from "./clipboard.svelte";
import { Editing, type Filling, type TextField } from "./editing.svelte";
import { HandOffs } from "./hand-offs.svelte";
import { Imports } from "./imports.svelte";
import type { Pane } from "./pane";
import { Pasting } from "./pasting.svelte";
import { Profiles } from "./profiles.svelte";
import { KeptSettings } from "./settings.svelte";
import { Toasts } from "./toasts.svelte";

const asUsual: SignInOptions = { select_account: false, flow: null };

export interface Question {
  title: string;
  text: string;
  no: string;
  yes: string;
  go: () => void;
}

/** What the window shows and what it can be asked to do. Views read it and call it; they hold no state of the app. */
export class Page {
  readonly host: Host;
  readonly clock: Clock;
  readonly profiles: Profiles;
  readonly toasts: Toasts;
  readonly announcer = new Announcer();
  readonly clipboard: Clipboard;
  readonly files = new HandOffs(this);
  readonly imports = new Imports(this);
  readonly pasting = new Pasting(this);
  readonly settings: KeptSettings;

  editing = $state.raw<Editing | null>(null);
  checking = $state.raw<Checking | null>(null);
  /** The sheet of keyboard shortcuts is open. */
  sheet = $state(false);
  /** Quick access is open. */
  palette = $state(false);
  pane = $state.raw<Pane | null>(null);
  question = $state.raw<Question | null>(null);
  /** In a narrow window only one side is seen at a time. */
  side = $state<"list" | "pane">("list");
  /** The profile whose sign-in you cancelled last. */
  cancelled = $state<string | null>(null);
  #chosenName = $state<string | null>(null);
  #signIns = new Map<string, Promise<void>>();

  constructor(host: Host, clock: Clock) {
    this.host = spoken(host);
    this.clock = clock;
    this.profiles = new Profiles(this.host, clock);
    this.settings = new KeptSettings(this.host);
    this.toasts = new Toasts(clock);
    this.clipboard = new Clipboard(clock);
    this.profiles.onchange = (before, after) => this.announcer.changed(before, after);
    this.profiles.ontick = () => {
      const left = this.chosen ? this.profiles.secondsLeft(this.chosen.status) : null;
      this.announcer.timeLeft(this.chosen, left);
    };
  }

  async start(): Promise<Stop> {
    // First of all: what is drawn next is in their language.
    const stopSettings = await this.settings.start(() => void this.profiles.ask());
    const stops = await Promise.all([
      this.profiles.start(),
      this.imports.start(),
      this.clipboard.start(this.host),
      this.host.onAsked(() => void this.#answerAsks()),
    ]);
    stops.push(stopSettings);
    await this.#answerAsks();
    // Not a frame later: a hidden window may never draw one.
    flushSync();
    await this.host.pageDrawn().catch(() => {});
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Does what was asked from outside since the last look. */
  async #answerAsks(): Promise<void> {
    for (const ask of await this.host.takeAsks().catch(() => [])) {
      if (ask.what === "settings") this.show({ what: "settings" });
      else if (ask.what === "palette") this.palette = this.profiles.list.length > 0;
      else if (ask.what === "not_understood") this.toasts.failed(notUnderstood(ask.words));
      else this.#goTo(ask.profile, ask.what === "sign_in" && (ask.anew ? "anew" : "needed"));
    }
  }

  #goTo(name: string, signIn: "anew" | "needed" | false): void {
    const profile = this.profiles.find(name);
    if (!profile) {
      this.toasts.failed(unknownProfile(name));
      return;
    }
    this.choose(profile.name);
    const { state } = profile.status;
    if (!signIn || this.editing || state === "signing_in") return;
    if (signIn === "anew" || state !== "signed_in") void this.signIn(profile);
  }

  /** Puts something else into the pane. */
  show(pane: Pane): void {
    this.leaveEditor(() => {
      this.pane = pane;
      this.side = "pane";
    });
  }

  leavePane(): void {
    this.pane = null;
  }

  /** The chosen profile; until one is chosen, the default or the first. */
  get chosen(): ProfileView | null {
    const { list } = this.profiles;
    return this.profiles.find(this.#chosenName) ?? list.find((one) => one.is_default) ?? list[0] ?? null;
  }

  choose(name: string, { stayInList = false } = {}): void {
    this.leaveEditor(() => {
      this.leavePane();
      this.leaveCheck();
      this.files.leave();
      this.imports.leave();
      this.#chosenName = name;
      if (!stayInList) this.side = "pane";
    });
  }

  showList(): void {
    this.leaveEditor(() => {
      this.side = "list";
    });
  }

  /** Enter or double-click: the one thing you most likely want with this profile. */
  open(profile: ProfileView): void {
    this.choose(profile.name);
    if (this.editing) return;
    const deed = deedOf(profile);
    if (deed === "edit") this.edit(profile);
    else if (deed === "copy") void this.copyToken(profile, "token");
    else if (deed === "sign_in") void this.signIn(profile);
  }

  add(pasted: Filling | null = null): void {
    const { overview } = this.profiles;
    if (overview === null || overview.profiles_error) return; // nothing is written beside a broken file
    this.leaveEditor(() => {
      const editing = new Editing(this.host, this.clock, null);
      if (pasted) editing.fill(pasted);
      this.imports.leave();
      this.editing = editing;
      this.side = "pane";
    });
  }

  /** Opens the editor, at a field where one is named. */
  edit(profile: ProfileView, field: string | null = null): void {
    if (this.editing?.originalName === profile.name) return;
    this.leaveEditor(() => {
      this.editing = new Editing(this.host, this.clock, profile);
      this.editing.begins = field;
      this.side = "pane";
    });
  }

  /** Goes on to `then` at once, or after asking when something typed would be lost. */
  leaveEditor(then: () => void = () => {}): void {
    const go = () => {
      this.editing?.close();
      this.editing = null;
      then();
    };
    if (this.editing?.dirty)
      this.question = { ...words.discard, no: words.discard.stay, yes: words.discard.discard, go };
    else go();
  }

  async save(andSignIn = false): Promise<void> {
    const { editing } = this;
    if (!editing) return;
    await this.attempt(async () => {
      const saved = await editing.save();
      if (!saved) return this.announcer.say(words.editor.look(editing.problems.length));
      await editing.handOverSecret(saved.name);
      if (this.editing === editing) this.editing = null;
      editing.close();
      this.#chosenName = saved.name;
      await this.profiles.ask();
      if (andSignIn) void this.signIn(saved);
      else if (this.checking)
        this.check(saved); // begun there: it looks again
      else this.toasts.done(words.toast.saved(titleOf(saved)));
    });
  }

  async chooseFile(editing: Editing, field: TextField): Promise<void> {
    await this.attempt(async () => {
      const path = await this.host.chooseFile(words.editor.field[field]);
      if (path !== null) editing.write(field, path);
    });
  }

  async fillFromClipboard(): Promise<void> {
    await this.attempt(async () => this.editing?.fill(await this.host.readClipboard()));
  }

  async duplicate(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      const copy = await this.host.duplicateProfile(profile.name);
      await this.profiles.ask();
      this.choose(copy.name);
      this.edit(copy);
    });
  }

  async makeDefault(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      await this.host.setDefaultProfile(profile.name);
      await this.profiles.ask();
      this.toasts.done(words.toast.madeDefault(titleOf(profile)));
    });
  }

  askToRemove(profile: ProfileView): void {
    this.question = {
      title: words.remove.title(titleOf(profile)),
      text: words.remove.text,
      no: words.remove.keep,
      yes: words.remove.remove,
      go: () => void this.#remove(profile),
    };
  }

  async #remove(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      await this.host.removeProfile(profile.name);
      if (this.editing?.originalName === profile.name) this.editing = null;
      await this.profiles.ask();
      this.toasts.done(words.toast.removed(titleOf(profile)));
    });
  }

  check(profile: ProfileView): void {
    this.choose(profile.name);
    if (this.editing) return;
    this.checking = new Checking(this.host, profile.name);
    void this.checking.run();
  }

  leaveCheck(): void {
    void this.checking?.cancel().catch(() => {});
    this.checking = null;
  }

  /** A failure stands on the profile's own page, as the host tells it; only what it does not tell is a toast. */
  signIn(profile: ProfileView, differs: Partial<SignInOptions> = {}): Promise<void> {
    const ended = this.#signIn(profile, differs);
    this.#signIns.set(profile.name, ended);
    return ended;
  }

  async #signIn(profile: ProfileView, differs: Partial<SignInOptions>): Promise<void> {
    this.cancelled = null;
    this.leaveCheck();
    this.files.leave();
    try {
      const options = { ...asUsual, ...differs };
      this.profiles.takeStatus(profile.name, await this.host.signIn(profile.name, options));
    } catch (thrown) {
      const error = asErrorView(thrown);
      if (error.code === "cancelled") this.cancelled = profile.name;
      await this.profiles.askOne(profile.name).catch(() => {});
      const told = this.profiles.find(profile.name)?.status.last_error?.code === error.code;
      if (!told && error.code !== "cancelled") this.toasts.failed(error);
    }
  }

  async cancelSignIn(profile: ProfileView): Promise<void> {
    await this.attempt(() => this.host.cancelSignIn(profile.name));
  }

  /** Ends the sign-in under way, and begins anew in another way. */
  async switchFlow(profile: ProfileView, flow: FlowView): Promise<void> {
    await this.cancelSignIn(profile);
    await this.#signIns.get(profile.name);
    await this.signIn(profile, { flow });
  }

  async copyCodeAndOpen(profile: ProfileView, code: string): Promise<void> {
    await this.copyText(words.toast.code, code);
    await this.openSignInPage(profile);
  }

  async openSignInPage(profile: ProfileView): Promise<void> {
    await this.attempt(() => this.host.openSignInPage(profile.name));
  }

  async signOut(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      this.profiles.takeStatus(profile.name, await this.host.signOut(profile.name));
      const said = isUnattended(profile) ? words.unattended.forgotten : words.toast.signedOut;
      this.toasts.done(said(titleOf(profile)));
    });
  }

  async signOutAtProvider(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      this.profiles.takeStatus(profile.name, await this.host.signOutAtProvider(profile.name));
      this.toasts.done(words.toast.signedOutAtProvider);
    });
  }

  /** A double-click on it signs in with the profile, without this window first. */
  async makeShortcut(profile: ProfileView): Promise<void> {
    await this.attempt(async () => {
      const file = await this.host.makeShortcut(profile.name);
      this.toasts.done(words.toast.shortcut(file), {
        text: words.handOff.showInFolder,
        go: () => void this.attempt(() => this.host.showInFolder(file)),
      });
    });
  }

  async openLogFolder(): Promise<void> {
    await this.attempt(() => this.host.openLogFolder());
  }

  async copyToken(profile: ProfileView, form: CopyForm): Promise<void> {
    await this.attempt(async () => {
      const copied = await this.host.copyToken(profile.name, form);
      this.clipboard.holds(copied);
      const said = form === "token" ? words.toast.copied : words.toast.copiedHeader;
      this.toasts.done(said(longText(copied.expires_in ?? 0)));
    });
  }

  async copyText(what: string, text: string): Promise<void> {
    await this.attempt(async () => {
      await this.host.copyText(text);
      this.clipboard.emptied();
      this.toasts.done(words.toast.textCopied(what));
    });
  }

  /** What goes wrong is said in a toast. */
  async attempt(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.toasts.failed(thrown);
      if (errorShapes[asErrorView(thrown).code].next !== "try_again") void this.profiles.ask();
    }
  }
}

const key = Symbol("page");
export const providePage = (page: Page): Page => setContext(key, page);
export const usePage = (): Page => getContext<Page>(key);
