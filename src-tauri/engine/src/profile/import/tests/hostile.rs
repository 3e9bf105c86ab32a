use super::*;

fn refused(name: &str, text: impl AsRef<[u8]>) -> String {
    let (_folder, path) = write(text, name);
    let error = understand(Given::Path(&path)).unwrap_err();
    let words = error.to_string();
    assert!(words.contains(path.to_str().unwrap()), "it does not name the file: {words}");
    words
}

#[test]
fn files_that_are_no_settings_are_refused_with_their_place() {
    for (name, text, words) in [
        ("a.env", b"CDF_PROJECT=a\n\0".as_slice(), "line 2"),
        ("a.yaml", b"project: a\nb: \xff\n", "line 2"),
        ("a.yaml", b"\xff\xfep\0", "UTF-16"),
        ("a.yaml", b"cognite:\n  project: [a\n", "line "),
        ("a.yaml", b"a: *nothing\n", "line 1"),
        ("a.json", b"{\"project\": \n\n nope}", "line 3"),
        ("a.toml", b"[cognite]\nproject = \"a\nb = 1\n", "line 2"),
        ("a.toml", b"[a]\nb=1\n[a]\nb=2\n", "line 3"),
        ("a.txt", b"", "nothing of a profile"),
        ("a.json", b"[1, 2]", "nothing of a profile"),
        ("a.yaml", b"kind: Pod\nspec: {}\n", "nothing of a profile"),
    ] {
        let said = refused(name, text);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_grows_without_end_is_refused() {
    let large = vec![b'#'; usize::try_from(read::LARGEST).unwrap() + 1];
    assert!(refused("a.env", &large).contains("more than 1 MiB"));
    assert!(understand(Given::Text(std::str::from_utf8(&large).unwrap())).is_err());
    let laughs: Vec<_> =
        (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    assert!(refused("a.yaml", format!("a0: &a0 [x,x]\n{}", laughs.concat())).contains("too many values"));
    assert!(refused("a.yaml", "[".repeat(100_000)).contains("line 1"));
    assert!(refused("a.yaml", "- ".repeat(5_000)).contains("too deep"));
    assert!(refused("a.json", "[".repeat(100_000)).contains("line 1"));
    assert!(refused("a.toml", format!("a = {}", "[".repeat(50_000))).contains("line 1"));
    let doubled: Vec<_> = (1..40).map(|n| format!("A{n}=${{A{0}}}${{A{0}}}\n", n - 1)).collect();
    let found = one("a.env", &format!("A0=xxxxxxxxxxxxxxxx\n{}CDF_PROJECT=${{A39}}\n", doubled.concat()));
    assert!(found.draft.project.is_empty() && found.missing.contains(&"project".to_owned()));
}

#[test]
fn a_byte_order_mark_and_an_anchor_are_nothing_bad() {
    let found = one("a.env", "\u{feff}CDF_PROJECT=north-prod\nCDF_CLUSTER=api\n");
    assert_eq!(found.draft.project, "north-prod");
    let text = "base: &base {tenant: north.example, client-id: x}\ncognite:\n  project: p\n  idp-authentication:\n    <<: *base\n    client-id: y\n";
    let found = one("a.yaml", text);
    assert_eq!((&*found.draft.tenant_id, &*found.draft.client_id), ("north.example", "y"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("a.env");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    assert!(matches!(understand(Given::Path(&pipe)), Err(ImportError::NoFile { .. })));
    assert!(matches!(understand(Given::Path(folder.path())), Err(ImportError::Nothing { .. })));
    assert!(matches!(understand(Given::Path(&folder.path().join("none"))), Err(ImportError::File { .. })));
}

#[test]
fn a_foreign_profile_brings_no_command_along() {
    let text = "version = 1\n[profiles.north]\nbrowser = \"sh -c evil\"\nproject = \"p\"\nhand_off = [{ format = \"dotenv\", path = \"~/.env\" }]\n";
    let found = one("a.cdfprofile", text);
    assert_eq!((&*found.draft.name, &*found.draft.browser, found.notes.len()), ("north", "", 2));
}

#[test]
fn a_place_that_tokens_would_go_to_is_named() {
    let said = |text: &str| one("a.cdfprofile", &format!("[profiles.a]\nproject = \"p\"\n{text}\n")).notes.join(" ");
    assert!(said("base_url = \"https://evil.example/x\"").contains("evil.example"));
    assert!(said("cluster = \"evil.example\"").contains("evil.example"));
    assert!(said("cluster = \"api.cognitedata.com.evil.example\"").contains("evil.example"));
    for good in
        ["cluster = \"api\"", "base_url = \"http://127.0.0.1:1\"", "cluster = \"x.plink.api.cognitedata.com\"", ""]
    {
        assert_eq!(said(good), "", "{good}");
    }
}

proptest::proptest! {
    /// Whatever is pasted or dropped, reading it ends, and does not panic.
    #[test]
    fn any_text_is_read_or_refused(text in "(\\PC|\n|[:=\\[\\]{}&*!\"'#$<-]){0,200}") {
        let _ = understand(Given::Text(&text));
        let _ = tree::read_env(&text);
    }
}
