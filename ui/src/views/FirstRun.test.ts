import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { button, heading, open } from "../test/open";

const address = "https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com";
const dotenv = `CDF_PROJECT=north-prod
CDF_CLUSTER=westeurope-1
IDP_TENANT_ID=north.example
IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88`;
const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;

it("greets, without a list, and says where each value is found", async () => {
  await open("first-run");
  expect(heading()).toBe("Sign in to Cognite Data Fusion");
  expect(screen.queryByRole("navigation")).toBeNull();
  expect(screen.getAllByRole("term").map((term) => term.textContent?.trim())).toEqual([
    "Project north-prod",
    "Cluster westeurope-1",
    "Tenant ID north.example",
    "Client ID 7c1f0a52-…-5e88",
  ]);
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
});

describe("a paste into the field", () => {
  it("opens the editor with what was found, and goes on where something is missing", async () => {
    const { user } = await open("first-run");
    await user.click(screen.getByRole("textbox"));
    await user.paste(address);
    expect(
      await screen.findByText("Filled in: Project, Cluster. Still missing: Tenant ID, Client ID."),
    ).toBeTruthy();
    expect(field("Project").value).toBe("north-prod");
    expect(field("Cluster").value).toBe("westeurope-1");
    expect(field("Short name").value).toBe("north-prod");
    expect(document.activeElement).toBe(field("Tenant ID"));
  });

  it("is typed in and sent with Enter too", async () => {
    const { user } = await open("first-run");
    await user.type(screen.getByRole("textbox"), `${address}{Enter}`);
    expect(await screen.findByRole("heading", { name: "Add a profile" })).toBeTruthy();
  });

  it("says so when nothing is in it, and stays", async () => {
    const { user } = await open("first-run");
    await user.type(screen.getByRole("textbox"), "hello{Enter}");
    expect(await screen.findByText(/Nothing found in there/)).toBeTruthy();
    expect(screen.getByRole("textbox").getAttribute("aria-invalid")).toBe("true");
    expect(heading()).toBe("Sign in to Cognite Data Fusion");
  });

  it("says what went wrong when it cannot be read", async () => {
    const { user, host } = await open("first-run");
    host.failNext.readClipboard = errorOf("internal", {
      message: "The clipboard is empty.",
      hint: "Copy first.",
    });
    await user.click(button("Paste"));
    expect(await screen.findByText("The clipboard is empty. Copy first.")).toBeTruthy();
  });
});

it("takes four values from the clipboard, saves them, and signs in", async () => {
  const { user, host, wait } = await open("first-run", (host) => {
    host.clipboard = dotenv;
  });
  await user.click(button("Paste"));
  expect(await screen.findByText("All four values found. Check them, then sign in.")).toBeTruthy();
  await user.type(field("Name"), "North");
  await user.click(button("Save and sign in"));
  expect(await screen.findByRole("heading", { name: "Opening your browser" })).toBeTruthy();
  await wait(5_000);
  expect(heading()).toBe("North");
  expect(screen.getByTestId("badge").textContent).toBe("Signed in");
  expect(host.kept.map(({ draft }) => draft.name)).toEqual(["north"]);
});

it("opens the empty editor for who fills in four values", async () => {
  const { user } = await open("first-run");
  await user.click(button("Or fill in four values"));
  expect(heading()).toBe("Add a profile");
  expect(document.activeElement).toBe(field("Name"));
  await user.click(button("Cancel"));
  expect(heading()).toBe("Sign in to Cognite Data Fusion");
});
