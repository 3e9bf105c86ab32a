//! A file that Windows lets nobody but its owner open, whatever its folder allows.

#![expect(unsafe_code, reason = "access control lists have no other interface")]

use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::path::Path;
use std::ptr::null_mut;

use windows_sys::Win32::Foundation::LocalFree;
use windows_sys::Win32::Security::Authorization::{
    ConvertStringSecurityDescriptorToSecurityDescriptorW, SDDL_REVISION_1,
};
use windows_sys::Win32::Security::{
    DACL_SECURITY_INFORMATION, PROTECTED_DACL_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, SetFileSecurityW,
};

/// Allows everything to the file's owner and nothing to anybody else.
pub(super) fn keep_to_owner(path: &Path) -> io::Result<()> {
    // Protected (nothing is inherited from the folder): all access to files to the owner.
    let words: Vec<u16> = "D:P(A;;FA;;;OW)\0".encode_utf16().collect();
    let path: Vec<u16> = path.as_os_str().encode_wide().chain([0]).collect();
    let mut descriptor: PSECURITY_DESCRIPTOR = null_mut();
    // SAFETY: both texts end with a zero; the descriptor goes to a place of its own, is used while it lives, and is
    // freed once.
    unsafe {
        let made = ConvertStringSecurityDescriptorToSecurityDescriptorW(
            words.as_ptr(),
            SDDL_REVISION_1,
            &raw mut descriptor,
            null_mut(),
        );
        if made == 0 {
            return Err(io::Error::last_os_error());
        }
        let what = DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
        let is_set = SetFileSecurityW(path.as_ptr(), what, descriptor);
        let outcome = if is_set == 0 { Err(io::Error::last_os_error()) } else { Ok(()) };
        LocalFree(descriptor);
        outcome
    }
}
