import { expect, it } from "vitest";
import { codeGroups, spelled, typed } from "./code";

it.each([
  ["CX7D2QPNR", ["CX7", "D2Q", "PNR"], "C X 7, D 2 Q, P N R"],
  ["WDJB-MJHT", ["WDJB", "MJHT"], "W D J B, M J H T"],
  ["WDJBMJHT", ["WDJB", "MJHT"], "W D J B, M J H T"],
  ["ABCDE", ["ABCDE"], "A B C D E"],
  ["ABC", ["ABC"], "A B C"],
  ["-", ["-"], "-"],
])("%s is read as %j", (code, groups, aloud) => {
  expect(codeGroups(code)).toEqual(groups);
  expect(spelled(code)).toBe(aloud);
});

it.each([
  ["https://microsoft.com/devicelogin", "microsoft.com/devicelogin"],
  ["https://www.microsoft.com/link/", "microsoft.com/link"],
  ["http://127.0.0.1:8080/device", "http://127.0.0.1:8080/device"],
])("%s is typed as %s", (address, text) => {
  expect(typed(address)).toBe(text);
});
