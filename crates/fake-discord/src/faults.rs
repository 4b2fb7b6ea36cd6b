//! Ways for a request to go wrong, ordered beforehand.

use std::time::Duration;

/// What happens to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Status 429, with the time to wait in body and header.
    TooManyRequests {
        /// How long the client has to wait.
        retry_after: Duration,
        /// Whether the limit is the one over all routes.
        global: bool,
    },
    /// This status, with Discord's empty error. The request is not carried out.
    Status(u16),
    /// The request arrives this much later, and is then carried out.
    Delay(Duration),
    /// The connection closes without an answer. The request is not carried out.
    Reset,
    /// The request is carried out, but the connection closes before the answer.
    AcceptThenReset,
}

/// A fault in waiting.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// `POST /interactions` or a part of it: the fault meets requests whose `METHOD /path` contains this.
    pub route: String,
    /// What will happen to them.
    pub fault: Fault,
    /// How many requests it has still to meet.
    pub times: usize,
}

/// The faults in waiting, in the order in which they were planned.
#[derive(Debug, Default)]
pub(super) struct Faults {
    planned: Vec<Planned>,
}

impl Faults {
    pub(super) fn plan(&mut self, planned: Planned) {
        self.planned.push(planned);
    }

    pub(super) fn waiting(&self) -> impl Iterator<Item = &Planned> {
        self.planned.iter().filter(|planned| planned.times > 0)
    }

    pub(super) fn clear(&mut self) {
        self.planned.clear();
    }

    /// Takes the first fault that meets this request, once.
    pub(super) fn meet(&mut self, request: &str) -> Option<Fault> {
        let place = self.planned.iter().position(|planned| planned.times > 0 && request.contains(&planned.route))?;
        self.planned[place].times -= 1;
        Some(self.planned[place].fault.clone())
    }
}
