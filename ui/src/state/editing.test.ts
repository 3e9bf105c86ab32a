import { describe, expect, it, vi } from "vitest";
import type { FieldProblem } from "../bindings/FieldProblem";
import { readPasted } from "../host/fake/checks";
import { errorOf } from "../host/fake/samples";
import { hostFor } from "../host/fake/scenarios";
import { HandClock } from "../test/clock";
import { count, settle } from "../test/open";
import { Editing, shortName } from "./editing.svelte";

function start(name: string | null = null, scenario: "signed-in" | "problems" = "signed-in") {
  const clock = new HandClock();
  const host = hostFor(scenario, clock);
  const profile = host.overviewNow().profiles.find((one) => one.name === name) ?? null;
  const editing = new Editing(host, clock, profile);
  const checked = () => count(host, "checkProfile");
  const pause = async () => {
    clock.advance(300);
    await settle();
  };
  return { clock, host, editing, checked, pause };
}

it.each([
  ["North production", "north-production"],
  ["  Nørd / Süd (2) ", "nord-sud-2"],
  ["a_b.c-d", "a_b.c-d"],
  [".hidden.", "hidden"],
  ["日本", ""],
  ["x".repeat(80), "x".repeat(64)],
])("the short name of “%s” is “%s”", (text, name) => {
  expect(shortName(text)).toBe(name);
});

describe("the short name", () => {
  it("follows the name, or the project, until it is written", () => {
    const { editing } = start();
    editing.write("project", "north-prod");
    expect(editing.draft.name).toBe("north-prod");
    editing.write("label", "North production");
    expect(editing.draft.name).toBe("north-production");
    editing.write("name", "np");
    editing.write("label", "North");
    expect(editing.draft.name).toBe("np");
    editing.write("name", "");
    editing.write("label", "North 2");
    expect(editing.draft.name).toBe("north-2");
  });
  it("of a saved profile stays", () => {
    const { editing } = start("grid-model");
    editing.write("label", "Other");
    expect(editing.draft.name).toBe("grid-model");
  });
});

describe("checking", () => {
  it("waits for a pause in typing, then asks once", async () => {
    const { editing, clock, checked, pause } = start();
    for (const text of ["7", "7c", "7c1"]) {
      editing.write("client_id", text);
      clock.advance(100);
    }
    expect(checked()).toBe(0);
    await pause();
    expect(checked()).toBe(1);
    expect(editing.problemOf("client_id")?.example).toBe("7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88");
  });

  it("says nothing yet of fields nobody has been at", async () => {
    const { editing, pause } = start();
    editing.write("project", "north prod");
    await pause();
    expect(editing.shownProblems.map(({ field }) => field)).toEqual(["project"]);
  });

  it("drops an answer to an older draft", async () => {
    const { editing, host, pause } = start();
    let answer: (problems: FieldProblem[]) => void = () => {};
    vi.spyOn(host, "checkProfile").mockReturnValueOnce(new Promise((done) => (answer = done)));
    editing.write("project", "a b");
    await pause();
    editing.write("project", "north-prod");
    await pause();
    answer([{ field: "project", message: "late", example: null }]);
    await settle();
    expect(editing.problemOf("project")).toBeNull();
  });

  it("shows a hand-edited file's problems at once", () => {
    const { editing } = start("north-production", "problems");
    expect(editing.shownProblems.map(({ field }) => field)).toEqual(["client_id", "project"]);
  });

  it("keeps problems of keys that have no field apart", async () => {
    const { editing, host } = start("grid-model");
    const problem = { field: "token_url", message: "Not an address.", example: null };
    vi.spyOn(host, "checkProfile").mockResolvedValue([problem]);
    expect(await editing.save()).toBeNull();
    expect(editing.otherProblems).toEqual([problem]);
  });
});

describe("saving", () => {
  it("shows every problem and saves nothing", async () => {
    const { editing, host } = start();
    expect(await editing.save()).toBeNull();
    expect(editing.shownProblems.map(({ field }) => field)).toEqual([
      "name",
      "tenant_id",
      "client_id",
      "cluster",
      "project",
    ]);
    expect(count(host, "saveProfile")).toBe(0);
  });

  it("saves under a new name", async () => {
    const { editing, host } = start("grid-model");
    editing.write("name", "grid-2");
    expect((await editing.save())?.name).toBe("grid-2");
    expect(host.asked.at(-1)).toMatch(/^saveProfile \[\{"name":"grid-2".*\{"name":"grid-model"[^[]*\}\]$/);
  });

  it("puts a refusal that names a field under that field, and throws others", async () => {
    const { editing, host } = start("grid-model");
    host.failNext.saveProfile = errorOf("profile_exists", { message: "Taken.", field: "name" });
    expect(await editing.save()).toBeNull();
    expect(editing.problemOf("name")?.message).toBe("Taken.");
    host.failNext.saveProfile = errorOf("internal", { message: "Disk." });
    await expect(editing.save()).rejects.toMatchObject({ message: "Disk." });
    expect(editing.saving).toBe(false);
  });
});

describe("a paste", () => {
  it("fills what it has and leaves the rest", async () => {
    const { editing, pause } = start();
    editing.write("tenant_id", "north.example");
    editing.fill(
      readPasted("https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com"),
    );
    expect(editing.draft).toMatchObject({
      tenant_id: "north.example",
      project: "north-prod",
      cluster: "westeurope-1",
      name: "north-prod",
    });
    await pause();
    expect(editing.shownProblems).toEqual([]);
  });
});

it("knows whether something would be lost", () => {
  const { editing } = start("grid-model");
  expect(editing.dirty).toBe(false);
  editing.write("login_hint", "ingrid");
  expect(editing.dirty).toBe(true);
  editing.write("login_hint", "");
  expect(editing.dirty).toBe(false);
});
