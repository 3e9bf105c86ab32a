//! Entries for the menus and the desktop of Linux: `.desktop` files (Desktop Entry Specification 1.5).

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One entry, which starts this program with some words.
pub struct Entry<'a> {
    pub name: &'a str,
    pub comment: &'a str,
    pub program: &'a Path,
    pub words: &'a [&'a str],
}

impl Entry<'_> {
    /// The file's text.
    pub fn text(&self) -> String {
        let mut exec = quoted(&self.program.display().to_string());
        for word in self.words {
            let _ = write!(exec, " {}", quoted(word));
        }
        format!(
            "[Desktop Entry]\nType=Application\nVersion=1.5\nName={}\nComment={}\nExec={}\nIcon=cdf-signin-desktop\n\
             Terminal=false\nStartupNotify=true\nStartupWMClass=cdf-signin-desktop\n",
            value(self.name),
            value(self.comment),
            value(&exec),
        )
    }

    /// Writes the file, executable, as a desktop wants it of what it may start.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(folder)?;
        let mut new = tempfile::Builder::new();
        #[cfg(unix)]
        new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
        let mut new = new.tempfile_in(folder)?;
        io::Write::write_all(&mut new, self.text().as_bytes())?;
        new.persist(file)?;
        Ok(())
    }
}

/// This program, as an entry has to name it: an `AppImage` is started by its own file.
pub fn program() -> io::Result<PathBuf> {
    std::env::var_os("APPIMAGE").map_or_else(std::env::current_exe, |image| Ok(image.into()))
}

/// A word of `Exec`: in quotes, with what a shell would read escaped; `%` begins a field code.
fn quoted(word: &str) -> String {
    let mut quoted = String::from('"');
    for letter in word.chars() {
        match letter {
            '"' | '`' | '$' | '\\' => quoted.extend(['\\', letter]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A value of type string: one line, a backslash escaped.
fn value(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Exec` as the specification has it read: first the value's escapes, then the quotes, then the field codes.
    fn read(text: &str) -> Vec<String> {
        let exec = text.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
        let mut unescaped = String::new();
        let mut letters = exec.chars();
        while let Some(letter) = letters.next() {
            match (letter, if letter == '\\' { letters.next() } else { None }) {
                ('\\', Some('n')) => unescaped.push('\n'),
                ('\\', Some('t')) => unescaped.push('\t'),
                ('\\', Some('r')) => unescaped.push('\r'),
                ('\\', Some(other)) => unescaped.push(other),
                _ => unescaped.push(letter),
            }
        }
        let (mut words, mut word, mut inside) = (Vec::new(), String::new(), false);
        let mut letters = unescaped.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if inside => {
                    words.push(std::mem::take(&mut word));
                    inside = false;
                }
                '"' => inside = true,
                '\\' if inside => word.push(letters.next().unwrap()),
                '%' if inside => {
                    assert_eq!(letters.next(), Some('%'), "a field code");
                    word.push('%');
                }
                _ if inside => word.push(letter),
                ' ' => {}
                other => panic!("{other} stands outside of quotes"),
            }
        }
        words
    }

    #[test]
    fn a_program_is_started_by_exactly_its_own_words() {
        for program in ["/opt/app", "/opt/a b/$(rm -rf ~)/`x`", "/o\"p\\t/100%f/'a'", "/opt/é\n/x"] {
            let words = ["--sign-in", "north \"x\" %u \\"];
            let entry = Entry { name: "Sign in to a\nb", comment: "c", program: Path::new(program), words: &words };
            let text = entry.text();
            assert_eq!(read(&text), [program, words[0], words[1]], "{text}");
            assert_eq!(text.lines().count(), 10, "{text}");
        }
    }
}
