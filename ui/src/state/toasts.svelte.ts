import type { Clock, Stop } from "../clock";
import { asErrorView, errorShapes, type Glyph } from "../errors";

/** A button in a toast. What it does can be done elsewhere too, for when the toast is gone. */
export interface ToastAction {
  text: string;
  go: () => void;
}

export interface Toast {
  id: number;
  glyph: Glyph;
  text: string;
  hint: string;
  urgent: boolean;
  action: ToastAction | null;
}

const STAYS_MS = 6_000;
const MOST = 3;

/** Short answers to what you did. Good news leaves by itself; a failure stays until you close it. */
export class Toasts {
  list = $state.raw<Toast[]>([]);
  #clock: Clock;
  #last = 0;
  #leaving = new Map<number, Stop>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  done(text: string, action: ToastAction | null = null): void {
    this.#add({ glyph: "ok", text, hint: "", urgent: false, action });
  }

  failed(thrown: unknown): void {
    const error = asErrorView(thrown);
    const { glyph } = errorShapes[error.code];
    this.#add({ glyph, text: error.message, hint: error.hint, urgent: true, action: null });
  }

  close(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** While it is looked at (pointer or focus on it), it stays. */
  hold(id: number): void {
    this.#leaving.get(id)?.();
    this.#leaving.delete(id);
  }

  release(id: number): void {
    const toast = this.list.find((one) => one.id === id);
    if (!toast || toast.urgent) return;
    this.hold(id);
    this.#leaving.set(
      id,
      this.#clock.after(STAYS_MS, () => this.close(id)),
    );
  }

  #add(toast: Omit<Toast, "id">): void {
    this.#last += 1;
    const same = this.list.filter((one) => one.text !== toast.text);
    this.list = [...same, { ...toast, id: this.#last }].slice(-MOST);
    this.release(this.#last);
  }
}
