import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { errorOf } from "../../host/fake/samples";
import { button, count, open, settle } from "../../test/open";

const toggle = () => screen.getByRole("switch", { name: "Token endpoint" });

it("is off, and says in a sentence what it would be good for", async () => {
  await open("signed-in");
  expect(toggle().getAttribute("aria-checked")).toBe("false");
  expect(screen.getByText(/Off\. Tools that sign in with a client secret/)).toBeTruthy();
});

it("is switched on and off, and tells its address", async () => {
  const { user, host } = await open("signed-in");
  await user.click(toggle());
  await settle();
  expect(toggle().getAttribute("aria-checked")).toBe("true");
  await user.click(button("Copy address"));
  expect(host.clipboard).toBe("http://127.0.0.1:4184/north-production/token");
  await user.click(toggle());
  await settle();
  expect(toggle().getAttribute("aria-checked")).toBe("false");
});

it("stays off when it cannot be switched on, and says why", async () => {
  const { user, host } = await open("signed-in");
  host.failNext.switchEndpoint = errorOf("port_taken", {
    message: "Port 4184 is taken.",
    hint: "Choose another.",
  });
  await user.click(toggle());
  await settle();
  expect(toggle().getAttribute("aria-checked")).toBe("false");
  expect(screen.getByText(/Port 4184 is taken\./).textContent).toContain("Choose another.");
});

it("copies its secret without showing it, and makes a new one only after asking", async () => {
  const { user, host } = await open("endpoint-on");
  await user.click(button("Copy secret"));
  expect(host.clipboard).toBe("secret of north-production");
  expect(document.body.textContent).not.toContain("secret of north-production");
  await user.click(button("New secret"));
  expect(count(host, "renewEndpointSecret")).toBe(0);
  await user.click(button("Make a new one"));
  await settle();
  expect(count(host, "renewEndpointSecret")).toBe(1);
});

it("shows who asks, while they ask", async () => {
  const { host, wait } = await open("endpoint-on");
  const asked = () => within(screen.getByRole("list", { name: "Who asked" })).getAllByRole("listitem");
  expect(asked()).toHaveLength(2);
  host.askedEndpoint = [
    { at: "2026-11-23T14:05:09Z", who: "cdf-tk/0.6", answered: true, outcome: "got a token" },
    ...host.askedEndpoint,
  ];
  await wait(4_000);
  expect(asked()[0]?.textContent).toContain("cdf-tk/0.6");
});

it("is not looked at again and again while it is off", async () => {
  const { host, wait } = await open("signed-in");
  const before = count(host, "endpoint");
  await wait(20_000);
  expect(count(host, "endpoint")).toBe(before);
});

it("leads to its own formats", async () => {
  const { user } = await open("endpoint-on");
  await user.click(button("Write its file…"));
  await settle();
  const radios = screen.getAllByRole("radio").filter((one) => one.getAttribute("name") === "format");
  expect(radios.map((one) => one.getAttribute("value"))).toEqual(["endpoint-dotenv"]);
});
