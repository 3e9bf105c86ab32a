//! The pages a person lands on. Fixed text: nothing that came with a request is ever shown.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use sha2::{Digest as _, Sha256};

/// Where a browser is sent once its answer has been taken: addresses that hold no code, so that none stays in the
/// history or on the screen.
pub const DONE: &str = "/signed-in";
pub const REFUSED: &str = "/not-signed-in";

const STYLE: &str = "\
:root{color-scheme:light dark;--bg:#f8f8f9;--card:#fff;--text:#1a1b1f;--soft:#44474f;--line:#e4e4e9;--accent:#3a4fd0;--bad:#b0241c}\
@media(prefers-color-scheme:dark){:root{--bg:#1b1c1f;--card:#232428;--text:#f2f2f4;--soft:#c3c5cd;--line:#34353b;--accent:#8291f6;--bad:#ff938b}}\
*{box-sizing:border-box;margin:0}\
body{min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--bg);color:var(--text);font:400 .9375rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}\
main{max-width:26rem;padding:2.5rem;border:1px solid var(--line);border-radius:12px;background:var(--card);text-align:center}\
svg{width:4rem;height:4rem;margin-bottom:1.25rem;fill:none;stroke:var(--accent);stroke-width:4;stroke-linecap:round;stroke-linejoin:round}\
.bad svg{stroke:var(--bad)}\
h1{font-size:1.25rem;line-height:1.3;font-weight:600;margin-bottom:.5rem;text-wrap:balance}\
p{color:var(--soft);text-wrap:pretty}";

const RING: &str = "<circle cx=\"32\" cy=\"32\" r=\"28\"/>";

static CSP: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// One of the fixed replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The answer has been taken.
    Done,
    /// The refusal has been taken.
    Refused,
    /// There is nothing at this address, or the request was not for this sign-in.
    Nothing,
    /// This sign-in has had its answer.
    Used,
    /// Not a way to ask.
    BadMethod,
    /// Too much.
    TooLarge,
    /// Meant for another host (a page that had its name point here: DNS rebinding).
    ForeignHost,
}

impl Page {
    /// The whole reply.
    pub fn response(self) -> Response<Full<Bytes>> {
        let (status, class, glyph, title, text) = match self {
            Self::Done => (
                StatusCode::OK,
                "",
                "<path d=\"m20 33 8 8 16-18\"/>",
                "Back to CDF Sign-in",
                "Your browser has done its part. The app goes on by itself. You can close this tab.",
            ),
            Self::Refused => (
                StatusCode::OK,
                "bad",
                "<path d=\"m24 24 16 16M40 24 24 40\"/>",
                "You are not signed in",
                "The app shows what happened and what to do. You can close this tab.",
            ),
            Self::Used => (
                StatusCode::GONE,
                "bad",
                "<path d=\"M32 18v18M32 45v.1\"/>",
                "This sign-in is over",
                "It has had its answer. Start again in the app.",
            ),
            Self::Nothing => (
                StatusCode::NOT_FOUND,
                "bad",
                "<path d=\"M32 18v18M32 45v.1\"/>",
                "Nothing here",
                "The app is waiting for another answer. Go on in the tab where you sign in.",
            ),
            Self::BadMethod => {
                (StatusCode::METHOD_NOT_ALLOWED, "bad", "", "Nothing here", "This address takes no such request.")
            }
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "bad", "", "Nothing here", "The request is too large."),
            Self::ForeignHost => {
                (StatusCode::MISDIRECTED_REQUEST, "bad", "", "Nothing here", "The request is for another host.")
            }
        };
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <title>{title}</title><style>{STYLE}</style></head><body class=\"{class}\"><main>\
             <svg viewBox=\"0 0 64 64\" aria-hidden=\"true\">{RING}{glyph}</svg><h1>{title}</h1><p>{text}</p></main></body></html>"
        );
        let mut response = Response::new(Full::from(html));
        *response.status_mut() = status;
        with_headers(response, "text/html; charset=utf-8")
    }
}

/// Sends the browser on to an address without the code. 303: also after a POST it asks with GET (RFC 9110 §15.4.4).
pub fn redirect(to: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(LOCATION, hyper::header::HeaderValue::from_static(to));
    with_headers(response, "text/plain")
}

fn with_headers(mut response: Response<Full<Bytes>>, content_type: &'static str) -> Response<Full<Bytes>> {
    use hyper::header::HeaderValue;
    let csp = HeaderValue::from_str(&CSP).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CONTENT_SECURITY_POLICY, csp);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
