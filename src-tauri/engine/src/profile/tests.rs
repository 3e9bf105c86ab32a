use std::fs;

use proptest::prelude::*;

use super::*;
use crate::places::Places;

fn book(text: &str) -> (tempfile::TempDir, ProfileBook) {
    let home = tempfile::tempdir().unwrap();
    if !text.is_empty() {
        fs::write(home.path().join("profiles.toml"), text).unwrap();
    }
    let book = ProfileBook::new(&Places::under(home.path()));
    (home, book)
}

fn text(book: &ProfileBook) -> String {
    fs::read_to_string(book.path()).unwrap()
}

fn draft(name: &str) -> ProfileDraft {
    ProfileDraft {
        name: name.into(),
        tenant_id: "north.example".into(),
        client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
        cluster: "westeurope-1".into(),
        project: "north-prod".into(),
        ..ProfileDraft::default()
    }
}

const BY_HAND: &str = r#"# My profiles
version = 1
default = "a"   # the usual one

# The plant
[profiles.a]
tenant_id = "north.example"   # from Kari
client_id = "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88"
cluster = "westeurope-1"
project = "north-prod"
colour = "teal"
future = { a = 1 }

[profiles.b] # other
tenant_id = "north.example"
client_id = "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88"
cluster = "westeurope-1"
project = "b"

[tools]
mine = true
"#;

#[test]
fn a_first_profile_makes_a_file_that_people_can_read() {
    let (_home, book) = book("");
    book.add(&ProfileDraft {
        label: "North production".into(),
        redirect_port: "53001".into(),
        scopes: "a b".into(),
        ..draft("north")
    })
    .unwrap();
    assert_eq!(
        text(&book),
        "version = 1\n\n[profiles.north]\nlabel = \"North production\"\ntenant_id = \"north.example\"\nclient_id = \"7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\"\n\
         cluster = \"westeurope-1\"\nproject = \"north-prod\"\nredirect_port = 53001\nscopes = [\"a\", \"b\"]\n"
    );
    assert_eq!(book.profile(None).unwrap().redirect_port, 53001);
}

#[test]
fn an_edit_changes_its_line_and_nothing_else() {
    let (_home, book) = book(BY_HAND);
    let mut edited = book.load().unwrap().find("a").unwrap().draft.clone();
    edited.tenant_id = "south.example".into();
    book.edit("a", |draft| draft.clone_from(&edited)).unwrap();
    assert_eq!(text(&book), BY_HAND.replacen("north.example\"   # from Kari", "south.example\"   # from Kari", 1));
    edited.tenant_id = "north.example".into();
    book.edit("a", |draft| draft.clone_from(&edited)).unwrap();
    assert_eq!(text(&book), BY_HAND);
}

#[test]
fn an_unset_field_leaves_the_file() {
    let (_home, book) = book(BY_HAND);
    let mut edited = draft("b");
    edited.base_url = "http://127.0.0.1:1".into();
    edited.fixed_port = true;
    book.edit("b", |draft| draft.clone_from(&edited)).unwrap();
    assert!(text(&book).contains("base_url = \"http://127.0.0.1:1\"\nfixed_port = true"), "{}", text(&book));
    book.edit("b", |stored| *stored = ProfileDraft { project: "b".into(), ..draft("b") }).unwrap();
    assert_eq!(text(&book), BY_HAND);
}

#[test]
fn renaming_keeps_comments_place_and_default() {
    let (_home, book) = book(BY_HAND);
    book.rename("A", &ProfileName::parse("plant").unwrap()).unwrap();
    assert_eq!(
        text(&book),
        BY_HAND.replace("[profiles.a]", "[profiles.plant]").replace("default = \"a\"", "default = \"plant\"")
    );
    assert!(matches!(book.rename("plant", &ProfileName::parse("B").unwrap()), Err(BookError::Exists(_))));
    // The same name in another case is no other name.
    book.rename("plant", &ProfileName::parse("Plant").unwrap()).unwrap();
}

#[test]
fn duplicates_get_free_names_and_no_files() {
    let (_home, book) = book(BY_HAND);
    let entry = HandOffEntry { format: "dotenv".into(), path: "~/x".into(), keep_fresh: false, take_back_after: None };
    book.change_hand_off("a", |list| list.push(entry.clone())).unwrap();
    assert_eq!(book.duplicate("a").unwrap(), "a-2");
    assert_eq!(book.duplicate("a").unwrap(), "a-3");
    let profiles = book.load().unwrap();
    assert_eq!(profiles.find("a").unwrap().hand_off, [entry]);
    assert!(profiles.find("a-2").unwrap().hand_off.is_empty());
    assert!(text(&book).contains("colour = \"teal\""));
}

#[test]
fn how_long_the_clipboard_keeps_a_token() {
    for (text, seconds) in [
        ("", Some(60)),
        ("[clipboard]\nclear_after = 5\n", Some(5)),
        ("clipboard = { clear_after = 0 }\n", None),
        ("[clipboard\n", Some(60)),
    ] {
        let (_home, book) = book(text);
        assert_eq!(book.clipboard_clear_after().unwrap().map(|after| after.as_secs()), seconds, "{text}");
    }
    // Nothing is copied that would stay longer than somebody meant.
    for wrong in ["-1", "\"never\""] {
        let (_home, book) = book(&format!("[clipboard]\nclear_after = {wrong}\n"));
        assert_eq!(book.clipboard_clear_after().unwrap_err().field, "clipboard.clear_after");
    }
}

#[test]
fn removing_takes_the_default_along() {
    let (_home, book) = book(BY_HAND);
    book.remove("a").unwrap();
    assert_eq!(book.load().unwrap().default, None);
    assert_eq!(book.profile(None).unwrap().name.as_str(), "b");
    assert!(text(&book).contains("[tools]\nmine = true"));
    assert!(matches!(book.remove("a"), Err(BookError::NotFound(_))));
}

#[test]
fn without_a_name_there_has_to_be_one_meant() {
    let (_home, empty) = book("");
    assert!(matches!(empty.profile(None), Err(BookError::Empty)));
    let (_home, two) = book(&BY_HAND.replace("default = \"a\"", "other = 1"));
    assert!(matches!(two.profile(None), Err(BookError::Ambiguous(2))));
    assert_eq!(two.profile(Some("B")).unwrap().name.as_str(), "b");
}

#[test]
fn a_broken_file_is_named_with_its_place_and_never_overwritten() {
    let broken = "version = 1\n[profiles.a]\ntenant_id = \"x\nproject = 1\n";
    let (_home, book) = book(broken);
    let Err(BookError::Syntax { line, column, .. }) = book.load() else { panic!("not a syntax error") };
    assert_eq!((line, column), (3, 15));
    assert!(book.add(&draft("b")).is_err());
    assert!(book.remove("a").is_err());
    assert_eq!(text(&book), broken);
}

#[test]
fn a_newer_version_is_left_alone() {
    let newer = "version = 2\n[people.a]\n";
    let (_home, book) = book(newer);
    assert!(matches!(book.load(), Err(BookError::NewerVersion { version: 2, .. })));
    assert!(book.add(&draft("b")).is_err());
    assert_eq!(text(&book), newer);
}

#[test]
fn one_wrong_profile_does_not_hide_the_others() {
    let (_home, book) =
        book("[profiles.a]\ntenant_id = 1.5\nredirect_port = true\n\n[profiles.b]\nx = 1\n[profiles]\nc = 3\n");
    let profiles = book.load().unwrap();
    assert_eq!(profiles.entries.len(), 3);
    let problems = profiles.find("a").unwrap().profile.as_ref().unwrap_err();
    assert_eq!(problems[0].field, "tenant_id");
    assert!(book.profile(Some("c")).is_err());
}

#[test]
fn a_refused_field_changes_nothing() {
    let (_home, book) = book(BY_HAND);
    let wrong = ProfileDraft { redirect_port: "80".into(), ..draft("b") };
    let Err(BookError::Fields { problems, .. }) = book.edit("b", |draft| draft.clone_from(&wrong)) else {
        panic!("accepted")
    };
    assert_eq!(problems[0].field, "redirect_port");
    assert_eq!(text(&book), BY_HAND);
}

#[test]
fn names_that_differ_in_case_alone_are_one() {
    let (_home, book) = book(BY_HAND);
    assert!(matches!(book.add(&draft("A")), Err(BookError::Exists(name)) if name == "a"));
}

#[test]
fn many_writers_lose_nothing() {
    let (_home, book) = book("");
    std::thread::scope(|scope| {
        for number in 0..24 {
            let book = &book;
            scope.spawn(move || book.add(&draft(&format!("p{number}"))).unwrap());
        }
    });
    assert_eq!(book.load().unwrap().entries.len(), 24);
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_where_it_is_kept() {
    let (home, book) = book("");
    let kept = home.path().join("dotfiles.toml");
    fs::write(&kept, BY_HAND).unwrap();
    std::os::unix::fs::symlink(&kept, book.path()).unwrap();
    book.remove("b").unwrap();
    assert!(fs::symlink_metadata(book.path()).unwrap().is_symlink());
    assert!(!fs::read_to_string(kept).unwrap().contains("[profiles.b]"));
}

proptest! {
    /// What is written is read back, whatever a field holds, and writing it again changes nothing.
    #[test]
    fn drafts_survive_the_file(label in "[^\\p{C}]{0,40}", scopes in "[a-z:/.]{1,9}( [a-z:/.]{1,9}){0,3}", port in 1024u16..=65535, fixed: bool, hint in "[^\\p{C}]{0,20}") {
        let (_home, book) = book("");
        let written = ProfileDraft {
            label: label.trim().to_owned(), scopes, redirect_port: port.to_string(), fixed_port: fixed, login_hint: hint.trim().to_owned(), ..draft("north")
        };
        book.add(&written).unwrap();
        let read = book.load().unwrap().entries[0].draft.clone();
        prop_assert_eq!(&read, &written);
        let before = text(&book);
        book.edit("north", |draft| draft.clone_from(&read)).unwrap();
        prop_assert_eq!(text(&book), before);
    }

    /// Whatever a file holds, reading it neither panics nor changes it, and a refused change leaves it as it was.
    #[test]
    fn any_file_is_read_or_refused(content in "(\\PC|\n){0,200}") {
        let (_home, book) = book(&format!("{content}\n"));
        let before = text(&book);
        let is_read = book.load().is_ok();
        prop_assert_eq!(text(&book), before.clone());
        if !is_read {
            prop_assert!(book.add(&draft("north")).is_err());
            prop_assert_eq!(text(&book), before);
        }
    }
}
