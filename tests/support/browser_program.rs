//! The person's browser in whole-flow tests, as a program that `$BROWSER` names: `cdf-signin-test-browser [WAY] ADDRESS`.
//!
//! It goes where the address leads and presses on the page it finds there: without a WAY nothing, with `cancel` the
//! button Cancel; `form-post` asks the provider to answer with a form (OAuth 2.0 Form Post Response Mode) and posts it;
//! `nothing` does not even open the address. Each page is remembered as a line of JSON in
//! `$CDF_SIGNIN_TEST_BROWSER_LOG`.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write as _};

use cdf_signin_tests::browser::{self, Browser, Page};

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let (way, address) = match words.as_slice() {
        [address] => ("", address),
        [way, address] => (way.as_str(), address),
        _ => panic!("cdf-signin-test-browser [WAY] ADDRESS"),
    };
    let mut browser = Browser::default();
    match way {
        "" => remember(&browser.open(address)),
        "cancel" => {
            let page = browser.open(address);
            remember(&page)?;
            remember(&browser.press(&page, &[("cancel", "yes")]))
        }
        "form-post" => {
            let page = browser.open(&format!("{address}&response_mode=form_post"));
            remember(&page)?;
            remember(&browser.press(&page, &[]))
        }
        "nothing" => Ok(()),
        other => panic!("cdf-signin-test-browser knows no way named {other}"),
    }
}

fn remember(page: &Page) -> io::Result<()> {
    let Some(log) = env::var_os(browser::LOG) else { return Ok(()) };
    let mut line = serde_json::to_vec(page)?;
    line.push(b'\n');
    OpenOptions::new().create(true).append(true).open(log)?.write_all(&line)
}
