import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asErrorView, errorShapes } from "./errors";
import { errorOf } from "./host/fake/samples";

// The generated type is the only list of codes there is; a type cannot be asked at run time.
const source = readFileSync("src/bindings/ErrorCode.ts", "utf8");
const codes = [...source.matchAll(/"([a-z_]+)"/g)].map(([, code]) => code);

it("has a look for every code of the host, and none besides", () => {
  expect(codes.length).toBeGreaterThan(10);
  expect(Object.keys(errorShapes).sort()).toEqual([...codes].sort());
});

describe("asErrorView", () => {
  it("takes what the host rejects with as it is", () => {
    const error = errorOf("network", { message: "No network." });
    expect(asErrorView(error)).toBe(error);
  });
  it.each([
    [new Error("command sign_in not found"), "command sign_in not found"],
    ["a plain text", "a plain text"],
    [{ code: "unheard_of", message: "x" }, "[object Object]"],
    [{ code: "toString", message: "x" }, "[object Object]"],
    [null, "null"],
  ])("takes %s for a defect", (thrown, hint) => {
    expect(asErrorView(thrown)).toMatchObject({ code: "internal", hint });
  });
});
