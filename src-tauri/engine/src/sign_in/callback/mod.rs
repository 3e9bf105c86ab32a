//! The loopback listener that a browser comes back to (RFC 8252 §7.3).
//!
//! It answers only its own path, host and `state`. Whatever else comes (other programs and other pages on this
//! machine can send here) gets a fixed reply, and the sign-in goes on waiting.

mod answer;
mod bind;
mod page;
mod pasted;

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::JoinSet;

pub use answer::{Answer, Awaited};
pub use bind::{Callback, PortTaken};
use page::Page;
pub use pasted::{PasteProblem, check_pasted, read_address};

/// A sender of requests that are not finished; far more than a browser takes.
const HEADER_PATIENCE: Duration = Duration::from_secs(5);
const CONNECTION_PATIENCE: Duration = Duration::from_secs(15);
const MOST_CONNECTIONS: usize = 512;
/// Codes and states together have a few kilobytes.
const LARGEST_HEADER: usize = 64 * 1024;
const LARGEST_BODY: usize = 64 * 1024;
const MOST_HEADERS: usize = 100;
/// How long to wait for the browser to fetch the page it was sent on to.
const FAREWELL: Duration = Duration::from_secs(2);

/// A listener that is answering. Dropping it closes the ports.
pub struct Listening {
    answer: oneshot::Receiver<Answer>,
    landed: watch::Receiver<Landing>,
    _tasks: JoinSet<()>,
}

/// How far the browser has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Landing {
    Waiting,
    SentOn(&'static str),
    Arriving,
    Arrived,
}

struct Shared {
    host: String,
    awaited: Awaited,
    answer: Mutex<Option<oneshot::Sender<Answer>>>,
    landing: watch::Sender<Landing>,
}

impl Callback {
    /// Starts answering for the sign-in that awaits this.
    pub fn listen(self, awaited: Awaited) -> Listening {
        let (sender, answer) = oneshot::channel();
        let (landing, landed) = watch::channel(Landing::Waiting);
        let host = format!("localhost:{}", self.port);
        let shared = Arc::new(Shared { host, awaited, answer: Mutex::new(Some(sender)), landing });
        let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let mut tasks = JoinSet::new();
        for listener in self.listeners {
            tasks.spawn(accept(listener, shared.clone(), places.clone()));
        }
        Listening { answer, landed, _tasks: tasks }
    }
}

impl Listening {
    /// The answer of the provider, whenever it comes.
    pub async fn answer(&mut self) -> Answer {
        match (&mut self.answer).await {
            Ok(answer) => answer,
            // The sender lives as long as the tasks, which live as long as `self`.
            Err(_) => std::future::pending().await,
        }
    }

    /// Lets a browser that was sent on to the closing page fetch it, then closes the ports.
    pub async fn farewell(mut self) {
        let is_over = |landing: &Landing| matches!(landing, Landing::Waiting | Landing::Arrived);
        let _ = tokio::time::timeout(FAREWELL, self.landed.wait_for(is_over)).await;
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, places: Arc<Semaphore>) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                if let Ok(place) = places.clone().try_acquire_owned() {
                    let shared = shared.clone();
                    connections.spawn(async move {
                        let _ = tokio::time::timeout(CONNECTION_PATIENCE, serve(stream, shared)).await;
                        drop(place);
                    });
                }
            }
            // Out of file descriptors, or a connection that was gone at once: neither ends the sign-in.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let landing = shared.landing.clone();
    let service = service_fn(move |request| {
        let shared = shared.clone();
        async move { Ok::<_, Infallible>(respond(request, &shared).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_PATIENCE)
        .max_buf_size(LARGEST_HEADER)
        .max_headers(MOST_HEADERS)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // What is no HTTP ends here, with hyper's own 400 or none.
    let _ = connection.await;
    // Only now has the closing page left this machine's buffers.
    landing.send_if_modified(|landing| {
        let has_arrived = *landing == Landing::Arriving;
        if has_arrived {
            *landing = Landing::Arrived;
        }
        has_arrived
    });
}

async fn respond(request: Request<Incoming>, shared: &Shared) -> Response<Full<Bytes>> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let has_foreign_target =
        request.uri().authority().is_some_and(|target| !target.as_str().eq_ignore_ascii_case(&shared.host));
    if !host.eq_ignore_ascii_case(&shared.host) || has_foreign_target {
        return Page::ForeignHost.response();
    }
    let landing = *shared.landing.borrow();
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/") => {
            let query = request.uri().query().unwrap_or_default().as_bytes().to_vec();
            shared.take(&query)
        }
        (&Method::POST, "/") if is_form(&request) => {
            match Limited::new(request.into_body(), LARGEST_BODY).collect().await {
                Ok(body) => shared.take(&body.to_bytes()),
                Err(_) => Page::TooLarge.response(),
            }
        }
        (&Method::GET, path) if landing == Landing::SentOn(page::DONE) && path == page::DONE => shared.land(Page::Done),
        (&Method::GET, path) if landing == Landing::SentOn(page::REFUSED) && path == page::REFUSED => {
            shared.land(Page::Refused)
        }
        (&Method::GET, _) => Page::Nothing.response(),
        _ => Page::BadMethod.response(),
    }
}

/// `response_mode=form_post` sends a form, and nothing but a form is read.
fn is_form(request: &Request<Incoming>) -> bool {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

impl Shared {
    /// Takes the first answer of this sign-in; everything after it finds the sign-in over.
    fn take(&self, parameters: &[u8]) -> Response<Full<Bytes>> {
        let Ok(answer) = answer::read_answer(parameters, &self.awaited) else { return Page::Nothing.response() };
        let Some(sender) = self.answer.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            return Page::Used.response();
        };
        let next = if matches!(answer, Answer::Code(_)) { page::DONE } else { page::REFUSED };
        self.landing.send_replace(Landing::SentOn(next));
        let _ = sender.send(answer);
        page::redirect(next)
    }

    fn land(&self, page: Page) -> Response<Full<Bytes>> {
        self.landing.send_replace(Landing::Arriving);
        page.response()
    }
}

#[cfg(test)]
mod tests;
