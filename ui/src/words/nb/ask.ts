import type { Words } from "../catalogue";

const orGap = (value: string, gap: string) => value || `[${gap}]`;

// Entras egne sider er nevnt på engelsk: slik står de i portalen hos de fleste, og slik kan de søkes opp.
export const ask: Words["ask"] = {
  title: "Spør administratoren din",
  text: "Den som kan registrere apper i Entra hos dere, gir deg det som mangler. Meldingen er klar til å sendes.",
  flow: "Slik vil du logge inn",
  copy: "Kopier meldingen",
  /** What is set up for each way to sign in. */
  registered: {
    browser:
      "Authentication → Add a platform → Mobile and desktop applications: omdirigerings-URI-en http://localhost (Entra ser bort fra porten). Verken Web eller Single-page application virker.",
    "device-code": "Authentication → Advanced settings: «Allow public client flows» satt til Yes.",
    "client-secret":
      "Certificates & secrets → New client secret. Send meg verdien, ikke ID-en, på en trygg måte og ikke i e-post.",
    "client-certificate": "Certificates & secrets → Certificates: sertifikatet som jeg sender deg.",
  },
  message: (project, cluster, tenant, client, isPerson, registered) => {
    const api = `Cognite-API-et for klyngen ${orGap(cluster, "klynge")}`;
    const right = isPerson
      ? `API permissions → Add a permission → APIs my organization uses → ${api} → Delegated permissions → user_impersonation (https://${orGap(cluster, "klynge")}.cognitedata.com/user_impersonation).`
      : `I CDF, en gruppe med kilde-ID-en til en Entra-gruppe som appen er med i (eller objekt-ID-en til tjenestekontohaveren): uten den åpner tokenet ingen prosjekter. Tokenet bes om som https://${orGap(cluster, "klynge")}.cognitedata.com/.default.`;
    const consent = isPerson ? ["API permissions → Grant admin consent."] : [];
    const register = client
      ? `Microsoft Entra ID → App registrations → All applications → ${client}.`
      : "Microsoft Entra ID → App registrations → New registration, med «Accounts in this organizational directory only». En som er laget for Cognites Python-SDK, kan brukes som den er.";
    const steps = [register, registered, right, ...consent];
    return [
      `Hei, jeg vil logge inn i Cognite Data Fusion (prosjekt ${orGap(project, "prosjekt")}) med «CDF Sign-in», og trenger en appregistrering i Entra til det:`,
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
      "",
      "Deretter trenger jeg fra deg:",
      `Katalog-ID (leier): ${orGap(tenant, "fylles ut")}`,
      `Program-ID (klient): ${orGap(client, "fylles ut")}`,
      `CDF-klynge: ${orGap(cluster, "fylles ut")}`,
      `CDF-prosjekt: ${orGap(project, "fylles ut")}`,
    ].join("\n");
  },
};
