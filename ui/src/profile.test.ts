import { expect, it } from "vitest";
import type { ErrorCode } from "./bindings/ErrorCode";
import type { ProfileState } from "./bindings/ProfileState";
import { FakeHost } from "./host/fake";
import { errorOf, type Kept, keptOf } from "./host/fake/samples";
import { failureOf, fileName, lookOf } from "./profile";
import { HandClock } from "./test/clock";

const clock = new HandClock();
const view = (part: Partial<Kept>) => new FakeHost(clock).view(keptOf("North", part));
const endsAt = clock.now() + 60_000;

it.each<[ProfileState, ErrorCode | null, boolean, string, string]>([
  ["signed_out", null, true, "out", "Signed out"],
  ["signed_out", "cancelled", true, "out", "Signed out"],
  ["signed_out", "provider_refused", true, "bad", "Not signed in"],
  ["signed_out", "network", true, "off", "Offline"],
  ["signed_out", "timed_out", true, "expired", "No answer came"],
  ["signing_in", "provider_refused", true, "busy", "Signing in"],
  ["signed_in", null, true, "ok", "Signed in"],
  ["signed_in", "network", true, "off", "Offline"],
  ["signed_in", "vault_locked", true, "ok", "Signed in"],
  ["expired", null, true, "expired", "Expired"],
  ["needs_sign_in", "sign_in_required", true, "warn", "Needs you"],
])("%s after %s looks like %s", (state, code, refreshable, glyph, badge) => {
  const last_error = code && errorOf(code);
  const profile = view({ state, last_error, refreshable, endsAt });
  expect(lookOf(profile)).toMatchObject({ glyph, badge });
});

it("calls for an edit before anything else, but not in the middle of a sign-in", () => {
  const broken = { broken: true, draft: { ...keptOf("North").draft, client_id: "no" }, endsAt };
  expect(lookOf(view({ ...broken, state: "signed_in" })).badge).toBe("Needs an edit");
  expect(lookOf(view({ ...broken, state: "signing_in" })).badge).toBe("Signing in");
});

it("takes an ended token for serious only when it cannot renew", () => {
  expect(lookOf(view({ state: "expired", refreshable: true })).tone).toBe("warn");
  expect(lookOf(view({ state: "expired", refreshable: false })).tone).toBe("bad");
});

it("takes a cancelled sign-in for no failure, and a token that works for none either", () => {
  const last_error = errorOf("provider_refused");
  expect(failureOf(view({ last_error }))).toEqual(last_error);
  expect(failureOf(view({ last_error: errorOf("cancelled") }))).toBeNull();
  expect(failureOf(view({ last_error, state: "signed_in", endsAt }))).toBeNull();
});

it.each([
  ["/home/ingrid/.env", ".env"],
  ["C:\\Users\\ingrid\\north.json", "north.json"],
  ["plain", "plain"],
])("the file of %s is %s", (path, name) => {
  expect(fileName(path)).toBe(name);
});
