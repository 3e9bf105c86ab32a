import { screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import { errorOf } from "../host/fake/samples";
import { count, heading, open, settle } from "../test/open";

it("speaks another language as soon as the host has kept it", async () => {
  const { host, page, user } = await open("settings");
  expect(heading()).toBe("Settings");
  await user.click(screen.getByRole("radio", { name: "Norsk bokmål" }));
  // The other catalogue is a file of its own, which comes when it comes.
  await vi.waitFor(() => expect(heading()).toBe("Innstillinger"));
  expect(host.settingsNow.language).toBe("nb");
  expect(document.documentElement.lang).toBe("nb");
  await page.settings.change({ language: "en" });
});

it("stays as it is when the host cannot keep it", async () => {
  const { host, user } = await open("settings", (host) => {
    host.failNext.changeSettings = errorOf("file_refused");
  });
  await user.click(screen.getByRole("radio", { name: "Dark" }));
  await settle();
  expect(host.settingsNow.theme).toBeNull();
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

it("does what is asked from outside, once", async () => {
  const { host, page } = await open("signed-out");
  host.ask({ what: "sign_in", profile: "grid-model", anew: false });
  await settle();
  expect(page.chosen?.name).toBe("grid-model");
  expect(count(host, "signIn")).toBe(1);
  host.ask({ what: "sign_in", profile: "nobody-knows", anew: true });
  host.ask({ what: "settings" });
  await settle();
  expect(heading()).toBe("Settings");
  expect(count(host, "signIn")).toBe(1);
});
