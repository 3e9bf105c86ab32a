//! A Tauri window with nothing in it.

fn main() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the empty window could not be opened");
}
