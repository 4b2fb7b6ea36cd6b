//! `/define term [private]`: what a role or word is said to mean.

use crate::question::DEFINE;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &DEFINE };
