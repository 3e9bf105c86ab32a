use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use super::ImportError;

/// Settings are a few kilobytes.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// A file's text. A pipe or a device is not opened: reading it might never end.
pub(super) fn read_file(path: &Path) -> Result<Zeroizing<String>, ImportError> {
    let failed = |source| ImportError::File { path: path.to_path_buf(), source };
    let found = std::fs::metadata(path).map_err(failed)?;
    if !found.is_file() {
        return Err(ImportError::NoFile { path: path.to_path_buf() });
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(found.len().min(LARGEST)).unwrap_or(0) + 1));
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    text_of(&bytes, Some(path))
}

/// Bytes as text, without a byte order mark.
pub(super) fn text_of(bytes: &[u8], path: Option<&Path>) -> Result<Zeroizing<String>, ImportError> {
    let path = || path.map(Path::to_path_buf);
    if bytes.len() as u64 > LARGEST {
        return Err(ImportError::TooLarge { path: path() });
    }
    let not_text = |at: usize, reason| {
        let line = bytes[..at].split(|byte| *byte == b'\n').count();
        Err(ImportError::NotText { path: path(), line, reason })
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return not_text(0, "it is UTF-16");
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return not_text(at, "it has a NUL byte");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Zeroizing::new(text.trim_start_matches('\u{feff}').to_owned())),
        Err(error) => not_text(error.valid_up_to(), "it is not UTF-8"),
    }
}
