import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../bindings/ErrorCode";
import type { ErrorView } from "../bindings/ErrorView";
import { errorShapes } from "../errors";
import { errorOf, notConsented } from "../host/fake/samples";
import { button, count, heading, open, row } from "../test/open";

const codes = (Object.keys(errorShapes) as ErrorCode[]).filter((code) => code !== "cancelled");

describe.each(codes)("%s", (code) => {
  it("says what happened and what to do, and ends in a button", async () => {
    await open("signed-out", (host) => {
      const [first] = host.kept;
      if (first)
        first.last_error = errorOf(code, {
          message: "What happened.",
          hint: "What to do.",
          you: ["A step."],
        });
    });
    expect(heading()).toBe("What happened");
    expect(screen.getByRole("alert").textContent).toContain("What to do.");
    expect(screen.getByTestId("badge").textContent).toBe(errorShapes[code].badge);
    expect(screen.getByRole("heading", { name: "What you can do" })).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "What your administrator does" })).toBeNull();
    const wanted = { sign_in: "Sign in again", edit: "Edit profile" } as Record<string, string>;
    const primary = document.querySelector("main .primary");
    expect(primary?.textContent?.trim()).toBe(wanted[errorShapes[code].next] ?? "Try again");
  });
});

describe("a refusal", () => {
  it("tells both sides what to do, and shows the ids small", async () => {
    await open("error");
    const steps = (title: string) =>
      within(screen.getByRole("heading", { name: title }).closest("section") as HTMLElement)
        .getAllByRole("listitem")
        .map((item) => item.textContent);
    expect(steps("What you can do")).toEqual(notConsented.you);
    expect(steps("What your administrator does")).toEqual(notConsented.administrator);
    expect(screen.getByText(/^AADSTS90094 · Trace ID 2f6c81a0/)).toBeTruthy();
  });

  it("folds the raw reply", async () => {
    const { user } = await open("error");
    const fold = screen.getByText("Raw reply").closest("details");
    expect(fold?.open).toBe(false);
    await user.click(screen.getByText("Raw reply"));
    expect(fold?.open).toBe(true);
    expect(fold?.textContent).toContain('"consent_required"');
  });

  it("copies the letter and the details", async () => {
    const { user, host } = await open("error");
    await user.click(button("Copy message to administrator"));
    expect(host.clipboard).toBe(notConsented.administrator_message);
    await user.click(button("Copy details"));
    expect(host.clipboard).toContain("Correlation ID: 90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790");
  });

  it("tries again, and works when it was mended", async () => {
    const { user, host, wait } = await open("error");
    host.signInEndsIn = null;
    await user.click(button("Try again"));
    await wait(5_000);
    expect(screen.getByText("Ingrid Solberg")).toBeTruthy();
  });

  it("leads to the profile's values", async () => {
    const { user } = await open("error");
    await user.click(within(screen.getByRole("main")).getByText("Edit profile"));
    expect(heading()).toBe("Edit profile");
  });
});

describe("the buttons are the engine's own, the most useful first", () => {
  const refused = (part: Partial<ErrorView>) =>
    open("signed-out", (host) => {
      const [first] = host.kept;
      if (first) first.last_error = errorOf("provider_refused", { message: "No.", ...part });
    });
  const primary = () => document.querySelector("main .primary")?.textContent?.trim();

  it("another account", async () => {
    const { user, host } = await refused({ actions: ["sign_in_as_someone_else", "try_again"] });
    expect(primary()).toBe("Sign in as someone else");
    await user.click(button("Sign in as someone else"));
    expect(host.asked.at(-1)).toContain('"select_account":true');
  });

  it("the browser", async () => {
    const { user, host } = await refused({ actions: ["use_browser", "copy_message"] });
    expect(screen.queryByRole("button", { name: /^Copy message/ })).toBeNull(); // there is none
    await user.click(button("Use the browser"));
    expect(host.asked.at(-1)).toContain('"flow":"browser"');
  });

  it.each([
    ["tenant_id", "Change tenant ID", "Tenant ID"],
    ["redirect_port", "Change redirect port", "Redirect port"],
    ["base_url", "Change CDF address", "CDF address"],
  ])("the field %s, with the focus in it", async (field, text, label) => {
    const { user } = await refused({ field, actions: ["edit_field"] });
    expect(primary()).toBe(text);
    await user.click(button(text));
    expect(document.activeElement).toBe(screen.getByLabelText(label));
  });

  it("the whole profile where the field has no place in the form", async () => {
    const { user } = await refused({ field: "token_url", actions: ["edit_field"] });
    await user.click(within(screen.getByRole("main")).getByText("Edit profile"));
    expect(heading()).toBe("Edit profile");
  });

  it("and a check, always", async () => {
    const { user } = await refused({});
    await user.click(button("Check"));
    expect(heading()).toBe("Check");
  });
});

it("asks for a person when a session ended without a reason", async () => {
  const { user, host } = await open("needs");
  expect(heading()).toBe("North production needs you");
  await user.click(button("Sign in again"));
  expect(count(host, "signIn")).toBe(1);
});

it("shows the provider's reason when a session ended with one", async () => {
  const { user } = await open("signed-in");
  await user.click(row(/Harbour production/));
  expect(heading()).toBe("Your organisation wants to be sure that it is you (multi-factor authentication)");
  expect(screen.getByTestId("badge").textContent).toBe("Needs you");
});

it("is a toast when the profile itself does not tell it", async () => {
  const { user, host } = await open("signed-out");
  host.failNext.signIn = errorOf("port_taken", { message: "Port 53000 is taken.", hint: "Choose another." });
  await user.click(button("Sign in"));
  expect((await screen.findByText(/Port 53000 is taken\./)).textContent).toContain("Choose another.");
});
