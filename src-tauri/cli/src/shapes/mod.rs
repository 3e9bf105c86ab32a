//! What `--json` prints. The keys are a contract: tools are written against them.

mod check;
mod endpoint;
mod failure;
mod found;
mod hand_off;
mod profile;
mod status;

pub use check::CheckShape;
pub use endpoint::EndpointShape;
pub use failure::{FailureDocument, FailureShape};
pub use found::FoundShape;
pub use hand_off::{FileShape, FormatShape, PreviewShape, SnippetShape, SnippetTextShape, UndoneShape, WrittenShape};
pub use profile::{ProfileShape, is_default};
pub use status::{LogoutShape, ProfileStatusShape, StatusShape};

use std::time::SystemTime;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// RFC 3339, in whole seconds.
pub fn moment(moment: SystemTime) -> Option<String> {
    OffsetDateTime::from(moment).replace_nanosecond(0).ok()?.format(&Rfc3339).ok()
}
