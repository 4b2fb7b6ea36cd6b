//! `nextrole map`: draws a map as a picture in a file, or as indented text.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use crate::answer::{Engine, MapRequest, MapView};
use crate::question::{Pair, Question, Reference};
use crate::reply::text::text;
use crate::reply::{self, Detail, picture};

use super::terminal::{Terminal, print};
use super::{FAILED, Shared, Usage, load_or_report};

/// Draw a map of all tracks, one track, a role or a path
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nextrole map
  nextrole map --track {track-id} -o track.svg
  nextrole map --role \"{role}\" -o role.png
  nextrole map --path {role-id} {other-id} -o path.png")]
pub(super) struct MapArgs {
    /// All tracks (the default)
    #[arg(long, conflicts_with_all = ["role", "track", "path"])]
    all: bool,
    /// The tracks that include this role, and the moves to and from it
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["track", "path"])]
    role: Option<String>,
    /// One track, rung by rung
    #[arg(long, value_name = "TRACK", conflicts_with = "path")]
    track: Option<String>,
    /// The routes from one role to another
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    path: Vec<String>,
    /// Write a picture to this file, *.svg or *.png [default: text on stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The format of the picture.
#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

impl MapArgs {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let output = match &self.output {
            Some(file) => Some((file, format(file)?)),
            None => None,
        };
        let engine = load_or_report(&shared.config()?)?;
        let Some(map_view) = self.map_view(&engine)? else { return Ok(ExitCode::from(FAILED)) };
        match output {
            None => print(&text(&reply::map(&map_view), Terminal::stdout().layout()))?,
            Some((file, format)) => {
                let svg = picture::svg(&map_view);
                let bytes = match format {
                    Format::Svg => svg.into_bytes(),
                    Format::Png => picture::png(&svg).context(
                        "the map is too large for a picture; use --role, --track or --path to draw a part of it",
                    )?,
                };
                fs::write(file, bytes).with_context(|| format!("cannot write `{}`", file.display()))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What to draw; `None` if the question is ambiguous or not found, which is then explained on stderr.
    fn map_view<'k>(&self, engine: &'k Engine) -> anyhow::Result<Option<MapView<'k>>> {
        let asked = |text: &String| Reference::Typed(text.clone());
        let question = match (&self.role, &self.track, self.path.as_slice()) {
            (Some(role), ..) => Question::Map(asked(role)),
            (None, Some(track), _) => Question::Track(asked(track)),
            (None, None, [from, to]) => Question::Path(Pair::Both(asked(from), asked(to))),
            (None, None, _) => return Ok(engine.map_view(&MapRequest::All)),
        };
        let reply = reply::reply(&engine.respond(&question), Detail::Brief);
        let map_view = reply.picture.as_ref().and_then(|map| engine.map_view(map));
        if map_view.is_none() {
            anstream::stderr().write_all(text(&reply, Terminal::stderr().layout()).as_bytes())?;
        }
        Ok(map_view)
    }
}

/// The format that a file name asks for.
///
/// # Errors
///
/// The extension is neither `.svg` nor `.png`.
fn format(file: &Path) -> Result<Format, Usage> {
    match file.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase).as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(Usage(format!("unsupported file type `{}`: use a name that ends in .svg or .png", file.display()))),
    }
}
