//! A browser that only follows redirects: no scripts, one page at a time, cookies by host.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::provider::agent;

/// The variable that names the file in which `browser_program.rs` remembers the pages it was shown.
pub const LOG: &str = "CDF_SIGNIN_TEST_BROWSER_LOG";

/// More than any sign-in has.
const MOST_REDIRECTS: usize = 20;

/// A page that a person would be looking at.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Where the browser ended up.
    pub address: String,
    /// Where it was sent on the way there, the first address it was given included.
    pub way: Vec<String>,
    /// The page's HTTP status.
    pub status: u16,
    /// The page's headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The page's text.
    pub body: String,
}

/// One browser window, with its cookies.
#[derive(Debug, Default)]
pub struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Goes to that address and wherever it leads.
    pub fn open(&mut self, address: &str) -> Page {
        self.try_open(address).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same, where nobody may be listening: a page, or why there is none.
    pub fn try_open(&mut self, address: &str) -> Result<Page, String> {
        self.follow(address, None, |_| true)
    }

    /// Goes where that address leads, but not back to the app: answers with the address that the app waits for.
    pub fn callback(&mut self, address: &str) -> String {
        let provider = origin(address).to_owned();
        let page =
            self.follow(address, None, |next| origin(next) == provider).unwrap_or_else(|error| panic!("{error}"));
        let back = page.headers.get("location").unwrap_or_else(|| panic!("no redirect back: {page:?}"));
        back.clone()
    }

    /// Presses a button of the page: its form, with these fields, goes where the page says or else back to the page.
    pub fn press(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let form = tag(&page.body, "form").expect("the page has no form");
        let action =
            attribute(form, "action").map_or_else(|| page.address.clone(), |action| resolve(&page.address, &action));
        let hidden =
            tags(&page.body, "input").filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)));
        let fields = hidden.chain(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.follow(&action, Some(&encode(fields)), |_| true).unwrap_or_else(|error| panic!("{error}"))
    }

    fn follow(&mut self, address: &str, form: Option<&str>, may_go_to: impl Fn(&str) -> bool) -> Result<Page, String> {
        let mut page = self.ask(address, form)?;
        let mut way = vec![address.to_owned()];
        while let Some(next) = page.headers.get("location").map(|next| resolve(&page.address, next)) {
            assert!(way.len() < MOST_REDIRECTS, "sent in circles: {way:?}");
            if !may_go_to(&next) {
                break;
            }
            way.push(next.clone());
            page = self.ask(&next, None)?;
        }
        Ok(Page { way, ..page })
    }

    fn ask(&mut self, address: &str, form: Option<&str>) -> Result<Page, String> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let reply = match form {
            // As Chromium sends a form that another site's page posts to this machine.
            Some(form) => agent()
                .post(address)
                .header("cookie", cookies)
                .header("origin", "null")
                .header("sec-fetch-site", "cross-site")
                .content_type("application/x-www-form-urlencoded")
                .send(form),
            None => agent().get(address).header("cookie", cookies).call(),
        };
        let mut reply = reply.map_err(|error| format!("{address}: {error}"))?;
        for cookie in reply.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap_or_default();
            let (name, value) = cookie.split(';').next().unwrap_or_default().split_once('=').unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let headers = reply.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        Ok(Page {
            address: address.to_owned(),
            way: Vec::new(),
            status: reply.status().as_u16(),
            headers: headers.collect(),
            body: reply.body_mut().read_to_string().unwrap_or_default(),
        })
    }
}

/// The value of a parameter of an address.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(decode(value))
}

fn origin(address: &str) -> &str {
    let host_at = address.find("://").map_or(0, |at| at + 3);
    let end = address[host_at..].find(['/', '?', '#']).map_or(address.len(), |at| host_at + at);
    &address[..end]
}

fn resolve(from: &str, to: &str) -> String {
    if to.contains("://") { to.to_owned() } else { format!("{}{to}", origin(from)) }
}

fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<').filter(move |part| part.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>'])))
}

fn tag<'a>(html: &'a str, name: &'a str) -> Option<&'a str> {
    tags(html, name).next()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    Some(plain.iter().fold(value.to_owned(), |value, (entity, plain)| value.replace(entity, plain)))
}

fn encode(fields: impl Iterator<Item = (String, String)>) -> String {
    let escaped = |text: &str| {
        let escape = |byte: u8| {
            let is_plain = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        };
        text.bytes().map(escape).collect::<String>()
    };
    fields.map(|(name, value)| format!("{}={}", escaped(&name), escaped(&value))).collect::<Vec<_>>().join("&")
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&digits, 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}
