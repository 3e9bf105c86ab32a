#!/usr/bin/env node
// The person's browser in the demo without a display: opens the address, picks the first account, and looks at the end.
// On the page for device codes it enters the one that the window has put into the clipboard.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "../../ui/node_modules/playwright-core/index.mjs";

const { CHROMIUM, DEMO_PICTURES, DEMO_SIGNAL, DEMO_BROWSER_LOG } = process.env;
const address = process.argv[2];

async function signIn(page) {
  await page.goto(address);
  await page.screenshot({ path: `${DEMO_PICTURES}/3-browser-pick-an-account.png` });
  // The window is to be seen while it waits: a person takes longer than this program.
  while (!existsSync(DEMO_SIGNAL)) {
    if (!existsSync(dirname(DEMO_SIGNAL))) throw new Error("the demo has ended");
    await sleep(50);
  }
  await page.getByRole("button", { name: "Ingrid Solberg" }).click();
  await page.waitForURL(/^http:\/\/localhost:/);
  await page.screenshot({ path: `${DEMO_PICTURES}/4-browser-signed-in.png` });
}

async function enterCode(page) {
  await page.goto(address);
  const code = execFileSync("xclip", ["-out", "-selection", "clipboard"], { encoding: "utf8" });
  await page.getByLabel("Code").fill(code.trim());
  await page.screenshot({ path: `${DEMO_PICTURES}/8-browser-enter-code.png` });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Ingrid Solberg" }).click();
  await page.getByText("You have signed in").waitFor();
}

const act = address.endsWith("/deviceauth") ? enterCode : signIn;
let browser;
try {
  // Chromium's sandbox refuses to start for root, which is who runs containers.
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid() === 0 ? ["--no-sandbox"] : [],
  });
  await act(await browser.newPage({ viewport: { width: 900, height: 640 } }));
} catch (error) {
  await appendFile(DEMO_BROWSER_LOG, `${error.stack}\n`).catch(() => {});
  process.exitCode = 1;
} finally {
  await browser?.close();
}
