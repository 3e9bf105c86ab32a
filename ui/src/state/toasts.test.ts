import { expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { HandClock } from "../test/clock";
import { Toasts } from "./toasts.svelte";

function start() {
  const clock = new HandClock();
  return { clock, toasts: new Toasts(clock) };
}
const texts = (toasts: Toasts) => toasts.list.map(({ text }) => text);

it("lets good news leave by itself", () => {
  const { clock, toasts } = start();
  toasts.done("Copied.");
  clock.advance(5_999);
  expect(texts(toasts)).toEqual(["Copied."]);
  clock.advance(1);
  expect(texts(toasts)).toEqual([]);
});

it("keeps a failure until it is closed", () => {
  const { clock, toasts } = start();
  toasts.failed(errorOf("file_refused", { message: "Not written.", hint: "Choose another place." }));
  clock.advance(3_600_000);
  expect(toasts.list).toMatchObject([{ text: "Not written.", hint: "Choose another place.", glyph: "warn" }]);
  toasts.close(toasts.list[0]?.id ?? 0);
  expect(texts(toasts)).toEqual([]);
});

it("stays while it is looked at", () => {
  const { clock, toasts } = start();
  toasts.done("Copied.");
  const id = toasts.list[0]?.id ?? 0;
  toasts.hold(id);
  clock.advance(60_000);
  expect(texts(toasts)).toEqual(["Copied."]);
  toasts.release(id);
  clock.advance(6_000);
  expect(texts(toasts)).toEqual([]);
});

it("does not pile up: the same again replaces, and three is the most", () => {
  const { toasts } = start();
  toasts.done("Copied.");
  toasts.done("Copied.");
  expect(texts(toasts)).toEqual(["Copied."]);
  for (const text of ["a", "b", "c"]) toasts.done(text);
  expect(texts(toasts)).toEqual(["a", "b", "c"]);
});
