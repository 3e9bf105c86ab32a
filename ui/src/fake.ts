import "./look/tokens.css";
import "./look/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { wallClock } from "./clock";
import { begin } from "./host/fake/begin";
import { hostFor, scenarioOf } from "./host/fake/scenarios";
import { Page } from "./state/page.svelte";

// The same views over a host made of nothing: for a plain browser and for the pictures.
// ?state=signed-in&theme=dark
const address = new URLSearchParams(location.search);
const theme = address.get("theme");
if (theme) document.documentElement.dataset.theme = theme;

const scenario = scenarioOf(address);
const target = document.getElementById("app");
if (!target) throw new Error("fake.html has no #app");
const page = new Page(hostFor(scenario, wallClock), wallClock);
mount(App, { target, props: { page } });
await page.start();
begin(scenario, page);
