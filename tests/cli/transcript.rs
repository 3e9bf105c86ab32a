use std::fmt::Write as _;

use cdf_signin_tests::{Home, Output};

/// A session at a terminal, as text: each command, what it printed on which stream, and how it ended.
pub struct Transcript<'a> {
    home: &'a Home,
    text: String,
}

impl<'a> Transcript<'a> {
    pub fn of(home: &'a Home) -> Self {
        Self { home, text: String::new() }
    }

    /// Runs one command; `more` are words with spaces in them, or empty ones.
    pub fn run(&mut self, words: &str, more: &[&str]) -> Output {
        let cli = more.iter().fold(self.home.cli(words), cdf_signin_tests::cli::Cli::arg);
        let output = cli.run();
        let _ = write!(self.text, "$ cdf-signin {words}");
        for word in more {
            let _ = write!(self.text, " '{word}'");
        }
        self.text.push('\n');
        for (stream, printed) in [("", &output.stdout), ("[stderr]\n", &output.stderr)] {
            if !printed.is_empty() {
                let _ = write!(self.text, "{stream}{printed}");
                self.end_line();
            }
        }
        match output.exit {
            Some(0) => self.text.push('\n'),
            Some(exit) => _ = writeln!(self.text, "[exit {exit}]\n"),
            None => self.text.push_str("[killed]\n\n"),
        }
        output
    }

    /// Runs commands of plain words.
    pub fn run_all(&mut self, commands: &[&str]) {
        for words in commands {
            self.run(words, &[]);
        }
    }

    /// Compares it with the golden file of that name. What differs from run to run is taken out first.
    #[track_caller]
    pub fn is_golden(&self, name: &str) {
        let home = self.home.path().to_str().unwrap();
        let text = self.text.replace(home, "[home]");
        let settings = {
            let mut settings = insta::Settings::clone_current();
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.add_filter(r"(127\.0\.0\.1|localhost)(:|%3A)\d+", "$1$2[port]");
            settings.add_filter(r"eyJ[\w.-]+", "[token]");
            settings.add_filter(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[time]");
            settings.add_filter(r#""expires_in":\d+"#, r#""expires_in":[seconds]"#);
            settings.add_filter(r"\b\d+ min\b", "[minutes] min");
            settings.add_filter(r"\bPort \d+", "Port [port]");
            settings.add_filter(r#"(request id(?:: |","value":"))[0-9a-f-]{36}"#, "$1[id]");
            settings.add_filter(r"(state|nonce|code_challenge)=[\w-]+", "$1=[random]");
            settings
        };
        settings.bind(|| insta::assert_snapshot!(name, text));
    }

    fn end_line(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push_str("[no line end]\n");
        }
    }
}
