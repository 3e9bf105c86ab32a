use std::fmt::Write as _;

use cdf_signin_engine::profile::import::Found;

use super::{BOLD, DIM, WARN, painted, visible};

/// What was understood of a file or a text: every value, since each decides where a token goes.
pub fn found(found: &Found) -> String {
    let mut text = String::new();
    let place = found
        .source
        .path
        .as_ref()
        .map_or_else(String::new, |path| format!(", {}", visible(&path.display().to_string())));
    let _ = writeln!(text, "{}  {}{place}", painted(BOLD, &visible(&found.draft.name)), found.source.form.title());
    let mut line =
        |key: &str, value: &str| _ = writeln!(text, "  {} {}", painted(DIM, &format!("{key:14}")), visible(value));
    for (key, value) in found.draft.set_fields() {
        line(key, &value);
    }
    for secret in &found.secrets {
        line("secret", &format!("a {} stands there; --with-secrets takes it along", secret.title()));
    }
    for note in &found.notes {
        line("note", note);
    }
    if let Some(name) = &found.already {
        let said = format!("“{}” says the same already: it is not added again.", visible(name));
        let _ = writeln!(text, "  {}", painted(WARN, &said));
        return text;
    }
    if !found.missing.is_empty() {
        let _ = writeln!(text, "  {} {}", painted(WARN, &format!("{:14}", "missing")), found.missing.join(", "));
    }
    for problem in &found.problems {
        let said = visible(&problem.message);
        let _ = writeln!(text, "  {} {said}", painted(WARN, &format!("{:14}", problem.field)));
    }
    text
}
