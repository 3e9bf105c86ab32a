import type { ClaimsView } from "../../bindings/ClaimsView";

const claim = (name: string, value: string, moment: string | null = null) => ({ name, value, moment });

/** As a token of Entra for CDF says it. */
export const claims: ClaimsView = {
  claims: [
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
  ],
  unreadable: null,
  remarks: [],
};
