import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf, found } from "../../host/fake/samples";
import { button, choose, count, heading, open, settle } from "../../test/open";

const box = (name: RegExp) => screen.getByRole("checkbox", { name });

describe("files over the window", () => {
  it("are invited, and shown when they were read", async () => {
    const { host, user } = await open("signed-in");
    host.found = found;
    host.drag();
    await settle();
    expect(screen.getByText("Let go to read it")).toBeTruthy();
    host.drop({ found, failure: null });
    await settle();
    expect(screen.queryByText("Let go to read it")).toBeNull();
    expect(heading()).toBe("Found 4 profiles");
    await user.keyboard("{Escape}");
    expect(heading()).toBe("North production");
  });

  it("are invited no longer when they go elsewhere", async () => {
    const { host } = await open("signed-in");
    host.drag();
    host.drag(false);
    await settle();
    expect(screen.queryByText("Let go to read it")).toBeNull();
  });

  it("say why nothing could be made of them", async () => {
    const { host } = await open("signed-in");
    const failure = errorOf("usage", { message: "Nothing was found in photo.png.", hint: "Drop a .env." });
    host.drop({ found: [], failure });
    await settle();
    expect(screen.getByText(/Nothing was found in photo\.png\./).textContent).toContain("Drop a .env.");
    expect(heading()).toBe("North production");
  });

  it("do not throw away what is being typed", async () => {
    const { host, user } = await open("editor");
    await user.type(screen.getByRole("textbox", { name: "Project" }), "x");
    host.drop({ found, failure: null });
    await settle();
    await user.click(button("Go on editing"));
    expect(heading()).toBe("Edit profile");
  });
});

describe("what was found", () => {
  it("is added as ticked; a secret only when it is ticked too", async () => {
    const { host, user } = await open("found");
    expect((box(/Take the client secret along/) as HTMLInputElement).checked).toBe(false);
    await user.click(box(/Add North staging 2/));
    await user.click(box(/Take the client secret along/));
    await user.click(button("Add 1 profile"));
    await settle();
    expect(host.asked.filter((one) => one.startsWith("importFound"))).toEqual(["importFound [2,true]"]);
    expect(heading()).toBe("Nightly job");
    expect(screen.getByText("Nightly job added.")).toBeTruthy();
  });

  it("comes without its secret by itself", async () => {
    const { host, user } = await open("found");
    await user.click(button("Add 2 profiles"));
    await settle();
    expect(host.asked.join()).toContain("importFound [2,false]");
    expect(screen.getByText("2 profiles added.")).toBeTruthy();
  });

  it("says what is missing, and is filled in by hand", async () => {
    const { user } = await open("found");
    expect(screen.getByText("Missing: Client ID")).toBeTruthy();
    await user.click(button("Fill in the rest"));
    expect(heading()).toBe("Add a profile");
    expect((screen.getByRole("textbox", { name: "Project" }) as HTMLInputElement).value).toBe("harbour-test");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Client ID" }));
  });

  it("is not added twice", async () => {
    await open("found");
    const list = within(screen.getByRole("main")).getAllByRole("listitem");
    expect(list[3]?.textContent).toContain("You have it already, as north-production.");
    expect(within(list[3] as HTMLElement).queryByRole("checkbox")).toBeNull();
  });

  it("stays when one cannot be added, without those that were", async () => {
    const { host, user } = await open("found");
    host.failNext.importFound = errorOf("vault_locked", {
      message: "The keyring is locked.",
      hint: "Unlock it.",
    });
    await user.click(button("Add 2 profiles"));
    await settle();
    expect(heading()).toBe("Found 4 profiles");
    expect(screen.getByText(/The keyring is locked\./)).toBeTruthy();
  });
});

it("a profile is exported from its menu", async () => {
  const { host, user } = await open("signed-in");
  host.dialogPath = "/home/ingrid/north.cdfprofile";
  await choose(user, "More", "Export…");
  expect(await screen.findByText("north.cdfprofile written, without secrets.")).toBeTruthy();
  host.dialogPath = null;
  await choose(user, "More", "Export…");
  expect(count(host, "exportProfile")).toBe(2);
});
