//! The job of somebody who did not name it: the server role that names one.

use crate::knowledge::model::{Knowledge, RoleKey, Subject};
use crate::matching::{Index, Verdict};

use super::query::{Ambiguous, Candidate, Intent, Interpretation, NotFound, Query, Understood};
use super::resolve::one_line;

/// Most server roles that are read: a server has at most 250.
const MAX_SERVER_ROLES: usize = 250;

/// What comes next after the role that a server role certainly names; if several do, the member has to choose.
pub(super) fn understand(knowledge: &Knowledge, index: &Index, names: &[String]) -> Understood {
    let mut found: Vec<(RoleKey, &str)> = Vec::new();
    for name in names.iter().take(MAX_SERVER_ROLES) {
        let roles = index.find(name).into_roles(&knowledge.vocabulary);
        let best = roles.candidates.first().filter(|_| matches!(roles.verdict, Verdict::Exact | Verdict::Confident));
        if let Some(role) = best.map(|best| best.named)
            && found.iter().all(|(other, _)| *other != role)
        {
            found.push((role, name));
        }
    }
    match found.as_slice() {
        [] => Understood::NotFound(NotFound::new(String::new(), None, std::iter::empty())),
        [(role, name)] => {
            // Members who named no role have to see where this one comes from.
            let entity = Subject::Role(*role);
            let via = knowledge[*role].name.clone();
            let interpretation =
                Interpretation { typed: one_line(name), entity, via, corrections: Vec::new(), is_all: false };
            Understood::Query(Query::interpreted(Intent::Next(*role), vec![interpretation]))
        }
        several => {
            let typed = several.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
            let candidates =
                several.iter().map(|(role, _)| Candidate::certain(Subject::Role(*role), &knowledge[*role].name));
            Understood::Ambiguous(Ambiguous::new(one_line(&typed), None, candidates))
        }
    }
}
