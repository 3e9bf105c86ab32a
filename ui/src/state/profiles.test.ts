import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Overview } from "../bindings/Overview";
import { errorOf } from "../host/fake/samples";
import { hostFor, type Scenario } from "../host/fake/scenarios";
import { HandClock } from "../test/clock";
import { count, settle } from "../test/open";
import { Profiles } from "./profiles.svelte";

const MINUTE = 60_000;

async function start(scenario: Scenario = "signed-in") {
  const clock = new HandClock();
  const host = hostFor(scenario, clock);
  const profiles = new Profiles(host, clock);
  onTestFinished(await profiles.start());
  const left = (name = "north-production") => {
    const profile = profiles.find(name);
    return profile && profiles.secondsLeft(profile.status);
  };
  const asked = () => count(host, "overview");
  return { clock, host, profiles, left, asked };
}

describe("between two answers", () => {
  it("counts the seconds down", async () => {
    const { clock, left, asked } = await start();
    expect(left()).toBe(3134);
    clock.advance(10_000);
    expect(left()).toBe(3124);
    expect(asked()).toBe(1);
  });

  it("asks again every 30 seconds", async () => {
    const { clock, asked } = await start();
    for (let i = 0; i < 90; i++) {
      clock.advance(1_000);
      await settle();
    }
    expect(asked()).toBe(4);
  });

  it("asks when a token reaches its end, and draws what the host says then", async () => {
    const { clock, left, asked, profiles } = await start("ends-soon");
    const end = (left() ?? 0) * 1000;
    clock.advance(end - 1_000);
    await settle();
    const before = asked();
    clock.advance(1_000);
    await settle();
    expect(asked()).toBe(before + 1);
    expect(profiles.find("north-production")?.status.state).toBe("expired");
    clock.advance(2_000);
    await settle();
    expect(asked()).toBe(before + 1);
  });
});

describe("when time jumps", () => {
  it("is right at the first tick after a sleep, and asks", async () => {
    const { clock, left, asked } = await start();
    clock.sleep(20 * MINUTE);
    clock.advance(1_000);
    expect(left()).toBe(3134 - 20 * 60 - 1);
    await settle();
    expect(asked()).toBe(2);
  });

  it("asks after a sleep even if an event came before the first tick", async () => {
    const { clock, host, asked } = await start();
    clock.sleep(20 * MINUTE);
    const [first] = host.kept;
    if (first) host.tell(first);
    clock.advance(1_000);
    await settle();
    expect(asked()).toBe(2);
  });

  it("takes the host's count when the wall clock was set back", async () => {
    const { clock, host, left } = await start();
    for (const one of host.kept) if (one.endsAt !== null) one.endsAt -= 60 * MINUTE;
    clock.set(-60 * MINUTE);
    clock.advance(1_000);
    await settle();
    expect(left()).toBe(3133);
  });

  it("does not ask for a tick that is a little late", async () => {
    const { clock, asked } = await start();
    clock.sleep(4_000);
    clock.advance(1_000);
    await settle();
    expect(asked()).toBe(1);
  });
});

describe("when the window comes back", () => {
  it("asks on focus and when it becomes visible, not when it is hidden", async () => {
    const { asked } = await start();
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(asked()).toBe(2);
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(asked()).toBe(3);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(asked()).toBe(3);
  });

  it("asks once at a time", async () => {
    const { profiles, asked } = await start();
    await Promise.all([profiles.ask(), profiles.ask(), profiles.ask()]);
    expect(asked()).toBe(2);
  });
});

it("does not let an old answer cover a newer event", async () => {
  const { host, profiles, asked } = await start("signed-out");
  const old: Overview = host.overviewNow();
  const spy = vi.spyOn(host, "overview").mockImplementationOnce(async () => {
    const [first] = host.kept;
    if (first) Object.assign(first, { state: "needs_sign_in" });
    if (first) host.tell(first);
    return old;
  });
  await profiles.ask();
  expect(profiles.find("north-production")?.status.state).toBe("needs_sign_in");
  expect(spy).toHaveBeenCalledTimes(2);
  expect(asked()).toBe(2);
});

it("keeps what it drew when a question fails, and shows the failure when there was nothing", async () => {
  const { host, profiles } = await start();
  host.failNext.overview = errorOf("internal", { message: "No." });
  await profiles.ask();
  expect(profiles.list).toHaveLength(6);

  const clock = new HandClock();
  const silent = hostFor("signed-in", clock);
  silent.failNext.overview = errorOf("internal", { message: "No." });
  const none = new Profiles(silent, clock);
  onTestFinished(await none.start());
  expect(none.overview).toBeNull();
  expect(none.failure?.message).toBe("No.");
  await none.ask();
  expect(none.failure).toBeNull();
});

it("stops listening and ticking", async () => {
  const clock = new HandClock();
  const host = hostFor("signed-in", clock);
  const profiles = new Profiles(host, clock);
  const stop = await profiles.start();
  stop();
  clock.advance(10 * MINUTE);
  window.dispatchEvent(new Event("focus"));
  host.kept = [];
  host.tellAll();
  await settle();
  expect(count(host, "overview")).toBe(1);
  expect(profiles.list).toHaveLength(6);
});
