//! The evidence for one move: everybody who says that it exists.

use petgraph::Outgoing;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::knowledge::model::{Knowledge, Place};

use super::connection::Node;
use super::connections::Connections;
use super::destinations::Destination;
use super::entity::EntityRef;

/// The evidence for one move.
///
/// As JSON: `from`, `to`, `direction`, `usual`, `sources` and `statements`, as in [`Destination`].
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence<'k> {
    /// Where the move starts.
    pub from: EntityRef<'k>,
    /// Where it leads, and who says so.
    pub destination: Destination<'k>,
}

/// The evidence for a move; `None` if no source states it.
pub(super) fn evidence<'k>(
    knowledge: &'k Knowledge,
    connections: &'k Connections,
    from: Place,
    to: Place,
) -> Option<Evidence<'k>> {
    let connection = connections.of(from, Outgoing).iter().find(|connection| connection.node == Node::from(to))?;
    Some(Evidence { from: EntityRef::place(knowledge, from), destination: Destination::new(knowledge, connection) })
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Evidence { from, destination } = self;
        let mut fields = out.serialize_struct("Evidence", 6)?;
        destination.serialize_move(from, &mut fields)?;
        fields.end()
    }
}
