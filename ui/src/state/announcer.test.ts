import { expect, it } from "vitest";
import { FakeHost } from "../host/fake";
import { keptOf } from "../host/fake/samples";
import { HandClock } from "../test/clock";
import { Announcer } from "./announcer.svelte";

const host = new FakeHost(new HandClock());
const north = host.view(keptOf("North"));

function heard(lefts: number[]): string[] {
  const announcer = new Announcer();
  const said: string[] = [];
  for (const left of lefts) {
    const before = announcer.said.id;
    announcer.timeLeft(north, left);
    if (announcer.said.id !== before) said.push(announcer.said.text);
  }
  return said;
}

it("says 10, 5 and 1 minute left, once each", () => {
  const seconds = Array.from({ length: 620 }, (_, i) => 620 - i);
  expect(heard(seconds)).toEqual(["North: 10 minutes left", "North: 5 minutes left", "North: 1 minute left"]);
});

it("says where it stands after a sleep over several marks", () => {
  expect(heard([3000, 42])).toEqual(["North: 42 seconds left"]);
});

it("says it again after a renewal, and nothing of an ended token", () => {
  expect(heard([61, 60, 3600, 60, 0])).toEqual(["North: 1 minute left", "North: 1 minute left"]);
  expect(heard([61, 0])).toEqual([]);
});

it("says a change of state, and not the same state again", () => {
  const announcer = new Announcer();
  const waiting = host.view(keptOf("North", { state: "signing_in" }));
  announcer.changed(north, waiting);
  expect(announcer.said).toEqual({ id: 1, text: "North: Signing in" });
  announcer.changed(waiting, waiting);
  expect(announcer.said.id).toBe(1);
});
