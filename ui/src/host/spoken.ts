import { inWords } from "../words";
import type { Host } from "./types";

/** What of the host's answers is said in the engine's own sentences; all else (names, paths, the provider's words) is not. */
const SPOKEN = new Set([
  "message",
  "hint",
  "you",
  "administrator",
  "administrator_message",
  "title",
  "summary",
  "subject",
  "detail",
  "next",
  "about",
  "tool",
  "reason",
  "instead",
  "form",
  "notes",
]);

/** The host, with what it says in the language of the page. */
export function spoken(host: Host): Host {
  return new Proxy(host, {
    get(target, name: keyof Host) {
      const method = target[name] as (...given: unknown[]) => Promise<unknown>;
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        try {
          return said(await method.apply(target, given.map(hearing)));
        } catch (thrown) {
          throw thrown instanceof Error ? thrown : said(thrown);
        }
      };
    },
  });
}

/** What listens to the host hears the same language. */
function hearing(given: unknown): unknown {
  return typeof given === "function" ? (heard: unknown) => given(said(heard)) : given;
}

function said(value: unknown, name = ""): unknown {
  if (typeof value === "string") return SPOKEN.has(name) ? inWords(value) : value;
  if (Array.isArray(value)) return value.map((one) => said(one, name));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === "draft" ? inner : said(inner, key),
  ]);
  return Object.fromEntries(entries);
}
