//! Which profile a command is about when its name was left out: the default, the only one, or the one a person says.

use cdf_signin_engine::profile::{Entry, Profile};
use cdf_signin_engine::{Engine, Failure};

use crate::terminal::Terminal;
use crate::words::visible;

/// The checked profile of that name.
pub fn profile(engine: &Engine, terminal: Terminal, name: Option<&str>) -> Result<Profile, Failure> {
    engine.profile(chosen(engine, terminal, name)?.as_deref())
}

/// The entry of that name, right or not.
pub fn entry(engine: &Engine, terminal: Terminal, name: Option<&str>) -> Result<Entry, Failure> {
    engine.chosen_entry(chosen(engine, terminal, name)?.as_deref())
}

fn chosen(engine: &Engine, terminal: Terminal, name: Option<&str>) -> Result<Option<String>, Failure> {
    match name {
        None if terminal.has_person() => asked(engine, terminal),
        name => Ok(name.map(str::to_owned)),
    }
}

/// A person's choice; none where there is nothing to choose.
fn asked(engine: &Engine, terminal: Terminal) -> Result<Option<String>, Failure> {
    let profiles = engine.profiles()?;
    if profiles.default.is_some() || profiles.entries.len() < 2 {
        return Ok(None);
    }
    let names: Vec<&str> = profiles.entries.iter().map(|entry| entry.draft.name.as_str()).collect();
    for (index, name) in names.iter().enumerate() {
        terminal.say(&format!("  {} {}\n", index + 1, visible(name)));
    }
    loop {
        let answer = terminal.ask(&format!("Which profile? (1–{} or its name) ", names.len()))?;
        let by_number = answer.parse().ok().and_then(|number: usize| names.get(number.checked_sub(1)?));
        let by_name = names.iter().find(|name| name.eq_ignore_ascii_case(&answer));
        if let Some(name) = by_name.or(by_number) {
            return Ok(Some((*name).to_owned()));
        }
    }
}
