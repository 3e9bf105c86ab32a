//! What comes to the redirect URI and is not the provider's answer to this sign-in: it gets a fixed reply, and the
//! sign-in goes on waiting. And what is its answer, but no good one.

use cdf_signin_tests::browser::{Browser, parameter};
use cdf_signin_tests::{Person, Waiting};

/// `{host}` and `{state}` stand for those of the sign-in.
type Stray = (&'static str, &'static str, &'static str);

/// Each target is asked for with GET.
const CONTENT: &[Stray] = &[
    ("no parameters", "/", "404"),
    ("an empty query", "/?", "404"),
    ("no state", "/?code=made-up", "404"),
    ("an empty state", "/?code=made-up&state=", "404"),
    ("a state without a value", "/?code=made-up&state", "404"),
    ("a wrong state", "/?code=made-up&state=made-up", "404"),
    ("the state and more", "/?code=made-up&state={state}x", "404"),
    ("more and the state", "/?code=made-up&state=x{state}", "404"),
    ("the state in other letters", "/?code=made-up&state={STATE}", "404"),
    ("the state with a NUL", "/?code=made-up&state={state}%00", "404"),
    ("the state with a space", "/?code=made-up&state={state}+", "404"),
    ("the state with a line break", "/?code=made-up&state=%0d%0a{state}", "404"),
    ("the state twice", "/?code=made-up&state={state}&state={state}", "404"),
    ("the state and another", "/?code=made-up&state={state}&state=made-up", "404"),
    ("the state in a list", "/?code=made-up&state[]={state}", "404"),
    ("the state under another name", "/?code=made-up&State={state}", "404"),
    ("the state in the fragment", "/?code=made-up#state={state}", "404"),
    ("the state in the path", "/{state}?code=made-up", "404"),
    ("parameters parted by semicolons", "/?code=made-up;state={state}", "404"),
    ("a code twice", "/?code=made-up&code=made-up&state={state}", "404"),
    ("two codes", "/?code=made-up&code=other&state={state}", "404"),
    ("codes in a list", "/?code[]=made-up&code[]=other&state={state}", "404"),
    ("an empty code", "/?code=&state={state}", "404"),
    ("the state alone", "/?state={state}", "404"),
    ("a code and an error", "/?code=made-up&error=access_denied&state={state}", "404"),
    ("an error without a state", "/?error=access_denied&error_description=made-up", "404"),
    ("an error with a wrong state", "/?error=access_denied&state=made-up", "404"),
    ("two errors", "/?error=access_denied&error=made-up&state={state}", "404"),
    ("an empty error", "/?error=&state={state}", "404"),
    ("a description without an error", "/?error_description=made-up&state={state}", "404"),
    ("percent signs that mean nothing", "/?code=made-up&state=%zz%&%=", "404"),
    ("bytes that are no UTF-8", "/?code=made-up&state=%ff%fe", "404"),
];

/// Whole requests; none of them is how a browser brings the answer.
const SHAPE: &[Stray] = &[
    ("HEAD", "HEAD /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "405"),
    ("PUT", "PUT /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n", "405"),
    ("DELETE", "DELETE /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "405"),
    ("TRACE", "TRACE /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "405"),
    ("an unknown method", "SIGNIN /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "405"),
    ("CONNECT", "CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n", "4"),
    (
        "a preflight",
        "OPTIONS / HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\
         Access-Control-Request-Private-Network: true\r\n\r\n",
        "405",
    ),
    (
        "POST with the answer in the query",
        "POST /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n",
        "405",
    ),
    (
        "POST of JSON",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "405",
    ),
    (
        "POST of text",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\ncode=made-up",
        "405",
    ),
    (
        "POST of parts",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 4\r\n\r\n--x-",
        "405",
    ),
    (
        "POST of a form with a wrong state",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\ncode=made-up&state=made-up",
        "404",
    ),
    (
        "POST of an empty form",
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n",
        "404",
    ),
    (
        "the browser's favicon",
        "GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\nReferer: http://{host}/?code=made-up&state={state}\r\n\r\n",
        "404",
    ),
    ("another path", "GET /callback?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "404"),
    ("the closing page, early", "GET /signed-in?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "404"),
    ("a path upwards", "GET /../?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "404"),
    (
        "a path upwards in disguise",
        "GET /%2e%2e/etc/passwd?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "404",
    ),
    ("two slashes", "GET //?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", "404"),
    (
        "an absolute address elsewhere",
        "GET http://evil.example/?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "421",
    ),
    ("a foreign host", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"),
    (
        "a foreign host with our port",
        "GET /?code=made-up&state={state} HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n",
        "421",
    ),
    (
        "a host that begins with ours",
        "GET /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}.evil.example\r\n\r\n",
        "421",
    ),
    ("an address for a host", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", "421"),
    ("no host", "GET /?code=made-up&state={state} HTTP/1.1\r\n\r\n", "4"),
    ("an empty host", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost:\r\n\r\n", "4"),
    (
        "a script of another page",
        "GET /?code=made-up&state=made-up HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\nSec-Fetch-Mode: cors\r\n\r\n",
        "404",
    ),
    (
        "a frame in another page",
        "GET /?code=made-up&state=made-up HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Dest: iframe\r\nSec-Fetch-Site: cross-site\r\n\r\n",
        "404",
    ),
    (
        "a page that is fetched ahead",
        "GET / HTTP/1.1\r\nHost: {host}\r\nSec-Purpose: prefetch;prerender\r\nPurpose: prefetch\r\n\r\n",
        "404",
    ),
    (
        "a WebSocket",
        "GET /?state=made-up HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
        "404",
    ),
    (
        "HTTP/2 by upgrade",
        "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
        "404",
    ),
    ("HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""),
    ("HTTP/0.9", "GET /?code=made-up&state={state}\r\n\r\n", ""),
    ("HTTP/1.0 without a host", "GET /?code=made-up&state={state} HTTP/1.0\r\n\r\n", "4"),
    ("HTTP/3.7", "GET /?code=made-up&state={state} HTTP/3.7\r\nHost: {host}\r\n\r\n", ""),
    ("a TLS hello", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}", ""),
    ("a NUL in the target", "GET /?code=made-up\0&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", ""),
    ("a NUL in a header", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost: {host}\r\nX: \0\r\n\r\n", ""),
    ("a header line without a colon", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost {host}\r\n\r\n", ""),
    ("a space before a colon", "GET /?code=made-up&state={state} HTTP/1.1\r\nHost : {host}\r\n\r\n", ""),
    ("a carriage return alone", "GET /?code=made-up&state={state} HTTP/1.1\rHost: {host}\r\r", ""),
    ("nothing but line breaks", "\r\n\r\n\r\n\r\n", ""),
    ("spaces in the target", "GET /?code=made-up &state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n", ""),
];

/// The listener closes on what is no HTTP, with or without a 400; what it understands it answers as the table says.
fn is_as_expected(reply: &str, status: &str) -> bool {
    let Some(said) = reply.strip_prefix("HTTP/1.1 ").or_else(|| reply.strip_prefix("HTTP/1.0 ")) else {
        return reply.is_empty();
    };
    if status.is_empty() { said.starts_with("400") } else { said.starts_with(status) }
}

fn is_harmless(reply: &str, waiting: &Waiting) -> bool {
    let headers = reply.to_ascii_lowercase();
    !reply.contains("made-up")
        && !reply.contains(&waiting.state)
        && !headers.contains("access-control-")
        && !headers.contains("set-cookie")
        && !headers.contains("\r\nserver:")
        && (!headers.contains("<html") || headers.contains("frame-ancestors 'none'"))
}

fn filled(template: &str, waiting: &Waiting) -> String {
    let port = waiting.host.rsplit(':').next().unwrap();
    // A state is of letters and digits: one in other letters is another one.
    let other: String = waiting
        .state
        .chars()
        .map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        .collect();
    template
        .replace("{host}", &waiting.host)
        .replace("{port}", port)
        .replace("{state}", &waiting.state)
        .replace("{STATE}", &other)
}

#[test]
fn strangers_at_the_door_do_not_disturb_a_sign_in() {
    let person = Person::new();
    let mut waiting = Waiting::begin(&person);
    let content = CONTENT
        .iter()
        .map(|(name, target, status)| (*name, format!("GET {target} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"), *status));
    let shape = SHAPE.iter().map(|(name, request, status)| (*name, (*request).to_owned(), *status));
    for (name, request, status) in content.chain(shape) {
        // Latin-1, so that the table can hold bytes that are no UTF-8.
        let request: Vec<u8> = filled(&request, &waiting).chars().map(|char| u8::try_from(char).unwrap()).collect();
        let reply = waiting.ask(&request);
        assert!(is_as_expected(&reply, status), "{name} was answered with {reply:?}, not {status}");
        assert!(is_harmless(&reply, &waiting), "{name}: {reply}");
        assert!(waiting.is_running(), "{name} ended the sign-in");
    }
    // A whole sign-in goes through afterwards, and it is the person's.
    waiting.person_signs_in();
    assert_eq!(waiting.end().done().json()["account"]["name"], "Ingrid Solberg");
    assert_eq!(person.provider.requests_to("token").len(), 1, "no made-up code was tried");
    eprintln!("hostile callback: {} contents, {} shapes", CONTENT.len(), SHAPE.len());
}

/// Answers to this sign-in by their state, and what becomes of it.
const ENDINGS: &[(&str, &str, i32, &str)] = &[
    ("a refusal", "error=access_denied&error_description=AADSTS65004%3A+no", 5, "provider_refused"),
    ("a refusal without words", "error=access_denied", 5, "provider_refused"),
    (
        "HTML in the description",
        "error=x&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cb%3E",
        5,
        "provider_refused",
    ),
    (
        "terminal codes in the description",
        "error=%1b[2Jx&error_description=%1b]0;title%07%1b[31mred%9b2J%c2%9b31m",
        5,
        "provider_refused",
    ),
    (
        "line breaks in the description",
        "error=x&error_description=a%0d%0aSet-Cookie:+a=b%0d%0a%0d%0a%00",
        5,
        "provider_refused",
    ),
    ("text that runs backwards", "error=x&error_description=%E2%80%AEtxet%E2%80%AC", 5, "provider_refused"),
    ("a description that is no UTF-8", "error=x&error_description=%ff%fe%00", 5, "provider_refused"),
    ("an error that nobody knows", "error=%F0%9F%A6%91&error_uri=javascript:alert(1)", 5, "provider_refused"),
    ("a code that nobody gave out", "code=made-up", 5, "provider_refused"),
    ("a code with line breaks", "code=made-up%0d%0ahost:+evil%0d%0a%0d%0a", 5, "provider_refused"),
    ("a code with ampersands", "code=made-up%26client_id%3Dother%26grant_type%3Drefresh_token", 5, "provider_refused"),
    ("a code that is no UTF-8", "code=%ff%00%fe", 5, "provider_refused"),
];

#[test]
fn answers_that_are_no_good_end_a_sign_in_and_the_next_one_works() {
    let person = Person::new();
    let long = format!("error=x&error_description={}", "x".repeat(50_000));
    let long_code = format!("code={}", "c".repeat(50_000));
    let more = [
        ("a description without end", long.as_str(), 5, "provider_refused"),
        ("a code without end", &long_code, 5, "provider_refused"),
    ];
    let table: Vec<_> = ENDINGS.iter().copied().chain(more).collect();
    for (name, query, exit, code) in &table {
        let waiting = Waiting::begin(&person);
        let reply = waiting.get(&format!("/?{query}&state={}", waiting.state));
        assert!(reply.starts_with("HTTP/1.1 303"), "{name}: {reply}");
        assert!(is_harmless(&reply, &waiting), "{name}: {reply}");
        let output = waiting.end();
        output.failed(*exit, code);
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(said.chars().all(|char| !char.is_control() || char == '\n'), "{name}: {said:?}");
        assert!(!said.contains(['\u{202e}', '\u{202c}']) && said.len() < 10_000, "{name}: {said}");
        assert_eq!(person.state(), "signed_out", "{name}");
        assert!(person.home.session_files().is_empty(), "{name}");
    }
    let smuggled =
        |request: &cdf_signin_tests::provider::Request| request.grant_type.as_deref() != Some("authorization_code");
    assert!(!person.provider.requests_to("token").iter().any(smuggled));
    person.login();
    assert_eq!(person.state(), "signed_in");
    eprintln!("hostile callback: {} endings", table.len());
}

#[test]
fn a_code_that_somebody_else_slips_in_with_the_right_state_is_worth_nothing() {
    let person = Person::new();
    // Somebody's own good code, of a sign-in of their own.
    let (theirs, their_login) = person.login_up_to_the_callback("");
    let (own, login) = person.login_up_to_the_callback("--json");
    let swapped = own.replace(&parameter(&own, "code").unwrap(), &parameter(&theirs, "code").unwrap());
    assert_ne!(swapped, own);
    Browser::default().open(&swapped);
    login.end().failed(5, "provider_refused");
    assert_eq!(person.state(), "signed_out");
    their_login.kill();
}
