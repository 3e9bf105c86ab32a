// Takes a picture of every state over the fake host, under the app's own Content-Security-Policy, and lets
// axe-core look at each: with colours, which only a real browser knows. Anything found fails the run.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { scenarios } from "../src/host/fake/names.js";
import { writeIndex } from "./index.mjs";

const CSP =
  "default-src 'self'; connect-src ipc: http://ipc.localhost; img-src 'self' data:; style-src 'self'; " +
  "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const out = fileURLToPath(new URL("../../target/screens/", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {{ name: string, state: string, width?: number, height?: number, zoom?: number, forced?: boolean, act?: (page: import("playwright-core").Page) => Promise<void> }} Shot */

const press = (/** @type {string} */ name) => async (/** @type {import("playwright-core").Page} */ page) =>
  page.getByRole("button", { name, exact: true }).click();
const openPane = async (/** @type {import("playwright-core").Page} */ page) =>
  page.getByRole("option").first().click();

/** @type {Shot[]} */
const states = scenarios.map((state) => ({ name: state, state }));

/** @type {Shot[]} */
const acted = [
  { name: "signed-in-menu", state: "signed-in", act: press("Copy in another form") },
  { name: "signed-in-toast", state: "signed-in", act: press("Copy token") },
  { name: "more-menu", state: "signed-in", act: press("More") },
  {
    name: "hand-on-search",
    state: "hand-on",
    act: async (page) => page.getByRole("searchbox", { name: "Find a format" }).fill("toolkit"),
  },
  {
    name: "endpoint-details",
    state: "endpoint-on",
    act: async (page) => page.getByText("Address, secret and who asked").click(),
  },
  {
    name: "file-menu",
    state: "many-files",
    act: async (page) => page.getByRole("button", { name: "More for Toolkit .env, .env" }).first().click(),
  },
  {
    name: "delete",
    state: "editor",
    act: press("Delete profile"),
  },
  {
    name: "editor-wrong",
    state: "editor",
    act: async (page) => {
      await page.getByLabel("Client ID").fill("7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e8");
      await page.getByText("One character is missing").waitFor();
    },
  },
  {
    name: "editor-advanced",
    state: "editor",
    act: async (page) => page.getByText("Advanced").click(),
  },
  {
    name: "editor-certificate",
    state: "editor",
    act: async (page) => page.getByLabel("Certificate", { exact: true }).click({ force: true }),
  },
  {
    name: "editor-issuer",
    state: "editor",
    act: async (page) => {
      await page.getByText("Advanced").click();
      await page.getByLabel("Provider").selectOption("issuer");
    },
  },
  {
    name: "add-pasted",
    state: "first-run",
    act: async (page) => {
      await page
        .getByRole("textbox")
        .fill("https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com");
      await page.keyboard.press("Enter");
      await page.getByText("Still missing").waitFor();
    },
  },
  {
    name: "check-access",
    state: "check",
    act: async (page) => page.getByRole("searchbox", { name: "Filter access" }).fill("north-prod"),
  },
  {
    name: "check-details",
    state: "check-troubled",
    act: async (page) => page.getByText("Details").click(),
  },
  ...["north-prd", "harbour-prod", "somewhere-else"].map((project) => ({
    name: `token-why-${project}`,
    state: "token",
    act: async (/** @type {import("playwright-core").Page} */ page) => {
      await page.getByLabel("The project’s name").fill(project);
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText(project).first().waitFor();
      await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    },
  })),
  {
    name: "many-search",
    state: "many",
    act: async (page) => {
      await page.getByRole("searchbox").fill("prod nor");
      await page.getByText("of 200 profiles").waitFor();
    },
  },
  {
    name: "palette-search",
    state: "many",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("prod nor");
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    name: "palette-nothing",
    state: "palette",
    act: async (page) => page.getByRole("combobox").fill("nowhere"),
  },
];

/** States that begin in the pane: a narrow window shows no list to choose from. */
const opensPane = ["palette", "first-run", "editor", "check", "token", "hand-on", "preview", "code", "found"];

/** @type {Shot[]} */
const sizes = [
  "first-run",
  "signed-in",
  "signed-out",
  "signing-in",
  "device-code",
  "error",
  "editor",
  "token",
  "long-names",
  "hand-on",
  "preview",
  "code",
  "endpoint-on",
  "many-files",
  "found",
  "palette",
].flatMap((state) => {
  const act = opensPane.includes(state) ? undefined : openPane;
  return [
    { name: `${state}-200percent`, state, zoom: 2, ...(act && { act }) },
    { name: `${state}-320`, state, width: 320, height: 900, ...(act && { act }) },
    { name: `${state}-720x480`, state, width: 720, height: 480 },
  ];
});
for (const state of ["signed-in", "error", "editor", "check", "many", "palette"])
  sizes.push({ name: `${state}-forced-colours`, state, forced: true });
sizes.push({ name: "list-320", state: "signed-in", width: 320, height: 900 });

function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {}
  }
  throw new Error("No Chromium found: put one on PATH or set CHROMIUM to its path.");
}

/** What runs beyond the right edge is lost to whoever cannot scroll sideways. */
function widerThanWindow() {
  const { scrollHeight, clientHeight } = document.documentElement;
  if (scrollHeight > clientHeight)
    return [`the page is ${scrollHeight - clientHeight} px higher than the window`];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "auto")
    .map((one) => `${one.tagName}.${one.className} is ${one.scrollWidth - one.clientWidth} px too wide`);
}

/** @param {import("playwright-core").Browser} browser @param {string} address @param {Shot} shot @param {"light" | "dark"} theme */
async function take(browser, address, shot, theme) {
  const zoom = shot.zoom ?? 1;
  const context = await browser.newContext({
    viewport: { width: (shot.width ?? 1024) / zoom, height: (shot.height ?? 700) / zoom },
    deviceScaleFactor: zoom > 1 ? zoom : 1.5,
    colorScheme: theme,
    reducedMotion: "reduce",
    forcedColors: shot.forced ? "active" : "none",
    timezoneId: "UTC",
    locale: "en-GB",
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const findings = [];
  page.on("console", (message) => message.type() === "error" && findings.push(message.text()));
  page.on("pageerror", (error) => findings.push(error.message));
  await page.clock.install({ time: new Date("2026-11-23T14:05:00Z") });
  await page.goto(`${address}fake.html?state=${shot.state}`);
  await page.locator("main :is(h1, h2)").first().waitFor({ state: "attached" });
  await page.clock.runFor(1_000);
  await shot.act?.(page);
  await page.clock.runFor(500);
  await page.screenshot({ path: `${out}${shot.name}-${theme}.png` });
  await page.evaluate(axe);
  findings.push(
    ...(await page.evaluate(async (listOnly) => {
      const { violations } = await /** @type {any} */ (window).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        // A narrow window shows one side at a time; the list alone is a navigation without a main part.
        rules: listOnly
          ? { "landmark-one-main": { enabled: false }, "page-has-heading-one": { enabled: false } }
          : {},
      });
      return violations.flatMap((/** @type {any} */ v) =>
        v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.failureSummary} ${n.html}`),
      );
    }, shot.name === "list-320")),
  );
  findings.push(...(await page.evaluate(widerThanWindow)));
  await context.close();
  return findings.map((finding) => `${shot.name} ${theme}: ${finding}`);
}

mkdirSync(out, { recursive: true });
const root = fileURLToPath(new URL("..", import.meta.url));
const server = await preview({
  root,
  mode: "screens",
  logLevel: "error",
  preview: { host: "127.0.0.1", port: 0, headers: { "Content-Security-Policy": CSP } },
});
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: ["--no-sandbox", "--disable-gpu"],
});
/** @type {string[]} */
const findings = [];
let taken = 0;
try {
  const only = process.argv[2];
  for (const shot of [...states, ...acted, ...sizes]) {
    if (only && !shot.name.startsWith(only)) continue;
    for (const theme of /** @type {const} */ (["light", "dark"])) {
      findings.push(...(await take(browser, server.resolvedUrls?.local[0] ?? "", shot, theme)));
      taken += 1;
    }
  }
} finally {
  await browser.close();
  await server.close();
}
writeIndex(out);
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stdout.write(`${taken} pictures in target/screens, ${findings.length} findings\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
