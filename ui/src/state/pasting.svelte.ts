import type { Pasted } from "../bindings/Pasted";
import { asErrorView } from "../errors";
import { words } from "../words";
import { fourValues } from "./editing.svelte";
import type { Page } from "./page.svelte";

const READ_AFTER_MS = 200;

/** What is pasted or typed to make a profile of, and what was understood of it. */
export class Pasting {
  text = $state("");
  understood = $state.raw<Pasted | null>(null);
  trouble = $state("");
  #page: Page;
  #asks = 0;
  #waiting = () => {};

  constructor(page: Page) {
    this.#page = page;
  }

  get isWhole(): boolean {
    const [first, ...more] = this.understood?.profiles ?? [];
    return first !== undefined && more.length === 0 && first.missing.length + first.problems.length === 0;
  }

  get foundCount(): number {
    return fourValues.filter((field) => this.understood?.draft[field]).length;
  }

  /** Something is there to go on with. */
  get saysAnything(): boolean {
    return this.foundCount > 0 || this.understood?.error != null;
  }

  /** As it is typed. */
  type(text: string): void {
    this.text = text;
    this.#waiting();
    this.#waiting = this.#page.clock.after(READ_AFTER_MS, () => {
      void this.#read(() => this.#page.host.readPasted(text));
    });
  }

  /** A text with a secret in it goes to the host and stays in no field. */
  async paste(text: string): Promise<void> {
    await this.#read(() => this.#page.host.readPasted(text));
    this.text = this.understood === null || this.understood.holds_secret ? "" : text;
    this.#sayNothingFound();
  }

  async fromClipboard(): Promise<void> {
    this.text = "";
    await this.#read(() => this.#page.host.readClipboard());
    this.#sayNothingFound();
  }

  /** Enter: what is typed is read at once, and gone on with. */
  async goOn(): Promise<void> {
    if (this.text.trim() !== "") await this.#read(() => this.#page.host.readPasted(this.text));
    if (this.foundCount > 0) await this.proceed();
    else this.#sayNothingFound();
  }

  /** Pasted where no field has the focus. */
  async anywhere(text: string): Promise<void> {
    await this.paste(text);
    if (this.foundCount > 0) await this.proceed();
  }

  /** Signs in where all is there, asks where there is something to choose, and else opens the editor. */
  async proceed(): Promise<void> {
    const pasted = this.understood;
    const [first, ...more] = pasted?.profiles ?? [];
    if (!pasted || !first) return;
    this.clear();
    const isToBeChosen = more.length > 0 || first.already !== null || first.secret !== null;
    if (isToBeChosen && first.missing.length + first.problems.length === 0)
      this.#page.imports.show(pasted.profiles);
    else this.#page.add(pasted);
  }

  clear(): void {
    this.#waiting();
    this.#asks += 1;
    this.text = "";
    this.understood = null;
    this.trouble = "";
  }

  #sayNothingFound(): void {
    if (this.trouble === "" && !this.saysAnything) this.trouble = words.firstRun.nothing;
  }

  async #read(ask: () => Promise<Pasted>): Promise<void> {
    this.#waiting();
    this.#asks += 1;
    const mine = this.#asks;
    this.trouble = "";
    try {
      const pasted = await ask();
      if (mine === this.#asks) this.understood = pasted;
    } catch (thrown) {
      const error = asErrorView(thrown);
      this.understood = null;
      this.trouble = `${error.message} ${error.hint}`;
    }
  }
}
