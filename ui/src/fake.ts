import "./look/tokens.css";
import "./look/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { wallClock } from "./clock";
import { begin } from "./host/fake/begin";
import { hostFor, scenarioOf } from "./host/fake/scenarios";
import { Page } from "./state/page.svelte";

// The same views over a host made of nothing: for a plain browser and for the pictures.
// ?state=signed-in&theme=dark&language=nb
const address = new URLSearchParams(location.search);
const [theme, language] = [address.get("theme"), address.get("language")];
const scenario = scenarioOf(address);
const target = document.getElementById("app");
if (!target) throw new Error("fake.html has no #app");
const host = hostFor(scenario, wallClock);
host.settingsNow = {
  ...host.settingsNow,
  theme: theme === "light" || theme === "dark" ? theme : null,
  language: language === "nb" ? "nb" : null,
};
const page = new Page(host, wallClock);
mount(App, { target, props: { page } });
await page.start();
begin(scenario, page);
