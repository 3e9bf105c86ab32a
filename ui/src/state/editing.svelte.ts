import type { CloudView } from "../bindings/CloudView";
import type { FieldProblem } from "../bindings/FieldProblem";
import type { Pasted } from "../bindings/Pasted";
import type { ProfileDraft } from "../bindings/ProfileDraft";
import type { ProfileView } from "../bindings/ProfileView";
import type { Clock, Stop } from "../clock";
import { asErrorView } from "../errors";
import type { Host } from "../host/types";
import { words } from "../words";

export type FieldName = keyof ProfileDraft;
/** What fills the fields. */
export type Filling = Pick<Pasted, "draft" | "found" | "missing">;
export type TextField = Exclude<FieldName, "flow" | "fixed_port">;

/** The four values a sign-in cannot do without. */
export const fourValues = ["tenant_id", "client_id", "cluster", "project"] as const satisfies TextField[];
const advanced: FieldName[] = [
  "redirect_port",
  "fixed_port",
  "authority",
  "base_url",
  "scopes",
  "login_hint",
  "issuer",
  "audience",
];

const CHECK_AFTER_MS = 250;

export const emptyDraft: ProfileDraft = {
  name: "",
  label: "",
  flow: "browser",
  tenant_id: "",
  client_id: "",
  cluster: "",
  project: "",
  redirect_port: "",
  fixed_port: false,
  authority: "",
  base_url: "",
  scopes: "",
  login_hint: "",
  issuer: "",
  audience: "",
  certificate: "",
  private_key: "",
  pkcs12: "",
};

/** `Nørth prod (2)` → `north-prod-2`: only what a profile's name may hold (letters, digits, - _ ., up to 64). */
export function shortName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[øØ]/g, "o")
    .replace(/[æÆ]/g, "ae")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9_.]+/g, "-")
    .slice(0, 64)
    .replace(/^[-.]+|[-.]+$/g, "");
}

/** One profile while it is being written: what is in the fields, and what the host thinks of it. */
export class Editing {
  draft = $state<ProfileDraft>({ ...emptyDraft });
  problems = $state.raw<FieldProblem[]>([]);
  saving = $state(false);
  /** What a paste brought, to say so above the fields. */
  pasted = $state.raw<Filling | null>(null);
  readonly originalName: string | null;
  /** Entra's clouds, as soon as the host has told them. */
  clouds = $state.raw<CloudView[]>([]);
  /** Another provider than Entra, which its issuer names. */
  byIssuer = $state(false);
  /** What is typed into the secret's field; emptied as soon as it is handed over. */
  secret = $state("");
  hasSecret = $state(false);
  #otherAuthority = $state(false);
  /** The field to begin at. */
  begins: string | null = null;

  #touched = $state<Partial<Record<FieldName, true>>>({});
  #ownName = $state(false);
  #saved = $state.raw<ProfileDraft>({ ...emptyDraft });
  #host: Host;
  #clock: Clock;
  #checks = 0;
  #waiting: Stop = () => {};

  constructor(host: Host, clock: Clock, profile: ProfileView | null) {
    this.#host = host;
    this.#clock = clock;
    this.originalName = profile?.name ?? null;
    void host.clouds().then(
      (clouds) => (this.clouds = clouds),
      () => {}, // any address can still be typed
    );
    if (profile) {
      this.draft = { ...profile.draft };
      this.#saved = { ...profile.draft };
      this.#ownName = true;
      this.hasSecret = profile.has_secret;
      this.byIssuer = profile.draft.issuer !== "";
      this.problems = profile.problems;
      for (const problem of profile.problems) this.#touched[problem.field as FieldName] = true;
    }
  }

  get isNew(): boolean {
    return this.originalName === null;
  }

  /** Sent along, so that the host changes what the person changed and nothing that others wrote meanwhile. */
  get #original(): ProfileDraft | null {
    return this.isNew ? null : this.#saved;
  }

  get dirty(): boolean {
    const names = Object.keys(emptyDraft) as FieldName[];
    return this.secret !== "" || names.some((name) => this.draft[name] !== this.#saved[name]);
  }

  get usesAdvanced(): boolean {
    return advanced.some((name) => this.draft[name] !== emptyDraft[name] || this.problemOf(name) !== null);
  }

  /** A person signs in, not an application. */
  get signsPeopleIn(): boolean {
    return this.draft.flow === "browser" || this.draft.flow === "device-code";
  }

  /** What a sign-in cannot do without. */
  get neededValues(): TextField[] {
    return this.byIssuer ? ["issuer", "client_id", "cluster", "project"] : [...fourValues];
  }

  /** The authority of the chosen cloud, as the draft keeps it; null: an address of its own. */
  get cloud(): string | null {
    const authority = this.draft.authority.trim().replace(/\/$/, "");
    if (this.#otherAuthority || this.problemOf("authority")) return null;
    const at = this.clouds.findIndex((cloud) => cloud.authority === authority);
    if (authority === "" || at === 0) return "";
    return at > 0 ? authority : null;
  }

  chooseCloud(authority: string | null): void {
    this.#otherAuthority = authority === null;
    this.write("authority", authority ?? this.draft.authority);
  }

  /** What belongs to the other kind of provider would be wrong with this one. */
  chooseProvider(byIssuer: boolean): void {
    this.byIssuer = byIssuer;
    const kept = (field: TextField) => this.#saved[field];
    this.write("tenant_id", byIssuer ? "" : kept("tenant_id"));
    this.write("authority", byIssuer ? "" : kept("authority"));
    this.write("issuer", byIssuer ? kept("issuer") : "");
    this.write("audience", byIssuer ? kept("audience") : "");
  }

  get beginsAdvanced(): boolean {
    return advanced.some((name) => name === this.begins);
  }

  get shownProblems(): FieldProblem[] {
    return this.problems.filter((problem) => this.#touched[problem.field as FieldName]);
  }

  /** Problems of keys that have no field here: somebody wrote them into profiles.toml. */
  get otherProblems(): FieldProblem[] {
    return this.problems.filter(({ field }) => field !== "flow" && !(field in emptyDraft));
  }

  problemOf(field: FieldName): FieldProblem | null {
    return this.shownProblems.find((problem) => problem.field === field) ?? null;
  }

  write<F extends FieldName>(field: F, value: ProfileDraft[F]): void {
    this.draft[field] = value;
    this.#touched[field] = true;
    if (field === "name") this.#ownName = value !== "";
    this.#deriveName();
    this.#checkSoon();
  }

  /** A paste fills the fields it has something for and leaves the others as they are. */
  fill(pasted: Filling): void {
    for (const field of pasted.found as FieldName[]) {
      Object.assign(this.draft, { [field]: pasted.draft[field] });
      this.#touched[field] = true;
      if (field === "name") this.#ownName = true;
    }
    this.pasted = pasted;
    this.#deriveName();
    this.#checkSoon();
  }

  #deriveName(): void {
    if (!this.#ownName) this.draft.name = shortName(this.draft.label || this.draft.project);
  }

  #checkSoon(): void {
    this.#waiting();
    this.#waiting = this.#clock.after(CHECK_AFTER_MS, () => void this.check().catch(() => {}));
  }

  /** Asks the host what is wrong; an answer to an older draft is dropped. */
  async check(): Promise<FieldProblem[]> {
    this.#waiting();
    this.#checks += 1;
    const mine = this.#checks;
    const found = await this.#host.checkProfile($state.snapshot(this.draft), this.#original);
    // Without either the host cannot know which of the two is meant to be there.
    const problems = found.map((one) =>
      this.byIssuer && one.field === "tenant_id" ? { field: "issuer", ...words.editor.noIssuer } : one,
    );
    if (mine === this.#checks) this.problems = problems;
    return problems;
  }

  /** Saves, or shows every problem and answers null. Rejects only when no field is to blame. */
  async save(): Promise<ProfileView | null> {
    if (this.saving) return null;
    this.saving = true;
    try {
      for (const field of Object.keys(emptyDraft) as FieldName[]) this.#touched[field] = true;
      const problems = await this.check();
      if (problems.length > 0) return null;
      return await this.#host.saveProfile($state.snapshot(this.draft), this.#original);
    } catch (thrown) {
      const error = asErrorView(thrown);
      if (error.field === null) throw error;
      this.problems = [{ field: error.field, message: error.message, example: null }];
      return null;
    } finally {
      this.saving = false;
    }
  }

  /** The secret of a saved profile goes to the host, and out of the page. */
  async handOverSecret(name: string): Promise<void> {
    const { secret } = this;
    this.secret = "";
    if (secret !== "" && !this.signsPeopleIn) await this.#host.keepSecret(name, secret);
  }

  async forgetSecret(): Promise<void> {
    if (this.originalName === null) return;
    this.hasSecret = (await this.#host.forgetSecret(this.originalName)).has_secret;
  }

  close(): void {
    this.secret = "";
    this.#waiting();
    this.#checks += 1;
  }
}
