import type { ClaimsView } from "../../bindings/ClaimsView";
import type { WhyReason } from "../../bindings/WhyReason";
import type { WhyView } from "../../bindings/WhyView";

const claim = (name: string, value: string, moment: string | null = null) => ({ name, value, moment });

/** As a token of Entra for CDF says it. */
const all = [
  claim("aio", "AVQAq/8UAAAA3f"),
  claim("amr", "pwd\nmfa"),
  claim("appid", "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88"),
  claim("aud", "https://westeurope-1.cognitedata.com"),
  claim("exp", "1795445834", "2026-11-23T14:57:14Z"),
  claim("groups", "0b9e1f76-33b4-4c55-9a6e-0d3cf5c1a001\nf7c8d0aa-5d40-4d9f-8d0f-9c6a1e22b7e4"),
  claim("iat", "1795442234", "2026-11-23T13:57:14Z"),
  claim("iss", "https://sts.windows.net/4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4/"),
  claim("name", "Ingrid Solberg"),
  claim("nbf", "1795442234", "2026-11-23T13:57:14Z"),
  claim("oid", "a5b1c2d3-4455-4667-8899-aabbccddeeff"),
  claim("scp", "user_impersonation"),
  claim("tid", "4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4"),
  claim("unique_name", "ingrid.solberg@north.example"),
  claim("upn", "ingrid.solberg@north.example"),
  claim("ver", "1.0"),
];

export const claims: ClaimsView = {
  claims: all,
  unreadable: null,
  remarks: [],
  json: JSON.stringify(
    { exp: 1795445834, amr: ["pwd", "mfa"], tid: "4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4" },
    null,
    2,
  ),
};

const host = "westeurope-1.cognitedata.com";
const asking = {
  username: "ingrid.solberg@north.example",
  object_id: "a5b1c2d3-4455-4667-8899-aabbccddeeff",
  tenant_id: "4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
  application: null,
  groups: ["0b9e1f76-33b4-4c55-9a6e-0d3cf5c1a001", "f7c8d0aa-5d40-4d9f-8d0f-9c6a1e22b7e4"],
  groups_left_out: false,
};
const reasons: Record<string, WhyReason> = {
  "north-prod": { kind: "lets_in", kinds: 8 },
  "north-prd": { kind: "meant", project: "north-prod" },
  "north-mute": { kind: "no_rights" },
  "harbour-prod": { kind: "no_group" },
  "grid-model": { kind: "other_profile", name: "grid-model", label: "Grid model" },
};

/** A reason of each kind, by the project that is asked for. */
export const whyOf = (project: string): WhyView => ({
  project,
  cdf_host: host,
  reason: reasons[project] ?? { kind: "not_among_yours" },
  asking,
});
