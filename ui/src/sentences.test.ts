import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { translator } from "./sentences";
import { engine, whole } from "./words/nb/engine";
import { problems } from "./words/nb/engine/problems";

describe("a translator", () => {
  const say = translator({
    "The clock is right": "Klokken går riktig",
    "Port {port} is taken": "Port {port} er opptatt",
    "nobody is signed in": "ingen er logget inn",
    "Your administrator: {step}": "Administratoren din: {step}",
    "{hint} Nothing is lost.": "{hint} Ingenting er tapt.",
    "Use {{token}} of {place}.": "Bruk {{token}} fra {place}.",
  });
  it.each([
    ["The clock is right", "Klokken går riktig"],
    ["Port 53000 is taken", "Port 53000 er opptatt"],
    ["Your administrator: Port 1 is taken", "Administratoren din: Port 1 er opptatt"],
    ["Unknown words. Nothing is lost.", "Unknown words. Ingenting er tapt."],
    ["Use {{token}} of north.", "Bruk {{token}} fra north."],
    ["Nobody is signed in.", "Ingen er logget inn."],
    ["What nobody has translated.", "What nobody has translated."],
    ["The clock is right\n\nPort 1 is taken", "Klokken går riktig\n\nPort 1 er opptatt"],
    ["", ""],
  ])("says %j as %j", (english, norwegian) => expect(say(english)).toBe(norwegian));
});

/** The engine's sources, without its tests, and with a text that runs over several lines in one. */
function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (one) =>
        one.isFile() &&
        one.name.endsWith(".rs") &&
        !/tests?(\.rs|\/|$)/.test(`${one.parentPath}/${one.name}`),
    )
    .map((one) => readFileSync(`${one.parentPath}/${one.name}`, "utf8").replace(/\\\n\s*/g, ""))
    .join("\n");
}

/** Without the names of gaps, which differ between the two. */
const bare = (text: string) => text.replace(/\{[\w:.?]*\}/g, "{}");

it("translates nothing that the engine does not say", () => {
  const said = bare(sources("../src-tauri").replaceAll('\\"', '"').replaceAll("\\\\", "\\"));
  expect(Object.keys({ ...whole, ...problems }).filter((english) => !said.includes(bare(english)))).toEqual(
    [],
  );
});

it("keeps what stands in the gaps", () => {
  const gaps = (text: string) => (text.match(/\{[a-z_]+\}/g) ?? []).toSorted();
  for (const [english, norwegian] of Object.entries(engine))
    for (const gap of gaps(norwegian)) expect(gaps(english), english).toContain(gap);
});
