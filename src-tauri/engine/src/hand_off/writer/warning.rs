/// What a person should know of a place that a token is written to. None of it keeps the app from writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Others could read the file until now.
    WasReadable,
    /// Others can read it still: the drive keeps no permissions.
    NotPrivate,
    /// The file has another name as well (a hard link), which keeps the old text.
    HasOtherNames,
    /// Git has the file, and would commit the token.
    TrackedByGit,
    /// Git would add the file.
    NotIgnoredByGit,
    /// A program copies the folder to a service of that name.
    Synced(&'static str),
    /// Others may write in the folder.
    SharedFolder,
    /// The folder is on another computer.
    NetworkDrive,
}

impl Warning {
    /// Its stable name, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::WasReadable => "was_readable",
            Self::NotPrivate => "not_private",
            Self::HasOtherNames => "has_other_names",
            Self::TrackedByGit => "tracked_by_git",
            Self::NotIgnoredByGit => "not_ignored_by_git",
            Self::Synced(_) => "synced",
            Self::SharedFolder => "shared_folder",
            Self::NetworkDrive => "network_drive",
        }
    }

    /// What there is to know, as a sentence.
    pub fn message(self) -> String {
        match self {
            Self::WasReadable => {
                "Others could read this file. What the app writes is for you alone, also if other people's tools read it."
                    .into()
            }
            Self::NotPrivate => "Its drive keeps no permissions: whoever may use the drive can read the file.".into(),
            Self::HasOtherNames => "The file had another name too (a hard link), which keeps the old text.".into(),
            Self::TrackedByGit => "Git tracks this file, and would commit what is in it.".into(),
            Self::NotIgnoredByGit => "Git does not ignore this file, and could commit what is in it.".into(),
            Self::Synced(service) => format!("{service} copies this folder, and so the file, to other places."),
            Self::SharedFolder => "Other people may write in this folder.".into(),
            Self::NetworkDrive => "This folder is on another computer, whose administrators can read the file.".into(),
        }
    }

    /// What to do, as a sentence.
    pub fn hint(self) -> &'static str {
        match self {
            Self::WasReadable => "Let each person write a file of their own.",
            Self::NotPrivate | Self::Synced(_) | Self::SharedFolder | Self::NetworkDrive => {
                "A folder of your own on this computer is a better place."
            }
            Self::HasOtherNames => "Look whether the other name is still needed.",
            Self::TrackedByGit => "Take it out with “git rm --cached”, and let Git ignore it.",
            Self::NotIgnoredByGit => "Let Git ignore it.",
        }
    }
}
