// Drives the app's real window through WebDriver: a sign-in by clicks, and pictures before, during and after.
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

const [port, nativePort] = [await freePort(), await freePort()];
const driver = spawn(TAURI_DRIVER, ["--port", port, "--native-port", nativePort], { stdio: "ignore" });
try {
  const base = `http://127.0.0.1:${port}`;
  await until("tauri-driver", async () => (await fetch(`${base}/status`)).ok);
  const window = await Window.open(base);
  try {
    await signIn(window);
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
