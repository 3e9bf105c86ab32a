import { describe, expect, it } from "vitest";
import { clockText, longText, momentText, secondsLeft, secondsSince, shortText } from "./time";

describe("secondsLeft", () => {
  it("counts from the moment the answer came", () => {
    expect(secondsLeft(60, 1_000, 1_000)).toBe(60);
    expect(secondsLeft(60, 1_000, 11_000)).toBe(50);
  });
  it("stops at nothing, and never grows when the clock is set back", () => {
    expect(secondsLeft(60, 0, 61_000)).toBe(0);
    expect(secondsLeft(60, 10_000, 0)).toBe(60);
  });
  it("shows a second until it is over", () => {
    expect(secondsLeft(60, 0, 500)).toBe(60);
    expect(secondsLeft(60, 0, 59_999)).toBe(1);
  });
});

it.each([
  [0, "0:00", "0 s", "0 seconds"],
  [1, "0:01", "1 s", "1 second"],
  [59, "0:59", "59 s", "59 seconds"],
  [60, "1:00", "1 min", "1 minute"],
  [3134, "52:14", "52 min", "52 minutes"],
  [3600, "1:00:00", "1 h", "1 hour"],
  [3900, "1:05:00", "1 h 5 min", "1 hour 5 minutes"],
  [86_400, "24:00:00", "24 h", "24 hours"],
  [3 * 86_400 - 1, "71:59:59", "2 d", "2 days"],
])("%i seconds read %s, %s, %s", (seconds, clock, short, long) => {
  expect(clockText(seconds)).toBe(clock);
  expect(shortText(seconds)).toBe(short);
  expect(longText(seconds)).toBe(long);
});

it.each([
  ["2026-11-23T14:00:00Z", 300],
  ["2026-11-23T14:05:01Z", null],
  ["", null],
])("since %s there are %s seconds", (moment, seconds) => {
  expect(secondsSince(moment, Date.parse("2026-11-23T14:05:00.900Z"))).toBe(seconds);
});

describe("momentText", () => {
  const now = new Date(2026, 10, 23, 14, 5).getTime();
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

  it("leaves the day out today", () => {
    expect(momentText(at(2026, 10, 23, 9, 7), now, "en-GB")).toBe("09:07");
  });
  it("names another day", () => {
    expect(momentText(at(2026, 10, 22, 23, 59), now, "en-GB")).toBe("22 Nov, 23:59");
  });
  it("says nothing of what is no time", () => {
    expect(momentText("soon", now)).toBe("");
  });
});
