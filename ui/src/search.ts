import type { ProfileView } from "./bindings/ProfileView";
import { titleOf } from "./profile";

export interface Piece {
  text: string;
  hit: boolean;
}

export const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** Every word has to be somewhere in what identifies a profile, in any order. */
export function matches(profile: ProfileView, query: string[]): boolean {
  const { tenant_id, project, cluster } = profile.draft;
  const text = [titleOf(profile), profile.name, project, cluster, tenant_id].join("\n").toLowerCase();
  return query.every((word) => text.includes(word));
}

/** Those that match, the ones whose own name has all the words first: a tenant's name is that of many profiles. */
export function bestFirst(all: ProfileView[], query: string[]): ProfileView[] {
  const isNamed = (profile: ProfileView) => {
    const title = titleOf(profile).toLowerCase();
    return query.every((word) => title.includes(word));
  };
  const found = all.filter((profile) => matches(profile, query));
  return [...found.filter(isNamed), ...found.filter((profile) => !isNamed(profile))];
}

/** `text` cut into pieces, so that the words of the query can be marked without writing HTML. */
export function pieces(text: string, query: string[]): Piece[] {
  const lower = text.toLowerCase();
  // Lower-casing can change the length of a few letters (İ): then positions do not match, and nothing is marked.
  if (query.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const hits = new Array<boolean>(text.length).fill(false);
  for (const word of query)
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1))
      hits.fill(true, at, at + word.length);
  const found: Piece[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = found.at(-1);
    if (last && last.hit === hits[i]) last.text += text[i];
    else found.push({ text: text[i] ?? "", hit: hits[i] ?? false });
  }
  return found;
}

export interface Group {
  tenant: string;
  /** How many profiles of this tenant there are in all. */
  total: number;
  profiles: ProfileView[];
}

/** By tenant, in the order in which the tenants first appear. */
export function grouped(all: ProfileView[], shown: ProfileView[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { draft } of all) {
    const group = groups.get(draft.tenant_id) ?? { tenant: draft.tenant_id, total: 0, profiles: [] };
    group.total += 1;
    groups.set(draft.tenant_id, group);
  }
  for (const profile of shown) groups.get(profile.draft.tenant_id)?.profiles.push(profile);
  return [...groups.values()].filter((group) => group.profiles.length > 0);
}
