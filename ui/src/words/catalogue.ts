/** The shape of a catalogue, whatever its language: texts, functions that make texts, and groups of them. */
export type Catalogue<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { [K in keyof T]: Catalogue<T[K]> };

/** The same, with gaps. */
export type PartOf<T> = T extends string
  ? string
  : T extends (...given: infer G) => string
    ? (...given: G) => string
    : { [K in keyof T]?: PartOf<T[K]> };
