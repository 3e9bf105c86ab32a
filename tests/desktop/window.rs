//! The app's real window, driven through `WebDriver`.

use std::future::Future;
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use cdf_signin_tests::person::free_port;
use cdf_signin_tests::{Home, wait};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};
use tokio::time::timeout;

use crate::desk::Desk;
use crate::{display, find, places, processes};

/// The window's title, which is also how other programs know it.
pub const TITLE: &str = "^CDF Sign-in$";

/// Between two looks: the window needs the processor more than the test does.
const LOOK_AGAIN: Duration = Duration::from_millis(60);

/// An open window. Dropping it ends the app.
pub struct Window<'d> {
    home: &'d Home,
    name: &'static str,
    driver: Child,
    // In this order: a client's end needs the runtime.
    client: Option<Client>,
    runtime: Runtime,
}

impl<'d> Window<'d> {
    /// Starts the app, and waits for its page.
    pub fn open(desk: &'d Desk) -> Self {
        let home = &desk.person.home;
        let (port, native_port) = (free_port().to_string(), free_port().to_string());
        let driver = home
            .command(&places::driver())
            .args(["--port", &port, "--native-port", &native_port])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut window = Self { home, name: desk.name, driver, client: None, runtime };
        let options = json!({ "application": places::app(), "args": [] });
        let capabilities = [("browserName".into(), "wry".into()), ("tauri:options".into(), options)];
        let capabilities: serde_json::Map<_, _> = capabilities.into_iter().collect();
        let address = format!("http://127.0.0.1:{port}");
        for port in [&port, &native_port] {
            until("the driver", || TcpStream::connect(format!("127.0.0.1:{port}")).ok());
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = window.ask(builder.capabilities(capabilities).connect(&address)).unwrap();
        window.client = Some(client);
        window.see("//main");
        window
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    fn ask<T>(&self, question: impl Future<Output = T>) -> T {
        let patient = async { timeout(wait::LIMIT, question).await };
        self.runtime.block_on(patient).expect("the window does not answer")
    }

    fn find(&self, what: &str) -> Option<Element> {
        self.ask(async {
            for element in self.client().find_all(Locator::XPath(what)).await.ok()? {
                // One that has just gone away is not there.
                if element.is_displayed().await.unwrap_or(false) {
                    return Some(element);
                }
            }
            None
        })
    }

    /// Whether it can be seen now.
    pub fn shows(&self, what: &str) -> bool {
        self.find(what).is_some()
    }

    /// Waits until it can be seen.
    #[track_caller]
    pub fn see(&self, what: &str) -> Element {
        until(what, || self.find(what))
    }

    /// Waits until it cannot be seen any more.
    #[track_caller]
    pub fn see_gone(&self, what: &str) {
        until(&format!("the end of {what}"), || self.find(what).is_none().then_some(()));
    }

    /// Its text, as soon as it can be seen.
    #[track_caller]
    pub fn text(&self, what: &str) -> String {
        until(what, || {
            let element = self.find(what)?;
            self.ask(element.text()).ok()
        })
    }

    /// Clicks on it, as soon as it can be seen and nothing lies over it.
    #[track_caller]
    pub fn click(&self, what: &str) {
        until(&format!("a click on {what}"), || {
            let element = self.find(what)?;
            self.ask(element.click()).ok()
        });
    }

    /// Clicks twice on it, with the screen's own pointer.
    #[track_caller]
    pub fn double_click(&self, what: &str) {
        self.focus();
        let (x, y, width, height) = self.ask(self.see(what).rectangle()).unwrap();
        let id = display::windows(self.home, TITLE).pop().unwrap();
        let [x, y] = [x + width / 2.0, y + height / 2.0].map(|at| at.round().to_string());
        let words = ["mousemove", "--window", &id, &x, &y, "click", "--repeat", "2", "--delay", "60", "1"];
        display::xdotool(self.home, &words).unwrap();
    }

    /// Clicks on the button with that text.
    #[track_caller]
    pub fn push(&self, button: &str) {
        self.click(&find::button(button));
    }

    /// Writes into a field of a form, over what is there.
    #[track_caller]
    pub fn fill(&self, field: &str, text: &str) {
        let field = self.see(&find::field(field));
        // `WebDriver`'s own “clear” tells the page nothing.
        let all = Key::Control + "a";
        for keys in [all.as_str(), &char::from(Key::Backspace).to_string(), text] {
            self.ask(field.send_keys(keys)).unwrap();
        }
        until("the text in the field", || {
            let value = self.ask(field.prop("value")).ok()??;
            (value == text).then_some(())
        });
    }

    /// Chooses in a list of a form, by the value.
    #[track_caller]
    pub fn choose(&self, list: &str, value: &str) {
        self.see(&format!("//select[@name=\"{list}\"]"));
        // WebKit's driver opens no such list.
        self.script(&format!(
            "const list = document.querySelector('select[name={list}]');
             list.value = '{value}';
             list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
    }

    /// Runs a script in the page, which can `return`.
    #[track_caller]
    pub fn script(&self, script: &str) -> Value {
        self.ask(self.client().execute(script, Vec::new())).unwrap()
    }

    /// Runs a script in the page that can `await`, and `return`.
    #[track_caller]
    pub fn awaited(&self, script: &str, arguments: &[Value]) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async (given) => {{ {script} }})([...arguments].slice(0, -1))
                .then((value) => done({{ value }}), (error) => done({{ error: String(error.stack ?? error) }}));"
        );
        let answer = self.ask(self.client().execute_async(&script, arguments.to_vec())).unwrap();
        assert!(answer.get("error").is_none(), "{answer}");
        answer["value"].clone()
    }

    /// The page's address.
    pub fn address(&self) -> String {
        self.ask(self.client().current_url()).unwrap().to_string()
    }

    /// The processes of the app itself: one, while the window is open.
    pub fn app_processes(&self) -> Vec<i32> {
        app_processes(self.home)
    }

    /// Gives the window the keyboard.
    pub fn focus(&self) {
        until("the window with the keyboard", || {
            let id = display::windows(self.home, TITLE).pop()?;
            display::xdotool(self.home, &["windowactivate", &id])?;
            (display::active_title(self.home)? == "CDF Sign-in").then_some(())
        });
    }

    /// Keeps a picture of the screen under the test's name and this one.
    pub fn picture(&self, name: &str) {
        // Two frames on, the page has drawn what it has.
        self.awaited("for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)", &[]);
        display::picture(self.home, &format!("{}-{name}", self.name));
    }

    /// Closes the window as a person does, and waits for the app's end.
    pub fn close(self) {
        self.focus();
        display::press(self.home, &["alt+F4"]);
        until("the app's end", || self.app_processes().is_empty().then_some(()));
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            display::picture(self.home, &format!("{}-failed", self.name));
        }
        if let Some(client) = self.client.take() {
            // Of a window that is closed already there is no session to end.
            let _ = self.runtime.block_on(async { timeout(Duration::from_secs(10), client.close()).await });
        }
        // Ended before the app is gone, the driver would leave it behind.
        for _ in 0..100 {
            if app_processes(self.home).is_empty() {
                break;
            }
            pause();
        }
        app_processes(self.home).into_iter().for_each(processes::kill);
        let drivers = processes::in_home(self.home.path());
        let drivers = drivers.iter().filter(|process| process.program == "WebKitWebDriver");
        drivers.for_each(|process| processes::terminate(process.id));
        processes::terminate(self.driver.id().cast_signed());
        let _ = self.driver.wait();
    }
}

/// Looks until there is something to see, and leaves the processor to the window in between.
#[track_caller]
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    wait::until(what, || {
        let seen = look();
        if seen.is_none() {
            pause();
        }
        seen
    })
}

/// Without the one that holds a copied token when the window is closed.
fn app_processes(home: &Home) -> Vec<i32> {
    let app = places::app();
    let app = app.file_name().unwrap().to_str().unwrap();
    let all = processes::in_home(home.path()).into_iter();
    let all = all.filter(|process| !processes::holds_a_copy(process));
    all.filter(|process| process.program == app).map(|process| process.id).collect()
}

fn pause() {
    thread::sleep(LOOK_AGAIN);
}
