import type { Clock } from "../../clock";
import { FakeHost } from "../fake";
import * as checkup from "./checkup";
import { intoExisting } from "./formats";
import { scenarios } from "./names.js";
import * as sample from "./samples";
import { keptOf } from "./samples";

const MINUTE = 60_000;
/** 52:14 left of a little more than an hour. */
const LEFT = 52 * MINUTE + 14_000;

export type Scenario = (typeof scenarios)[number];

/** A fake host in the middle of a story. */
export function hostFor(scenario: Scenario, clock: Clock): FakeHost {
  const host = new FakeHost(clock);
  if (scenario === "first-run" || scenario.startsWith("pasted")) return host;
  host.kept = scenario === "many" ? many(clock) : few(clock);
  const first = host.kept[0];
  if (!first) return host;
  first.is_default = true;
  stories[scenario]?.(host, first, clock);
  return host;
}

type Story = (host: FakeHost, first: sample.Kept, clock: Clock) => void;

const signedOut = { state: "signed_out", endsAt: null } as const;

const stories: Partial<Record<Scenario, Story>> = {
  "signed-out": (_, first) => Object.assign(first, signedOut),
  "ends-soon": (_, first, clock) =>
    Object.assign(first, { endsAt: clock.now() + 4 * MINUTE + 9_000, refreshable: false }),
  "signing-in": (host, first) => {
    Object.assign(first, signedOut);
    host.answersAfter = null;
    host.startSignIn(first);
  },
  "no-browser": (host, first) => {
    Object.assign(first, signedOut);
    host.answersAfter = null;
    host.browserOpens = false;
    host.startSignIn(first);
  },
  "device-code": (host, first) => waitForCode(host, first),
  "device-away": (host, first) => {
    host.networkIsAway = true;
    waitForCode(host, first);
  },
  error: (host, first) => {
    Object.assign(first, signedOut, { last_error: sample.notConsented });
    host.signInEndsIn = sample.notConsented;
  },
  needs: (_, first) => Object.assign(first, signedOut, { state: "needs_sign_in" }),
  expired: (_, first, clock) =>
    Object.assign(first, { state: "expired", endsAt: clock.now() - 180 * MINUTE }),
  offline: (_, first) => Object.assign(first, { last_error: sample.offline }),
  "check-running": (host) => {
    host.checkStopsAt = 3;
  },
  "check-troubled": (host, first) => {
    Object.assign(first, signedOut);
    host.checkup = checkup.troubled;
  },
  "check-offline": (host, first) => {
    Object.assign(first, { last_error: sample.offline });
    host.checkup = checkup.offline;
  },
  preview: (host) => {
    host.preview = intoExisting;
  },
  "endpoint-on": (host, first, clock) => {
    first.endpoint = true;
    const ago = (minutes: number) => new Date(clock.now() - minutes * MINUTE).toISOString();
    host.askedEndpoint = [
      { at: ago(1), who: "python-requests/2.32.3", answered: true, outcome: "got a token" },
      { at: ago(4), who: "curl/8.10.1", answered: false, outcome: "gave a wrong secret" },
    ];
  },
  "many-files": (_, first, clock) => {
    const at = (ms: number) => new Date(clock.now() + ms).toISOString();
    first.hand_off = sample.manyHandOffs(at(-8 * MINUTE), at(47 * MINUTE));
  },
  found: (host) => {
    host.found = sample.found;
  },
  problems: (_, first) => {
    Object.assign(first, signedOut, { broken: true });
    Object.assign(first.draft, { client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e8", project: "north prod" });
  },
  "broken-file": (host) => {
    host.profilesError = sample.errorOf("profile_invalid", {
      message: "profiles.toml, line 12, column 9: a quote is missing at the end of the value.",
      hint: 'Expected: client_id = "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88"',
    });
  },
  "no-keyring": (host) => {
    for (const one of host.kept) one.kept = false;
    host.notice = {
      code: "vault_unavailable",
      message: "This computer has no keyring running.",
      hint: "Sign-ins live until you quit the app. Start gnome-keyring or KWallet to keep them.",
    };
  },
  "long-names": (_, first) => {
    first.draft.label =
      "Nørdlige kompressorstasjoner og rørledninger – produksjon, kun lesetilgang (Hammerfest)";
    first.draft.project = "north-platform-integration-compressor-station-production-read-only";
    first.draft.tenant_id = "a-very-long-directory-name-that-somebody-chose.onmicrosoft.example";
    first.account = {
      ...sample.ingrid,
      name: "Ingrid Margrethe Solberg-Christoffersen von Hohenstein",
      username: "ingrid.margrethe.solberg-christoffersen@subsidiary.north-energy.example",
    };
  },
};

function waitForCode(host: FakeHost, first: sample.Kept): void {
  Object.assign(first, signedOut);
  Object.assign(first.draft, { flow: "device-code" });
  host.answersAfter = null;
  host.startSignIn(first);
}

function few(clock: Clock): sample.Kept[] {
  const now = clock.now();
  return [
    keptOf("North production", {
      state: "signed_in",
      account: sample.ingrid,
      endsAt: now + LEFT,
      hand_off: sample.handOffs(
        new Date(now - 8 * MINUTE).toISOString(),
        new Date(now + LEFT - 5 * MINUTE).toISOString(),
      ),
    }),
    keptOf("North staging", { state: "signed_in", account: sample.ingrid, endsAt: now + 4 * MINUTE }),
    keptOf(
      "Harbour production",
      { state: "needs_sign_in", account: sample.ingrid, last_error: sample.confirmItIsYou },
      { project: "harbour-prod", cluster: "az-power-no-northeurope" },
    ),
    keptOf("Grid model", {}, { project: "grid-dev", cluster: "asia-northeast1-1" }),
    keptOf("Nightly extractor", {
      state: "signed_in",
      account: sample.ingrid,
      endsAt: now + 18 * MINUTE,
      last_error: sample.offline,
    }),
    keptOf("Pilot plant", { state: "expired", endsAt: now - 180 * MINUTE, refreshable: false }),
  ];
}

function many(clock: Clock): sample.Kept[] {
  const tenants = ["north.example", "harbour.example", "1b7f9c1e-6a2d-4f0e-9c3b-2d5e8f7aa2d0"];
  const places = ["wells", "yard", "quay", "cranes", "gates", "pumps", "rail", "fields", "compressor"];
  const stages = ["prod", "staging", "test", "dev"];
  return Array.from({ length: 200 }, (_, i) => {
    const place = places[i % places.length];
    const stage = stages[Math.floor(i / places.length) % stages.length];
    const tenant_id = tenants[i % 5 < 2 ? 0 : i % 5 < 4 ? 1 : 2] ?? "";
    const label = `${tenant_id.slice(0, 5).replace("1b7f9", "minor")} ${place} ${stage} ${String(i + 1).padStart(3, "0")}`;
    const signedIn = i % 17 === 0;
    const endsAt = signedIn ? clock.now() + (60 - (i % 50)) * MINUTE : null;
    return keptOf(
      label,
      { state: signedIn ? "signed_in" : "signed_out", account: signedIn ? sample.ingrid : null, endsAt },
      { tenant_id, project: `${place}-${stage}` },
    );
  });
}

/** The story that the page's address asks for: `?state=signed-in`. */
export function scenarioOf(address: URLSearchParams): Scenario {
  const wanted = address.get("state");
  return scenarios.find((one) => one === wanted) ?? "signed-in";
}
