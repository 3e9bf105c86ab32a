// @vitest-environment node
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { beforeAll, expect, it, vi } from "vitest";

let files: { name: string; text: string }[] = [];

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production"); // as `npm run build` has it; Vitest's own would make a development build
  const built = await build({ logLevel: "silent", mode: "production", build: { write: false } });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    "output" in one ? one.output : [],
  );
  files = outputs.map((one) => ({
    name: one.fileName,
    text: one.type === "chunk" ? one.code : String(one.source),
  }));
});

it("holds the app's page", () => {
  expect(new Set(files.map(({ name }) => name.split(".").at(-1)))).toEqual(new Set(["css", "html", "js"]));
  const scripts = files.filter(({ name }) => name.endsWith(".js"));
  expect(scripts.filter(({ text }) => text.includes("__TAURI_INTERNALS__"))).toHaveLength(1);
});

it("does not hold the fake host", () => {
  for (const { text } of files) expect(text).not.toMatch(/Solberg|FakeHost|startSignIn|failNext/);
});

it("asks for nothing that the Content-Security-Policy forbids", () => {
  for (const { name, text } of files) {
    // An inline style or script in the page or in a template that becomes HTML.
    expect(text.match(/<[a-z]+[^<>{}]*? (style|on[a-z]+)=.{0,20}/g), name).toBeNull();
    expect(text.match(/\beval\(|new Function\(|<style|javascript:/g), name).toBeNull();
  }
  expect(files.find(({ name }) => name.endsWith(".html"))?.text).not.toMatch(/<script(?![^>]* src=)/);
});

it("stays small: what every start loads, without the other language", () => {
  const loaded = files.filter(({ text }) => !text.includes("Innstillinger"));
  expect(loaded).toHaveLength(files.length - 1);
  const bytes = loaded.reduce((sum, { text }) => sum + gzipSync(text).length, 0);
  expect(bytes).toBeLessThan(110_000);
});
