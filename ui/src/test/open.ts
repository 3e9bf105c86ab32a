import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { onTestFinished } from "vitest";
import App from "../App.svelte";
import type { FakeHost } from "../host/fake";
import { begin } from "../host/fake/begin";
import { hostFor, type Scenario } from "../host/fake/scenarios";
import { Page } from "../state/page.svelte";
import { HandClock } from "./clock";

export interface Opened {
  host: FakeHost;
  clock: HandClock;
  page: Page;
  user: ReturnType<typeof userEvent.setup>;
  /** Time goes by on the page, and the page draws it. */
  wait: (ms: number) => Promise<void>;
}

/** The whole window over a fake host in the middle of a story. */
export async function open(
  scenario: Scenario,
  prepare: (host: FakeHost) => void = () => {},
): Promise<Opened> {
  const clock = new HandClock();
  const host = hostFor(scenario, clock);
  prepare(host);
  const page = new Page(host, clock);
  render(App, { props: { page } });
  const stop = await page.start();
  onTestFinished(stop);
  begin(scenario, page);
  const wait = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      const before = host.asked.length;
      clock.advance(Math.min(left, 1_000));
      // An answer comes at the moment of its question, as it nearly does in the app.
      if (host.asked.length !== before) await settle();
    }
    await settle();
  };
  await wait(1_000);
  return { host, clock, page, user: userEvent.setup(), wait };
}

/** Lets every answer of the fake host arrive and be drawn. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 40; i++) await Promise.resolve();
  await tick();
}

export const button = (name: string | RegExp): HTMLElement => screen.getByRole("button", { name });
export const heading = (): string => screen.getByRole("heading", { level: 1 }).textContent ?? "";
export const announced = (): string => screen.getByTestId("announcer").textContent ?? "";
/** Chooses an entry of a menu, by the menu's name. */
export async function choose(user: Opened["user"], menu: string, entry: string): Promise<void> {
  await user.click(button(menu));
  await user.click(within(screen.getByRole("menu", { name: menu })).getByRole("menuitem", { name: entry }));
}
export const row = (name: RegExp): HTMLElement => screen.getByRole("option", { name });

/** How often a method of the host was called. */
export const count = (host: FakeHost, method: string): number =>
  host.asked.filter((one) => one === method || one.startsWith(`${method} `)).length;
