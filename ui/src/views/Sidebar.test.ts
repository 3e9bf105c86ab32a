import { cleanup, screen, within } from "@testing-library/svelte";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { count, heading, open, row, settle } from "../test/open";

const rows = () => screen.queryAllByRole("option");
const titles = () => rows().map((one) => one.querySelector(".title")?.textContent?.trim());
const search = () => screen.getByRole("searchbox");
const frame = () => new Promise((done) => requestAnimationFrame(done));

it("shows every profile with its state in words, and the time left where there is one", async () => {
  await open("signed-in");
  expect(rows().map((one) => one.querySelector("[role=img]")?.getAttribute("aria-label"))).toEqual([
    "Signed in",
    "Signed in",
    "Needs you",
    "Signed out",
    "Offline",
    "Expired",
  ]);
  expect(row(/Pilot plant/).textContent).toContain("Token ended 3 h ago");
  expect(row(/North production/).textContent).toContain("52 min");
  expect(row(/Grid model/).textContent).not.toContain("min");
});

it("counts down in the list", async () => {
  const { wait } = await open("signed-in");
  await wait(10 * 60_000);
  expect(row(/North production/).textContent).toContain("42 min");
});

it("has one tab stop, at the chosen profile", async () => {
  const { user } = await open("signed-in");
  await user.click(row(/Grid model/));
  expect(rows().filter((one) => one.tabIndex === 0)).toEqual([row(/Grid model/)]);
  expect(rows().filter((one) => one.getAttribute("aria-selected") === "true")).toEqual([row(/Grid model/)]);
});

describe("keys in the list", () => {
  it("move with arrows, Home and End, and the pane follows", async () => {
    const { user } = await open("signed-in");
    row(/North production/).focus();
    for (const [key, name] of [
      ["ArrowDown", "North staging"],
      ["End", "Pilot plant"],
      ["ArrowDown", "Pilot plant"],
      ["ArrowUp", "Nightly extractor"],
      ["Home", "North production"],
    ] as const) {
      await user.keyboard(`{${key}}`);
      await frame();
      expect(heading()).toBe(name);
      expect(document.activeElement).toBe(row(new RegExp(name)));
    }
    await user.keyboard("{ArrowUp}");
    expect(document.activeElement).toBe(search());
  });

  it("are left alone when the list is gone before it is drawn", async () => {
    const { user } = await open("signed-in");
    row(/North production/).focus();
    const frames = vi.spyOn(window, "requestAnimationFrame").mockReturnValue(0);
    onTestFinished(() => frames.mockRestore());
    await user.keyboard("{ArrowDown}");
    expect(frames).toHaveBeenCalled();
    cleanup();
    for (const [draw] of frames.mock.calls) expect(() => draw(0)).not.toThrow();
  });

  it("filter as soon as one types", async () => {
    const { user } = await open("signed-in");
    row(/North production/).focus();
    await user.keyboard("grid");
    expect(document.activeElement).toBe(search());
    expect(titles()).toEqual(["Grid model"]);
  });
});

describe("Enter and double-click", () => {
  it("sign in", async () => {
    const { user, host } = await open("signed-in");
    await user.dblClick(row(/Grid model/));
    expect(host.asked.at(-1)).toMatch(/^signIn \["grid-model",/);
    expect(heading()).toBe("Opening your browser");
  });

  it("copy the token of who is signed in", async () => {
    const { user, host } = await open("signed-in");
    row(/North staging/).focus();
    await user.keyboard("{Enter}");
    expect(host.asked).toContain('copyToken ["north-staging","token"]');
  });

  it("renew and copy an ended token that can renew", async () => {
    const { user, host } = await open("expired");
    await user.dblClick(row(/North production/));
    expect(host.asked).toContain('copyToken ["north-production","token"]');
  });

  it("do nothing twice while signing in", async () => {
    const { user, host } = await open("signing-in");
    await user.dblClick(row(/North production/));
    expect(count(host, "signIn")).toBe(0);
  });

  it("open the editor of a profile that needs it", async () => {
    const { user } = await open("problems");
    await user.dblClick(row(/North production/));
    expect(heading()).toBe("Edit profile");
  });
});

describe("search", () => {
  it("finds all words in any order, marks them, and says how many", async () => {
    const { user } = await open("signed-in");
    await user.type(search(), "product nor");
    expect(titles()).toEqual(["North production", "Harbour production"]);
    expect([...(rows()[0]?.querySelectorAll("mark") ?? [])].map((mark) => mark.textContent)).toEqual([
      "Nor",
      "product",
    ]);
    expect(screen.getByText("2 of 6 profiles").getAttribute("role")).toBe("status");
  });

  it("is cleared by Esc, and left by Esc again", async () => {
    const { user } = await open("signed-in");
    await user.type(search(), "grid{Escape}");
    expect((search() as HTMLInputElement).value).toBe("");
    expect(rows()).toHaveLength(6);
    expect(document.activeElement).toBe(search());
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(row(/North production/));
  });

  it("keeps Esc to itself: a sign-in under way goes on", async () => {
    const { user, host } = await open("signing-in");
    await user.type(search(), "grid{Escape}{Escape}");
    expect(count(host, "cancelSignIn")).toBe(0);
    await user.keyboard("{Escape}");
    expect(count(host, "cancelSignIn")).toBe(1);
  });

  it("goes to the first match with Enter", async () => {
    const { user } = await open("signed-in");
    await user.type(search(), "grid{Enter}");
    await frame();
    expect(heading()).toBe("Grid model");
    expect(document.activeElement).toBe(row(/Grid model/));
  });

  it("says when nothing matches, and clears", async () => {
    const { user } = await open("signed-in");
    await user.type(search(), "zzz");
    expect(rows()).toHaveLength(0);
    expect(screen.getByText("No profile matches “zzz”.")).toBeTruthy();
    await user.click(screen.getByText("Clear search"));
    expect(rows()).toHaveLength(6);
  });
});

describe("200 profiles", () => {
  it("are all there, by tenant, in one line each", async () => {
    await open("many");
    expect(rows()).toHaveLength(200);
    expect(
      screen
        .getAllByRole("group")
        .map((group) => [group.getAttribute("aria-label"), within(group).getAllByRole("option").length]),
    ).toEqual([
      ["north.example", 80],
      ["harbour.example", 80],
      ["1b7f9c1e-6a2d-4f0e-9c3b-2d5e8f7aa2d0", 40],
    ]);
  });

  it("are searched, with counts a tenant", async () => {
    const { user } = await open("many");
    await user.type(search(), "quay prod");
    const groups = screen.getAllByRole("group");
    expect(groups.map((group) => group.querySelector(".num")?.textContent)).toEqual([
      "2 of 80",
      "3 of 80",
      "1 of 40",
    ]);
    expect(rows().length).toBe(6);
  });

  it("tick without drawing anew what did not change", async () => {
    const { wait } = await open("many");
    const before = rows();
    await wait(5_000);
    expect(rows().every((one, i) => one === before[i])).toBe(true);
  });

  it("reach the last one by the keyboard", async () => {
    const { user } = await open("many");
    rows()[0]?.focus();
    await user.keyboard("{End}");
    await frame();
    expect(document.activeElement).toBe(rows().at(-1));
    expect(heading()).toBe(titles().at(-1));
  });
});

it("follows the host: profiles come and go", async () => {
  const { host } = await open("signed-in");
  host.kept = host.kept.slice(3);
  host.tellAll();
  await settle();
  expect(titles()).toEqual(["Grid model", "Nightly extractor", "Pilot plant"]);
  expect(heading()).toBe("Grid model");
});
