//! `/compare a b [private]`: two roles side by side.

use crate::answer::COMPARE;

use super::Command;

pub(super) const COMMAND: Command = Command { form: &COMPARE };
