import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { errorOf } from "../host/fake/samples";
import { announced, button, choose, count, heading, open, row } from "../test/open";

const code = () => button("Copy code: C X 7, D 2 Q, P N R");

it("shows the code in groups, says it letter by letter, and counts down", async () => {
  const { wait } = await open("device-code");
  expect(heading()).toBe("Enter this code on the sign-in page");
  expect([...code().querySelectorAll("[aria-hidden]")].map((one) => one.textContent)).toEqual([
    "CX7",
    "D2Q",
    "PNR",
  ]);
  await wait(59_000);
  expect(screen.getByRole("timer").textContent).toBe("14:00 more");
  expect(screen.getByRole("timer").getAttribute("aria-label")).toBe("14 minutes more");
  expect(document.querySelector("main rect")?.getAttribute("width")).toMatch(/^93\.3/);
  expect(row(/North production/).textContent).toContain("Waiting for the code");
});

it("is announced when it comes", async () => {
  const { user } = await open("signed-out");
  await choose(user, "More", "Sign in with a device code");
  expect(announced()).toBe(
    "North production: enter the code C X 7, D 2 Q, P N R at microsoft.com/devicelogin",
  );
});

describe("the code and the address", () => {
  it("are copied as they are", async () => {
    const { user, host } = await open("device-code");
    for (const copy of [code(), button("Copy code")]) {
      host.clipboard = "";
      await user.click(copy);
      expect(host.clipboard).toBe("CX7D2QPNR");
    }
    expect(screen.getByText("Code copied.")).toBeTruthy();
    await user.click(button("Copy address"));
    expect(host.clipboard).toBe("https://microsoft.com/devicelogin");
  });

  it("go together: the code is copied and the page opens", async () => {
    const { user, host } = await open("device-code");
    await user.click(button("Copy code and open page"));
    expect(host.asked.slice(-2)).toEqual(['copyText ["CX7D2QPNR"]', 'openSignInPage ["north-production"]']);
    await user.click(button("microsoft.com/devicelogin"));
    expect(count(host, "openSignInPage")).toBe(2);
  });
});

it("says what the provider says, and that only its page may see the code", async () => {
  await open("device-code");
  expect(screen.getByText(/^microsoft\.com says: “To sign in, use a web browser/)).toBeTruthy();
  expect(screen.getByText(/Only enter the code on a page from microsoft\.com\./)).toBeTruthy();
});

it("says that the network is away, and that it goes on by itself", async () => {
  await open("device-away");
  expect(screen.getByText(/The network is away\. This goes on by itself/)).toBeTruthy();
  expect(screen.queryByText(/Waiting for you to finish there/)).toBeNull();
});

it("ends signed in", async () => {
  const { user, wait } = await open("signed-out", (host) => {
    const [first] = host.kept;
    if (first) first.draft.flow = "device-code";
  });
  expect(screen.getByText("You get a code, and enter it in a browser on any device.")).toBeTruthy();
  await user.click(button("Sign in"));
  expect(code()).toBeTruthy();
  await wait(3_000);
  expect(screen.getByText("Ingrid Solberg")).toBeTruthy();
});

describe("instead of it", () => {
  it("the browser: the code is given up first", async () => {
    const { user, host } = await open("signed-out", (host) => {
      host.answersAfter = null;
    });
    await choose(user, "More", "Sign in with a device code");
    await user.click(button("Use the browser instead"));
    expect(host.asked.filter((one) => /^(signIn|cancelSignIn)/.test(one))).toEqual([
      'signIn ["north-production",{"select_account":false,"flow":"device-code"}]',
      'cancelSignIn ["north-production"]',
      'signIn ["north-production",{"select_account":false,"flow":"browser"}]',
    ]);
    expect(heading()).toBe("Opening your browser");
  });

  it("nothing: Escape cancels", async () => {
    const { user } = await open("signed-out");
    await choose(user, "More", "Sign in with a device code");
    await user.keyboard("{Escape}");
    expect(await screen.findByText("You cancelled the sign-in")).toBeTruthy();
  });
});

it("tells why it was refused", async () => {
  const { user, wait } = await open("signed-out", (host) => {
    host.signInEndsIn = errorOf("provider_refused", { message: "A rule of your organisation blocks it." });
  });
  await choose(user, "More", "Sign in with a device code");
  await wait(3_000);
  expect(heading()).toBe("A rule of your organisation blocks it");
});

describe("an application", () => {
  const secret = { flow: "client-secret" } as const;

  it("gets its token without a person", async () => {
    const { user, wait } = await open("signed-out", (host) => {
      const [first] = host.kept;
      if (first) Object.assign(first.draft, secret);
    });
    expect(screen.getByText(/^The app asks with the client secret/)).toBeTruthy();
    await user.click(button("Get a token"));
    expect(heading()).toBe("Getting a token");
    expect(row(/North production/).textContent).toContain("Getting a token");
    await wait(1_000);
    await user.click(button("Forget token"));
    expect(await screen.findByText("Token of North production forgotten.")).toBeTruthy();
  });

  it("is offered no other way to sign in", async () => {
    const { user } = await open("signed-in", (host) => {
      const [first] = host.kept;
      if (first) Object.assign(first.draft, secret);
    });
    await user.click(button("More"));
    expect(screen.queryByRole("menuitem", { name: /^Sign in/ })).toBeNull();
  });
});
