//! Scripts that set the variables in a shell: the Toolkit's and those of the SDKs' helpers. In an environment, unlike in a
//! `.env`, the two sets do not get in each other's way.

use super::line_file::LineFile;
use super::{Format, Freshness, Gives, Material, Rendered, SHELLS, Unfit};

/// The variables, in their order.
const NAMES: [&str; 8] = [
    "CDF_CLUSTER",
    "CDF_PROJECT",
    "CDF_URL",
    "LOGIN_FLOW",
    "CDF_TOKEN",
    "COGNITE_PROJECT",
    "COGNITE_BASE_URL",
    "COGNITE_TOKEN",
];

/// A shell's way to set a variable.
struct Shell {
    file: LineFile,
    /// What stands before a name and after it.
    set: (&'static str, &'static str),
    end: &'static str,
    quoted: fn(&str) -> String,
}

const SH: Shell = Shell {
    file: LineFile {
        head: "# Written by CDF Sign-in. In a shell: . ./cdf.sh",
        lines: &[],
        secrets: &[("export CDF_TOKEN=", "''"), ("export COGNITE_TOKEN=", "''")],
        line_end: "\n",
    },
    set: ("export ", "="),
    end: "",
    quoted: |value| format!("'{}'", value.replace('\'', r"'\''")),
};

const FISH: Shell = Shell {
    file: LineFile {
        head: "# Written by CDF Sign-in. In fish: source cdf.fish",
        lines: &[],
        secrets: &[("set -gx CDF_TOKEN ", "''"), ("set -gx COGNITE_TOKEN ", "''")],
        line_end: "\n",
    },
    set: ("set -gx ", " "),
    end: "",
    // https://fishshell.com/docs/current/language.html#quotes
    quoted: |value| format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'")),
};

const POWERSHELL: Shell = Shell {
    file: LineFile {
        head: "# Written by CDF Sign-in. In PowerShell: . .\\cdf.ps1",
        lines: &[],
        secrets: &[("$env:CDF_TOKEN = ", "''"), ("$env:COGNITE_TOKEN = ", "''")],
        line_end: "\r\n",
    },
    set: ("$env:", " = "),
    end: "",
    // about_Quoting_Rules: nothing but its own quote means anything in a single-quoted string.
    quoted: |value| format!("'{}'", value.replace('\'', "''")),
};

const CMD: Shell = Shell {
    file: LineFile {
        head: "@rem Written by CDF Sign-in. At the command prompt: call cdf.cmd",
        lines: &[],
        secrets: &[("@set \"CDF_TOKEN=", "\""), ("@set \"COGNITE_TOKEN=", "\"")],
        line_end: "\r\n",
    },
    set: ("@set \"", "="),
    end: "\"",
    // In a batch file `%%` is a percent sign.
    quoted: |value| value.replace('%', "%%"),
};

impl Shell {
    fn is_ours(&self, text: &str) -> bool {
        let sets = |line: &str, name| {
            line.strip_prefix(self.set.0)
                .and_then(|line| line.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with(self.set.1))
        };
        self.file.has_only(text, |line| NAMES.iter().any(|name| sets(line, *name)))
    }

    fn render(&self, material: &Material<'_>) -> Rendered {
        let profile = material.profile;
        let base_url = material.base_url();
        let token = Rendered::new((self.quoted)(material.token_text()));
        let plain = |value: &str| Rendered::new((self.quoted)(value));
        let values = [
            plain(&profile.cluster),
            plain(&profile.project),
            plain(&base_url),
            plain("token"),
            token.clone(),
            plain(&profile.project),
            plain(&base_url),
            token,
        ];
        let names: Vec<_> = NAMES.iter().map(|name| [self.set.0, name, self.set.1].concat()).collect();
        self.file.text(names.iter().zip(&values).map(|(name, value)| [name.as_str(), value.as_str(), self.end]))
    }
}

pub(super) const SH_FORMAT: Format = Format {
    id: "sh",
    title: "Shell script",
    tool: SHELLS,
    file_name: "cdf.sh",
    about: "For sh, bash and zsh: “. ./cdf.sh” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours: |text| SH.is_ours(text),
    unfit: |_| None,
    render: |material, _| Ok(SH.render(material)),
    take_back: |text| SH.file.emptied(text),
};

pub(super) const FISH_FORMAT: Format = Format {
    id: "fish",
    title: "fish script",
    tool: SHELLS,
    file_name: "cdf.fish",
    about: "For fish: “source cdf.fish” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
    is_ours: |text| FISH.is_ours(text),
    render: |material, _| Ok(FISH.render(material)),
    take_back: |text| FISH.file.emptied(text),
    ..SH_FORMAT
};

pub(super) const POWERSHELL_FORMAT: Format = Format {
    id: "powershell",
    title: "PowerShell script",
    tool: SHELLS,
    file_name: "cdf.ps1",
    about: "For PowerShell: “. .\\cdf.ps1” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
    is_ours: |text| POWERSHELL.is_ours(text),
    render: |material, _| Ok(POWERSHELL.render(material)),
    take_back: |text| POWERSHELL.file.emptied(text),
    ..SH_FORMAT
};

pub(super) const CMD_FORMAT: Format = Format {
    id: "cmd",
    title: "Command prompt script",
    tool: SHELLS,
    file_name: "cdf.cmd",
    about: "For cmd.exe: “call cdf.cmd” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
    is_ours: |text| CMD.is_ours(text),
    render: |material, _| in_cmd(material),
    take_back: |text| CMD.file.emptied(text),
    ..SH_FORMAT
};

/// No quoting keeps a `"` from ending the value, nor a `!` from naming a variable where the prompt has that switched on.
fn in_cmd(material: &Material<'_>) -> Result<Rendered, Unfit> {
    let values = [material.token_text(), &material.base_url()];
    if values.iter().any(|value| value.contains(['"', '!'])) {
        return Err(Unfit {
            reason: "The token or the address has a “\"” or “!”, which the command prompt cannot hold.".into(),
            instead: format!("Choose “{}”.", POWERSHELL_FORMAT.title),
        });
    }
    Ok(CMD.render(material))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::hand_off::tests::{profile, token};

    /// What would mean something to some shell.
    const HOSTILE: &str = "a'b\"c$HOME`id`%PATH%!x;&|<>(){}[]*?~#\\' \\\\ ^";

    fn text(format: &Format, value: &str) -> String {
        let profile = profile();
        let material = Material { token: Some(token(value)), ..Material::of(&profile) };
        (format.render)(&material, None).unwrap().to_string()
    }

    /// What a shell that has read the script sees. None where there is no such shell.
    fn seen(shell: &str, source: &str, format: &Format, variable: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("script");
        std::fs::write(&script, text(format, HOSTILE)).unwrap();
        let words = format!("{source} '{}'; printenv {variable}", script.display());
        let output = Command::new(shell).args(["-c", &words]).output().ok()?;
        assert!(output.status.success(), "{shell}: {output:?}");
        Some(String::from_utf8(output.stdout).unwrap().trim_end_matches('\n').to_owned())
    }

    #[cfg(unix)]
    #[test]
    fn a_real_shell_sees_the_very_token() {
        for variable in ["CDF_TOKEN", "COGNITE_TOKEN"] {
            assert_eq!(seen("sh", ".", &SH_FORMAT, variable).expect("every Unix has one"), HOSTILE);
            for (shell, format) in [("bash", &SH_FORMAT), ("zsh", &SH_FORMAT), ("fish", &FISH_FORMAT)] {
                let source = if shell == "fish" { "source" } else { "." };
                assert!(seen(shell, source, format, variable).is_none_or(|seen| seen == HOSTILE), "{shell}");
            }
        }
        assert_eq!(seen("sh", ".", &SH_FORMAT, "COGNITE_BASE_URL").unwrap(), "https://westeurope-1.cognitedata.com");
    }

    #[test]
    fn powershell_and_cmd_by_their_documented_rules() {
        let script = text(&POWERSHELL_FORMAT, "a'b$x`n");
        assert!(script.contains("\r\n$env:CDF_TOKEN = 'a''b$x`n'\r\n"), "{script}");
        let script = text(&CMD_FORMAT, "a%PATH%&b");
        assert!(script.contains("\r\n@set \"CDF_TOKEN=a%%PATH%%&b\"\r\n"), "{script}");
        let profile = profile();
        for impossible in ["a\"&b", "a!b!"] {
            let material = Material { token: Some(token(impossible)), ..Material::of(&profile) };
            assert!((CMD_FORMAT.render)(&material, None).is_err());
        }
    }
}
