import type { FlowView } from "../../bindings/FlowView";
import type { Words } from "../catalogue";

const orGap = (value: string, gap: string) => value || `[${gap}]`;

// Entras egne sider er nevnt på engelsk: slik står de i portalen hos de fleste, og slik kan de søkes opp.
const registered: Record<FlowView, string[]> = {
  browser: [
    "Authentication → Add a platform → Mobile and desktop applications: omdirigerings-URI-en http://localhost (Entra ser bort fra porten). Verken Web eller Single-page application virker.",
  ],
  "device-code": ["Authentication → Advanced settings: «Allow public client flows» satt til Yes."],
  "client-secret": [
    "Certificates & secrets → New client secret. Send meg verdien, ikke ID-en, på en trygg måte og ikke i e-post.",
  ],
  "client-certificate": ["Certificates & secrets → Certificates: sertifikatet som jeg sender deg."],
};

export const ask: Words["ask"] = {
  title: "Spør administratoren din",
  text: "Den som kan registrere apper i Entra hos dere, gir deg det som mangler. Meldingen er klar til å sendes.",
  flow: "Slik vil du logge inn",
  copy: "Kopier meldingen",
  message: (known, flow) => {
    const isPerson = flow === "browser" || flow === "device-code";
    const api = `Cognite-API-et for klyngen ${orGap(known.cluster, "klynge")}`;
    const right = isPerson
      ? `API permissions → Add a permission → APIs my organization uses → ${api} → Delegated permissions → user_impersonation (https://${orGap(known.cluster, "klynge")}.cognitedata.com/user_impersonation).`
      : `I CDF, en gruppe med kilde-ID-en til en Entra-gruppe som appen er med i (eller objekt-ID-en til tjenestekontohaveren): uten den åpner tokenet ingen prosjekter. Tokenet bes om som https://${orGap(known.cluster, "klynge")}.cognitedata.com/.default.`;
    const consent = isPerson ? ["API permissions → Grant admin consent."] : [];
    const register = known.client_id
      ? `Microsoft Entra ID → App registrations → All applications → ${known.client_id}.`
      : "Microsoft Entra ID → App registrations → New registration, med «Accounts in this organizational directory only». En som er laget for Cognites Python-SDK, kan brukes som den er.";
    const steps = [register, ...registered[flow], right, ...consent];
    return [
      `Hei, jeg vil logge inn i Cognite Data Fusion (prosjekt ${orGap(known.project, "prosjekt")}) med «CDF Sign-in», og trenger en appregistrering i Entra til det:`,
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
      "",
      "Deretter trenger jeg fra deg:",
      `Katalog-ID (leier): ${orGap(known.tenant_id, "fylles ut")}`,
      `Program-ID (klient): ${orGap(known.client_id, "fylles ut")}`,
      `CDF-klynge: ${orGap(known.cluster, "fylles ut")}`,
      `CDF-prosjekt: ${orGap(known.project, "fylles ut")}`,
    ].join("\n");
  },
};
