import type { FlowView } from "../../bindings/FlowView";
import type { ProfileDraft } from "../../bindings/ProfileDraft";

type Known = Pick<ProfileDraft, "tenant_id" | "client_id" | "cluster" | "project">;
const orGap = (value: string, gap: string) => value || `[${gap}]`;

const registered: Record<FlowView, string[]> = {
  browser: [
    "Authentication → Add a platform → Mobile and desktop applications: the redirect URI http://localhost (Entra ignores the port). Neither Web nor Single-page application works.",
  ],
  "device-code": ["Authentication → Advanced settings: “Allow public client flows” set to Yes."],
  "client-secret": [
    "Certificates & secrets → New client secret. Send me its value, not its ID, in a safe way and not by mail.",
  ],
  "client-certificate": ["Certificates & secrets → Certificates: the certificate that I send you."],
};

// The letter to whoever may register applications. Source of the steps: Cognite's and Microsoft's guides.
export const ask = {
  title: "Ask your administrator",
  text: "Whoever may register applications in your organisation’s Entra gives you what is missing. The message is ready to send.",
  flow: "How you want to sign in",
  copy: "Copy message",
  message: (known: Known, flow: FlowView): string => {
    const isPerson = flow === "browser" || flow === "device-code";
    const api = `Cognite API of the cluster ${orGap(known.cluster, "cluster")}`;
    const right = isPerson
      ? `API permissions → Add a permission → APIs my organization uses → ${api} → Delegated permissions → user_impersonation (https://${orGap(known.cluster, "cluster")}.cognitedata.com/user_impersonation).`
      : `In CDF, a group whose source ID is that of an Entra group with the application (or its service principal’s object ID) in it: without one its token opens no project. The token is asked for as https://${orGap(known.cluster, "cluster")}.cognitedata.com/.default.`;
    const consent = isPerson ? ["API permissions → Grant admin consent."] : [];
    const register = known.client_id
      ? `Microsoft Entra ID → App registrations → All applications → ${known.client_id}.`
      : "Microsoft Entra ID → App registrations → New registration, with “Accounts in this organizational directory only”. One that was made for the Cognite Python SDK will do as it is.";
    const steps = [register, ...registered[flow], right, ...consent];
    return [
      `Hello, I want to sign in to Cognite Data Fusion (project ${orGap(known.project, "project")}) with “CDF Sign-in”, and need an app registration in Entra for it:`,
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
      "",
      "Then I need from you:",
      `Directory (tenant) ID: ${orGap(known.tenant_id, "to be filled in")}`,
      `Application (client) ID: ${orGap(known.client_id, "to be filled in")}`,
      `CDF cluster: ${orGap(known.cluster, "to be filled in")}`,
      `CDF project: ${orGap(known.project, "to be filled in")}`,
    ].join("\n");
  },
} as const;
