//! `/define term [private]`: what a role or word is said to mean.

use crate::answer::Topic;

use super::Command;

pub(super) const COMMAND: Command = Command {
    name: "define",
    option_description: "A role, or a word such as \"architect\"",
    topic: Topic::RolesAndTerms,
};
