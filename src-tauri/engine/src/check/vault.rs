use super::report::{Step, StepId};
use crate::failure::Failure;
use crate::ports::KeyStoreError;
use crate::vault::{Vault, VaultError, VaultKind};

/// Whether sign-ins can be kept: an entry that is nobody's is sealed, written, read and opened.
pub(super) async fn step(vault: &Vault) -> Step {
    let kind = vault.kind();
    let step = match vault.probe().await {
        Ok(()) => kept(kind),
        Err(error) => {
            let title = match &error {
                VaultError::Key(KeyStoreError::Locked) => "The system's keyring is locked",
                VaultError::Key(KeyStoreError::Absent(_)) => "There is no system keyring here",
                VaultError::Key(KeyStoreError::Failing(_)) if kind == VaultKind::File => "The key's file does not work",
                VaultError::Key(KeyStoreError::Failing(_)) => "The system's keyring does not work",
                VaultError::Unreadable { .. } => "The vault does not give back what was put into it",
                VaultError::File { .. } => "The vault's folder cannot be written to",
            };
            Step::of_failure(StepId::Vault, title, &Failure::from(error))
        }
    };
    step.fact("vault", Some(vault.folder().display().to_string()))
}

fn kept(kind: VaultKind) -> Step {
    match kind {
        VaultKind::Keyring => Step::passed(StepId::Vault, "The system's keyring opens")
            .detail("Sign-ins are sealed in files; their key is in the keyring."),
        VaultKind::File => Step::passed(StepId::Vault, "The vault opens")
            .detail("The key to the sign-ins is in a file, not in the keyring (CDF_SIGNIN_VAULT=file)."),
        VaultKind::Memory => Step::warned(StepId::Vault, "Sign-ins end with the program")
            .detail("Nothing is kept (CDF_SIGNIN_VAULT=memory).")
            .next("To keep sign-ins, unset CDF_SIGNIN_VAULT, or set it to file."),
    }
}
