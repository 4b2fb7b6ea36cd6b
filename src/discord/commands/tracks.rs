//! `/tracks [track] [private]`: all career tracks, or one of them.

use crate::question::TRACKS;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &TRACKS };
