use super::words::sentence;
use super::{ErrorCode, Failure};
use crate::profile::import::ImportError;

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        let message = sentence(&error);
        match error {
            ImportError::File { .. } => {
                Self::new(ErrorCode::Usage, message, "Check the path, and that the file is yours to read.")
            }
            ImportError::NoFile { .. } => Self::new(ErrorCode::Usage, message, "Name a file or a folder."),
            ImportError::TooLarge { .. } => {
                Self::new(ErrorCode::ProfileInvalid, message, "Name the file with the settings alone.")
            }
            ImportError::NotText { .. } => Self::new(
                ErrorCode::ProfileInvalid,
                message,
                "Name a text file in UTF-8; an editor can save it as that.",
            ),
            ImportError::Syntax { .. } => {
                Self::new(ErrorCode::ProfileInvalid, message, "Mend that line in a text editor, then try again.")
            }
            ImportError::Nothing { .. } => Self::new(
                ErrorCode::ProfileInvalid,
                message,
                "It can be a Toolkit .env, COGNITE_ variables, a configuration of the Python SDK, of an extractor or of pygen, an exported profile, or a Fusion address.",
            ),
        }
    }
}
