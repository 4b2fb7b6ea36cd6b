//! Faults of requests, and the queue of those that have still to happen.

use std::time::Duration;

/// What happens to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Status 429, with the time to wait in body and header.
    TooManyRequests {
        /// How long the client has to wait.
        retry_after: Duration,
        /// Whether it is the limit over all routes.
        global: bool,
    },
    /// This status with Discord's generic error. The request has no effect.
    Status(u16),
    /// The request is delayed, and then has its effect.
    Delay(Duration),
    /// The connection closes without a response. The request has no effect.
    Reset,
    /// The request has its effect, but the connection closes before the response.
    AcceptThenReset,
}

/// A fault that has still to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedFault {
    /// Part of `METHOD /path`, e.g. `POST /api/v10/interactions`: the fault applies to requests that contain it.
    pub route: String,
    /// What happens to them.
    pub fault: Fault,
    /// How many more requests it applies to.
    pub times: usize,
}

/// The planned faults, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue {
    planned: Vec<PlannedFault>,
}

impl FaultQueue {
    pub(crate) fn push(&mut self, planned: PlannedFault) {
        self.planned.push(planned);
    }

    pub(crate) fn pending(&self) -> impl Iterator<Item = &PlannedFault> {
        self.planned.iter().filter(|planned| planned.times > 0)
    }

    pub(crate) fn clear(&mut self) {
        self.planned.clear();
    }

    /// Takes the first fault that applies to this request, once.
    pub(crate) fn take(&mut self, request: &str) -> Option<Fault> {
        let planned = self.planned.iter_mut().find(|planned| planned.times > 0 && request.contains(&planned.route))?;
        planned.times -= 1;
        Some(planned.fault.clone())
    }
}
