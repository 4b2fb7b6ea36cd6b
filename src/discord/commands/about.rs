//! `/about [private]`: what this is, and where it knows it from.

use crate::question::ABOUT;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &ABOUT };
