//! The files of the page. They are built into the program; nothing is read from disk or loaded from other servers.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! files {
    ($($name:literal $media_type:ident;)*) => {
        &[$(($name, $media_type, include_str!(concat!("../page/", $name)))),*]
    };
}

/// Name, media type and text of each file.
const FILES: &[(&str, &str, &str)] = files! {
    "index.html" HTML;
    "page.css" CSS;
    "message.css" CSS;
    "panel.css" CSS;
    "icon.svg" SVG;
    "app.js" JAVASCRIPT;
    "actions.js" JAVASCRIPT;
    "state.js" JAVASCRIPT;
    "dom.js" JAVASCRIPT;
    "markdown.js" JAVASCRIPT;
    "message.js" JAVASCRIPT;
    "components.js" JAVASCRIPT;
    "channel.js" JAVASCRIPT;
    "composer.js" JAVASCRIPT;
    "command.js" JAVASCRIPT;
    "listbox.js" JAVASCRIPT;
    "menu.js" JAVASCRIPT;
    "modal.js" JAVASCRIPT;
    "question.js" JAVASCRIPT;
    "traffic.js" JAVASCRIPT;
    "faults.js" JAVASCRIPT;
    "knowledge.js" JAVASCRIPT;
    "beside.js" JAVASCRIPT;
    "problem.js" JAVASCRIPT;
    "words.js" JAVASCRIPT;
    "changes.js" JAVASCRIPT;
};

pub(super) async fn index() -> Response {
    serve("index.html")
}

pub(super) async fn file(Path(name): Path<String>) -> Response {
    serve(&name)
}

fn serve(name: &str) -> Response {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, media_type, text)) => ([(header::CONTENT_TYPE, *media_type)], *text).into_response(),
        None => (StatusCode::NOT_FOUND, "The page has no such file.\n").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/playground/page");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        let mut served: Vec<&str> = FILES.iter().map(|(name, ..)| *name).collect();
        files.sort_unstable();
        served.sort_unstable();
        assert_eq!(files, served);
    }

    #[test]
    fn nothing_is_loaded_from_other_servers_and_nothing_is_inline() {
        for (name, _, text) in FILES {
            let foreign = ["src=\"http", "src=\"//", "href=\"http", "@import", "url(", "import(\"http", "from \"http"];
            assert!(!foreign.iter().any(|foreign| text.contains(foreign)), "{name}");
            let markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "srcdoc"];
            assert!(!markup.iter().any(|markup| text.contains(markup)), "{name}");
        }
    }
}
