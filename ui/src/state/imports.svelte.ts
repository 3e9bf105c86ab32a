import type { FoundView } from "../bindings/FoundView";
import type { ProfileView } from "../bindings/ProfileView";
import type { Stop } from "../clock";
import { fileName, titleOf } from "../profile";
import { words } from "../words";
import type { Page } from "./page.svelte";

/** Profiles from files that were dropped or chosen, until they are added or left. */
export class Imports {
  /** What was understood; null when nothing was handed over. */
  found = $state.raw<FoundView[] | null>(null);
  /** Files are held over the window. */
  dragged = $state(false);
  #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async start(): Promise<Stop> {
    const { host } = this.#page;
    const stops = await Promise.all([
      host.onDragged((over) => {
        this.dragged = over;
      }),
      host.onDropped(({ found, failure }) => {
        this.dragged = false;
        if (failure) this.#page.toasts.failed(failure);
        else this.show(found);
      }),
    ]);
    return () => {
      for (const stop of stops) stop();
    };
  }

  async choose(): Promise<void> {
    await this.#page.attempt(async () => {
      const found = await this.#page.host.chooseImport();
      if (found !== null) this.show(found);
    });
  }

  /** Asks which of them to add. */
  show(found: FoundView[]): void {
    this.#page.leaveEditor(() => {
      this.#page.leaveCheck();
      this.#page.files.leave();
      this.found = found;
      this.#page.side = "pane";
    });
  }

  leave(): void {
    this.found = null;
  }

  /** Adds those, each with its secret where that is wanted, and goes to the first. */
  async add(wanted: { id: number; withSecret: boolean }[]): Promise<void> {
    await this.#page.attempt(async () => {
      const added: ProfileView[] = [];
      try {
        for (const { id, withSecret } of wanted) {
          added.push(await this.#page.host.importFound(id, withSecret));
          this.found = this.found?.filter((one) => one.id !== id) ?? null;
        }
      } finally {
        await this.#page.profiles.ask();
      }
      const [first] = added;
      if (!first) return;
      this.leave();
      this.#page.choose(first.name);
      this.#page.toasts.done(
        added.length === 1 ? words.toast.added(titleOf(first)) : words.toast.addedMany(added.length),
      );
    });
  }

  /** Opens the editor with what was found: some of it is missing, or to be looked at. */
  edit({ draft, missing }: FoundView): void {
    this.leave();
    const found = Object.entries(draft)
      .filter(([, value]) => value !== "" && value !== false)
      .map(([field]) => field);
    this.#page.add({ draft, found, missing });
  }

  async exportProfile(profile: ProfileView): Promise<void> {
    await this.#page.attempt(async () => {
      const path = await this.#page.host.exportProfile(profile.name);
      if (path !== null) this.#page.toasts.done(words.toast.exported(fileName(path)));
    });
  }
}
