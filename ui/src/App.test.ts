import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { button, choose, count, heading, open, row, settle } from "./test/open";

const keys = {
  new: "{Control>}n{/Control}",
  edit: "{Control>}e{/Control}",
  search: "{Control>}f{/Control}",
  copy: "{Control>}c{/Control}",
  header: "{Control>}{Shift>}A{/Shift}{/Control}",
};

it("asks to be shown when there is something to see", async () => {
  const { host } = await open("signed-in");
  expect(host.asked.filter((one) => one === "pageDrawn")).toHaveLength(1);
  expect(host.asked.indexOf("pageDrawn")).toBeGreaterThan(host.asked.indexOf("overview"));
});

describe("the keys", () => {
  it("add a profile", async () => {
    const { user } = await open("signed-in");
    await user.keyboard(keys.new);
    expect(heading()).toBe("Add a profile");
  });

  it("edit the chosen profile", async () => {
    const { user } = await open("signed-in");
    await user.click(row(/Grid model/));
    await user.keyboard(keys.edit);
    expect((screen.getByLabelText("Name") as HTMLInputElement).value).toBe("Grid model");
  });

  it("search", async () => {
    const { user } = await open("signed-in");
    await user.keyboard(keys.search);
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });

  it("copy the token and the header", async () => {
    const { user, host } = await open("signed-in");
    await user.keyboard(keys.copy);
    await user.keyboard(keys.header);
    expect(host.asked.filter((one) => one.startsWith("copyToken"))).toEqual([
      'copyToken ["north-production","token"]',
      'copyToken ["north-production","header"]',
    ]);
  });

  it("leave the copy key to selected text and to fields", async () => {
    const { user, host } = await open("signed-in");
    const selected = vi
      .spyOn(window, "getSelection")
      .mockReturnValue({ toString: () => "north" } as Selection);
    await user.keyboard(keys.copy);
    selected.mockRestore();
    await user.click(screen.getByRole("searchbox"));
    await user.keyboard(keys.copy);
    expect(count(host, "copyToken")).toBe(0);
  });

  it("do nothing behind a dialog or in the editor", async () => {
    const { user, host } = await open("signed-in");
    await choose(user, "More", "Delete…");
    await screen.findByRole("dialog");
    await user.keyboard(keys.copy);
    await user.keyboard(keys.new);
    expect(screen.queryByText("Add a profile")).toBeNull();
    await user.click(button("Keep"));
    await user.keyboard(keys.edit);
    button("Cancel").focus();
    await user.keyboard(keys.copy);
    expect(count(host, "copyToken")).toBe(0);
  });

  it("are not taken where they mean nothing", async () => {
    const { user } = await open("first-run");
    await user.keyboard(keys.edit);
    expect(heading()).toBe("Sign in to Cognite Data Fusion");
  });
});

describe("a narrow window", () => {
  const app = () => document.querySelector(".app");

  it("shows the list, then the profile, and has a way back", async () => {
    const { user } = await open("signed-in");
    expect(app()?.classList.contains("list")).toBe(true);
    await user.click(row(/Grid model/));
    expect(app()?.classList.contains("list")).toBe(false);
    await user.click(button("All profiles"));
    expect(app()?.classList.contains("list")).toBe(true);
  });

  it("stays in the list while the arrows go through it", async () => {
    const { user } = await open("signed-in");
    row(/North production/).focus();
    await user.keyboard("{ArrowDown}");
    expect(app()?.classList.contains("list")).toBe(true);
  });
});

it("tells a change of state to a screen reader, for any profile", async () => {
  const { host } = await open("signed-in");
  const harbour = host.kept[2];
  if (!harbour) throw new Error("no third profile");
  Object.assign(harbour, { state: "signed_out", last_error: null });
  host.tell(harbour);
  await settle();
  expect(screen.getByTestId("announcer").textContent).toBe("Harbour production: Signed out");
});

it("draws names as text, whatever they hold", async () => {
  const evil = `"><img src=x onerror="window.hacked=1"><b>Bold</b>{@html 1}`;
  const { user } = await open("error", (host) => {
    const [first] = host.kept;
    if (!first?.last_error) throw new Error("no failure");
    Object.assign(first.draft, {
      label: evil,
      project: evil,
      tenant_id: evil,
      client_id: evil,
      cluster: evil,
    });
    first.last_error = {
      ...first.last_error,
      message: evil,
      hint: evil,
      you: [evil],
      administrator: [evil],
      administrator_message: evil,
      provider: {
        error: evil,
        description: evil,
        suberror: evil,
        aadsts: null,
        trace_id: evil,
        correlation_id: evil,
        timestamp: evil,
        raw: evil,
      },
    };
  });
  expect(document.querySelector("img, [onerror]")).toBeNull();
  expect(heading()).toBe(evil);
  await user.type(screen.getByRole("searchbox"), "<img");
  expect(document.querySelector("mark")?.textContent).toBe("<img");
  await user.click(within(screen.getByRole("main")).getByText("Edit profile"));
  expect((screen.getByLabelText("Name") as HTMLInputElement).value).toBe(evil);
  await user.click(button("Delete profile"));
  expect(await screen.findByRole("dialog", { name: `Delete “${evil}”?` })).toBeTruthy();
  expect(document.querySelector("img, [onerror]")).toBeNull();
  expect(window).not.toHaveProperty("hacked");
});
