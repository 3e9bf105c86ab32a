//! Looks into the memory of a process.

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;

use memchr::memmem::Finder;

/// More than any part of a token, so that none is missed at the seam of two pieces.
const OVERLAP: usize = 4096;
const PIECE: usize = 4 << 20;
const PAGE: usize = 4096;
/// What the kernel's table has for each page (Documentation/admin-guide/mm/pagemap.rst): 8 bytes, of which the topmost
/// two bits say that it is in memory or swapped out.
const ENTRY: usize = 8;
const IS_THERE: u64 = 0b11 << 62;

/// How many of these texts the process has in its memory, in one byte a character or in two, and how many times each.
pub fn occurrences(process: i32, texts: &[&str]) -> Vec<usize> {
    let finders: Vec<[Finder<'static>; 2]> = texts
        .iter()
        .map(|text| {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [Finder::new(text.as_bytes()).into_owned(), Finder::new(&wide).into_owned()]
        })
        .collect();
    let mut counts = vec![0; texts.len()];
    read_memory(process, |piece| {
        for (count, finders) in counts.iter_mut().zip(&finders) {
            *count += finders.iter().map(|finder| finder.find_iter(piece).count()).sum::<usize>();
        }
    });
    counts
}

/// All of its memory that it can write to and that is really there, piece by piece.
fn read_memory(process: i32, mut look: impl FnMut(&[u8])) {
    let memory = File::open(format!("/proc/{process}/mem"))
        .unwrap_or_else(|error| panic!("this system lets nobody look into a process of their own: {error}"));
    let mut piece = vec![0; PIECE];
    for (start, end) in occupied(process) {
        let mut at = start;
        while at < end {
            let length = PIECE.min(usize::try_from(end - at).unwrap());
            // A part that has gone away since is not there to be found.
            let Ok(read) = memory.read_at(&mut piece[..length], at) else { break };
            look(&piece[..read]);
            if read < length || at + read as u64 >= end {
                break;
            }
            at += (read - OVERLAP) as u64;
        }
    }
}

/// The ranges of addresses that hold something. What a web process has merely reserved is a thousand times as much.
fn occupied(process: i32) -> Vec<(u64, u64)> {
    let table = File::open(format!("/proc/{process}/pagemap")).unwrap();
    let mut occupied: Vec<(u64, u64)> = Vec::new();
    for (start, end) in writable(process) {
        let pages = usize::try_from(end - start).unwrap() / PAGE;
        let mut entries = vec![0; pages * ENTRY];
        let read = table.read_at(&mut entries, start / PAGE as u64 * ENTRY as u64).unwrap_or_default();
        let (entries, _) = entries[..read].as_chunks::<ENTRY>();
        let pages = (start..end).step_by(PAGE).zip(entries);
        for (page, _) in pages.filter(|(_, entry)| u64::from_ne_bytes(**entry) & IS_THERE != 0) {
            match occupied.last_mut() {
                Some((_, last)) if *last == page => *last += PAGE as u64,
                _ => occupied.push((page, page + PAGE as u64)),
            }
        }
    }
    occupied
}

/// The ranges that it may write to and has used at all.
fn writable(process: i32) -> Vec<(u64, u64)> {
    let mut ranges = Vec::new();
    let mut range = None;
    for line in fs::read_to_string(format!("/proc/{process}/smaps")).unwrap().lines() {
        let mut words = line.split_whitespace();
        match (words.next().unwrap_or_default(), words.next().unwrap_or_default()) {
            ("Rss:", resident) if resident != "0" => ranges.extend(range.take()),
            (name, _) if name.ends_with(':') => {}
            (addresses, permissions) => {
                let parsed = addresses.split_once('-').and_then(|(start, end)| {
                    Some((u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?))
                });
                range = parsed.filter(|_| permissions.starts_with("rw"));
            }
        }
    }
    ranges
}
