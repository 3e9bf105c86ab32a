import type { Channel } from "@tauri-apps/api/core";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import { usual } from "../settings";
import { emptyDraft } from "../state/editing.svelte";
import { tauriHost } from "./tauri";

afterEach(clearMocks);

const file = { name: "a", format: "dotenv", path: "/p" };
const order = { format: "dotenv", path: "/p", keep_fresh: true, take_back_after: null };

// The wire contract: a method, the command it becomes, and its arguments in Tauri's camel case.
it.each<[() => Promise<unknown>, string, Record<string, unknown>]>([
  [() => tauriHost.pageDrawn(), "page_drawn", {}],
  [() => tauriHost.settings(), "settings", {}],
  [() => tauriHost.changeSettings(usual), "change_settings", { settings: usual }],
  [() => tauriHost.takeAsks(), "take_asks", {}],
  [() => tauriHost.hasTray(), "has_tray", {}],
  [() => tauriHost.startsWithSession(), "starts_with_session", {}],
  [() => tauriHost.startWithSession(true), "start_with_session", { on: true }],
  [() => tauriHost.makeShortcut("a"), "make_shortcut", { name: "a" }],
  [() => tauriHost.about(), "about", {}],
  [() => tauriHost.overview(), "overview", {}],
  [() => tauriHost.profile("a"), "profile", { name: "a" }],
  [
    () => tauriHost.checkProfile(emptyDraft, emptyDraft),
    "check_profile",
    { draft: emptyDraft, original: emptyDraft },
  ],
  [() => tauriHost.saveProfile(emptyDraft, null), "save_profile", { draft: emptyDraft, original: null }],
  [() => tauriHost.duplicateProfile("a"), "duplicate_profile", { name: "a" }],
  [() => tauriHost.removeProfile("a"), "remove_profile", { name: "a" }],
  [() => tauriHost.setDefaultProfile("a"), "set_default_profile", { name: "a" }],
  [() => tauriHost.keepSecret("a", "s"), "keep_secret", { name: "a", secret: "s" }],
  [() => tauriHost.forgetSecret("a"), "forget_secret", { name: "a" }],
  [() => tauriHost.clouds(), "clouds", {}],
  [() => tauriHost.chooseFile("x"), "choose_file", { title: "x" }],
  [() => tauriHost.readPasted("x"), "read_pasted", { text: "x" }],
  [() => tauriHost.readClipboard(), "read_clipboard", {}],
  [
    () => tauriHost.signIn("a", { select_account: true, flow: null }),
    "sign_in",
    { name: "a", options: { select_account: true, flow: null } },
  ],
  [() => tauriHost.cancelSignIn("a"), "cancel_sign_in", { name: "a" }],
  [() => tauriHost.openSignInPage("a"), "open_sign_in_page", { name: "a" }],
  [() => tauriHost.signOut("a"), "sign_out", { name: "a" }],
  [() => tauriHost.signOutAtProvider("a"), "sign_out_at_provider", { name: "a" }],
  [() => tauriHost.openLogFolder(), "open_log_folder", {}],
  [() => tauriHost.cancelCheck("a"), "cancel_check", { name: "a" }],
  [() => tauriHost.copyToken("a", "header"), "copy_token", { name: "a", form: "header" }],
  [() => tauriHost.claims("a"), "claims", { name: "a" }],
  [() => tauriHost.whyProject("a", "p"), "why_project", { name: "a", project: "p" }],
  [() => tauriHost.copyText("x"), "copy_text", { text: "x" }],
  [() => tauriHost.handOffFormats("a"), "hand_off_formats", { name: "a" }],
  [() => tauriHost.choosePlace("a", "dotenv"), "choose_place", { name: "a", format: "dotenv" }],
  [() => tauriHost.previewHandOff("a", "dotenv", "/p"), "preview_hand_off", file],
  [() => tauriHost.writeHandOff("a", order), "write_hand_off", { name: "a", order }],
  [() => tauriHost.rewriteHandOff("a", "dotenv", "/p"), "rewrite_hand_off", file],
  [() => tauriHost.undoWrite("/p"), "undo_write", { path: "/p" }],
  [() => tauriHost.ignoreInGit("/p"), "ignore_in_git", { path: "/p" }],
  [() => tauriHost.keepFresh("a", "dotenv", "/p", true), "keep_fresh", { ...file, keep: true }],
  [() => tauriHost.takeBack("a", "dotenv", "/p"), "take_back", file],
  [() => tauriHost.forgetHandOff("a", "dotenv", "/p"), "forget_hand_off", file],
  [() => tauriHost.showInFolder("/p"), "show_in_folder", { path: "/p" }],
  [() => tauriHost.snippets(), "snippets", {}],
  [() => tauriHost.snippet("a", "python"), "snippet", { name: "a", id: "python" }],
  [() => tauriHost.endpoint("a"), "endpoint", { name: "a" }],
  [() => tauriHost.switchEndpoint("a", true), "switch_endpoint", { name: "a", on: true }],
  [() => tauriHost.copyEndpointSecret("a"), "copy_endpoint_secret", { name: "a" }],
  [() => tauriHost.renewEndpointSecret("a"), "renew_endpoint_secret", { name: "a" }],
  [() => tauriHost.chooseImport(), "choose_import", {}],
  [() => tauriHost.importFound(3, true), "import_found", { id: 3, withSecret: true }],
  [() => tauriHost.exportProfile("a"), "export_profile", { name: "a" }],
])("%s", async (call, command, args) => {
  const seen: unknown[] = [];
  mockIPC((cmd, payload) => {
    seen.push([cmd, payload ?? {}]);
    return "the answer";
  });
  expect(await call()).toBe("the answer");
  expect(seen).toEqual([[command, args]]);
});

it("rejects with what the command rejected with", async () => {
  const error = { code: "network" };
  mockIPC(() => Promise.reject(error));
  await expect(tauriHost.overview()).rejects.toBe(error);
});

it("hears the steps of a check as they come", async () => {
  const report = { profile: "a", summary: "Everything is fine.", steps: [], access: null };
  const step = { kind: "looking_at", subject: "the clock" };
  mockIPC((cmd, payload) => {
    const { name, steps } = payload as { name: string; steps: Channel<unknown> };
    expect([cmd, name]).toEqual(["check", "a"]);
    steps.onmessage(step);
    return report;
  });
  const heard: unknown[] = [];
  expect(await tauriHost.check("a", (progress) => heard.push(progress))).toBe(report);
  expect(heard).toEqual([step]);
});

it("hears each event, and stops hearing", async () => {
  const { emit } = await import("@tauri-apps/api/event");
  mockIPC(() => null, { shouldMockEvents: true });
  const heard: unknown[] = [];
  const stop = await tauriHost.onProfileChanged((profile) => heard.push(profile));
  await tauriHost.onOverviewChanged((overview) => heard.push(overview));
  await tauriHost.onClipboardCleared(() => heard.push("cleared"));
  await tauriHost.onDragged((over) => heard.push(over));
  await tauriHost.onDropped((dropped) => heard.push(dropped));
  await emit("profile-changed", { name: "a" });
  await emit("overview-changed", { profiles: [] });
  await emit("clipboard-cleared");
  await emit("dragged", true);
  await emit("dropped", { found: [], failure: null });
  stop();
  await emit("profile-changed", { name: "b" });
  expect(heard).toEqual([{ name: "a" }, { profiles: [] }, "cleared", true, { found: [], failure: null }]);
});
