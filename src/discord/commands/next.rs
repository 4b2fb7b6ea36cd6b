//! `/next role [private]`: what comes next after a role.

use crate::answer::Topic;

use super::Command;

pub(super) const COMMAND: Command =
    Command { name: "next", option_description: "A job role, the way you would say it", topic: Topic::Roles };
