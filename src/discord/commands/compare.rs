//! `/compare a b [private]`: two roles side by side.

use crate::question::COMPARE;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &COMPARE };
