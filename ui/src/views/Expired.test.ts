import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { button, count, open, row } from "../test/open";

it("offers the copy that renews, when it can renew", async () => {
  const { user } = await open("expired");
  expect(screen.getByText("Your token ended")).toBeTruthy();
  expect(screen.getByText(/It renews when you next copy it/)).toBeTruthy();
  await user.click(button("Copy token"));
  expect(await screen.findByText("Token copied. Good for 1 hour.")).toBeTruthy();
  expect(screen.getByTestId("badge").textContent).toBe("Signed in");
});

it("offers a sign-in, when it cannot", async () => {
  const { user, host } = await open("signed-in");
  await user.click(row(/Pilot plant/));
  expect(screen.getByText("Your sign-in ended")).toBeTruthy();
  expect(screen.getByText(/^Ended .*, 3 hours ago$/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Copy token" })).toBeNull();
  await user.click(button("Sign in again"));
  expect(count(host, "signIn")).toBe(1);
});
