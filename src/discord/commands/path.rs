//! `/path from to [private]`: the ways from one role to another.

use crate::question::PATH;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &PATH };
