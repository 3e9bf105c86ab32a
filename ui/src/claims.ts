import type { ClaimView } from "./bindings/ClaimView";

export type ClaimGroup = "who" | "whom" | "when" | "may";

/** Where a claim stands; what is not here is for experts. */
const groups: Record<ClaimGroup, string[]> = {
  who: ["name", "preferred_username", "upn", "unique_name", "email", "oid", "idtyp"],
  whom: ["aud", "tid", "iss", "appid", "azp"],
  when: ["exp", "iat", "nbf", "auth_time"],
  may: ["scp", "roles", "groups", "amr"],
};

/** What says nothing of a person or an organisation, and can stay in a screenshot. */
const plain = new Set(["ver", "idtyp", "amr", "acr", "appidacr", "azpacr", "scp", ...groups.when]);

export const isPersonal = ({ name }: ClaimView): boolean => !plain.has(name);

export interface Sorted {
  groups: { id: ClaimGroup; claims: ClaimView[] }[];
  rest: ClaimView[];
}

/** The claims in the order in which one asks for them, each value once. */
export function sorted(claims: ClaimView[]): Sorted {
  const known = new Set(Object.values(groups).flat());
  const of = (names: string[]) => {
    const found = names.flatMap((name) => claims.filter((claim) => claim.name === name));
    return found.filter(({ value }, i) => found.findIndex((other) => other.value === value) === i);
  };
  const all = (Object.keys(groups) as ClaimGroup[]).map((id) => ({ id, claims: of(groups[id]) }));
  return {
    groups: all.filter(({ claims }) => claims.length > 0),
    rest: claims.filter(({ name }) => !known.has(name)),
  };
}
