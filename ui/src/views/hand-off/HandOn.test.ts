import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { intoExisting } from "../../host/fake/formats";
import { errorOf } from "../../host/fake/samples";
import { button, count, heading, type Opened, open, settle } from "../../test/open";

const search = () => screen.getByRole("searchbox", { name: "Find a format" });
const radio = (name: RegExp) => screen.getByRole("radio", { name });
const shown = () =>
  screen.queryAllByRole("radio", { name: /./ }).filter((one) => one.getAttribute("name") === "format");
const diff = () =>
  [...screen.getByTestId("diff").children].map((line) => line.textContent?.replace(/\s+/g, " ").trim());

async function toPreview(opened: Opened, format = /^Toolkit .env .env/): Promise<void> {
  await opened.user.click(radio(format));
  await opened.user.click(button("Choose where…"));
  await screen.findByRole("button", { name: "Write" });
}

describe("choosing a format", () => {
  it("groups them by tool, and says whether each stays signed in", async () => {
    await open("hand-on");
    expect(heading()).toBe("Hand on to a tool");
    const toolkit = screen.getByRole("group", { name: "Cognite Toolkit" });
    expect(within(toolkit).getAllByRole("radio")).toHaveLength(2);
    expect(toolkit.textContent).toContain("Start it again after a new token");
    expect(toolkit.textContent).toContain("Holds the endpoint’s secret");
  });

  it("keeps those that do not fit at the end, with the reason and what to use instead", async () => {
    await open("hand-on");
    const unfit = screen.getByRole("heading", { name: "Not for this profile" }).parentElement as HTMLElement;
    expect(unfit.textContent).toContain("Extractors take no ready token");
    expect(unfit.textContent).toContain("Choose “Toolkit .env”, which holds a token.");
    expect(within(unfit).queryByRole("radio")).toBeNull();
  });

  it("is found by typing, from the keyboard alone", async () => {
    const { user } = await open("hand-on");
    expect(document.activeElement).toBe(search());
    await user.keyboard("sdk json");
    expect(shown()).toHaveLength(1);
    expect(screen.getByText("1 of 12 formats")).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(radio(/SDK JSON/));
    expect((radio(/SDK JSON/) as HTMLInputElement).checked).toBe(true);
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Write" })).toBe(document.activeElement);
  });

  it("chooses nothing that the search hides", async () => {
    const { user } = await open("hand-on");
    await user.click(radio(/SDK JSON/));
    await user.type(search(), "curl");
    expect(button("Choose where…")).toHaveProperty("disabled", true);
    await user.clear(search());
    await user.type(search(), "cobol");
    expect(screen.getByText("No format matches “cobol”.")).toBeTruthy();
    await user.click(button("Clear"));
    expect(button("Choose where…")).toHaveProperty("disabled", false);
  });

  it("stays where it is when the dialog is dismissed", async () => {
    const { user, host } = await open("hand-on");
    host.dialogPath = null;
    await user.click(radio(/SDK JSON/));
    await user.click(button("Choose where…"));
    expect(heading()).toBe("Hand on to a tool");
    expect(count(host, "previewHandOff")).toBe(0);
  });

  it("says why a place is refused, and stays there", async () => {
    const { user, host } = await open("hand-on");
    host.failNext.previewHandOff = errorOf("file_refused", {
      message: "/home/ingrid/.env is a link.",
      hint: "Choose the file that it leads to.",
    });
    await user.click(radio(/SDK JSON/));
    await user.click(button("Choose where…"));
    await settle();
    expect(screen.getByRole("alert").textContent).toMatch(/is a link\..*Choose the file/);
    expect(heading()).toBe("Hand on to a tool");
  });

  it("is left by Escape: first the search, then the pane", async () => {
    const { user, page } = await open("hand-on");
    await user.keyboard("x{Escape}");
    expect(search()).toHaveProperty("value", "");
    expect(page.files.handing).not.toBeNull();
    await user.keyboard("{Escape}");
    expect(heading()).toBe("North production");
  });
});

describe("the preview", () => {
  it("shows what comes and goes before anything is written", async () => {
    const { host } = await open("preview");
    expect(heading()).toBe("Write Toolkit .env");
    expect(diff()).toContain("Goes: − CDF_PROJECT=north-test");
    expect(diff()).toContain("Comes: + CDF_PROJECT=north-prod");
    expect(diff()).toContain("12 lines that stay");
    expect(count(host, "writeHandOff")).toBe(0);
  });

  it("offers .gitignore, and looks again", async () => {
    const { user, host } = await open("preview");
    await user.click(button("Add to .gitignore"));
    await settle();
    expect(host.asked).toContain('ignoreInGit ["/home/ingrid/work/new/.env"]');
    expect(screen.queryByRole("button", { name: "Add to .gitignore" })).toBeNull();
    expect(screen.getByText(/OneDrive\./)).toBeTruthy();
  });

  it("writes what was seen, kept fresh, and can be undone", async () => {
    const opened = await open("hand-on");
    const { user, host } = opened;
    await toPreview(opened);
    await user.selectOptions(screen.getByRole("combobox", { name: "Take it out again" }), "After 1 hour");
    await user.click(button("Write"));
    expect(await screen.findByText(".env written.")).toBeTruthy();
    const order = {
      format: "dotenv",
      path: "/home/ingrid/work/new/.env",
      keep_fresh: true,
      take_back_after: 60,
    };
    expect(host.asked).toContain(`writeHandOff ${JSON.stringify(["north-production", order])}`);
    expect(heading()).toBe("North production");
    await user.click(button("Undo"));
    expect(await screen.findByText(".env is as it was before.")).toBeTruthy();
    expect(host.asked).toContain('undoWrite ["/home/ingrid/work/new/.env"]');
  });

  it("keeps no file fresh that its person does not want kept", async () => {
    const opened = await open("hand-on");
    await toPreview(opened);
    await opened.user.click(screen.getByRole("checkbox", { name: /Keep fresh/ }));
    await opened.user.click(button("Write"));
    expect(opened.host.asked.join()).toContain('"keep_fresh":false,"take_back_after":null');
  });

  it("asks for no freshness of a file that holds no token", async () => {
    const opened = await open("hand-on");
    await toPreview(opened, /token endpoint/);
    expect(screen.queryByRole("checkbox", { name: /Keep fresh/ })).toBeNull();
    await opened.user.click(button("Write"));
    expect(opened.host.asked.join()).toContain('"keep_fresh":false');
  });

  it.each([
    [{ ...intoExisting, lines: [] }, "Nothing changes: the file says this already."],
    [{ ...intoExisting, is_foreign: true }, "Somebody else made this file, and all of it would be replaced:"],
    [intoExisting, "This changes, and the rest of the file stays:"],
  ])("says what kind of change it is", async (preview, says) => {
    const opened = await open("hand-on", (host) => {
      host.preview = preview;
    });
    await toPreview(opened);
    expect(screen.getByText(says)).toBeTruthy();
  });

  it("says why it was not written, and stays", async () => {
    const opened = await open("preview");
    opened.host.failNext.writeHandOff = errorOf("file_refused", {
      message: "The disk is full.",
      hint: "Make room.",
    });
    await opened.user.click(button("Write"));
    await settle();
    expect(screen.getByRole("alert").textContent).toMatch(/The disk is full\..*Make room\./);
    expect(heading()).toBe("Write Toolkit .env");
    await opened.user.keyboard("{Escape}");
    expect(heading()).toBe("Hand on to a tool");
  });
});

describe("code", () => {
  it("is shown for a language, says whether it stays signed in, and is copied", async () => {
    const { user, host } = await open("code");
    expect(screen.getByText(/Stays signed in: gets tokens itself\./)).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Rust" }));
    await settle();
    expect(screen.getByTestId("code").textContent).toContain("# rust for north-production");
    await user.click(button("Copy code"));
    expect(host.clipboard).toContain("# rust for north-production");
  });

  it("is one of two ways", async () => {
    const { user } = await open("signed-in");
    await user.click(button("Use in code"));
    await settle();
    expect(screen.getByTestId("code")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "A file" }));
    expect(search()).toBeTruthy();
  });
});
