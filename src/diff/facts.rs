//! What an answer says, in a form that can be compared: a list of facts, each with a key that stays the same when the
//! words change.

use crate::answer::{
    AttributionView, Basis, Become, Define, DefinitionView, Destination, Direction, DisputeView, EntityRef, Next,
    RungView, StatementView, TrackDetail, TrackPosition, ViewpointView,
};

/// What an answer says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The name of what the answer is about.
    pub(super) name: String,
    /// What it says, in order.
    pub(super) facts: Vec<Fact>,
}

/// One thing that an answer says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The part of the answer that it is in.
    pub(super) part: Part,
    /// The same on both sides if it is the same thing.
    pub(super) key: String,
    /// As people read it.
    pub(super) name: String,
    /// In brackets after the name of something new; may be empty.
    pub(super) brief: String,
    /// Its place in an ordered list, from 0.
    pub(super) place: Option<usize>,
    /// What is said about it.
    pub(super) values: Vec<(&'static str, Value)>,
}

/// A part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What the answer is about.
    Subject,
    /// A next step.
    Destination,
    /// Where people come from.
    Origin,
    /// What a rung asks for.
    Requirement,
    /// A track that a role is on.
    Track,
    /// A rung of a track.
    Rung,
    /// A definition.
    Definition,
    /// An opinion.
    Viewpoint,
    /// A question that is disputed.
    Dispute,
    /// An answer to what is disputed.
    Side,
}

impl Part {
    /// As the JSON names it, and texts if it is not what the answer is a list of.
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Subject => "subject",
            Part::Destination => "destination",
            Part::Origin => "origin",
            Part::Requirement => "requirement",
            Part::Track => "track",
            Part::Rung => "rung",
            Part::Definition => "definition",
            Part::Viewpoint => "viewpoint",
            Part::Dispute => "dispute",
            Part::Side => "side",
        }
    }

    /// Whether texts leave out its name: it is what the answer is a list of.
    pub(super) fn is_main(self) -> bool {
        matches!(self, Part::Destination | Part::Origin)
    }
}

/// A value of a fact.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Whether the label applies.
    Is(bool),
    /// A word or two that make sense without the label.
    Words(String),
    /// A longer text, if there is one.
    Text(Option<String>),
    /// Several things, without an order.
    List(Vec<Item>),
    /// Who says so, in the words of each.
    Statements(Vec<Item>),
}

/// One of several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The same on both sides if it is the same thing; of a statement, who makes it.
    pub(super) key: String,
    /// As people read it; of a statement, what is said, which may be nothing.
    pub(super) text: String,
}

impl Item {
    fn new(text: &str) -> Item {
        Item { key: text.to_owned(), text: text.to_owned() }
    }
}

fn text(text: Option<&str>) -> Value {
    Value::Text(text.map(str::to_owned))
}

impl Fact {
    fn new(part: Part, key: impl Into<String>, name: impl Into<String>) -> Fact {
        let (key, name) = (key.into(), name.into());
        Fact { part, key, name, brief: String::new(), place: None, values: Vec::new() }
    }

    fn brief(self, brief: String) -> Fact {
        Fact { brief, ..self }
    }

    fn value(mut self, label: &'static str, value: Value) -> Fact {
        self.values.push((label, value));
        self
    }
}

/// Where a role leads, which tracks it is on, and what is said about it.
pub(super) fn of_next(next: &Next<'_>) -> Facts {
    let mut facts = destinations(Part::Destination, &next.destinations);
    facts.extend(next.positions.iter().map(position));
    facts.extend(next.viewpoints.iter().map(viewpoint));
    facts.extend(next.disputes.iter().map(|dispute| Fact::new(Part::Dispute, dispute.id, dispute.question)));
    Facts { name: next.role.name.to_owned(), facts }
}

/// The roles that people come from, and what sources ask for.
pub(super) fn of_become(origins: &Become<'_>) -> Facts {
    let mut facts = destinations(Part::Origin, &origins.origins);
    facts.extend(origins.asks.iter().map(|ask| {
        let name = format!("{} on {}", ask.title.unwrap_or(origins.role.name), ask.track.name);
        Fact::new(Part::Requirement, key(&ask.track), name)
            .value("what it asks for", text(ask.adds))
            .value("years", text(ask.years))
    }));
    Facts { name: origins.role.name.to_owned(), facts }
}

/// What a role or term is called and said to be.
pub(super) fn of_define(define: &Define<'_>, aliases: &[String]) -> Facts {
    let codes = define.identifiers.iter().map(|one| Item::new(&format!("{} {}", one.name, one.code))).collect();
    let subject = Fact::new(Part::Subject, "", "")
        .value("name", Value::Words(define.entity.name.to_owned()))
        .value("description", text(define.summary))
        .value("other names", Value::List(aliases.iter().map(|alias| Item::new(alias)).collect()))
        .value("may mean", Value::List(define.may_mean.iter().map(named).collect()))
        .value("codes", Value::List(codes));
    let mut facts = vec![subject];
    let own: Vec<&DefinitionView<'_>> = define.definitions.iter().filter(|one| one.of == define.entity).collect();
    for (at, definition) in own.iter().enumerate() {
        let speaker = who(&definition.attribution);
        let source = definition.attribution.source.id;
        let same = own.iter().take(at).filter(|other| other.attribution.source.id == source).count();
        let fact = Fact::new(Part::Definition, format!("{} {source} {same}", definition.attribution.by), speaker);
        facts.push(fact.brief(quote(definition.text)).value("", text(Some(definition.text))));
    }
    // Those about a role are part of what comes next after it.
    if define.entity.kind == crate::answer::EntityKind::Term {
        facts.extend(define.viewpoints.iter().map(viewpoint));
    }
    Facts { name: define.entity.name.to_owned(), facts }
}

/// The rungs of a track, who describes it, and what is said about it.
pub(super) fn of_track(track: &TrackDetail<'_>) -> Facts {
    let subject = Fact::new(Part::Subject, "", "")
        .value("name", Value::Words(track.track.name.to_owned()))
        .value("described by", Value::Words(who(&track.attribution)))
        .value("description", text(track.summary))
        .value("our reading", Value::Is(track.inferred));
    let mut facts = vec![subject];
    facts.extend(track.rungs.iter().enumerate().map(|(place, rung)| self::rung(place, rung)));
    facts.extend(track.viewpoints.iter().map(viewpoint));
    Facts { name: track.track.name.to_owned(), facts }
}

/// What is disputed, and who is on which side.
pub(super) fn of_dispute(dispute: &DisputeView<'_>) -> Facts {
    let subject = Fact::new(Part::Subject, "", "").value("question", Value::Words(dispute.question.to_owned()));
    let side = |side: &crate::answer::SideView<'_>| {
        let speakers: Vec<String> = side.statements.iter().map(|cited| who(&cited.attribution)).collect();
        let says = speakers.iter().map(|speaker| Item { key: speaker.clone(), text: String::new() }).collect();
        let brief = speakers.join(", ");
        Fact::new(Part::Side, side.says, side.says).brief(brief).value("who", Value::Statements(says))
    };
    let sides = dispute.sides.iter().map(side);
    Facts { name: dispute.question.to_owned(), facts: std::iter::once(subject).chain(sides).collect() }
}

fn destinations(part: Part, destinations: &[Destination<'_>]) -> Vec<Fact> {
    let mut place = 0;
    let fact = |destination: &Destination<'_>| {
        let is_near = destination.direction == Direction::Near;
        let ranked = (!is_near && !destination.later).then(|| {
            place += 1;
            place - 1
        });
        let sources = counted(destination.sources(), "source");
        let key = format!("{}{}", key(&destination.place), if is_near { " near" } else { "" });
        Fact {
            place: ranked,
            ..Fact::new(part, key, destination.place.name)
                .brief(sources.clone())
                .value("direction", Value::Words(direction(destination.direction).to_owned()))
                .value("only by way of another role", Value::Is(destination.later))
                .value("called usual", Value::Is(destination.usual))
                .value("sources", Value::Words(sources))
                .value("who", Value::Statements(destination.statements.iter().map(said).collect()))
        }
    };
    destinations.iter().map(fact).collect()
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "a step up",
        Direction::Across => "a switch",
        Direction::IntoManagement => "a way into management",
        Direction::Out => "a way out of the field",
        Direction::Beside => "on the same level",
        Direction::Near => "related only",
    }
}

/// Who says so, and in what way.
fn said(statement: &StatementView<'_>) -> Item {
    let basis = match &statement.basis {
        Basis::Rung { track, .. } | Basis::AnyRung { track } => format!(" on {}", track.name),
        Basis::Move => String::new(),
    };
    let parts = [
        statement.usual.then(|| "usual".to_owned()),
        statement.account.then(|| "their own career".to_owned()),
        statement.inferred.then(|| "our reading".to_owned()),
        statement.years.map(|years| format!("{years} years")),
        statement.note.map(quote),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Item { key: format!("{}{basis}", who(&statement.attribution)), text: parts.join(", ") }
}

fn position(position: &TrackPosition<'_>) -> Fact {
    let on: Vec<String> = position.on.iter().map(|on| on.rung.to_string()).collect();
    let place = format!("rung {} of {}", on.join(" and "), position.rungs);
    Fact::new(Part::Track, key(&position.track), position.track.name)
        .brief(place.clone())
        .value("place", Value::Words(place))
}

fn rung(place: usize, rung: &RungView<'_>) -> Fact {
    let title = rung.title.unwrap_or_default();
    let name = match rung.title {
        Some(title) if title != rung.place.name => format!("{} ({title})", rung.place.name),
        _ => rung.place.name.to_owned(),
    };
    let beside = rung.beside.iter().map(named).collect();
    let fact = Fact::new(Part::Rung, format!("{} {title}", key(&rung.place)), name)
        .value("what it asks for", text(rung.adds))
        .value("years", text(rung.years))
        .value("side by side with", Value::List(beside));
    Fact { place: Some(place), ..fact }
}

fn viewpoint(viewpoint: &ViewpointView<'_>) -> Fact {
    let stance = match viewpoint.stance.as_str() {
        "partly-agrees" => "partly agrees",
        stance => stance,
    };
    Fact::new(Part::Viewpoint, viewpoint.id, who(&viewpoint.attribution))
        .brief(format!("{stance}: {}", quote(viewpoint.text)))
        .value("stance", Value::Words(stance.to_owned()))
        .value("", text(Some(viewpoint.text)))
}

fn named(entity: &EntityRef<'_>) -> Item {
    Item { key: key(entity), text: entity.name.to_owned() }
}

/// What stays the same when a name changes.
fn key(entity: &EntityRef<'_>) -> String {
    match entity.id {
        Some(id) => format!("{:?} {id}", entity.kind),
        None => format!("{:?} {}", entity.kind, entity.name),
    }
}

/// `Ann (2005)`.
fn who(attribution: &AttributionView<'_>) -> String {
    match attribution.year() {
        Some(year) => format!("{} ({year})", attribution.by),
        None => format!("{} (undated)", attribution.by),
    }
}

fn quote(text: &str) -> String {
    format!("“{text}”")
}

/// `1 source`, `2 sources`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
