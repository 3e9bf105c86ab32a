import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { button, choose, count, open, row } from "../test/open";

const list = () => {
  const section = screen.getByRole("heading", { name: "Hand-offs" }).closest("section") as HTMLElement;
  return within(section)
    .queryAllByRole("listitem")
    .map((item) => item.textContent?.replace(/\s+/g, " ").trim());
};

it("lists the remembered files and whether each holds the present token", async () => {
  await open("signed-in");
  expect(list()[0]).toMatch(/^Toolkit \.env .*toolkit\/ ?\.env Up to date Written \d\d:\d\d$/);
  expect(list()[1]).toMatch(/^SDK JSON .*north-prod\.json Holds an older token Written \d\d:\d\d$/);
});

it("calls no file up to date whose token ended", async () => {
  await open("expired");
  expect(list().map((item) => /Up to date|Holds an older token/.exec(item ?? "")?.[0])).toEqual([
    "Holds an older token",
    "Holds an older token",
  ]);
});

describe("writing to a file", () => {
  it("asks for the format, then lets the host ask for the place", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Write to file…"));
    const dialog = await screen.findByRole("dialog", { name: "Write the token to a file" });
    expect(dialog.textContent).toContain("Anyone who can read the file can use the token.");
    await user.click(within(dialog).getByRole("radio", { name: /SDK JSON/ }));
    host.dialogPath = "/home/ingrid/new/sdk.json";
    await user.click(button("Choose where…"));
    expect(await screen.findByText("sdk.json written.")).toBeTruthy();
    expect(host.asked).toContain('writeHandOff ["north-production","sdk-json"]');
    expect(list()).toHaveLength(3);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is silent when the dialog is dismissed", async () => {
    const { user, host } = await open("signed-in");
    host.dialogPath = null;
    await user.click(button("Write to file…"));
    await user.click(await screen.findByRole("button", { name: "Choose where…" }));
    expect(list()).toHaveLength(2);
    expect(screen.queryByText(/written\./)).toBeNull();
  });

  it("is left by Cancel without asking the host to write", async () => {
    const { user, host } = await open("signed-in");
    await user.click(button("Write to file…"));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(count(host, "writeHandOff")).toBe(0);
  });

  it("invites the first one", async () => {
    const { user } = await open("signed-in");
    await user.click(row(/North staging/));
    expect(screen.getByText("No hand-offs yet")).toBeTruthy();
    await user.click(button("Write to file…"));
    expect(await screen.findByRole("dialog")).toBeTruthy();
  });
});

describe("a remembered file", () => {
  it("is written again from its row", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Write again: SDK JSON"));
    expect(await screen.findByText("north-prod.json written.")).toBeTruthy();
    expect(list().every((item) => item?.includes("Up to date"))).toBe(true);
  });

  it("is forgotten, and the file stays", async () => {
    const { user } = await open("signed-in");
    await choose(user, "More for Toolkit .env", "Forget");
    expect(await screen.findByText(".env forgotten. The file stays.")).toBeTruthy();
    expect(list()).toHaveLength(1);
  });

  it("gives its path", async () => {
    const { user, host } = await open("signed-in");
    await choose(user, "More for Toolkit .env", "Copy path");
    expect(host.clipboard).toBe("/home/ingrid/work/north-pipelines/toolkit/.env");
  });

  it("says why it was not written", async () => {
    const { user, host } = await open("signed-in");
    const message = "north-prod.json was not written: the folder is gone.";
    host.failNext.rewriteHandOff = errorOf("file_refused", { message, hint: "Choose another place." });
    await choose(user, "More for SDK JSON", "Write again");
    expect((await screen.findByText(new RegExp(message))).textContent).toContain("Choose another place.");
  });
});

it("waits for a sign-in when signed out", async () => {
  await open("signed-out");
  expect(screen.getByText("2 files remembered. Sign in to write them again.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Write to file…" })).toBeNull();
});
