// Drives the app's real window through WebDriver: sign-ins by clicks, with the browser and with a code, a check, and pictures of each.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const { TAURI_DRIVER, CDF_SIGNIN_APP, DEMO_PICTURES, DEMO_SIGNAL } = process.env;
const elementKey = "element-6066-11e4-a52e-4f735466cecf"; // W3C WebDriver §12.1
const patience = 60_000;

const say = (text) => console.log(`  ${text}`);

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Asks until there is an answer; `what` is for the person who reads that there was none. */
async function until(what, ask) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    await sleep(100);
  }
  throw new Error(`Not seen within ${patience / 1000} s: ${what}`);
}

class Window {
  #base;

  constructor(base) {
    this.#base = base;
  }

  static async open(driver) {
    const application = { application: CDF_SIGNIN_APP, args: [] };
    const capabilities = { alwaysMatch: { browserName: "wry", "tauri:options": application } };
    const { sessionId } = await post(`${driver}/session`, { capabilities });
    return new Window(`${driver}/session/${sessionId}`);
  }

  async find(xpath) {
    const found = await post(`${this.#base}/element`, { using: "xpath", value: xpath });
    return found[elementKey];
  }

  see(xpath) {
    return until(xpath, () => this.find(xpath));
  }

  async click(xpath) {
    await post(`${this.#base}/element/${await this.see(xpath)}/click`, {});
  }

  async text(xpath) {
    const reply = await fetch(`${this.#base}/element/${await this.see(xpath)}/text`);
    return (await reply.json()).value;
  }

  /** What the page has is drawn: two frames on in the page, then a moment for the X server. */
  async drawn() {
    const script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
    await post(`${this.#base}/execute/async`, { script, args: [] });
    await sleep(500);
  }

  close() {
    return fetch(this.#base, { method: "DELETE" });
  }
}

async function post(address, body) {
  const reply = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  const { value } = await reply.json();
  if (!reply.ok) throw new Error(value.message);
  return value;
}

// The X server's own picture, with the frame: what a person sees, not what the page believes it drew.
async function picture(window, name) {
  await window.drawn();
  execFileSync("import", ["-frame", "-window", "CDF Sign-in", `${DEMO_PICTURES}/${name}.png`]);
}

async function signIn(window) {
  await window.click(`//*[@role="option"][@data-name="north-production"]`);
  say("the profiles are there");
  await picture(window, "1-before");

  await window.click(`//button[normalize-space()="Sign in"]`);
  await window.see(`//button[normalize-space()="Open again"]`);
  say("waiting for the browser");
  await picture(window, "2-during");

  writeFileSync(DEMO_SIGNAL, "");
  await window.see(`//button[normalize-space()="Sign out"]`);
  say(`signed in as ${await window.text(`//*[contains(text(), "Ingrid Solberg")]`)}`);
  await picture(window, "5-after");
}

/** An item of the menu of the profile in sight. */
async function choose(window, item) {
  await window.click(`//button[@aria-label="More" or normalize-space()="More"]`);
  await window.click(`//*[@role="menuitem"][contains(normalize-space(), "${item}")]`);
}

async function check(window) {
  await choose(window, "Check");
  await window.see(`//li[contains(., "north-prod lets you in")]`);
  await window.see(`//button[normalize-space()="Run again"]`);
  say("checked: the project lets Ingrid in");
  await picture(window, "6-check");
}

async function signInWithCode(window) {
  await window.click(`//*[@role="option"][@data-name="north-staging"]`);
  await choose(window, "Sign in with a device code");
  await window.see(`//h1[contains(., "Enter this code")]`);
  say("a code for another device is shown");
  await picture(window, "7-device-code");

  await window.click(`//button[normalize-space()="Copy code and open page"]`);
  await window.see(`//button[normalize-space()="Sign out"]`);
  say("signed in with it, on the provider's own page");
  await picture(window, "9-device-code-after");
}

const [port, nativePort] = [await freePort(), await freePort()];
const driver = spawn(TAURI_DRIVER, ["--port", port, "--native-port", nativePort], { stdio: "ignore" });
try {
  const base = `http://127.0.0.1:${port}`;
  await until("tauri-driver", async () => (await fetch(`${base}/status`)).ok);
  const window = await Window.open(base);
  try {
    await signIn(window);
    await check(window);
    await signInWithCode(window);
  } catch (error) {
    await picture(window, "failed");
    throw error;
  } finally {
    await window.close();
    await sleep(1000); // the driver, killed at once, would leave the app behind
  }
} finally {
  driver.kill();
}
