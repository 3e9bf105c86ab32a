import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { CheckProgress } from "../bindings/CheckProgress";
import type { Dropped } from "../bindings/Dropped";
import type { Overview } from "../bindings/Overview";
import type { ProfileView } from "../bindings/ProfileView";
import type { Settings } from "../bindings/Settings";
import type { Host } from "./types";

/** The real door. The only file that knows how the page reaches the program. */
export const tauriHost: Host = {
  pageDrawn: () => invoke("page_drawn"),
  settings: () => invoke("settings"),
  changeSettings: (settings) => invoke("change_settings", { settings }),
  takeAsks: () => invoke("take_asks"),
  hasTray: () => invoke("has_tray"),
  startsWithSession: () => invoke("starts_with_session"),
  startWithSession: (on) => invoke("start_with_session", { on }),
  makeShortcut: (name) => invoke("make_shortcut", { name }),
  about: () => invoke("about"),

  overview: () => invoke("overview"),
  profile: (name) => invoke("profile", { name }),

  checkProfile: (draft, original) => invoke("check_profile", { draft, original }),
  saveProfile: (draft, original) => invoke("save_profile", { draft, original }),
  duplicateProfile: (name) => invoke("duplicate_profile", { name }),
  removeProfile: (name) => invoke("remove_profile", { name }),
  setDefaultProfile: (name) => invoke("set_default_profile", { name }),
  keepSecret: (name, secret) => invoke("keep_secret", { name, secret }),
  forgetSecret: (name) => invoke("forget_secret", { name }),
  clouds: () => invoke("clouds"),
  chooseFile: (title) => invoke("choose_file", { title }),
  readPasted: (text) => invoke("read_pasted", { text }),
  readClipboard: () => invoke("read_clipboard"),

  signIn: (name, options) => invoke("sign_in", { name, options }),
  cancelSignIn: (name) => invoke("cancel_sign_in", { name }),
  openSignInPage: (name) => invoke("open_sign_in_page", { name }),
  signOut: (name) => invoke("sign_out", { name }),
  signOutAtProvider: (name) => invoke("sign_out_at_provider", { name }),

  openLogFolder: () => invoke("open_log_folder"),

  check: (name, hear) => invoke("check", { name, steps: new Channel<CheckProgress>(hear) }),
  cancelCheck: (name) => invoke("cancel_check", { name }),

  claims: (name) => invoke("claims", { name }),
  whyProject: (name, project) => invoke("why_project", { name, project }),
  copyToken: (name, form) => invoke("copy_token", { name, form }),
  copyText: (text) => invoke("copy_text", { text }),

  handOffFormats: (name) => invoke("hand_off_formats", { name }),
  choosePlace: (name, format) => invoke("choose_place", { name, format }),
  previewHandOff: (name, format, path) => invoke("preview_hand_off", { name, format, path }),
  writeHandOff: (name, order) => invoke("write_hand_off", { name, order }),
  rewriteHandOff: (name, format, path) => invoke("rewrite_hand_off", { name, format, path }),
  undoWrite: (path) => invoke("undo_write", { path }),
  ignoreInGit: (path) => invoke("ignore_in_git", { path }),
  keepFresh: (name, format, path, keep) => invoke("keep_fresh", { name, format, path, keep }),
  takeBack: (name, format, path) => invoke("take_back", { name, format, path }),
  forgetHandOff: (name, format, path) => invoke("forget_hand_off", { name, format, path }),
  showInFolder: (path) => invoke("show_in_folder", { path }),
  snippets: () => invoke("snippets"),
  snippet: (name, id) => invoke("snippet", { name, id }),

  endpoint: (name) => invoke("endpoint", { name }),
  switchEndpoint: (name, on) => invoke("switch_endpoint", { name, on }),
  copyEndpointSecret: (name) => invoke("copy_endpoint_secret", { name }),
  renewEndpointSecret: (name) => invoke("renew_endpoint_secret", { name }),

  chooseImport: () => invoke("choose_import"),
  importFound: (id, withSecret) => invoke("import_found", { id, withSecret }),
  exportProfile: (name) => invoke("export_profile", { name }),

  onSettingsChanged: (heard) => listen<Settings>("settings-changed", (event) => heard(event.payload)),
  onAsked: (heard) => listen("asked", () => heard()),
  onProfileChanged: (heard) => listen<ProfileView>("profile-changed", (event) => heard(event.payload)),
  onOverviewChanged: (heard) => listen<Overview>("overview-changed", (event) => heard(event.payload)),
  onClipboardCleared: (heard) => listen("clipboard-cleared", () => heard()),
  onDragged: (heard) => listen<boolean>("dragged", (event) => heard(event.payload)),
  onDropped: (heard) => listen<Dropped>("dropped", (event) => heard(event.payload)),
};
