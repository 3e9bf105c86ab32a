import type { FieldProblem } from "../../bindings/FieldProblem";
import type { FoundView } from "../../bindings/FoundView";
import type { Pasted } from "../../bindings/Pasted";
import type { ProfileDraft } from "../../bindings/ProfileDraft";
import { emptyDraft, fourValues } from "../../state/editing.svelte";
import { notConsented } from "./samples";

// Simple checks of the fake host's own: enough to see every kind of problem. The real ones are the engine's.

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

export function problemsOf(draft: ProfileDraft, names: string[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: keyof ProfileDraft, message: string, example: string | null = null) =>
    problems.push({ field, message, example });

  if (draft.name === "") say("name", "A short name is missing.", "plant-north");
  else if (!/^[A-Za-z0-9._-]{1,64}$/.test(draft.name))
    say("name", "A short name has letters, digits, - _ and . only.", "plant-north");
  else if (names.includes(draft.name)) say("name", `There is a profile named ${draft.name} already.`);

  if (draft.issuer !== "") {
    if (!draft.issuer.startsWith("https://"))
      say("issuer", "An issuer is an address.", "https://north.eu.auth0.com/");
  } else if (draft.tenant_id === "") say("tenant_id", "The tenant ID is missing.", "north.example");
  else if (!guid.test(draft.tenant_id) && !domain.test(draft.tenant_id))
    say("tenant_id", "A tenant ID is a domain or a GUID.", "north.example");

  if (draft.client_id === "")
    say("client_id", "The client ID is missing.", "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88");
  else if (!guid.test(draft.client_id))
    say("client_id", clientTrouble(draft.client_id), "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88");

  if (draft.cluster === "") say("cluster", "The cluster is missing.", "westeurope-1");
  else if (/[\s/]/.test(draft.cluster))
    say("cluster", "A cluster is a name or a host, without slashes.", "westeurope-1");
  if (draft.project === "") say("project", "The project is missing.", "north-prod");
  else if (/\s/.test(draft.project)) say("project", "A project has no spaces.", "north-prod");

  if (draft.flow === "client-certificate" && draft.pkcs12 === "") {
    if (draft.certificate === "") say("certificate", "A certificate is missing.", "/keys/north.pem");
    if (draft.private_key === "") say("private_key", "Its private key is missing.", "/keys/north.key");
  }

  const port = Number(draft.redirect_port);
  if (draft.redirect_port !== "" && !(Number.isInteger(port) && port >= 1024 && port <= 65535))
    say("redirect_port", "A port is a number from 1024 to 65535.", "53000");
  for (const field of ["authority", "base_url"] as const)
    if (draft[field] !== "" && !/^https:\/\/|^http:\/\/(localhost|127\.)/.test(draft[field]))
      say(
        field,
        "An address starts with https:// (http:// only for this computer).",
        "https://login.microsoftonline.us",
      );
  return problems;
}

function clientTrouble(text: string): string {
  const last = text.split("-").at(-1)?.length ?? 0;
  if (text.split("-").length === 5 && last === 11)
    return "One character is missing: the last part has 11, a GUID has 12 there.";
  return "A client ID is a GUID: 36 characters, with four hyphens.";
}

const keys: [keyof ProfileDraft, RegExp][] = [
  ["project", /fusion\.cognite\.com\/([^/?#\s]+)/],
  ["cluster", /cluster=([a-z0-9-]+)/],
  ["project", /(?:CDF|COGNITE)_PROJECT\s*=\s*["']?([^"'\s]+)/],
  ["cluster", /CDF_CLUSTER\s*=\s*["']?([^"'\s]+)/],
  ["tenant_id", /IDP_TENANT_ID\s*=\s*["']?([^"'\s]+)/],
  ["client_id", /IDP_CLIENT_ID\s*=\s*["']?([^"'\s]+)/],
];

export function readPasted(text: string): Pasted {
  const draft: ProfileDraft = { ...emptyDraft };
  const found = new Set<string>();
  for (const [field, pattern] of keys) {
    const value = pattern.exec(text)?.[1];
    if (value === undefined || found.has(field)) continue;
    Object.assign(draft, { [field]: value });
    found.add(field);
  }
  return {
    draft,
    found: [...found],
    missing: fourValues.filter((field) => !found.has(field)),
    places: [...found].map((field) => ({
      field,
      place: text.includes("fusion.") ? ("fusion_address" as const) : ("key" as const),
      key: text.includes("fusion.") ? null : `IDP_${field.toUpperCase()}`,
    })),
    error: text.includes("AADSTS65001") ? notConsented : null,
    holds_secret: text.includes("SECRET"),
    profiles: found.size === 0 ? [] : [foundIn(draft, text)],
  };
}

function foundIn(draft: ProfileDraft, text: string): FoundView {
  const named = { ...draft, name: draft.project || "imported" };
  return {
    id: 1,
    draft: named,
    form: "address or text",
    path: null,
    missing: fourValues.filter((field) => draft[field] === ""),
    problems: [],
    secret: text.includes("SECRET") ? "client secret" : null,
    notes: [],
    already: null,
  };
}
