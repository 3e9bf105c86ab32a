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
  it("says of each value where it stood, and of the others where they are found", async () => {
    const { user } = await open("first-run");
    await user.click(screen.getByRole("textbox"));
    await user.paste(address);
    expect(await screen.findByText("2 of 4 values found")).toBeTruthy();
    const told = screen.getAllByRole("definition").map((one) => one.textContent?.trim());
    expect(told.slice(0, 2)).toEqual(["In the Fusion address", "In the Fusion address"]);
    expect(told[2]).toMatch(/^A domain or a GUID/);
    await user.keyboard("{Enter}");
    expect(
      await screen.findByText("Filled in: Project, Cluster. Still missing: Tenant ID, Client ID."),
    ).toBeTruthy();
    expect(field("Short name").value).toBe("north-prod");
    expect(document.activeElement).toBe(field("Tenant ID"));
  });

  it("is understood while it is typed", async () => {
    const { user, wait } = await open("first-run");
    await user.type(screen.getByRole("textbox"), address);
    expect(screen.queryByText("2 of 4 values found")).toBeNull();
    await wait(1_000);
    expect(screen.getByText("2 of 4 values found")).toBeTruthy();
    await user.click(button("Fill in the rest"));
    expect(heading()).toBe("Add a profile");
  });

  it("says so when nothing is in it, and stays", async () => {
    const { user } = await open("first-run");
    await user.type(screen.getByRole("textbox"), "hello{Enter}");
    expect(await screen.findByText(/Nothing found in there/)).toBeTruthy();
    expect(screen.getByRole("textbox").getAttribute("aria-invalid")).toBe("true");
    expect(heading()).toBe("Sign in to Cognite Data Fusion");
  });

  it("explains an error that is in it", async () => {
    const { user } = await open("first-run");
    await user.click(screen.getByRole("textbox"));
    await user.paste("AADSTS65001: The user or administrator has not consented.");
    expect(await screen.findByText("There is an error in it. It means:")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "What your administrator does" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Fill in the rest" })).toBeNull();
  });

  it("shows no secret, and asks before one is taken along", async () => {
    const { user } = await open("first-run");
    await user.click(screen.getByRole("textbox"));
    await user.paste(`${dotenv}\nIDP_CLIENT_SECRET=hush`);
    expect(await screen.findByText(/There is a secret or a token/)).toBeTruthy();
    expect((screen.getByRole("textbox") as HTMLTextAreaElement).value).toBe("");
    expect(document.body.innerHTML).not.toContain("hush");
    await user.click(button("Check them and sign in"));
    expect(heading()).toBe("Found a profile");
    const taken = screen.getByRole("checkbox", { name: /Take the client secret along/ }) as HTMLInputElement;
    expect(taken.checked).toBe(false);
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

describe("a paste where no field has the focus", () => {
  const pasteAnywhere = (text: string) => {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => text } });
    document.body.dispatchEvent(event);
  };

  it("is understood on the first page", async () => {
    const { wait } = await open("first-run");
    pasteAnywhere(address);
    await wait(1);
    expect(screen.getByText("2 of 4 values found")).toBeTruthy();
  });

  it("opens the editor beside other profiles, and is left alone where nothing is in it", async () => {
    const { wait } = await open("signed-in");
    pasteAnywhere("hello");
    await wait(1);
    expect(screen.queryByRole("heading", { name: "Add a profile" })).toBeNull();
    pasteAnywhere(address);
    await wait(1);
    expect(heading()).toBe("Add a profile");
  });
});

describe("the message to the administrator", () => {
  it("has what is known, names the gaps, and goes by the way to sign in", async () => {
    const { user, host } = await open("first-run");
    await user.click(screen.getByRole("textbox"));
    await user.paste(address);
    await screen.findByText("2 of 4 values found");
    await user.click(screen.getByText("Ask your administrator"));
    const message = () => screen.getByTestId("request").textContent ?? "";
    expect(message()).toContain("https://westeurope-1.cognitedata.com/user_impersonation");
    expect(message()).toContain("http://localhost");
    expect(message()).toContain("Application (client) ID: [to be filled in]");
    expect(message()).toContain("CDF project: north-prod");
    await user.click(screen.getByRole("radio", { name: "Device code" }));
    expect(message()).toContain("Allow public client flows");
    expect(message()).not.toContain("http://localhost");
    await user.click(screen.getByRole("radio", { name: "Client secret" }));
    expect(message()).toContain("its value, not its ID");
    expect(message()).not.toContain("user_impersonation");
    await user.click(button("Copy message"));
    expect(host.clipboard).toBe(message());
  });
});

it("takes four values from the clipboard, saves them, and signs in", async () => {
  const { user, host, wait } = await open("first-run", (host) => {
    host.clipboard = dotenv;
  });
  await user.click(button("Paste"));
  expect(await screen.findByText("4 of 4 values found")).toBeTruthy();
  expect(screen.getAllByRole("definition")[2]?.textContent?.trim()).toBe("As IDP_TENANT_ID");
  await user.click(button("Check them and sign in"));
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
