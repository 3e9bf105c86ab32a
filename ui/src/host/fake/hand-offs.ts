import type { AskedView } from "../../bindings/AskedView";
import type { Dropped } from "../../bindings/Dropped";
import type { EndpointView } from "../../bindings/EndpointView";
import type { FormatView } from "../../bindings/FormatView";
import type { FoundView } from "../../bindings/FoundView";
import type { HandOffOrder } from "../../bindings/HandOffOrder";
import type { HandOffView } from "../../bindings/HandOffView";
import type { PreviewView } from "../../bindings/PreviewView";
import { FakeApp } from "./app";
import { formats, newFile, snippets } from "./formats";
import { type Kept, keptOf } from "./samples";

/** The fake host's files, endpoint and imports. */
export abstract class FakeHandOffs extends FakeApp {
  formats: FormatView[] = formats;
  preview: PreviewView = newFile;
  askedEndpoint: AskedView[] = [];
  /** What the next import finds. */
  found: FoundView[] = [];
  #clearedHeard = new Set<() => void>();
  #draggedHeard = new Set<(over: boolean) => void>();
  #droppedHeard = new Set<(dropped: Dropped) => void>();

  handOffFormats = async (name: string) => {
    this.note("handOffFormats", name);
    return this.formats;
  };
  choosePlace = async (name: string, format: string) => {
    this.note("choosePlace", name, format);
    return this.dialogPath;
  };
  previewHandOff = async (name: string, format: string, path: string) => {
    this.note("previewHandOff", name, format, path);
    return structuredClone(this.preview);
  };
  writeHandOff = async (name: string, order: HandOffOrder) => {
    this.note("writeHandOff", name, order);
    return this.#write(name, order);
  };
  rewriteHandOff = async (name: string, format: string, path: string) => {
    this.note("rewriteHandOff", name, format, path);
    const old = this.#file(name, format, path);
    return this.#write(name, { format, path, keep_fresh: old?.keep_fresh ?? false, take_back_after: null });
  };
  undoWrite = async (path: string) => {
    this.note("undoWrite", path);
    return null;
  };
  ignoreInGit = async (path: string) => {
    this.note("ignoreInGit", path);
    const warnings = this.preview.warnings.filter(({ git_ignore }) => !git_ignore);
    this.preview = { ...this.preview, warnings };
    return null;
  };
  keepFresh = async (name: string, format: string, path: string, keep: boolean) => {
    this.note("keepFresh", name, format, path, keep);
    Object.assign(this.#file(name, format, path) ?? {}, { keep_fresh: keep, next_write_at: null });
    return null;
  };
  takeBack = async (name: string, format: string, path: string) => {
    this.note("takeBack", name, format, path);
    const emptied = { keep_fresh: false, token_current: false, next_write_at: null, take_back_at: null };
    Object.assign(this.#file(name, format, path) ?? {}, { taken_back_at: this.nowText() });
    Object.assign(this.#file(name, format, path) ?? {}, emptied);
    return null;
  };
  forgetHandOff = async (name: string, format: string, path: string) => {
    this.note("forgetHandOff", name, format, path);
    const one = this.find(name);
    one.hand_off = one.hand_off.filter((file) => file !== this.#file(name, format, path));
    return null;
  };
  showInFolder = async (path: string) => {
    this.note("showInFolder", path);
    return null;
  };
  snippets = async () => {
    this.note("snippets");
    return snippets;
  };
  snippet = async (name: string, id: string) => {
    this.note("snippet", name, id);
    return `# ${id} for ${name}\nfrom cognite.client import CogniteClient, ClientConfig\n\nclient = CogniteClient(ClientConfig(…))`;
  };

  endpoint = async (name: string) => {
    this.note("endpoint", name);
    return this.#endpoint(this.find(name));
  };
  switchEndpoint = async (name: string, on: boolean) => {
    this.note("switchEndpoint", name, on);
    const one = this.find(name);
    one.endpoint = on;
    return this.#endpoint(one);
  };
  copyEndpointSecret = async (name: string) => {
    this.note("copyEndpointSecret", name);
    this.clipboard = `secret of ${name}`;
    return { expires_in: null, cleared_in: 60 };
  };
  renewEndpointSecret = async (name: string) => {
    this.note("renewEndpointSecret", name);
    return null;
  };

  chooseImport = async () => {
    this.note("chooseImport");
    return this.dialogPath === null ? null : this.found;
  };
  importFound = async (id: number, withSecret: boolean) => {
    this.note("importFound", id, withSecret);
    const found = this.found.find((one) => one.id === id);
    const added: Kept = { ...keptOf(""), draft: found?.draft ?? keptOf("").draft, has_secret: withSecret };
    this.kept.push(added);
    this.tellAll();
    return this.view(added);
  };
  exportProfile = async (name: string) => {
    this.note("exportProfile", name);
    return this.dialogPath;
  };

  onClipboardCleared = async (heard: () => void) => {
    this.#clearedHeard.add(heard);
    return () => void this.#clearedHeard.delete(heard);
  };
  onDragged = async (heard: (over: boolean) => void) => {
    this.#draggedHeard.add(heard);
    return () => void this.#draggedHeard.delete(heard);
  };
  onDropped = async (heard: (dropped: Dropped) => void) => {
    this.#droppedHeard.add(heard);
    return () => void this.#droppedHeard.delete(heard);
  };

  /** The time of what was copied is over. */
  clearClipboard(): void {
    this.clipboard = "";
    for (const heard of this.#clearedHeard) heard();
  }
  /** Somebody holds files over the window. */
  drag(over = true): void {
    for (const heard of this.#draggedHeard) heard(over);
  }
  /** They let go. */
  drop(dropped: Dropped): void {
    for (const heard of this.#droppedHeard) heard(dropped);
  }

  #endpoint(one: Kept): EndpointView {
    const { name } = one.draft;
    return {
      is_on: one.endpoint,
      address: one.endpoint ? `http://127.0.0.1:4184/${name}/token` : null,
      address_for_guests: null,
      client_id: name,
      failure: null,
      asked: one.endpoint ? this.askedEndpoint : [],
    };
  }

  #file(name: string, format: string, path: string): HandOffView | undefined {
    return this.find(name).hand_off.find((file) => file.format === format && file.path === path);
  }

  #write(name: string, { format, path, keep_fresh, take_back_after }: HandOffOrder): HandOffView {
    const one = this.find(name);
    const after = (minutes: number) => new Date(this.clock.now() + minutes * 60_000).toISOString();
    const kind = this.formats.find(({ id }) => id === format);
    const written: HandOffView = {
      format,
      path,
      title: kind?.title ?? format,
      keep_fresh,
      holds_token: kind?.gives === "token",
      written_at: this.nowText(),
      token_current: true,
      next_write_at: keep_fresh ? after(50) : null,
      take_back_at: take_back_after === null ? null : after(take_back_after),
      exists: true,
      taken_back_at: null,
      failure: null,
    };
    const others = one.hand_off.filter((file) => file.format !== format || file.path !== path);
    one.hand_off = [...others, written];
    return written;
  }
}
