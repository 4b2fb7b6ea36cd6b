//! `/next role [private]`: what comes next after a role.

use crate::question::NEXT;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &NEXT };
