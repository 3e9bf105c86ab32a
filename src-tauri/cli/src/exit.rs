use cdf_signin_engine::ErrorCode;

/// What a script sees of a failure without reading anything.
pub fn code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::Internal => 1,
        ErrorCode::Usage => 2,
        ErrorCode::ProfileNotFound | ErrorCode::ProfileInvalid | ErrorCode::ProfileExists => 3,
        ErrorCode::SignInRequired => 4,
        ErrorCode::ProviderRefused => 5,
        ErrorCode::Network => 6,
        ErrorCode::Cancelled | ErrorCode::TimedOut => 7,
        ErrorCode::VaultLocked | ErrorCode::VaultUnavailable | ErrorCode::VaultCorrupt => 8,
        ErrorCode::FileRefused => 9,
        ErrorCode::PortTaken => 10,
    }
}
