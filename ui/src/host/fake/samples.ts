import type { Account } from "../../bindings/Account";
import type { CloudView } from "../../bindings/CloudView";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { ErrorView } from "../../bindings/ErrorView";
import type { FoundView } from "../../bindings/FoundView";
import type { HandOffView } from "../../bindings/HandOffView";
import type { ProfileDraft } from "../../bindings/ProfileDraft";
import type { ProfileState } from "../../bindings/ProfileState";
import { emptyDraft } from "../../state/editing.svelte";

/** A profile as the fake host keeps it: with the moment its token ends instead of the seconds left. */
export interface Kept {
  draft: ProfileDraft;
  is_default: boolean;
  state: ProfileState;
  account: Account | null;
  /** Milliseconds on the fake host's clock. */
  endsAt: number | null;
  lifetime: number;
  refreshable: boolean;
  kept: boolean;
  has_secret: boolean;
  last_error: ErrorView | null;
  hand_off: HandOffView[];
  broken: boolean;
  /** Its token endpoint is on. */
  endpoint: boolean;
}

export const ingrid: Account = {
  name: "Ingrid Solberg",
  username: "ingrid.solberg@north.example",
  object_id: "0d9f4c1e-53aa-4c9b-8f0e-2f6d1e6a7b90",
  tenant_id: "4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
  application: null,
};

export function draftOf(label: string, part: Partial<ProfileDraft> = {}): ProfileDraft {
  return {
    ...emptyDraft,
    label,
    name: label.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    tenant_id: "4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
    client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88",
    cluster: "westeurope-1",
    project: "north-prod",
    ...part,
  };
}

export function keptOf(label: string, part: Partial<Kept> = {}, draft: Partial<ProfileDraft> = {}): Kept {
  return {
    draft: draftOf(label, draft),
    is_default: false,
    state: "signed_out",
    account: null,
    endsAt: null,
    lifetime: 3645,
    refreshable: true,
    kept: true,
    has_secret: false,
    last_error: null,
    hand_off: [],
    broken: false,
    endpoint: false,
    ...part,
  };
}

export function errorOf(code: ErrorCode, part: Partial<ErrorView> = {}): ErrorView {
  return {
    code,
    message: "",
    hint: "",
    field: null,
    you: [],
    administrator: [],
    administrator_message: null,
    actions: [],
    provider: null,
    ...part,
  };
}

/** What the provider answers when nobody has consented to the app. */
export const notConsented = errorOf("provider_refused", {
  message: "Your administrator has to approve this app first. Your password is fine.",
  hint: "Send your administrator the message that the app has ready.",
  you: [
    "Send your administrator the message that the app has ready.",
    "Sign in again when they have approved it.",
  ],
  administrator: [
    "Opens Microsoft Entra ID → App registrations → All applications in the Azure portal, and there this client ID.",
    "Selects API permissions → Grant admin consent.",
  ],
  administrator_message: [
    "Hello, I cannot sign in to Cognite Data Fusion with “CDF Sign-in” yet.",
    "The app says: Your administrator has to approve this app first. Your password is fine.",
    "",
    "What an administrator of the tenant does:",
    "1. Opens Microsoft Entra ID → App registrations → All applications in the Azure portal, and there this client ID.",
    "2. Selects API permissions → Grant admin consent.",
    "",
    "Account: ingrid.solberg@north.example",
    "Tenant ID: 4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4",
    "Client ID: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88",
    "Project: north-prod · westeurope-1.cognitedata.com",
    "Error: AADSTS90094 (consent_required)",
    "Trace ID: 2f6c81a0-47be-4d0e-9a55-c07d1e3b1f00",
    "Correlation ID: 90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790",
    "Time: 2026-11-23 14:05:11Z",
  ].join("\n"),
  actions: ["copy_message", "try_again"],
  provider: {
    error: "consent_required",
    description:
      "AADSTS90094: Admin consent is required for the permissions requested by this application. An admin consent request may be sent to the admin.",
    suberror: null,
    aadsts: 90094,
    trace_id: "2f6c81a0-47be-4d0e-9a55-c07d1e3b1f00",
    correlation_id: "90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790",
    timestamp: "2026-11-23 14:05:11Z",
    raw: '{\n  "error": "consent_required",\n  "error_codes": [\n    90094\n  ],\n  "refresh_token": "[hidden]"\n}',
  },
});

export const confirmItIsYou = errorOf("sign_in_required", {
  message: "Your organisation wants to be sure that it is you (multi-factor authentication).",
  hint: "Sign in again, and follow the steps in your browser.",
  you: ["Sign in again, and follow the steps in your browser."],
  actions: ["sign_in"],
  provider: {
    error: "interaction_required",
    description: "AADSTS50076: Due to a configuration change made by your administrator you must use MFA.",
    suberror: "basic_action",
    aadsts: 50076,
    trace_id: "5b2f81a0-47be-4d0e-9a55-c07d1e3b1f11",
    correlation_id: "11b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e791",
    timestamp: "2026-11-23 14:02:40Z",
    raw: null,
  },
});

export const offline = errorOf("network", {
  message: "login.microsoftonline.com cannot be reached.",
  hint: "This computer seems to be offline. Check the connection and the VPN, then try again. Nothing is lost.",
  actions: ["try_again"],
});

export const clouds: CloudView[] = [
  { title: "Public cloud", authority: "https://login.microsoftonline.com" },
  { title: "US Government", authority: "https://login.microsoftonline.us" },
  { title: "China (21Vianet)", authority: "https://login.partner.microsoftonline.cn" },
];

export function handOffs(writtenAt: string, nextAt: string): HandOffView[] {
  return [
    handOff({
      path: "/home/ingrid/work/north-pipelines/toolkit/.env",
      keep_fresh: true,
      written_at: writtenAt,
      next_write_at: nextAt,
    }),
    handOff({
      format: "sdk-json",
      title: "SDK JSON",
      path: "/home/ingrid/work/compressor-station-04/notebooks/production/north-prod.json",
      written_at: writtenAt,
      token_current: false,
    }),
  ];
}

/** Files in every state, and many of them. */
export function manyHandOffs(writtenAt: string, nextAt: string): HandOffView[] {
  const [kept, older] = handOffs(writtenAt, nextAt);
  const states: Partial<HandOffView>[] = [
    { ...kept },
    { ...older },
    {
      title: "Extractor YAML",
      format: "endpoint-yaml",
      path: "/opt/extractors/config.yaml",
      holds_token: false,
    },
    { exists: false, token_current: null, path: "/media/usb/.env" },
    { token_current: false, taken_back_at: writtenAt, path: "/home/ingrid/talk/.env" },
    { take_back_at: nextAt, path: "/home/ingrid/demo/.env" },
    {
      path: "/mnt/shared/.env",
      keep_fresh: true,
      failure: errorOf("file_refused", {
        message: "/mnt/shared/.env could not be written: the folder is gone.",
        hint: "Check the drive and its connection, then write it again.",
      }),
    },
  ];
  const more = Array.from({ length: 23 }, (_, i) => ({ path: `/home/ingrid/work/plant-${i + 1}/.env` }));
  return [...states, ...more].map((part) => handOff({ written_at: writtenAt, ...part }));
}

export function handOff(part: Partial<HandOffView>): HandOffView {
  return {
    format: "dotenv",
    title: "Toolkit .env",
    path: "",
    exists: true,
    taken_back_at: null,
    keep_fresh: false,
    holds_token: true,
    written_at: null,
    token_current: true,
    next_write_at: null,
    take_back_at: null,
    failure: null,
    ...part,
  };
}

export const found: FoundView[] = [
  {
    id: 1,
    draft: draftOf("North staging 2", { project: "north-staging" }),
    form: "Toolkit .env",
    path: "/home/ingrid/Downloads/north/.env",
    missing: [],
    problems: [],
    secret: null,
    notes: ["A token stood there too. It was left out: sign in to get your own."],
    already: null,
  },
  {
    id: 2,
    draft: draftOf("Nightly job", { project: "north-prod", flow: "client-secret" }),
    form: "Extractor YAML",
    path: "/home/ingrid/Downloads/north/extractor/config.yaml",
    missing: [],
    problems: [],
    secret: "client secret",
    notes: [],
    already: null,
  },
  {
    id: 3,
    draft: draftOf("Harbour test", { project: "harbour-test", client_id: "" }),
    form: "SDK YAML",
    path: "/home/ingrid/Downloads/north/client.yaml",
    missing: ["client_id"],
    problems: [],
    secret: null,
    notes: [],
    already: null,
  },
  {
    id: 4,
    draft: draftOf("North production"),
    form: "Colleague’s profile",
    path: "/home/ingrid/Downloads/north/north.cdfprofile",
    missing: [],
    problems: [],
    secret: null,
    notes: [],
    already: "north-production",
  },
];
