//! A named pipe that only its owner may open.

#![expect(unsafe_code, reason = "access control lists have no other interface")]

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::os::windows::io::AsRawHandle as _;
use std::path::{Path, PathBuf};
use std::ptr::null_mut;
use std::time::Duration;

use tokio::net::windows::named_pipe::{ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions};
use windows_sys::Win32::Foundation::{CloseHandle, ERROR_PIPE_BUSY, ERROR_SUCCESS, HANDLE, LocalFree};
use windows_sys::Win32::Security::Authorization::{
    ConvertStringSecurityDescriptorToSecurityDescriptorW, GetSecurityInfo, SDDL_REVISION_1, SE_KERNEL_OBJECT,
};
use windows_sys::Win32::Security::{
    EqualSid, GetTokenInformation, OWNER_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, PSID, SECURITY_ATTRIBUTES,
    TOKEN_OWNER, TOKEN_QUERY, TokenOwner,
};
use windows_sys::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};

use super::SocketError;
use crate::places::Places;

pub type Stream = NamedPipeClient;

/// A pipe that answers; it is gone when this is dropped.
pub struct Listener {
    /// Waits for the next program.
    next: NamedPipeServer,
    name: PathBuf,
}

/// The pipe of that installation. Pipes have one name space for all people of a machine, so the home is in the name.
pub fn place(places: &Places) -> PathBuf {
    let home = std::path::absolute(places.runtime_dir()).unwrap_or_else(|_| places.runtime_dir().to_path_buf());
    let mut hash = DefaultHasher::new();
    home.hash(&mut hash);
    PathBuf::from(format!(r"\\.\pipe\cdf-signin-{:016x}", hash.finish()))
}

impl Listener {
    /// Makes the pipe. One of that name that is there already is another account's: the caller holds this one's lock.
    pub fn bind(path: &Path) -> Result<Self, SocketError> {
        let name = path.to_path_buf();
        let next = create(name.as_os_str(), true)
            .map_err(|error| SocketError::Io { path: path.display().to_string(), message: error.to_string() })?;
        Ok(Self { next, name })
    }

    /// The next program of the same person: the system lets nobody else in.
    pub async fn accept(&mut self) -> io::Result<NamedPipeServer> {
        self.next.connect().await?;
        let next = create(self.name.as_os_str(), false)?;
        Ok(std::mem::replace(&mut self.next, next))
    }
}

/// Connects, if the other end is this person's.
pub async fn connect(path: &Path) -> io::Result<Stream> {
    const LOOK_AGAIN: Duration = Duration::from_millis(20);
    let stream = loop {
        match ClientOptions::new().open(path) {
            Err(error) if error.raw_os_error() == i32::try_from(ERROR_PIPE_BUSY).ok() => {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            opened => break opened?,
        }
    };
    if is_own(stream.as_raw_handle().cast()) { Ok(stream) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

fn create(name: &OsStr, is_first: bool) -> io::Result<NamedPipeServer> {
    let owner_only = OwnerOnly::new()?;
    let mut attributes = SECURITY_ATTRIBUTES {
        nLength: u32::try_from(size_of::<SECURITY_ATTRIBUTES>()).unwrap_or_default(),
        lpSecurityDescriptor: owner_only.0,
        bInheritHandle: 0,
    };
    let mut options = ServerOptions::new();
    options.first_pipe_instance(is_first).reject_remote_clients(true);
    // SAFETY: the attributes and the descriptor in them live until the call returns.
    unsafe { options.create_with_security_attributes_raw(name, (&raw mut attributes).cast()) }
}

/// A descriptor that allows everything to the object's owner and nothing to anybody else.
struct OwnerOnly(PSECURITY_DESCRIPTOR);

impl OwnerOnly {
    fn new() -> io::Result<Self> {
        // Protected (nothing is inherited): all access to the owner.
        let words: Vec<u16> = "D:P(A;;GA;;;OW)\0".encode_utf16().collect();
        let mut descriptor = null_mut();
        // SAFETY: the text ends with a zero, and the result goes to a place of its own.
        let made = unsafe {
            ConvertStringSecurityDescriptorToSecurityDescriptorW(
                words.as_ptr(),
                SDDL_REVISION_1,
                &raw mut descriptor,
                null_mut(),
            )
        };
        if made == 0 { Err(io::Error::last_os_error()) } else { Ok(Self(descriptor)) }
    }
}

impl Drop for OwnerOnly {
    fn drop(&mut self) {
        // SAFETY: the system allocated it for this process, which frees it once.
        unsafe { LocalFree(self.0) };
    }
}

/// Whether the pipe belongs to whom this process would make one for. Another account may have taken the name first.
fn is_own(pipe: HANDLE) -> bool {
    let (mut owner, mut descriptor): (PSID, PSECURITY_DESCRIPTOR) = (null_mut(), null_mut());
    // SAFETY: the results go to places of their own, and `owner` points into `descriptor`, which lives until the end.
    unsafe {
        let asked = GetSecurityInfo(
            pipe,
            SE_KERNEL_OBJECT,
            OWNER_SECURITY_INFORMATION,
            &raw mut owner,
            null_mut(),
            null_mut(),
            null_mut(),
            &raw mut descriptor,
        );
        if asked != ERROR_SUCCESS {
            return false;
        }
        let is_own = own_id().is_some_and(|own| EqualSid(owner, own.owner()) != 0);
        LocalFree(descriptor);
        is_own
    }
}

/// What `TokenOwner` answers: a pointer, and the ID behind it. Aligned as the structure at its start.
struct OwnId(Vec<u64>);

impl OwnId {
    fn owner(&self) -> PSID {
        // SAFETY: filled by the system with that structure, and aligned for it.
        unsafe { (*self.0.as_ptr().cast::<TOKEN_OWNER>()).Owner }
    }
}

fn own_id() -> Option<OwnId> {
    // A SID has 68 bytes at most.
    let mut answer = vec![0_u64; 16];
    let room = u32::try_from(answer.len() * size_of::<u64>()).ok()?;
    let (mut token, mut used) = (null_mut(), 0);
    // SAFETY: the room is as large as said, and the token is closed once.
    unsafe {
        if OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut token) == 0 {
            return None;
        }
        let told = GetTokenInformation(token, TokenOwner, answer.as_mut_ptr().cast(), room, &raw mut used);
        CloseHandle(token);
        (told != 0).then_some(OwnId(answer))
    }
}
