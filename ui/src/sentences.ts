type Templates = Record<string, string>;

interface Template {
  pattern: RegExp;
  names: string[];
  text: string;
}

const GAP = /(?<!\{)\{([a-z_]+)\}(?!\})/g;
/** Where one sentence ends and the next begins. */
const SEAM = /(?<=[.?])\s+(?=[\p{Lu}“])/u;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function template([english, text]: [string, string]): Template {
  const names = [...english.matchAll(GAP)].map(([, name]) => name ?? "");
  const parts = english.split(GAP).filter((_, i) => i % 2 === 0);
  return { pattern: new RegExp(`^${parts.map(escaped).join("([^\\n]+?)")}$`), names, text };
}

/** Says the engine's English sentences in another language. One that it does not know stays as it is. */
export function translator(templates: Templates): (text: string) => string {
  const whole = new Map(Object.entries(templates).filter(([english]) => english.search(GAP) < 0));
  const gapped = Object.entries(templates)
    .filter(([english]) => !whole.has(english))
    // The longest first: it says most of what it is about.
    .toSorted(([a], [b]) => b.length - a.length)
    .map(template);
  const known = new Map<string, string>();

  const sentence = (text: string): string | null => {
    const asItIs = exact(text);
    if (asItIs !== null || !/^\p{Lu}.*\.$/su.test(text)) return asItIs;
    // An error's own words, made a sentence of.
    const inner = exact(text.slice(0, 1).toLowerCase() + text.slice(1, -1)) ?? exact(text.slice(0, -1));
    return inner === null ? null : `${inner.slice(0, 1).toUpperCase()}${inner.slice(1)}.`;
  };
  const exact = (text: string): string | null => {
    const same = whole.get(text);
    if (same !== undefined) return same;
    for (const { pattern, names, text: other } of gapped) {
      const found = pattern.exec(text);
      if (found) return other.replace(GAP, (_, name: string) => part(found[names.indexOf(name) + 1] ?? ""));
    }
    return null;
  };
  // What stands in a gap is somebody's own word, or again one of the engine's.
  const part = (text: string): string => sentence(text) ?? text;
  const line = (text: string): string => sentence(text) ?? text.split(SEAM).map(part).join(" ");

  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const after = text
      .split("\n")
      .map((one) => (one === "" ? one : line(one)))
      .join("\n");
    // Seconds and names come in without end; the page forgets them all now and then.
    if (known.size > 2_000) known.clear();
    known.set(text, after);
    return after;
  };
}
