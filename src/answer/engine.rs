//! The knowledge plus all that is worked out from it once: everything needed to answer questions.

use crate::knowledge::model::{Knowledge, RoleKey};
use crate::matching::{Completer, Index, Thresholds};
use crate::question::{
    DisputeIndex, FollowUp, Intent, Interpretation, Offer, Query, Question, Topic, Understood, follow_up, understand,
};

use super::Answer;
use super::about::about;
use super::become_role::{Become, become_role};
use super::by_subject::BySubject;
use super::compare::compare;
use super::connections::Connections;
use super::define::define;
use super::entity::EntityRef;
use super::evidence::evidence;
use super::interpretation::{AmbiguousView, InterpretationView, NotFoundView};
use super::levels::Levels;
use super::map::{self, MapRequest, MapView};
use super::next::{Next, next};
use super::path::graph::MoveGraph;
use super::path::{Route, path, path_by_way_of};
use super::small_talk::{example_roles, help, out_of_scope};
use super::suggest::{self, Suggestion};
use super::{disputes, tracks, years};

/// A knowledge that can be asked. It never changes; a changed knowledge makes a new one.
#[derive(Debug, Clone)]
pub struct Engine {
    knowledge: Knowledge,
    index: Index,
    disputes: DisputeIndex,
    completer: Completer,
    by_subject: BySubject,
    connections: Connections,
    levels: Levels,
    graph: MoveGraph,
    revision: Option<String>,
    is_built_in: bool,
}

impl Engine {
    /// Prepares the knowledge for questions.
    pub fn new(knowledge: Knowledge) -> Engine {
        Engine::with_thresholds(knowledge, Thresholds::default())
    }

    /// Like [`Engine::new`], with custom thresholds for matching.
    pub fn with_thresholds(knowledge: Knowledge, thresholds: Thresholds) -> Engine {
        let index = Index::with_thresholds(&knowledge.vocabulary, &knowledge.tracks, thresholds);
        let completer = Completer::new(&index, &knowledge.vocabulary, &knowledge.tracks);
        let disputes = DisputeIndex::new(&knowledge, &index);
        let by_subject = BySubject::new(&knowledge);
        let levels = Levels::new(&knowledge);
        let connections = Connections::new(&knowledge, &levels);
        let graph = MoveGraph::new(&knowledge, &connections, &levels);
        Engine {
            knowledge,
            index,
            disputes,
            completer,
            by_subject,
            connections,
            levels,
            graph,
            revision: None,
            is_built_in: false,
        }
    }

    /// The same, with the revision of the knowledge, which `/about` shows.
    pub fn at_revision(self, revision: String) -> Engine {
        Engine { revision: Some(revision), ..self }
    }

    /// The same, with the knowledge that is built into the program: `/about` says so.
    pub fn built_in(self) -> Engine {
        Engine { is_built_in: true, ..self }
    }

    /// Understands a question, and answers it.
    pub fn respond(&self, question: &Question) -> Answer<'_> {
        self.answer(self.understand(question), None)
    }

    /// Answers what was understood, for somebody whose job may be known: if they ask how to get to a role, the answer has
    /// the way from there.
    pub fn answer(&self, understood: Understood, job: Option<RoleKey>) -> Answer<'_> {
        let mut answer = match understood {
            Understood::Query(query) => answer(self, &query),
            Understood::Ambiguous(ambiguous) => Answer::Ambiguous(AmbiguousView::new(&self.knowledge, ambiguous)),
            Understood::NotFound(not_found) => Answer::NotFound(NotFoundView::new(&self.knowledge, not_found)),
        };
        if let (Answer::Become(asked), Some(job)) = (&mut answer, job)
            && let Some(goal) = asked.role.id.and_then(|id| self.knowledge.role_with_id(id))
        {
            let path = path(&self.knowledge, &self.graph, &self.levels, job, goal, &[]);
            asked.own_route = path.routes.into_iter().next();
        }
        answer
    }

    /// The job that the names of somebody's server roles tell: `None` if none of them is the name of a role, or several.
    pub fn job(&self, server_roles: &[String]) -> Option<RoleKey> {
        match self.understand(&Question::ServerRoles(server_roles.to_vec())) {
            Understood::Query(Query { intent: Intent::Next(role), .. }) => Some(role),
            _ => None,
        }
    }

    /// How the names of a question were interpreted.
    pub fn interpretations(&self, interpretations: &[Interpretation]) -> Vec<InterpretationView<'_>> {
        InterpretationView::all(&self.knowledge, interpretations)
    }

    /// What a question asks; see [`understand`].
    pub fn understand(&self, question: &Question) -> Understood {
        understand(&self.knowledge, &self.index, &self.disputes, question)
    }

    /// What a reply asks of an answer that offers these questions; see [`follow_up`].
    pub fn follow_up(&self, text: &str, offers: &[Offer]) -> Option<FollowUp> {
        follow_up(&self.knowledge, &self.index, text, offers)
    }

    /// What there is to show on a map; `None` if there is no such track or role.
    pub fn map_view(&self, map: &MapRequest) -> Option<MapView<'_>> {
        map::map_view(&self.knowledge, &self.connections, &self.graph, &self.levels, map)
    }

    /// What somebody may be about to type; see [`Suggestion`].
    pub fn suggest(&self, topic: Topic, typed: &str, most: usize) -> Vec<Suggestion<'_>> {
        suggest::suggest(&self.knowledge, &self.index, &self.completer, topic, typed, most)
    }

    /// How high a role stands among all that the rungs and steps of the knowledge rank, the lowest being 0; `None` if
    /// nothing ranks it. About one step is one level.
    pub fn level(&self, role: RoleKey) -> Option<f64> {
        self.levels.of(role)
    }

    /// The knowledge.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }
}

/// The steps of a route that lead from a role to another.
fn steps(knowledge: &Knowledge, route: &Route<'_>) -> Vec<(RoleKey, RoleKey)> {
    let role = |entity: &EntityRef<'_>| entity.id.and_then(|id| knowledge.role_with_id(id));
    route.hops.iter().filter_map(|hop| role(&hop.from).zip(role(&hop.destination.place))).collect()
}

/// What the knowledge says about a query. The query has to come from the same engine.
pub fn answer<'e>(engine: &'e Engine, query: &Query) -> Answer<'e> {
    let Engine { knowledge, by_subject, connections, levels, graph, revision, is_built_in, .. } = engine;
    let Query { intent, interpretations, via, asks_years } = query;
    match *intent {
        Intent::Next(role) => {
            let years = asks_years.then(|| years::from_role(knowledge, by_subject, role));
            Answer::Next(Next { years, ..next(knowledge, by_subject, connections, role, interpretations) })
        }
        Intent::Become(role) => {
            let years = asks_years.then(|| years::to_role(knowledge, by_subject, role));
            Answer::Become(Become { years, ..become_role(knowledge, by_subject, connections, role, interpretations) })
        }
        Intent::Disputes => Answer::Disputes(disputes::all(knowledge)),
        Intent::Dispute(dispute) => Answer::Dispute(disputes::one(knowledge, dispute)),
        Intent::Help(talk) => Answer::Help(help(knowledge, talk)),
        Intent::OutOfScope { topic, role, dispute } => {
            Answer::OutOfScope(out_of_scope(knowledge, topic, role, dispute))
        }
        Intent::Define(named) => Answer::Define(define(knowledge, by_subject, named, interpretations)),
        Intent::Tracks => Answer::Tracks(tracks::all(knowledge, by_subject)),
        Intent::Track(track) => {
            Answer::Track(tracks::track(knowledge, by_subject, connections, track, interpretations))
        }
        Intent::Path { from, to } => {
            let mut path = path_by_way_of(knowledge, graph, levels, (from, to), via, interpretations);
            if *asks_years {
                let steps = path.routes.first().map(|route| steps(knowledge, route)).unwrap_or_default();
                path.years = Some(years::along(knowledge, by_subject, &steps, to));
            }
            Answer::Path(path)
        }
        Intent::Compare { first, second } => Answer::Compare(compare(
            knowledge,
            by_subject,
            connections,
            levels,
            graph,
            (first, second),
            interpretations,
        )),
        Intent::About => Answer::About(about(knowledge, revision.as_deref(), *is_built_in)),
        Intent::Map(role) => Answer::Map(map::of_role(knowledge, connections, role, interpretations)),
        Intent::Evidence { from, to } => match evidence(knowledge, connections, from, to) {
            Some(evidence) => Answer::Evidence(evidence),
            // The statements behind an old button may be gone.
            None => {
                let [from, to] = [from, to].map(|place| EntityRef::place(knowledge, place).name);
                let typed = format!("{from} → {to}");
                Answer::NotFound(NotFoundView {
                    typed,
                    term: None,
                    near_field: None,
                    nearest: Vec::new(),
                    half: None,
                    examples: example_roles(knowledge),
                })
            }
        },
    }
}
