//! `nextrole map`: the map as a picture in a file, or as indented text.

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

use super::screen::{Screen, print};
use super::{FAILED, Shared, Usage, engine};

/// Draw the map of all tracks, of one, around a role, or of a path
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nextrole map
  nextrole map --track technical -o technical.svg
  nextrole map --role \"it manager\" -o it-manager.png
  nextrole map --path helpdesk architect -o path.png")]
pub(super) struct MapOf {
    /// Every track; this is the default
    #[arg(long, conflicts_with_all = ["role", "track", "path"])]
    all: bool,
    /// The tracks through this role, and the moves around it
    #[arg(long, value_name = "ROLE", conflicts_with_all = ["track", "path"])]
    role: Option<String>,
    /// This track, rung by rung
    #[arg(long, value_name = "TRACK", conflicts_with = "path")]
    track: Option<String>,
    /// The ways from one role to another
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    path: Vec<String>,
    /// Write a picture to this file: *.svg or *.png [default: text on stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What a file is written as.
#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

impl MapOf {
    pub(super) fn run(self, shared: Shared) -> anyhow::Result<ExitCode> {
        let output = match &self.output {
            Some(file) => Some((file, format(file)?)),
            None => None,
        };
        let engine = engine(&shared.config()?)?;
        let Some(map_view) = self.map_view(&engine)? else { return Ok(ExitCode::from(FAILED)) };
        match output {
            None => print(&text(&reply::map(&map_view), Screen::of_stdout().layout()))?,
            Some((file, format)) => {
                let svg = picture::svg(&map_view);
                let bytes = match format {
                    Format::Svg => svg.into_bytes(),
                    Format::Png => {
                        picture::png(&svg).context("the map is too large for a picture; ask for a part of it")?
                    }
                };
                fs::write(file, bytes).with_context(|| format!("cannot write `{}`", file.display()))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What to draw; `None` if it is not clear what was meant, which then stands on stderr.
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
            anstream::stderr().write_all(text(&reply, Screen::of_stderr().layout()).as_bytes())?;
        }
        Ok(map_view)
    }
}

/// What the name of a file asks for.
///
/// # Errors
///
/// It ends with neither `.svg` nor `.png`.
fn format(file: &Path) -> Result<Format, Usage> {
    match file.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase).as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(Usage(format!("cannot draw `{}`: a picture is a file that ends with .svg or .png", file.display()))),
    }
}
