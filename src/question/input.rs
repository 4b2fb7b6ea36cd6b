//! A question as it came in.

/// A question, whichever way it came: as a command, a button or a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// What comes next after a role?
    Next(Reference),
    /// What comes next for somebody with these server roles? Most server roles have nothing to do with a job.
    ServerRoles(Vec<String>),
    /// How do people get to a role?
    Become(Reference),
    /// What does a role or term mean?
    Define(Reference),
    /// Which tracks are there?
    Tracks,
    /// What is one track like?
    Track(Reference),
    /// Which routes lead from one role to another?
    Path(Pair),
    /// How do two roles compare?
    Compare(Pair),
    /// What do people disagree about?
    Disputes,
    /// Who says what about one question that people disagree about?
    Dispute(Reference),
    /// What is this bot, and where does its knowledge come from?
    About,
    /// Who says that one role or track leads to another? Only buttons ask this, by ids.
    Evidence(Reference, Reference),
    /// What does the map around a role look like? Only buttons ask this.
    Map(Reference),
    /// A question in words.
    FreeText(String),
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A text that a person typed.
    Typed(String),
    /// An id of the knowledge, as a button carries it. It may have been removed since.
    Id(String),
}

/// The two roles of a question about two.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pair {
    /// Each on its own.
    Both(Reference, Reference),
    /// One text with both, as a person typed it.
    Text(String),
}

impl Question {
    /// The texts in it that a person typed; none if a button asked.
    pub fn typed(&self) -> Vec<&str> {
        let references = match self {
            Question::Next(one)
            | Question::Become(one)
            | Question::Define(one)
            | Question::Track(one)
            | Question::Dispute(one)
            | Question::Map(one) => vec![one],
            Question::Path(Pair::Both(one, other)) | Question::Compare(Pair::Both(one, other)) => vec![one, other],
            Question::Evidence(one, other) => vec![one, other],
            Question::Path(Pair::Text(text)) | Question::Compare(Pair::Text(text)) | Question::FreeText(text) => {
                return vec![text];
            }
            Question::ServerRoles(names) => return names.iter().map(String::as_str).collect(),
            Question::Tracks | Question::Disputes | Question::About => Vec::new(),
        };
        let typed = references.into_iter().filter_map(|reference| match reference {
            Reference::Typed(text) => Some(text.as_str()),
            Reference::Id(_) => None,
        });
        typed.collect()
    }
}

impl Reference {
    /// The text or id.
    pub fn as_str(&self) -> &str {
        match self {
            Reference::Typed(text) | Reference::Id(text) => text,
        }
    }
}
