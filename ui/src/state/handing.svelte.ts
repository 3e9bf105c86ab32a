import type { ErrorView } from "../bindings/ErrorView";
import type { FormatView } from "../bindings/FormatView";
import type { PreviewView } from "../bindings/PreviewView";
import type { SnippetView } from "../bindings/SnippetView";
import { asErrorView } from "../errors";
import { wordsOf } from "../search";
import type { Page } from "./page.svelte";

export type HandingTab = "file" | "code";

/** The formats of one tool. */
export interface ToolFormats {
  tool: string;
  formats: FormatView[];
}

/** A profile's sign-in on its way to a tool: as a file, step by step, or as code. */
export class Handing {
  readonly name: string;
  tab = $state<HandingTab>("file");
  search = $state("");
  formats = $state.raw<FormatView[]>([]);
  /** The format's id; `""` before one is chosen. */
  chosen = $state("");
  path = $state("");
  /** What writing there would change: the last step before it. */
  preview = $state.raw<PreviewView | null>(null);
  keepFresh = $state(true);
  /** In minutes; 0 is never. */
  takeBackAfter = $state(0);
  busy = $state(false);
  failure = $state.raw<ErrorView | null>(null);
  snippets = $state.raw<SnippetView[]>([]);
  snippet = $state("");
  code = $state("");

  #page: Page;

  constructor(page: Page, name: string, tab: HandingTab, search: string) {
    this.#page = page;
    this.name = name;
    this.tab = tab;
    this.search = search;
  }

  /** Those that match the search. */
  get found(): FormatView[] {
    const query = wordsOf(this.search);
    const text = ({ title, tool, file_name, about }: FormatView) =>
      [title, tool, file_name, about].join("\n").toLowerCase();
    return this.formats.filter((one) => query.every((word) => text(one).includes(word)));
  }

  /** By tool, in the order in which the tools first appear. */
  get byTool(): ToolFormats[] {
    const tools = new Map<string, ToolFormats>();
    for (const one of this.found.filter(({ unfit }) => unfit === null)) {
      const { tool } = one;
      const group = tools.get(tool) ?? { tool, formats: [] };
      group.formats.push(one);
      tools.set(tool, group);
    }
    return [...tools.values()];
  }

  get unfit(): FormatView[] {
    return this.found.filter(({ unfit }) => unfit !== null);
  }

  /** The chosen one, as long as it can be seen. */
  get format(): FormatView | null {
    const fit = this.found.filter(({ unfit }) => unfit === null);
    return fit.find(({ id }) => id === this.chosen) ?? null;
  }

  async load(): Promise<void> {
    await this.#look(async () => {
      const { host } = this.#page;
      [this.formats, this.snippets] = await Promise.all([host.handOffFormats(this.name), host.snippets()]);
      await this.showCode(this.snippets[0]?.id ?? "");
    });
  }

  async choosePlace(): Promise<void> {
    const { format } = this;
    if (!format) return;
    await this.#look(async () => {
      const path = await this.#page.host.choosePlace(this.name, format.id);
      if (path === null) return;
      this.preview = await this.#page.host.previewHandOff(this.name, format.id, path);
      this.path = path;
      this.keepFresh = format.gives === "token";
    });
  }

  async ignoreInGit(): Promise<void> {
    const { format } = this;
    if (!format) return;
    await this.#look(async () => {
      await this.#page.host.ignoreInGit(this.path);
      this.preview = await this.#page.host.previewHandOff(this.name, format.id, this.path);
    });
  }

  async write(): Promise<void> {
    const { format, path, keepFresh } = this;
    if (!format) return;
    await this.#look(async () => {
      const order = {
        format: format.id,
        path,
        keep_fresh: keepFresh,
        take_back_after: this.takeBackAfter || null,
      };
      const written = await this.#page.host.writeHandOff(this.name, order);
      this.#page.files.leave();
      await this.#page.files.wrote(this.name, written);
    });
  }

  /** Back to the formats. */
  back(): void {
    this.preview = null;
    this.failure = null;
  }

  async showCode(id: string): Promise<void> {
    this.snippet = id;
    this.code = "";
    if (id === "") return;
    await this.#look(async () => {
      const code = await this.#page.host.snippet(this.name, id);
      if (this.snippet === id) this.code = code;
    });
  }

  async #look(deed: () => Promise<void>): Promise<void> {
    this.failure = null;
    this.busy = true;
    try {
      await deed();
    } catch (thrown) {
      this.failure = asErrorView(thrown);
    } finally {
      this.busy = false;
    }
  }
}
