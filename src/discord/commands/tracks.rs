//! `/tracks [track] [private]`: all career tracks, or one of them.

use crate::answer::Topic;

use super::Command;

pub(super) const COMMAND: Command =
    Command { name: "tracks", option_description: "One track, for more about it", topic: Topic::Tracks };
