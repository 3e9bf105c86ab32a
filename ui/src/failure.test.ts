import { describe, expect, it } from "vitest";
import { detailsText, headline, idLine } from "./failure";
import { FakeHost } from "./host/fake";
import { errorOf, keptOf, notConsented } from "./host/fake/samples";
import { HandClock } from "./test/clock";

const profile = new FakeHost(new HandClock()).view(keptOf("North"));

describe("headline", () => {
  it("makes the first sentence the heading, without its full stop", () => {
    const told = headline(
      errorOf("network", { message: "No network. Nothing is lost.", hint: "Try again." }),
    );
    expect(told).toEqual({ title: "No network", text: "Nothing is lost. Try again." });
  });
  it("does not cut inside a name or a number", () => {
    const told = headline(errorOf("network", { message: "login.microsoftonline.com took 1.5 s too long." }));
    expect(told.title).toBe("login.microsoftonline.com took 1.5 s too long");
  });
  it("does not repeat the hint above the steps that begin with it", () => {
    expect(headline(notConsented).text).toBe("Your password is fine.");
  });
  it("keeps a provider's long speech out of the heading", () => {
    const message = `The provider said no: ${"very ".repeat(40)}sorry.`;
    expect(headline(errorOf("provider_refused", { message }))).toEqual({
      title: "Not signed in",
      text: message,
    });
  });
});

it("names the ids an administrator looks for", () => {
  expect(idLine(notConsented)).toBe(
    "AADSTS90094 · Trace ID 2f6c81a0-47be-4d0e-9a55-c07d1e3b1f00 · Correlation ID 90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790 · Time 2026-11-23 14:05:11Z",
  );
  expect(idLine(errorOf("port_taken"))).toBe("port_taken");
});

it("copies everything that helps, and leaves out what is not known", () => {
  const details = detailsText(profile, errorOf("network", { message: "No network.", hint: "Try again." }));
  expect(details.split("\n").slice(0, 2)).toEqual(["No network.", "Try again."]);
  expect(details).toContain("Error: network");
  expect(details).not.toMatch(/null|Trace/);
});
