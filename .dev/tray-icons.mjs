// Draws icons/tray/*.png from the drawings beside them, with the browser of the tests: every line as the window has it.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../ui/package.json", import.meta.url))("playwright-core");
const folder = new URL("../icons/tray/", import.meta.url);
const size = 64;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
for (const name of readdirSync(folder).filter((name) => name.endsWith(".svg"))) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawing = readFileSync(new URL(name, folder), "utf8");
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`);
  await page.screenshot({ path: new URL(name.replace(".svg", ".png"), folder).pathname, omitBackground: true });
}
await browser.close();
