//! Connections to the redirect URI that are too much, too slow, or never end. A sign-in goes through in spite of them.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, TcpStream};
use std::thread;

use cdf_signin_tests::browser::Browser;
use cdf_signin_tests::{Person, Waiting, wait};
use serde_json::json;

const STRAY: &str = "GET /?code=made-up&state=made-up HTTP/1.1\r\nHost: {host}\r\n\r\n";

fn stray(waiting: &Waiting) -> Vec<u8> {
    STRAY.replace("{host}", &waiting.host).into_bytes()
}

fn get(waiting: &Waiting, target: &str, headers: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", waiting.host).into_bytes()
}

fn post(waiting: &Waiting, headers: &str, body: &str) -> Vec<u8> {
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    format!("POST / HTTP/1.1\r\nHost: {}\r\n{form}{headers}\r\n{body}", waiting.host).into_bytes()
}

/// The status of an answer; 0 when the connection was closed without one.
fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or(0)
}

#[test]
fn requests_that_are_too_much_are_cut_off() {
    let person = Person::new();
    let mut waiting = Waiting::begin(&person);
    let host = waiting.host.clone();
    let good = format!("/?code=made-up&state={}", waiting.state);
    let table: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("an address of 64 kB", get(&waiting, &format!("/?x={}", "x".repeat(65_536)), ""), &[0, 414, 431]),
        ("an address of 8 MB", get(&waiting, &format!("/?x={}", "x".repeat(8 << 20)), ""), &[0, 414, 431]),
        ("5,000 headers", get(&waiting, &good, &"X: y\r\n".repeat(5_000)), &[0, 431]),
        ("101 headers", get(&waiting, &good, &"X: y\r\n".repeat(101)), &[0, 431]),
        ("a header of 8 MB", get(&waiting, &good, &format!("X: {}\r\n", "x".repeat(8 << 20))), &[0, 431]),
        ("a form of 8 MB", post(&waiting, "Content-Length: 8388608\r\n", &"x".repeat(8 << 20)), &[0, 413]),
        (
            "a length that is a lie",
            post(&waiting, "Content-Length: 99999999999999\r\n", &"x".repeat(1 << 20)),
            &[0, 413],
        ),
        ("a length beyond numbers", post(&waiting, "Content-Length: 99999999999999999999999\r\n", ""), &[0, 400]),
        ("a negative length", post(&waiting, "Content-Length: -1\r\n", ""), &[0, 400]),
        ("two lengths", post(&waiting, "Content-Length: 4\r\nContent-Length: 5\r\n", "code="), &[0, 400]),
        (
            "a length and chunks",
            post(&waiting, "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            &[0, 400, 404],
        ),
        (
            "chunks of no size",
            post(&waiting, "Transfer-Encoding: chunked\r\n", "zz\r\ncode\r\n0\r\n\r\n"),
            &[0, 400, 413],
        ),
        (
            "a chunk without end",
            post(&waiting, "Transfer-Encoding: chunked\r\n", &format!("fffffff\r\n{}", "x".repeat(1 << 20))),
            &[0, 413],
        ),
        (
            "a chunk beyond numbers",
            post(&waiting, "Transfer-Encoding: chunked\r\n", "ffffffffffffffffffff\r\n"),
            &[0, 400, 413],
        ),
        (
            "endless little chunks",
            post(&waiting, "Transfer-Encoding: chunked\r\n", &"1\r\nx\r\n".repeat(200_000)),
            &[0, 413],
        ),
        (
            "an encoding that nobody knows",
            post(&waiting, "Transfer-Encoding: magic\r\n", "code=made-up"),
            &[0, 400, 404, 413],
        ),
        ("requests in a row", [stray(&waiting), stray(&waiting), stray(&waiting)].concat(), &[404]),
        (
            "a request smuggled behind another",
            [post(&waiting, "Content-Length: 4\r\n", "x=y&"), get(&waiting, &good, "")].concat(),
            &[404],
        ),
        (
            "noise",
            (0..1_000_000_u32).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect(),
            &[0, 400],
        ),
    ];
    for (name, request, expected) in &table {
        let answer = waiting.ask(request);
        assert!(expected.contains(&status(&answer)), "{name} was answered with {answer:?}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), usize::from(!answer.is_empty()), "{name}: {answer}");
        assert!(!answer.contains("made-up"), "{name}: {answer}");
        assert!(waiting.is_running(), "{name} ended the sign-in");
    }
    waiting.person_signs_in();
    let _ = waiting.end().done();
    assert_eq!(person.provider.requests_to("token").len(), 1, "no made-up code was tried");
    eprintln!("hostile connections: {} requests that are too much at {host}", table.len());
}

/// Sends a header that never ends, until the listener has enough.
fn endless_header(waiting: &Waiting) {
    let mut stream = waiting.connect();
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", waiting.host).as_bytes()).unwrap();
    let part = vec![b'x'; 64 * 1024];
    // What fits into the machine's own buffers is taken in any case: 64 MB is far beyond them.
    let is_cut = (0..1024).any(|_| stream.write_all(&part).is_err());
    assert!(is_cut, "64 MB of a header were taken");
}

/// Goes away as soon as the answer comes, without reading it: the other end learns of it by a reset.
fn reset(waiting: &Waiting) {
    let mut stream = waiting.connect();
    stream.write_all(&stray(waiting)).unwrap();
    let mut first = [0];
    stream.peek(&mut first).unwrap();
}

fn half_closed(waiting: &Waiting) {
    let mut stream = waiting.connect();
    stream.write_all(&stray(waiting)).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert_eq!(status(&waiting.answer(stream)), 404, "who has sent all may still hear the answer");
    let mut early = waiting.connect();
    early.write_all(b"GET /?code=made").unwrap();
    early.shutdown(Shutdown::Write).unwrap();
    assert!(!waiting.answer(early).contains("200"));
}

fn at_once(waiting: &Waiting, number: usize) {
    thread::scope(|scope| {
        for _ in 0..number {
            scope.spawn(|| assert_eq!(status(&waiting.ask(&stray(waiting))), 404));
        }
    });
}

#[test]
fn a_sign_in_goes_through_among_connections_that_never_end() {
    let person = Person::new();
    let mut waiting = Waiting::begin(&person);
    endless_header(&waiting);
    reset(&waiting);
    half_closed(&waiting);
    at_once(&waiting, 200);
    if let Ok(mut stream) = waiting.connect_to(IpAddr::V6(Ipv6Addr::LOCALHOST)) {
        stream.write_all(&stray(&waiting)).unwrap();
        assert_eq!(status(&waiting.answer(stream)), 404);
    }
    // These stay open while the person signs in.
    let idle: Vec<TcpStream> = (0..100).map(|_| waiting.connect()).collect();
    let unfinished: Vec<TcpStream> = (0..50)
        .map(|at| {
            let mut stream = waiting.connect();
            let request = stray(&waiting);
            stream.write_all(&request[..request.len() - 2 - at % 20]).unwrap();
            stream
        })
        .collect();
    let silent_readers: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = waiting.connect();
            stream.write_all(&stray(&waiting)).unwrap();
            stream
        })
        .collect();
    assert!(waiting.is_running());
    waiting.person_signs_in();
    assert_eq!(waiting.end().done().json()["state"], "signed_in");
    let kept = idle.len() + unfinished.len() + silent_readers.len();
    for mut stream in idle.into_iter().chain(unfinished).chain(silent_readers) {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(!String::from_utf8_lossy(&rest).contains("made-up"));
    }
    assert_eq!(person.provider.requests_to("token").len(), 1);
    eprintln!("hostile connections: 200 at once, {kept} that stayed open, one without end, one reset, two half closed");
}

#[test]
fn the_answer_over_ipv6_is_the_same_answer() {
    let person = Person::new();
    let (callback, login) = person.login_up_to_the_callback("--json");
    let (host, target) = callback.strip_prefix("http://").unwrap().split_at(callback.find("/?").unwrap() - 7);
    let port = host.rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let address = if std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        IpAddr::V6(Ipv6Addr::LOCALHOST)
    } else {
        IpAddr::V4(Ipv4Addr::LOCALHOST) // a machine without IPv6
    };
    let mut stream = TcpStream::connect((address, port)).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let _ = login.end().done();
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn the_answer_comes_again_while_the_first_is_being_redeemed() {
    let person = Person::new();
    let waiting = Waiting::begin(&person);
    person.provider.set(json!({ "delay_ms": 1500 }));
    let callback = Browser::default().callback(&waiting.address);
    let target = &callback[callback.find("/?").unwrap()..];
    assert_eq!(status(&waiting.get(target)), 303);
    wait::until_true("the request for tokens", || !person.provider.requests_to("token").is_empty());
    // A reload, a browser's second try, somebody who has seen the address.
    let replays = 20;
    thread::scope(|scope| {
        for _ in 0..replays {
            scope.spawn(|| assert_eq!(status(&waiting.get(target)), 410));
        }
    });
    let refusal = format!("/?error=access_denied&state={}", waiting.state);
    assert_eq!(status(&waiting.get(&refusal)), 410, "nor can anybody take it back");
    let _ = waiting.end().done();
    assert_eq!(person.provider.requests_to("token").len(), 1);
    eprintln!("hostile connections: {replays} replays");
}
