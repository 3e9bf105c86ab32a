import type { FlowView } from "../../bindings/FlowView";

const orGap = (value: string, gap: string) => value || `[${gap}]`;

// The letter to whoever may register applications. Source of the steps: Cognite's and Microsoft's guides.
export const ask = {
  title: "Ask your administrator",
  text: "Whoever may register applications in your organisation’s Entra gives you what is missing. The message is ready to send.",
  flow: "How you want to sign in",
  copy: "Copy message",
  /** What is set up for each way to sign in. */
  registered: {
    browser:
      "Authentication → Add a platform → Mobile and desktop applications: the redirect URI http://localhost (Entra ignores the port). Neither Web nor Single-page application works.",
    "device-code": "Authentication → Advanced settings: “Allow public client flows” set to Yes.",
    "client-secret":
      "Certificates & secrets → New client secret. Send me its value, not its ID, in a safe way and not by mail.",
    "client-certificate": "Certificates & secrets → Certificates: the certificate that I send you.",
  } satisfies Record<FlowView, string>,
  message: (
    project: string,
    cluster: string,
    tenant: string,
    client: string,
    isPerson: boolean,
    registered: string,
  ): string => {
    const api = `Cognite API of the cluster ${orGap(cluster, "cluster")}`;
    const right = isPerson
      ? `API permissions → Add a permission → APIs my organization uses → ${api} → Delegated permissions → user_impersonation (https://${orGap(cluster, "cluster")}.cognitedata.com/user_impersonation).`
      : `In CDF, a group whose source ID is that of an Entra group with the application (or its service principal’s object ID) in it: without one its token opens no project. The token is asked for as https://${orGap(cluster, "cluster")}.cognitedata.com/.default.`;
    const consent = isPerson ? ["API permissions → Grant admin consent."] : [];
    const register = client
      ? `Microsoft Entra ID → App registrations → All applications → ${client}.`
      : "Microsoft Entra ID → App registrations → New registration, with “Accounts in this organizational directory only”. One that was made for the Cognite Python SDK will do as it is.";
    const steps = [register, registered, right, ...consent];
    return [
      `Hello, I want to sign in to Cognite Data Fusion (project ${orGap(project, "project")}) with “CDF Sign-in”, and need an app registration in Entra for it:`,
      "",
      ...steps.map((step, at) => `${at + 1}. ${step}`),
      "",
      "Then I need from you:",
      `Directory (tenant) ID: ${orGap(tenant, "to be filled in")}`,
      `Application (client) ID: ${orGap(client, "to be filled in")}`,
      `CDF cluster: ${orGap(cluster, "to be filled in")}`,
      `CDF project: ${orGap(project, "to be filled in")}`,
    ].join("\n");
  },
} as const;
