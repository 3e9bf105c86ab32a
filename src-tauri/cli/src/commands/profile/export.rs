use std::path::{Path, PathBuf};

use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;
use serde_json::json;

use crate::terminal::Terminal;
use crate::words::visible;

/// Put profiles into a file for colleagues, without secrets and accounts
#[derive(Debug, Args)]
pub struct Export {
    /// The profiles
    #[arg(required = true)]
    names: Vec<String>,
    /// The file, or a folder for one; left out, it is printed
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

impl Export {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let text = engine.export(&names)?;
        let Some(to) = &self.to else {
            return terminal.answer(&text, &json!({ "profiles": names, "text": text }));
        };
        let path = if to.is_dir() { to.join(Self::file_name(&names)) } else { to.clone() };
        if !self.force && path.exists() {
            confirm(terminal, &path)?;
        }
        engine.export_to(&names, &path)?;
        let said = format!("{} is written. No secret and no account is in it.", visible(&path.display().to_string()));
        terminal.done(&said, &json!({ "profiles": names, "path": path }))
    }

    /// `north.cdfprofile`; the app opens such a file.
    fn file_name(names: &[&str]) -> String {
        let stem = if let [only] = names { only } else { "profiles" };
        format!("{stem}.cdfprofile")
    }
}

fn confirm(terminal: Terminal, path: &Path) -> Result<(), Failure> {
    let path = path.display().to_string();
    if !terminal.has_person() {
        return Err(Failure::new(
            ErrorCode::FileRefused,
            format!("{path} is there already."),
            "Replace it with --force, or choose another name.",
        ));
    }
    if terminal.agrees(&format!("Replace {}?", visible(&path)))? {
        return Ok(());
    }
    Err(Failure::new(ErrorCode::Cancelled, format!("{path} stays."), "Answer y to replace it."))
}
