import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { notConsented } from "../host/fake/samples";
import { announced, button, choose, count, heading, open, row } from "../test/open";

const trail = () =>
  within(screen.getByRole("main"))
    .getAllByRole("listitem")
    .map((item) => item.textContent?.replace(/\s+/g, " ").trim());
const now = () => document.querySelector("[aria-current=step]")?.textContent ?? "";

it("goes from the large button through the three steps to the name", async () => {
  const { user, wait, host } = await open("signed-out");
  await user.click(button("Sign in"));
  expect(heading()).toBe("Opening your browser");
  expect(now()).toContain("Opening the browser");
  await wait(300);
  expect(heading()).toBe("Finish signing in in your browser");
  expect(trail()).toEqual([
    "Browser opened",
    "Waiting for your answer in the browser 5:00 left",
    "Token for north-prod",
  ]);
  await wait(2_500);
  expect(heading()).toBe("Almost there");
  expect(now()).toContain("Token for north-prod");
  expect(screen.queryByText("Copy address")).toBeNull();
  await wait(400);
  expect(screen.getByText("Ingrid Solberg")).toBeTruthy();
  expect(count(host, "signIn")).toBe(1);
  expect(announced()).toBe("North production: Signed in");
});

describe("while it waits", () => {
  it("counts down, shows the address and where the browser comes back to", async () => {
    const { wait, user, host } = await open("signing-in");
    expect(screen.getByText(/^A page from login\.microsoftonline\.com is open/)).toBeTruthy();
    expect(screen.getByRole("timer").getAttribute("aria-label")).toBe("4 minutes left");
    await wait(24_000);
    expect(screen.getByRole("timer").textContent).toBe("4:35 left");
    await user.click(button("Copy address"));
    expect(host.clipboard).toMatch(/^https:\/\/login\.microsoftonline\.com\/.*state=/);
    expect(screen.getByText("The browser comes back to http://localhost:53000")).toBeTruthy();
  });

  it("opens the page again", async () => {
    const { user, host } = await open("signing-in");
    await user.click(button("Open again"));
    expect(host.asked).toContain('openSignInPage ["north-production"]');
  });

  it("says so when no browser opened", async () => {
    await open("no-browser");
    expect(heading()).toBe("Open the sign-in page yourself");
    expect(trail()[0]).toBe("No browser opened");
  });

  it.each(["button", "Escape"])("is cancelled by %s", async (by) => {
    const { user, host } = await open("signed-out", (host) => {
      host.answersAfter = null;
    });
    await user.click(button("Sign in"));
    if (by === "button") await user.click(button(/^Cancel/));
    else await user.keyboard("{Escape}");
    expect(await screen.findByText("You cancelled the sign-in")).toBeTruthy();
    expect(button("Sign in")).toBeTruthy();
    expect(count(host, "cancelSignIn")).toBe(1);
    expect(screen.queryByRole("alert")).toBeNull();
    await user.click(row(/Grid model/));
    expect(screen.getByText("Ready when you are")).toBeTruthy();
  });

  it("goes on while another profile is looked at", async () => {
    const { user, wait } = await open("signed-out");
    await user.click(button("Sign in"));
    await user.click(row(/Grid model/));
    expect(heading()).toBe("Grid model");
    await wait(5_000);
    expect(heading()).toBe("Grid model");
    expect(row(/^Signed in North production/)).toBeTruthy();
  });
});

it("ends in the failure's own page when the provider says no", async () => {
  const { user, wait } = await open("signed-out", (host) => {
    host.signInEndsIn = notConsented;
  });
  await user.click(button("Sign in"));
  await wait(5_000);
  expect(screen.getByRole("alert").textContent).toContain("Your administrator has to approve this app first");
});

it("lets you sign in as someone else, whoever is signed in", async () => {
  const { user, host } = await open("signed-in");
  await choose(user, "More", "Sign in as someone else");
  expect(host.asked.at(-1)).toBe('signIn ["north-production",{"select_account":true,"flow":"browser"}]');
  expect(heading()).toBe("Opening your browser");
});

it("leaves the keyboard at the top when the window opens", async () => {
  await open("signed-out");
  expect(document.activeElement).toBe(document.body);
});

it("keeps the keyboard in the pane when the button under it goes away", async () => {
  const { user } = await open("signed-out");
  button("Sign in").focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("main"));
});
