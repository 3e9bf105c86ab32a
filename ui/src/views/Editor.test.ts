import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { announced, button, choose, count, heading, type Opened, open, row, settle } from "../test/open";

const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;
const says = (name: string) =>
  document
    .getElementById(`${field(name).id}-says`)
    ?.textContent?.replace(/\s+/g, " ")
    .trim();

describe("a new profile", () => {
  it("shows a problem under its field after a pause, with reason and example, and takes it back", async () => {
    const { user, wait } = await open("signed-in");
    await user.click(button("Add a profile"));
    await user.type(field("Client ID"), "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e8");
    expect(field("Client ID").getAttribute("aria-invalid")).toBeNull();
    await wait(300);
    expect(says("Client ID")).toBe(
      "One character is missing: the last part has 11, a GUID has 12 there. Example: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88",
    );
    expect(field("Client ID").getAttribute("aria-describedby")).toBe("field-client_id-says");
    expect(field("Tenant ID").getAttribute("aria-invalid")).toBeNull();
    await user.type(field("Client ID"), "8");
    await wait(300);
    expect(field("Client ID").getAttribute("aria-invalid")).toBeNull();
  });

  it("derives the short name until it is written", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Add a profile"));
    await user.type(field("Name"), "Süd 2");
    expect(field("Short name").value).toBe("sud-2");
  });

  it("shows what the cluster means", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Add a profile"));
    await user.type(field("Cluster"), "bluefield");
    expect(says("Cluster")).toBe("bluefield.cognitedata.com");
  });

  it("is not saved with problems: the first one gets the keyboard, all are counted", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Add a profile"));
    await user.type(field("Name"), "New one");
    await user.click(button("Save and sign in"));
    await settle();
    expect(document.activeElement).toBe(field("Tenant ID"));
    expect(announced()).toBe("4 fields need another look.");
    expect(count(host, "saveProfile")).toBe(0);
  });

  it("is saved, chosen and signed in", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Add a profile"));
    await user.type(field("Name"), "New one");
    await user.type(field("Tenant ID"), "north.example");
    await user.type(field("Client ID"), "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88");
    await user.type(field("Cluster"), "westeurope-1");
    await user.type(field("Project"), "new{Enter}");
    expect(await screen.findByRole("heading", { name: "Opening your browser" })).toBeTruthy();
    expect(host.asked.at(-1)).toMatch(/^signIn \["new-one",/);
    expect(row(/New one/).getAttribute("aria-selected")).toBe("true");
  });

  it("is only saved by Save", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Add a profile"));
    for (const [name, value] of [
      ["Tenant ID", "north.example"],
      ["Client ID", "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88"],
      ["Cluster", "westeurope-1"],
      ["Project", "quiet"],
    ] as const)
      await user.type(field(name), value);
    await user.click(button("Save"));
    expect(await screen.findByText("quiet saved.")).toBeTruthy();
    expect(count(host, "signIn")).toBe(0);
  });
});

describe("an existing profile", () => {
  it("is opened with its values, changed and renamed", async () => {
    const { user, host } = await open("editor");
    expect(field("Name").value).toBe("North production");
    expect(document.activeElement).toBe(field("Name"));
    await user.clear(field("Short name"));
    await user.type(field("Short name"), "np");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("North production saved.")).toBeTruthy();
    expect(host.kept[0]?.draft.name).toBe("np");
    expect(heading()).toBe("North production");
  });

  it("keeps what is being typed when the host tells news of it", async () => {
    const { user, host } = await open("editor");
    await user.type(field("Name"), " 2");
    const [first] = host.kept;
    if (first) host.tell(first);
    host.tellAll();
    await settle();
    expect(field("Name").value).toBe("North production 2");
  });

  it("puts the host's refusal under the field it names", async () => {
    const { user, host } = await open("editor");
    host.failNext.saveProfile = errorOf("profile_exists", {
      message: "Somebody just took that name.",
      field: "name",
    });
    await user.click(button("Save"));
    expect(await screen.findByText("Somebody just took that name.")).toBeTruthy();
    expect(document.activeElement).toBe(field("Short name"));
  });

  it("shows a failure that no field is to blame for", async () => {
    const { user, host } = await open("editor");
    host.failNext.saveProfile = errorOf("internal", {
      message: "profiles.toml cannot be written.",
      hint: "Look at the disk.",
    });
    await user.click(button("Save"));
    expect((await screen.findByText(/profiles\.toml cannot be written\./)).textContent).toContain(
      "Look at the disk.",
    );
    expect(heading()).toBe("Edit profile");
  });
});

describe("leaving", () => {
  it("asks before typed text is lost, and can go on", async () => {
    const { user } = await open("editor");
    await user.type(field("Name"), "!");
    await user.click(row(/Grid model/));
    const dialog = await screen.findByRole("dialog", { name: "Leave without saving?" });
    await user.click(within(dialog).getByText("Go on editing"));
    expect(field("Name").value).toBe("North production!");
    await user.keyboard("{Escape}");
    await user.click(within(await screen.findByRole("dialog")).getByText("Leave"));
    expect(heading()).toBe("North production");
  });

  it("does not ask when nothing was typed", async () => {
    const { user } = await open("editor");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(heading()).toBe("North production");
  });
});

describe("the advanced fields", () => {
  const fold = () => screen.getByText("Advanced").closest("details");

  it("are folded until one is used", async () => {
    await open("editor");
    expect(fold()?.open).toBe(false);
  });

  it("are open when one is set, and check too", async () => {
    const { user, wait } = await open("editor", (host) => {
      const [first] = host.kept;
      if (first) first.draft.redirect_port = "8080";
    });
    expect(fold()?.open).toBe(true);
    await user.clear(field("Redirect port"));
    await user.type(field("Redirect port"), "80");
    await user.click(field("Use this port only"));
    await wait(300);
    expect(says("Redirect port")).toBe("A port is a number from 1024 to 65535. Example: 53000");
    expect(field("Use this port only").checked).toBe(true);
  });

  it("open when the host finds a problem in them", async () => {
    const { user, host } = await open("editor");
    host.failNext.saveProfile = errorOf("profile_invalid", {
      message: "No such authority.",
      field: "authority",
    });
    await user.click(button("Save"));
    expect(await screen.findByText("No such authority.")).toBeTruthy();
    expect(fold()?.open).toBe(true);
  });
});

it("fills from the clipboard", async () => {
  const { user, host } = await open("signed-in");
  await user.click(button("Add a profile"));
  host.clipboard = "https://north.fusion.cognite.com/other-prod?cluster=bluefield.cognitedata.com";
  await user.click(button("Fill from clipboard"));
  expect(
    await screen.findByText("Filled in: Project, Cluster. Still missing: Tenant ID, Client ID."),
  ).toBeTruthy();
  expect(field("Project").value).toBe("other-prod");
  host.clipboard = "nothing";
  await user.click(button("Fill from clipboard"));
  expect(await screen.findByText("Nothing to fill in was found on the clipboard.")).toBeTruthy();
});

describe("how to sign in", () => {
  const way = (name: string) => screen.getByRole("radio", { name }) as HTMLInputElement;

  it("is one of four, each with its words, and is saved", async () => {
    const { user, host } = await open("editor");
    expect(way("Browser").checked).toBe(true);
    await user.click(way("Device code"));
    expect(screen.getByText(/^You enter a code in a browser on any device/)).toBeTruthy();
    await user.click(button("Save"));
    await screen.findByText("North production saved.");
    expect(host.kept[0]?.draft.flow).toBe("device-code");
  });

  it("with a certificate asks for its files, which the system's dialog finds", async () => {
    const { user, host, wait } = await open("editor");
    await user.click(way("Certificate"));
    await wait(300);
    expect(screen.queryByLabelText("Redirect port")).toBeNull();
    await user.click(button("Save"));
    expect(says("Certificate (PEM)")).toBe("A certificate is missing. Example: /keys/north.pem");
    host.dialogPath = "/home/ingrid/keys/north.p12";
    await user.click(button("Choose… Certificate with its key (PKCS#12)"));
    expect(field("Certificate with its key (PKCS#12)").value).toBe("/home/ingrid/keys/north.p12");
    host.dialogPath = null;
    await user.click(button("Choose… Private key (PEM)"));
    expect(field("Private key (PEM)").value).toBe("");
    await user.click(button("Save"));
    await screen.findByText("North production saved.");
    expect(host.kept[0]?.draft).toMatchObject({
      flow: "client-certificate",
      pkcs12: "/home/ingrid/keys/north.p12",
    });
  });

  it("with a secret takes it once, says that it is kept, and never shows it", async () => {
    const { user, host } = await open("editor");
    const typed = () =>
      screen.getByLabelText<HTMLInputElement>("Client secret", { selector: "[name=secret]" });
    await user.click(way("Client secret"));
    expect(typed().type).toBe("password");
    await user.type(typed(), "s3cr3t-canary");
    await user.click(button("Save"));
    await screen.findByText("North production saved.");
    expect(host.asked).toContain('keepSecret ["north-production"]');
    expect(host.asked.join()).not.toContain("s3cr3t-canary");
    await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Edit profile" }));
    expect(screen.getByText(/^A client secret is kept\./)).toBeTruthy();
    expect(screen.queryByDisplayValue("s3cr3t-canary")).toBeNull();
    await user.click(button("Replace"));
    expect(typed().value).toBe("");
    await user.keyboard("{Escape}");
    await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Edit profile" }));
    await user.click(button("Forget"));
    expect(host.kept[0]?.has_secret).toBe(false);
    expect(typed().value).toBe("");
  });

  it("is said to be kept still when it cannot be forgotten", async () => {
    const { user, host } = await open("editor", ({ kept: [first] }) => {
      if (first) Object.assign(first, { has_secret: true, draft: { ...first.draft, flow: "client-secret" } });
    });
    host.failNext.forgetSecret = errorOf("vault_locked", {
      message: "The keyring is locked.",
      hint: "Unlock it.",
    });
    await user.click(button("Forget"));
    expect((await screen.findByText(/The keyring is locked\./)).textContent).toContain("Unlock it.");
    expect(button("Forget")).toBeTruthy();
  });

  it("says what a new application's profile does when it is saved", async () => {
    const { user } = await open("first-run");
    await user.click(button("Or fill in four values"));
    expect(button("Save and sign in")).toBeTruthy();
    await user.click(way("Client secret"));
    expect(button("Save and get a token")).toBeTruthy();
  });
});

describe("the provider", () => {
  const choice = (name: string) => screen.getByLabelText(name) as HTMLSelectElement;
  const advanced = async (user: Opened["user"]) => user.click(screen.getByText("Advanced"));

  it("is Entra in a cloud that one chooses", async () => {
    const { user, host } = await open("editor");
    await advanced(user);
    expect([...choice("Cloud").options].map((one) => one.text)).toEqual([
      "Public cloud",
      "US Government",
      "China (21Vianet)",
      "Another address",
    ]);
    await user.selectOptions(choice("Cloud"), "US Government");
    await user.click(button("Save"));
    await screen.findByText("North production saved.");
    expect(host.kept[0]?.draft.authority).toBe("https://login.microsoftonline.us");
  });

  it("is at another address when that is asked for or set", async () => {
    const { user } = await open("editor", (host) => {
      const [first] = host.kept;
      if (first) first.draft.authority = "http://127.0.0.1:4000";
    });
    expect(choice("Cloud").selectedOptions[0]?.text).toBe("Another address");
    expect(field("Authority").value).toBe("http://127.0.0.1:4000");
    await user.selectOptions(choice("Cloud"), "Public cloud");
    expect(screen.queryByLabelText("Authority")).toBeNull();
    await user.selectOptions(choice("Cloud"), "Another address");
    expect(field("Authority").value).toBe("");
  });

  it("is another one, by its issuer instead of the tenant", async () => {
    const { user, host } = await open("editor");
    await advanced(user);
    await user.selectOptions(choice("Provider"), "Another OpenID provider, by its issuer");
    expect(screen.queryByLabelText("Tenant ID")).toBeNull();
    await user.click(button("Save"));
    expect(says("Issuer")).toBe("The issuer is missing. Example: https://north.eu.auth0.com/");
    await user.type(field("Issuer"), "https://north.eu.auth0.com/");
    await user.type(field("Audience"), "https://westeurope-1.cognitedata.com");
    await user.click(button("Save"));
    await screen.findByText("North production saved.");
    expect(host.kept[0]?.draft).toMatchObject({
      tenant_id: "",
      issuer: "https://north.eu.auth0.com/",
      audience: "https://westeurope-1.cognitedata.com",
    });
  });

  it("goes back to what it was", async () => {
    const { user } = await open("editor");
    await advanced(user);
    await user.selectOptions(choice("Provider"), "Another OpenID provider, by its issuer");
    await user.selectOptions(choice("Provider"), "Microsoft Entra ID");
    expect(field("Tenant ID").value).toBe("4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4");
  });
});

describe("deleting", () => {
  it("asks, and keeps", async () => {
    const { user, host } = await open("editor");
    await user.click(button("Delete profile"));
    const dialog = await screen.findByRole("dialog", { name: "Delete “North production”?" });
    await user.click(within(dialog).getByText("Keep"));
    expect(count(host, "removeProfile")).toBe(0);
    expect(heading()).toBe("Edit profile");
  });

  it("asks, and deletes", async () => {
    const { user, host } = await open("editor");
    await user.click(button("Delete profile"));
    await user.click(within(await screen.findByRole("dialog")).getByText("Delete"));
    expect(await screen.findByText("North production deleted.")).toBeTruthy();
    expect(host.kept).toHaveLength(5);
    expect(screen.queryByRole("option", { name: /North production/ })).toBeNull();
    expect(heading()).toBe("North staging");
  });
});

describe("the menu of a profile", () => {
  it("duplicates into the editor", async () => {
    const { user } = await open("signed-in");
    await choose(user, "More", "Duplicate");
    expect(await screen.findByRole("heading", { name: "Edit profile" })).toBeTruthy();
    expect(field("Name").value).toBe("North production (copy)");
  });

  it("makes a profile the default, and offers it once", async () => {
    const { user, host } = await open("signed-in");
    expect(screen.queryByRole("menuitem", { name: "Set as default" })).toBeNull();
    await user.click(row(/Grid model/));
    await choose(user, "More", "Set as default");
    expect(await screen.findByText("Grid model is the default now.")).toBeTruthy();
    expect(host.kept.filter((one) => one.is_default).map(({ draft }) => draft.name)).toEqual(["grid-model"]);
    expect(screen.getByText("Default profile")).toBeTruthy();
  });
});
