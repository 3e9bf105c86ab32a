import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { button, count, heading, open, settle } from "../test/open";

describe("a profiles.toml that cannot be read", () => {
  it("is told with line, column and path, and is left alone", async () => {
    const { host } = await open("broken-file");
    expect(heading()).toBe("profiles.toml cannot be read");
    expect(screen.getByRole("alert").textContent).toContain("Nothing was overwritten");
    expect(screen.getByRole("main").textContent).toContain("line 12, column 9");
    expect(screen.getByRole("main").textContent).toContain("/home/ingrid/.config/cdf-signin/profiles.toml");
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(host.asked.filter((one) => /save|remove|duplicate/.test(one))).toEqual([]);
  });

  it("offers nothing that would write: the key for a new profile does nothing", async () => {
    const { user } = await open("broken-file");
    await user.keyboard("{Control>}n{/Control}");
    expect(heading()).toBe("profiles.toml cannot be read");
  });

  it("gives its path, and is looked at again when it was mended", async () => {
    const { user, host } = await open("broken-file");
    await user.click(button("Copy path"));
    expect(host.clipboard).toBe("/home/ingrid/.config/cdf-signin/profiles.toml");
    host.profilesError = null;
    await user.click(button("Look again"));
    await settle();
    expect(heading()).toBe("North production");
  });
});

describe("a profile with values the app cannot use", () => {
  it("says which, and leads to the editor with them marked", async () => {
    const { user, host } = await open("problems");
    expect(heading()).toBe("This profile needs an edit first");
    expect(screen.getByText("A project has no spaces.")).toBeTruthy();
    await user.click(screen.getByText("Edit profile"));
    expect(document.activeElement).toBe(screen.getByLabelText("Client ID"));
    expect(screen.getByLabelText("Project").getAttribute("aria-invalid")).toBe("true");
    expect(count(host, "signIn")).toBe(0);
  });
});

it("says across the window that nothing is kept without a keyring", async () => {
  await open("no-keyring");
  const notice = screen.getByRole("complementary", { name: "Notice" });
  expect(notice.textContent).toContain("This computer has no keyring running.");
  expect(notice.textContent).toContain("Sign-ins live until you quit the app.");
});

it("says that the app does not answer, and asks again", async () => {
  const { user } = await open("signed-in", (host) => {
    host.failNext.overview = errorOf("internal", {
      message: "The host is gone.",
      hint: "Start the app again.",
    });
  });
  expect(heading()).toBe("The app does not answer");
  expect(screen.getByRole("alert").textContent).toContain("The host is gone. Start the app again.");
  await user.click(button("Try again"));
  await settle();
  expect(heading()).toBe("North production");
});
