import { expect, it } from "vitest";

const sources = import.meta.glob<string>(["/src/{parts,views}/**/*.svelte", "/src/App.svelte"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const styles = Object.entries(sources).flatMap(([path, text]) =>
  (text.match(/<style>[\s\S]*<\/style>/) ?? []).map((style) => ({ path, style })),
);

it("takes every colour and every layer from the tokens", () => {
  expect(styles.length).toBeGreaterThan(20);
  const own = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|z-index:\s*-?\d/gi;
  const strays = styles.flatMap(({ path, style }) =>
    (style.match(own) ?? []).map((one) => `${path}: ${one}`),
  );
  expect(strays).toEqual([]);
});
