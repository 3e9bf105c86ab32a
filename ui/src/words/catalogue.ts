import type { en } from "./en";

/** Every word of the page in one language. English says which there are. */
export type Words = Catalogue<typeof en>;

/** The shape of a catalogue, whatever its language: texts, functions that make texts, and groups of them. */
type Catalogue<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { [K in keyof T]: Catalogue<T[K]> };
