//! A Unix socket in a folder of its owner's.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

use super::SocketError;
use crate::files;
use crate::places::Places;

/// What `sun_path` holds on macOS, the shorter one; Linux has four more.
const LONGEST: usize = 103;

pub type Stream = UnixStream;

/// A socket that answers; it is gone when this is dropped.
pub struct Listener {
    socket: UnixListener,
    path: PathBuf,
}

/// Where the socket of that installation is. An address that is too long for a socket is replaced by one in the
/// folder for temporary files, which every process of this person finds by the same rule.
pub fn place(places: &Places) -> PathBuf {
    let folder = places.runtime_dir();
    let path = std::path::absolute(folder.join("agent.sock")).unwrap_or_else(|_| folder.join("agent.sock"));
    if path.as_os_str().as_bytes().len() <= LONGEST {
        return path;
    }
    let mut hash = DefaultHasher::new();
    path.hash(&mut hash);
    std::env::temp_dir().join(format!("cdf-signin-{}-{:016x}", own_id(), hash.finish())).join("agent.sock")
}

impl Listener {
    /// Makes the socket. The caller holds the lock that says that no other host of this person does.
    pub fn bind(path: &Path) -> Result<Self, SocketError> {
        let failed =
            |error: io::Error| SocketError::Io { path: path.display().to_string(), message: error.to_string() };
        let folder = path.parent().unwrap_or(Path::new("/"));
        own_folder(folder)
            .map_err(failed)?
            .then_some(())
            .ok_or_else(|| SocketError::ForeignFolder { folder: folder.display().to_string() })?;
        match fs::symlink_metadata(path) {
            // Left behind by a process that was killed.
            Ok(found) if found.file_type().is_socket() => fs::remove_file(path).map_err(failed)?,
            Ok(_) => return Err(SocketError::InTheWay { path: path.display().to_string() }),
            Err(_) => {}
        }
        let socket = UnixListener::bind(path).map_err(failed)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(failed)?;
        Ok(Self { socket, path: path.to_path_buf() })
    }

    /// The next program of the same person. Another person's is not answered.
    pub async fn accept(&mut self) -> io::Result<Stream> {
        loop {
            let (stream, _) = self.socket.accept().await?;
            if is_own(&stream) {
                return Ok(stream);
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Connects, if the other end is this person's.
pub async fn connect(path: &Path) -> io::Result<Stream> {
    let is_others = fs::symlink_metadata(path)?.uid() != own_id();
    if is_others {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let stream = UnixStream::connect(path).await?;
    if is_own(&stream) { Ok(stream) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

fn is_own(stream: &UnixStream) -> bool {
    stream.peer_cred().is_ok_and(|peer| peer.uid() == own_id())
}

/// Makes the folder, or closes it to everybody else; false where it is somebody else's.
fn own_folder(folder: &Path) -> io::Result<bool> {
    files::make_private_dir(folder)?;
    let found = fs::symlink_metadata(folder)?;
    if !found.is_dir() || found.uid() != own_id() {
        return Ok(false);
    }
    if found.mode() & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(true)
}

fn own_id() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_socket_and_its_folder_are_closed_to_others() {
        let home = tempfile::tempdir().unwrap();
        let path = place(&Places::under(home.path()));
        assert_eq!(path, home.path().join("run/agent.sock"));
        fs::create_dir(home.path().join("run")).unwrap();
        fs::set_permissions(home.path().join("run"), fs::Permissions::from_mode(0o755)).unwrap();
        let listener = Listener::bind(&path).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600));
        drop(listener);
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn a_dead_socket_is_replaced_and_a_file_is_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("run/agent.sock");
        fs::create_dir(home.path().join("run")).unwrap();
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        assert!(path.exists() && connect(&path).await.is_err());
        drop(Listener::bind(&path).unwrap());
        fs::write(&path, "mine").unwrap();
        assert!(matches!(Listener::bind(&path), Err(SocketError::InTheWay { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[tokio::test]
    async fn a_home_with_a_long_name_has_its_socket_elsewhere_and_everybody_finds_it() {
        let home = tempfile::tempdir().unwrap();
        let long = home.path().join("x".repeat(120));
        let path = place(&Places::under(&long));
        assert!(path.as_os_str().len() <= LONGEST, "{}", path.display());
        assert_eq!(path, place(&Places::under(&long)));
        assert_ne!(path, place(&Places::under(home.path().join("y".repeat(120)))));
        drop(Listener::bind(&path).unwrap());
        fs::remove_dir(path.parent().unwrap()).unwrap();
    }
}
