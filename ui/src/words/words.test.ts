import { afterEach, describe, expect, it } from "vitest";
import { longText, momentText, shortText } from "../time";
import { speak, words } from "../words";
import { en } from "./en";
import { nb } from "./nb";

afterEach(() => speak("en"));

type Leaf = { at: string; value: unknown };

function leaves(value: unknown, at = ""): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ at, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}.${key}`));
}

/** What a text says when it is given something: numbers and names that are easily found again. */
function said({ value }: Leaf): string {
  if (typeof value !== "function") return String(value);
  return String(value(...Array.from({ length: value.length }, (_, i) => 41 + i)));
}

const english = new Map(leaves(en).map((leaf) => [leaf.at, leaf]));
const norwegian = leaves(nb);

it("has the same texts in both languages", () => {
  const all = (list: Leaf[]) => list.map(({ at }) => at).filter((at) => !at.startsWith(".happened."));
  expect(all(norwegian).toSorted()).toEqual(all([...english.values()]).toSorted());
});

it("says in Norwegian what it is given in English", () => {
  const numbers = (text: string) => (text.match(/4[1-5]/g) ?? []).toSorted();
  for (const leaf of norwegian) {
    const original = english.get(leaf.at);
    if (original) expect(numbers(said(leaf)), leaf.at).toEqual(numbers(said(original)));
  }
});

it("leaves no English sentence behind", () => {
  const same = norwegian.filter((leaf) => {
    const original = english.get(leaf.at);
    return (
      original !== undefined &&
      said(original) === said(leaf) &&
      said(leaf).split(" ").length > 3 &&
      !leaf.at.endsWith(".keys")
    );
  });
  expect(same.map(({ at }) => at)).toEqual([]);
});

describe("in Norwegian", () => {
  it("counts and tells the time as Norwegians do", async () => {
    await speak("nb");
    expect(words.list.found(1, 2)).toBe("1 av 2 profiler");
    expect([shortText(3_900), longText(3_900), longText(60)]).toEqual([
      "1 t 5 min",
      "1 time 5 minutter",
      "1 minutt",
    ]);
    const moment = new Date(2026, 10, 22, 9, 7);
    expect(momentText(moment.toISOString(), new Date(2026, 10, 23).getTime())).toBe("22. nov., 09:07");
  });
});

it("names every failure", () => {
  expect(Object.keys(nb.happened).toSorted()).toEqual(Object.keys(en.badges).toSorted());
});
