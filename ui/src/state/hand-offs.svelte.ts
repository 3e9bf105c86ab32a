import type { HandOffView } from "../bindings/HandOffView";
import type { ProfileView } from "../bindings/ProfileView";
import { fileName } from "../profile";
import { words } from "../words";
import { Handing, type HandingTab } from "./handing.svelte";
import type { Page } from "./page.svelte";

/** What is done with a profile's files, and the pane in which there come to be more. */
export class HandOffs {
  handing = $state.raw<Handing | null>(null);
  #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the pane, with the formats that match `search`. */
  begin(profile: ProfileView, tab: HandingTab = "file", search = ""): void {
    this.#page.leaveEditor(() => {
      this.#page.leaveCheck();
      this.handing = new Handing(this.#page, profile.name, tab, search);
      this.#page.side = "pane";
      void this.handing.load();
    });
  }

  leave(): void {
    this.handing = null;
  }

  async rewrite(profile: ProfileView, { format, path }: HandOffView): Promise<void> {
    await this.#page.attempt(async () => {
      const written = await this.#page.host.rewriteHandOff(profile.name, format, path);
      await this.wrote(profile.name, written);
    });
  }

  async wrote(name: string, { path }: HandOffView): Promise<void> {
    await this.#page.profiles.askOne(name);
    this.#page.toasts.done(words.toast.written(fileName(path)), {
      text: words.handOff.undo,
      go: () => void this.undo(name, path),
    });
  }

  async undo(name: string, path: string): Promise<void> {
    await this.#change(name, words.toast.undone(fileName(path)), () => this.#page.host.undoWrite(path));
  }

  async keepFresh(profile: ProfileView, { format, path }: HandOffView, keep: boolean): Promise<void> {
    const said = keep ? words.toast.keptFresh : words.toast.notKeptFresh;
    await this.#change(profile.name, said(fileName(path)), () =>
      this.#page.host.keepFresh(profile.name, format, path, keep),
    );
  }

  async takeBack(profile: ProfileView, { format, path }: HandOffView): Promise<void> {
    await this.#change(profile.name, words.toast.takenBack(fileName(path)), () =>
      this.#page.host.takeBack(profile.name, format, path),
    );
  }

  async forget(profile: ProfileView, { format, path }: HandOffView): Promise<void> {
    await this.#change(profile.name, words.toast.forgotten(fileName(path)), () =>
      this.#page.host.forgetHandOff(profile.name, format, path),
    );
  }

  async showInFolder({ path }: HandOffView): Promise<void> {
    await this.#page.attempt(() => this.#page.host.showInFolder(path));
  }

  async #change(name: string, said: string, deed: () => Promise<unknown>): Promise<void> {
    await this.#page.attempt(async () => {
      await deed();
      await this.#page.profiles.askOne(name);
      this.#page.toasts.done(said);
    });
  }
}
