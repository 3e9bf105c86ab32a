//! What processes say, while they say it.

use std::io::Read;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crate::wait;

/// A stream that is read as it comes, so that no process waits for a reader.
pub struct Reading {
    text: Arc<Mutex<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    /// Reads it from now on.
    pub fn of(mut stream: impl Read + Send + 'static) -> Self {
        let text = Arc::new(Mutex::new(Vec::new()));
        let shared = text.clone();
        let thread = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stream.read(&mut buffer) {
                shared.lock().unwrap().extend_from_slice(&buffer[..length]);
            }
        });
        Self { text, thread: Some(thread) }
    }

    /// What has come up to now.
    pub fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.text.lock().unwrap()).into_owned()
    }

    /// Everything, when it has ended.
    pub fn all(&mut self) -> String {
        if let Some(thread) = self.thread.take() {
            wait::until_true("the end of a stream", || thread.is_finished());
        }
        self.so_far()
    }
}
