import type { AboutView } from "../bindings/AboutView";
import type { Ask } from "../bindings/Ask";
import type { CheckProgress } from "../bindings/CheckProgress";
import type { CheckReport } from "../bindings/CheckReport";
import type { ClaimsView } from "../bindings/ClaimsView";
import type { CloudView } from "../bindings/CloudView";
import type { Copied } from "../bindings/Copied";
import type { CopyForm } from "../bindings/CopyForm";
import type { Dropped } from "../bindings/Dropped";
import type { EndpointView } from "../bindings/EndpointView";
import type { FieldProblem } from "../bindings/FieldProblem";
import type { FormatView } from "../bindings/FormatView";
import type { FoundView } from "../bindings/FoundView";
import type { HandOffOrder } from "../bindings/HandOffOrder";
import type { HandOffView } from "../bindings/HandOffView";
import type { Overview } from "../bindings/Overview";
import type { Pasted } from "../bindings/Pasted";
import type { PreviewView } from "../bindings/PreviewView";
import type { ProfileDraft } from "../bindings/ProfileDraft";
import type { ProfileView } from "../bindings/ProfileView";
import type { Settings } from "../bindings/Settings";
import type { SignInOptions } from "../bindings/SignInOptions";
import type { SnippetView } from "../bindings/SnippetView";
import type { StatusView } from "../bindings/StatusView";
import type { WhyView } from "../bindings/WhyView";

export type Unsubscribe = () => void;

/** What the page may ask of the program around it: one method a command. Every rejection is an `ErrorView`. */
export interface Host {
  /** There is something to see: the window may be shown. */
  pageDrawn(): Promise<null>;
  settings(): Promise<Settings>;
  changeSettings(settings: Settings): Promise<null>;
  /** What was asked from outside and nobody has taken yet. */
  takeAsks(): Promise<Ask[]>;
  /** There is an icon in the tray, where the app can stay when its window is closed. */
  hasTray(): Promise<boolean>;
  startsWithSession(): Promise<boolean>;
  startWithSession(on: boolean): Promise<null>;
  /** Makes an entry of the system's own that signs in with that profile; answers with its file. */
  makeShortcut(name: string): Promise<string>;
  /** Versions, and the report of “Copy diagnostics”. */
  about(): Promise<AboutView>;

  overview(): Promise<Overview>;
  profile(name: string): Promise<ProfileView>;

  checkProfile(draft: ProfileDraft, original: ProfileDraft | null): Promise<FieldProblem[]>;
  saveProfile(draft: ProfileDraft, original: ProfileDraft | null): Promise<ProfileView>;
  duplicateProfile(name: string): Promise<ProfileView>;
  removeProfile(name: string): Promise<null>;
  setDefaultProfile(name: string): Promise<null>;
  /** The one way of a secret: from its field to the program, and never back. */
  keepSecret(name: string, secret: string): Promise<ProfileView>;
  forgetSecret(name: string): Promise<ProfileView>;
  clouds(): Promise<CloudView[]>;
  /** Asks in the system's dialog; null when the person chose none. */
  chooseFile(title: string): Promise<string | null>;
  readPasted(text: string): Promise<Pasted>;
  readClipboard(): Promise<Pasted>;

  signIn(name: string, options: SignInOptions): Promise<StatusView>;
  cancelSignIn(name: string): Promise<null>;
  openSignInPage(name: string): Promise<null>;
  signOut(name: string): Promise<StatusView>;
  /** Signs out here, and opens the provider's own sign-out page. */
  signOutAtProvider(name: string): Promise<StatusView>;

  openLogFolder(): Promise<null>;

  /** `hear` hears of each step as it comes. */
  check(name: string, hear: (progress: CheckProgress) => void): Promise<CheckReport>;
  cancelCheck(name: string): Promise<null>;

  /** What the profile's token says about itself. */
  claims(name: string): Promise<ClaimsView>;
  /** Why a project is not to be seen with that profile. */
  whyProject(name: string, project: string): Promise<WhyView>;
  copyToken(name: string, form: CopyForm): Promise<Copied>;
  copyText(text: string): Promise<null>;

  handOffFormats(name: string): Promise<FormatView[]>;
  /** Asks in the system's dialog; null when the person chose none. */
  choosePlace(name: string, format: string): Promise<string | null>;
  previewHandOff(name: string, format: string, path: string): Promise<PreviewView>;
  writeHandOff(name: string, order: HandOffOrder): Promise<HandOffView>;
  rewriteHandOff(name: string, format: string, path: string): Promise<HandOffView>;
  /** Puts back what stood in the file before it was written last. */
  undoWrite(path: string): Promise<null>;
  ignoreInGit(path: string): Promise<null>;
  keepFresh(name: string, format: string, path: string, keep: boolean): Promise<null>;
  takeBack(name: string, format: string, path: string): Promise<null>;
  forgetHandOff(name: string, format: string, path: string): Promise<null>;
  showInFolder(path: string): Promise<null>;
  snippets(): Promise<SnippetView[]>;
  snippet(name: string, id: string): Promise<string>;

  endpoint(name: string): Promise<EndpointView>;
  switchEndpoint(name: string, on: boolean): Promise<EndpointView>;
  copyEndpointSecret(name: string): Promise<Copied>;
  renewEndpointSecret(name: string): Promise<null>;

  /** Asks for a file in the system's dialog, and reads it; null when the person chose none. */
  chooseImport(): Promise<FoundView[] | null>;
  /** Adds what was found; its secret only when the person says so. */
  importFound(id: number, withSecret: boolean): Promise<ProfileView>;
  /** Asks for a place, and writes the profile there without secrets; null when the person chose none. */
  exportProfile(name: string): Promise<string | null>;

  onSettingsChanged(heard: (settings: Settings) => void): Promise<Unsubscribe>;
  /** Something is asked from outside: by the tray, a link, a second start. */
  onAsked(heard: () => void): Promise<Unsubscribe>;
  onProfileChanged(heard: (profile: ProfileView) => void): Promise<Unsubscribe>;
  onOverviewChanged(heard: (overview: Overview) => void): Promise<Unsubscribe>;
  /** A secret was taken out of the clipboard, because its time was over. */
  onClipboardCleared(heard: () => void): Promise<Unsubscribe>;
  /** Files over the window: held there, or gone again. */
  onDragged(heard: (over: boolean) => void): Promise<Unsubscribe>;
  /** Files were let go over the window; the program has read them. */
  onDropped(heard: (dropped: Dropped) => void): Promise<Unsubscribe>;
}
