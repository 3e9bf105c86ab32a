import "./look/tokens.css";
import "./look/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { wallClock } from "./clock";
import { tauriHost } from "./host/tauri";
import type { Host } from "./host/types";
import { actAsAnApp } from "./native";
import { Page } from "./state/page.svelte";

/** Outside the app's window there is no host; a development server then shows the fake one. */
async function chooseHost(): Promise<Host> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { hostFor, scenarioOf } = await import("./host/fake/scenarios");
    return hostFor(scenarioOf(new URLSearchParams(location.search)), wallClock);
  }
  actAsAnApp(document);
  return tauriHost;
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
const page = new Page(await chooseHost(), wallClock);
mount(App, { target, props: { page } });
await page.start();
