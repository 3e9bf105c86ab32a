//! What the page holds, and what it can reach.

use std::io::Read as _;
use std::net::TcpListener;

use cdf_signin_tests::secrets::Secrets;
use serde_json::json;

use crate::desk::Desk;
use crate::find::{says, shortened};
use crate::window::Window;
use crate::{display, memory, processes};

/// Writes down every answer and event that the host sends into the page. All of them go through this map.
const LISTEN: &str = "
    const { callbacks } = window.__TAURI_INTERNALS__;
    window.heard = [];
    callbacks.get = (id) => {
        const callback = Map.prototype.get.call(callbacks, id);
        return callback && ((data) => { window.heard.push(JSON.stringify(data)); callback(data); });
    };";

/// All that a script of the page can get at.
const EVERYTHING: &str = "
    const databases = await indexedDB.databases?.() ?? [];
    return [
        document.documentElement.outerHTML,
        [...document.querySelectorAll('input, textarea')].map((field) => field.value),
        { ...localStorage }, { ...sessionStorage }, databases, document.cookie, location.href, history.state,
        performance.getEntries().map((entry) => entry.name),
        window.heard,
    ].map((part) => JSON.stringify(part)).join('\\n');";

#[test]
fn the_page_never_holds_a_secret() {
    let desk = Desk::new("page-secrets");
    let window = Window::open(&desk);
    window.script(LISTEN);
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    for name in ["Copy token", "Copy in another form"] {
        window.push(name);
    }
    window.click("//*[@role=\"menuitem\"]");
    window.see(&says("Authorization header copied."));
    let home = &desk.person.home;
    let header = display::clipboard(home).unwrap();
    let token = header.strip_prefix("Authorization: Bearer ").unwrap();
    assert_eq!(desk.person.provider.inspect(token).0, 200);

    let held = window.awaited(EVERYTHING, &[]);
    let held = held.as_str().unwrap();
    assert!(held.contains("profile-changed") || held.contains("signed_in"), "nothing was listened to: {held}");
    assert!(held.contains("expires_in") && held.contains("Ingrid Solberg"), "{held}");
    assert!(!held.contains(token));
    let secrets = Secrets::of(&desk.person.provider);
    assert!(secrets.count() >= 3, "code, verifier, refresh token");
    assert_eq!(secrets.found_in(held.as_bytes()), [""; 0]);

    // Not even somewhere in the memory of the process that runs the page: the middle and the signature of the token.
    let all = processes::in_home(home.path());
    let page = all.iter().find(|process| process.program == "WebKitWebProcess").expect("no process for the page");
    let (payload, signature) = (&token[token.len() / 3..][..48], &token[token.len() - 48..]);
    let found = memory::occurrences(page.id, &["Ingrid Solberg", payload, signature]);
    assert!(found[0] > 0, "the memory is not read as it should be");
    assert_eq!(found[1..], [0, 0]);
    // The app itself has it: it serves the clipboard.
    let app = window.app_processes()[0];
    assert!(memory::occurrences(app, &[payload, signature]).iter().all(|found| *found > 0));
}

#[test]
fn the_page_may_only_ask_for_what_its_capability_names() {
    let desk = Desk::new("page-commands");
    let window = Window::open(&desk);
    let ask = |command: &str| {
        let script = "return await window.__TAURI_INTERNALS__.invoke(given[0]).then(() => 'done', String)";
        window.awaited(script, &[json!(command)])
    };
    assert_eq!(ask("overview"), "done");
    let forbidden = [
        "plugin:window|close",
        "plugin:window|set_title",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:webview|internal_toggle_devtools",
        "plugin:event|emit",
        "plugin:event|emit_to",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:image|from_path",
        "plugin:menu|new",
        "plugin:tray|new",
        "plugin:resources|close",
        "plugin:window-state|save_window_state",
        "plugin:fs|read_file",
        "plugin:shell|execute",
        "plugin:opener|open_url",
        "token",
        "access_token",
    ];
    for command in forbidden {
        let answer = ask(command);
        let answer = answer.as_str().unwrap();
        let is_denied = ["not allowed", "not found"].iter().any(|denied| answer.contains(denied));
        assert!(is_denied, "{command}: {answer}");
    }
}

#[test]
fn the_page_goes_nowhere_and_loads_nothing_from_elsewhere() {
    let desk = Desk::new("page-elsewhere");
    let window = Window::open(&desk);
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let outside = format!("http://{}/", elsewhere.local_addr().unwrap());
    let before = window.address();
    let refused = window.awaited(
        "const violations = [];
         document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
         const add = (tag, members) => document.body.append(Object.assign(document.createElement(tag), members));
         add('img', { src: given[0] });
         add('script', { src: given[0] });
         add('script', { textContent: 'window.injected = true' });
         add('iframe', { src: given[0] });
         add('object', { data: given[0] });
         await fetch(given[0]).catch(() => {});
         const inline = document.createElement('div');
         inline.setAttribute('onclick', 'window.injected = true');
         inline.click();
         // Told in no certain order, one after the other.
         const isTold = (directive) => violations.includes(directive);
         while (!given[1].every(isTold)) await new Promise(requestAnimationFrame);
         return window.injected ?? null;",
        &[
            json!(outside),
            json!(["connect-src", "frame-src", "img-src", "object-src", "script-src-attr", "script-src-elem"]),
        ],
    );
    assert_eq!(refused, json!(null), "a script of somebody else's ran");
    hears_nothing(&elsewhere);

    let opened = window.awaited(
        "const opened = window.open(given[0]);
         const link = Object.assign(document.createElement('a'), { href: given[0], textContent: 'elsewhere' });
         document.body.append(link);
         link.click();
         location.assign(given[0]);
         // Asked after it, the host has decided on the navigation before it answers this.
         for (let i = 0; i < 3; i++) await window.__TAURI_INTERNALS__.invoke('overview');
         return opened === null;",
        &[json!(outside)],
    );
    assert_eq!(opened, true, "no second window");
    assert_eq!(window.address(), before);
    assert_eq!(display::windows(&desk.person.home, ".").len(), 1, "no second window");
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    hears_nothing(&elsewhere);
}

/// The web view connects ahead of a navigation (a frame's too) while it still asks whether it may. Such a connection carries
/// nothing.
fn hears_nothing(server: &TcpListener) {
    while let Ok((mut connection, _)) = server.accept() {
        let mut request = Vec::new();
        connection.set_read_timeout(Some(std::time::Duration::from_secs(5))).unwrap();
        let _ = connection.read_to_end(&mut request);
        assert_eq!(String::from_utf8_lossy(&request), "", "the page has asked another server");
    }
}

#[test]
fn the_page_shows_words_of_others_as_words() {
    let desk = Desk::new("page-words");
    let hostile = "<img src=x onerror=alert(1)><script>window.injected = true</script>";
    let refusal = json!({ "endpoint": "authorize", "error": "access_denied", "aadsts": 65004, "description": hostile });
    desk.person.provider.fail_next(refusal);
    let label = "<b onclick=alert(1)>North</b> & “South”";
    let _ = desk.person.cli("profile edit north --label").arg(label).run().done();
    let window = Window::open(&desk);
    window.see(&shortened("<b onclick=alert(1)>North").replace("starts-with", "contains"));
    window.push("Sign in");
    window.click("//summary[contains(., \"Raw reply\")]");
    window.see(&says("<script>window.injected = true</script>"));
    window.picture("words-of-others");
    let made =
        window.script("return [document.querySelectorAll('b[onclick], img[onerror]').length, window.injected ?? null]");
    assert_eq!(made, json!([0, null]));
}
