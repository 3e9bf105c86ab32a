//! Compiles the window's configuration into the program.

fn main() {
    #[cfg(feature = "window")]
    tauri_build::build();
}
