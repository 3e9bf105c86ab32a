import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../host/fake/samples";
import { button, choose, heading, open, row } from "../../test/open";

const list = () => {
  const section = screen.getByRole("heading", { name: "Hand-offs" }).closest("section") as HTMLElement;
  return within(section)
    .queryAllByRole("listitem")
    .map((item) => item.textContent?.replace(/\s+/g, " ").trim());
};
const env = "More for Toolkit .env, .env";
const json = "More for SDK JSON, north-prod.json";

it("lists the files, whether each holds the present token, and when it is written", async () => {
  await open("signed-in");
  expect(list()[0]).toMatch(
    /^Toolkit \.env .*toolkit\/ ?\.env Kept fresh Written \d\d:\d\d, next \d\d:\d\d$/,
  );
  expect(list()[1]).toMatch(/^SDK JSON .*north-prod\.json Holds an older token Written \d\d:\d\d$/);
});

it("calls no file up to date whose token ended", async () => {
  await open("expired");
  expect(list().map((item) => /Kept fresh|Up to date|Holds an older token/.exec(item ?? "")?.[0])).toEqual([
    "Holds an older token",
    "Holds an older token",
  ]);
});

it("tells every state of many files, and what to do about one that failed", async () => {
  await open("many-files");
  const all = list();
  expect(all).toHaveLength(30);
  expect(all[2]).toContain("Up to date");
  expect(all[3]).toContain("No file there");
  expect(all[4]).toContain("Token taken out");
  expect(all[5]).toMatch(/taken out at \d\d:\d\d/);
  expect(all[6]).toContain("could not be written: the folder is gone. Check the drive");
  expect(all[6]).not.toContain("Kept fresh");
});

it("invites the first one", async () => {
  const { user } = await open("signed-in");
  await user.click(row(/North staging/));
  expect(screen.getByText("No hand-offs yet")).toBeTruthy();
  await user.click(button("Write to file…"));
  expect(heading()).toBe("Hand on to a tool");
});

describe("a remembered file", () => {
  it("is written again from its row, and that can be undone", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Write again: SDK JSON, north-prod.json"));
    expect(await screen.findByText("north-prod.json written.")).toBeTruthy();
    expect(list().some((item) => item?.includes("older token"))).toBe(false);
    expect(button("Undo")).toBeTruthy();
  });

  it("is kept fresh, or no longer", async () => {
    const { user, host } = await open("signed-in");
    await choose(user, json, "Keep fresh");
    expect(await screen.findByText("north-prod.json is kept fresh.")).toBeTruthy();
    await choose(user, json, "Stop keeping fresh");
    expect(await screen.findByText("north-prod.json is not written by itself any more.")).toBeTruthy();
    expect(host.asked.filter((one) => one.startsWith("keepFresh"))).toHaveLength(2);
  });

  it("gives the token back, and says so", async () => {
    const { user } = await open("signed-in");
    await choose(user, env, "Take the token out");
    expect(await screen.findByText("The token is out of .env. The rest of it stays.")).toBeTruthy();
    expect(list()[0]).toContain("Token taken out");
  });

  it("is forgotten, and the file stays", async () => {
    const { user } = await open("signed-in");
    await choose(user, env, "Forget");
    expect(await screen.findByText(".env forgotten. The file stays.")).toBeTruthy();
    expect(list()).toHaveLength(1);
  });

  it("gives its path and shows its folder", async () => {
    const { user, host } = await open("signed-in");
    const path = "/home/ingrid/work/north-pipelines/toolkit/.env";
    await choose(user, env, "Copy path");
    expect(host.clipboard).toBe(path);
    await choose(user, env, "Show in folder");
    expect(host.asked).toContain(`showInFolder ["${path}"]`);
  });

  it("says why it was not written", async () => {
    const { user, host } = await open("signed-in");
    const message = "north-prod.json was not written: the folder is gone.";
    host.failNext.rewriteHandOff = errorOf("file_refused", { message, hint: "Choose another place." });
    await choose(user, json, "Write again");
    expect((await screen.findByText(new RegExp(message))).textContent).toContain("Choose another place.");
  });
});

it("waits for a sign-in when signed out", async () => {
  await open("signed-out");
  expect(screen.getByText("2 files remembered. Sign in to write them again.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Write to file…" })).toBeNull();
});
