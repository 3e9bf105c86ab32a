import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { aboutThis } from "../../host/fake/app";
import { errorOf } from "../../host/fake/samples";
import { heading, open, settle } from "../../test/open";

it("is reached from the settings, and left by Escape", async () => {
  const { user } = await open("settings");
  await user.click(screen.getByRole("button", { name: "About CDF Sign-in" }));
  await settle();
  expect(heading()).toBe("About CDF Sign-in");
  expect(screen.getByText(aboutThis.version)).toBeTruthy();
  expect(screen.getByText(/nobody else/)).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(heading()).not.toBe("About CDF Sign-in");
});

it("copies exactly the diagnostics that it shows", async () => {
  const { host, user } = await open("about");
  await settle();
  const shown = screen.getByTestId("diagnostics").textContent;
  await user.click(screen.getByRole("button", { name: "Copy diagnostics" }));
  await settle();
  expect(host.clipboard).toBe(shown);
  expect(host.clipboard).toBe(aboutThis.diagnostics);
  expect(screen.getByText("Diagnostics copied.")).toBeTruthy();
});

it("says why when the host cannot tell", async () => {
  await open("about", (host) => {
    host.failNext.about = errorOf("internal", { message: "It broke.", hint: "Try again." });
  });
  await settle();
  expect(screen.getByText(/It broke/)).toBeTruthy();
});
