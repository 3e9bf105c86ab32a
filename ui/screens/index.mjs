// The page that shows all pictures of a folder: light beside dark, with a search.
import { readdirSync, writeFileSync } from "node:fs";

const SCRIPT = `const search = document.querySelector("input"), said = document.querySelector("output");
const all = [...document.querySelectorAll("section")];
search.addEventListener("input", () => {
  for (const one of all) one.hidden = !one.id.includes(search.value.trim().toLowerCase());
  const seen = all.filter((one) => !one.hidden).length;
  said.textContent = seen + (seen === 1 ? " screen" : " screens");
});`;

const STYLE = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 2rem; }
section > div { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
img { max-width: 100%; border: 1px solid GrayText; }`;

/** Writes index.html into the folder, from the pictures that are in it. */
export function writeIndex(/** @type {string} */ folder) {
  const files = readdirSync(folder);
  const names = files
    .filter((file) => file.endsWith("-light.png"))
    .map((file) => file.slice(0, -"-light.png".length))
    .sort();
  const picture = (/** @type {string} */ name, /** @type {string} */ theme) => {
    const file = `${name}-${theme}.png`;
    return files.includes(file)
      ? `<a href="${file}"><img src="${file}" alt="${name}, ${theme}" loading="lazy"></a>`
      : "";
  };
  const sections = names.map(
    (name) =>
      `<section id="${name}"><h2>${name}</h2><div>${picture(name, "light")}${picture(name, "dark")}</div></section>`,
  );
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>CDF Sign-in: screens</title><style>${STYLE}</style></head>
<body><main><h1>Screens</h1>
<p><label>Find <input type="search"></label> <output>${names.length} screens</output></p>
${sections.join("\n")}</main><script>${SCRIPT}</script></body></html>
`;
  writeFileSync(`${folder}index.html`, html);
}
