import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { announced, button, choose, count, heading, open, settle } from "../test/open";

const timer = () => within(screen.getByRole("region", { name: "Status" })).getByRole("timer");
const ring = () =>
  Number(document.querySelector(".ring .left")?.getAttribute("stroke-dasharray")?.split(" ")[0]);
const status = () => screen.getByRole("region", { name: "Status" }).textContent?.replace(/\s+/g, " ");

it("answers who, where, and how long", async () => {
  await open("signed-in");
  expect(heading()).toBe("North production");
  expect(status()).toContain("Ingrid Solberg");
  expect(status()).toContain("ingrid.solberg@north.example");
  expect(status()).toContain("north-prod · westeurope-1");
  expect(screen.getByTestId("badge").textContent).toBe("Signed in");
});

describe("the countdown", () => {
  it("goes by the second, with the ring", async () => {
    const { wait } = await open("signed-in");
    expect(timer().textContent?.trim()).toBe("52:13left");
    const before = ring();
    await wait(60_000);
    expect(timer().textContent?.trim()).toBe("51:13left");
    expect(before - ring()).toBeCloseTo((60 / 3645) * 100, 5);
  });

  it("stays true after sleep", async () => {
    const { clock, wait } = await open("signed-in");
    clock.sleep(30 * 60_000);
    await wait(1_000);
    expect(timer().textContent?.trim()).toBe("22:12left");
  });

  it("ends on the page of an ended token when it sleeps through the end", async () => {
    const { clock, wait } = await open("signed-in");
    clock.sleep(2 * 3_600_000);
    await wait(1_000);
    expect(screen.getByText("Your token ended")).toBeTruthy();
  });

  it("turns amber only when the token will not renew", async () => {
    const { wait } = await open("ends-soon");
    expect(timer().textContent).toContain("ends soon");
    expect(document.querySelector(".ring.low")).not.toBeNull();
    expect(status()).toMatch(/Lasts until .* Then you sign in again\./);
    await wait(60_000);
    expect(timer().textContent).toContain("ends soon");
  });

  it("does not when it will", async () => {
    const { wait } = await open("signed-in");
    await wait(50 * 60_000);
    expect(timer().textContent?.trim()).toBe("2:13left");
    expect(document.querySelector(".ring.low")).toBeNull();
    expect(status()).toContain("Renews by itself");
  });

  it("is said at 10, 5 and 1 minute", async () => {
    const { wait } = await open("signed-in", (host) => {
      host.kept = host.kept.slice(0, 1);
    });
    await wait((52 * 60 + 13 - 600) * 1000);
    expect(announced()).toBe("North production: 10 minutes left");
    await wait(300_000);
    expect(announced()).toBe("North production: 5 minutes left");
    await wait(240_000);
    expect(announced()).toBe("North production: 1 minute left");
  });
});

describe("copying", () => {
  it("copies the token and says for how long it is good", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Copy token"));
    expect(host.asked.at(-1)).toBe('copyToken ["north-production","token"]');
    expect(await screen.findByText("Token copied. Good for 52 minutes.")).toBeTruthy();
  });

  it("renews first when little is left, and refills the ring", async () => {
    const { user, wait } = await open("signed-in");
    await wait(50 * 60_000);
    await user.click(button("Copy token"));
    expect(await screen.findByText("Token copied. Good for 1 hour.")).toBeTruthy();
    expect(timer().textContent).toContain("1:00:45");
    expect(ring()).toBeCloseTo(100);
  });

  it("copies the Authorization header from the menu", async () => {
    const { user, host } = await open("signed-in");
    await choose(user, "Copy in another form", "Authorization header");
    expect(host.asked.at(-1)).toBe('copyToken ["north-production","header"]');
    expect(await screen.findByText("Authorization header copied. Good for 52 minutes.")).toBeTruthy();
  });

  it("says what happened when it cannot", async () => {
    const { user, host } = await open("signed-in");
    host.failNext.copyToken = errorOf("vault_locked", {
      message: "The keyring is locked.",
      hint: "Unlock it.",
    });
    await user.click(button("Copy token"));
    const toast = await screen.findByText(/The keyring is locked\./);
    expect(toast.textContent).toContain("Unlock it.");
    await user.click(button("Close"));
    expect(screen.queryByText(/The keyring is locked\./)).toBeNull();
  });
});

it("signs out", async () => {
  const { user, host } = await open("signed-in");
  await user.click(button("Sign out"));
  expect(await screen.findByText("Ready when you are")).toBeTruthy();
  expect(count(host, "signOut")).toBe(1);
  expect(screen.getByText("Signed out of North production.")).toBeTruthy();
});

it("says that a token without a place to be kept in goes with the app", async () => {
  await open("signed-in", (host) => {
    for (const one of host.kept) one.kept = false;
  });
  expect(status()).toContain("Lives until you quit the app");
});

it("is offline without being signed out", async () => {
  await open("offline");
  expect(screen.getByTestId("badge").textContent).toBe("Offline");
  expect(screen.getByRole("note").textContent?.trim()).toMatch(
    /^Offline\. The token you have still works for 52 minutes\./,
  );
  expect(button("Copy token")).toBeTruthy();
});

it("copies the ids of the profile", async () => {
  const { user, host } = await open("signed-in");
  await user.click(button("Copy client ID"));
  expect(host.clipboard).toBe("7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88");
  expect(await screen.findByText("Client ID copied.")).toBeTruthy();
});

it("shows what there is of an account without a name", async () => {
  await open("signed-in", (host) => {
    const [first] = host.kept;
    if (first)
      first.account = {
        name: null,
        username: "ingrid@north.example",
        object_id: null,
        tenant_id: null,
        application: null,
      };
  });
  expect(status()).toContain("ingrid@north.example");
  expect(status()).not.toContain("null");
});

it("signs you out at the provider too, where there is somebody to sign out", async () => {
  const { user, host } = await open("signed-in");
  await choose(user, "More", "Sign out at the provider too");
  expect(host.asked.at(-1)).toBe('signOutAtProvider ["north-production"]');
  expect(screen.getByTestId("badge").textContent).toBe("Signed out");
  expect(await screen.findByText(/Sign out at the provider in your browser/)).toBeTruthy();
  await user.click(button("More"));
  expect(screen.queryByText("Sign out at the provider too")).toBeNull();
});

it("opens the folder with the logs", async () => {
  const { user, host } = await open("signed-in");
  await choose(user, "More", "Open log folder");
  expect(host.asked.at(-1)).toBe("openLogFolder");
});

it("says how long the token stays on the clipboard, and when it is gone", async () => {
  const { user, host, wait } = await open("signed-in");
  expect(screen.queryByText(/Leaves the clipboard/)).toBeNull();
  await user.click(button("Copy token"));
  expect(await screen.findByText("Leaves the clipboard in 60 s.")).toBeTruthy();
  await wait(20_000);
  expect(screen.getByText("Leaves the clipboard in 40 s.")).toBeTruthy();
  host.clearClipboard();
  await settle();
  expect(screen.queryByText(/Leaves the clipboard/)).toBeNull();
});

it("says nothing of the clipboard any more when something else was copied", async () => {
  const { user } = await open("signed-in");
  await user.click(button("Copy token"));
  await user.click(button("Copy client ID"));
  await settle();
  expect(screen.queryByText(/Leaves the clipboard/)).toBeNull();
});
