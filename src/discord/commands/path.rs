//! `/path from to [private]`: the ways from one role to another.

use crate::answer::PATH;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &PATH };
