//! Turns Discord events into responses. It sends nothing.
//!
//! The gateway and any other way in share the [`Responder`], so that a question gets the same answer on all of them.

use std::sync::Arc;

use serenity::all::{
    AutocompleteChoice, CommandInteraction, CommandType, ComponentInteraction, ComponentInteractionDataKind, GuildId,
    Interaction, Member, Mentionable, Message, MessageFlags, MessageType, ModalInteraction, ResolvedTarget,
    ResolvedValue, RoleId, UserId,
};
use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};

use crate::answer::{Answer, Engine, answer};
use crate::gaps::GapCounter;
use crate::knowledge::model::RoleKey;
use crate::question::{BECOME, FollowUp, Intent, NEXT, Query, Question, SmallTalk, Understood, UnknownCommand};
use crate::reply::{self, Detail, Reply, Visibility};

use super::answer_cache::{AnswerCache, Answered, Asked, CacheKey};
use super::autocomplete;
use super::commands::PRIVATE;
use super::convert::body;
use super::custom_id::{Press, REMOVE, decode};
use super::guild_roles::{GuildRoles, ROLE_MENTION};
use super::message::{asker, mentions, offers, readable, without};
use super::rate_limiter::UserRateLimiter;
use super::response::Response;
use super::suggest::{self, SUGGEST};
use super::verdict::Verdict;

/// Turns Discord events into responses; owns the state that this needs besides the knowledge.
#[derive(Debug)]
pub(super) struct Responder {
    /// The bot's own user; `None` over HTTP, where nothing says who that is, and no message arrives.
    pub(super) bot: Option<UserId>,
    /// Whether answers are private if the asker does not say.
    pub(super) is_private: bool,
    /// How often each person is answered.
    pub(super) limiter: UserRateLimiter,
    /// How often each person is told that they ask too fast.
    pub(super) notice_limiter: UserRateLimiter,
    /// The names of server roles.
    pub(super) roles: GuildRoles,
    /// Responses that anybody may get.
    pub(super) cache: AnswerCache,
    /// Counts what is asked in vain, if the operator wants that.
    pub(super) gaps: Option<GapCounter>,
    /// Whether suggestions are posted in a channel.
    pub(super) has_suggestions_channel: bool,
}

impl Responder {
    /// The response to an interaction; `None` for a kind that the bot never asked for.
    pub(super) async fn on_interaction(&self, engine: &Arc<Engine>, interaction: &Interaction) -> Option<Answered> {
        match interaction {
            Interaction::Command(command) => Some(self.on_command(engine, command).await),
            Interaction::Autocomplete(command) => Some(on_autocomplete(engine, command)),
            Interaction::Component(component) => Some(self.on_component(engine, component).await),
            Interaction::Modal(modal) => Some(self.on_modal(engine, modal).await),
            _ => None,
        }
    }

    async fn on_command(&self, engine: &Arc<Engine>, command: &CommandInteraction) -> Answered {
        if let Err(wait) = self.limiter.check(command.user.id).await {
            return new_message(&reply::rate_limited(wait), true, Verdict::Limited);
        }
        if command.data.kind == CommandType::Message {
            // The author of the message has not asked for an answer.
            let (reply, verdict) = self.on_message_command(engine, command);
            return new_message(&reply, true, verdict);
        }
        if command.data.name == SUGGEST {
            return match suggest::form(command) {
                Some(form) => Answered { response: Arc::new(Response::Bare(form).into()), verdict: Verdict::Exact },
                // Another version registered the command, with more to choose from.
                None => new_message(&reply::outdated_button(), true, Verdict::Refused),
            };
        }
        let (question, is_private) = self.asked(command);
        match question {
            Ok(question) => {
                let roles = command.member.as_ref().map(|member| member.roles.as_slice());
                let job = self.job(engine, &question, command.guild_id, roles);
                self.render(engine, CacheKey { job, ..CacheKey::new_message(question, is_private) })
            }
            // Discord knows a command that this version does not: another version registered it.
            Err(unknown) => new_message(&reply::unknown_command(&unknown), is_private, Verdict::Refused),
        }
    }

    /// The draft of a suggestion.
    async fn on_modal(&self, engine: &Engine, modal: &ModalInteraction) -> Answered {
        if let Err(wait) = self.limiter.check(modal.user.id).await {
            return new_message(&reply::rate_limited(wait), true, Verdict::Limited);
        }
        // Another version opened the form.
        let Some(draft) = suggest::drafted(engine, modal) else {
            return new_message(&reply::outdated_button(), true, Verdict::Refused);
        };
        let post = self.has_suggestions_channel.then(|| suggest::for_moderators(&draft, modal));
        let content = suggest::for_proposer(&draft, post.is_some());
        Answered { response: Arc::new(Response::Suggestion { content, post }.into()), verdict: Verdict::Exact }
    }

    /// The server whose role names the response depends on, if it depends on any.
    pub(super) fn server_of_roles(interaction: &Interaction) -> Option<GuildId> {
        let has_roles = |member: Option<&Member>| member.is_some_and(|member| !member.roles.is_empty());
        match interaction {
            Interaction::Command(command) => {
                let data = &command.data;
                let typed: Vec<&str> = data.options.iter().filter_map(|option| option.value.as_str()).collect();
                let of_asker = if data.name == NEXT.name {
                    typed.iter().all(|typed| typed.trim().is_empty())
                } else {
                    data.name == BECOME.name
                };
                let messages = data.resolved.messages.values().map(|message| message.content.as_str());
                let are_mentioned = typed.into_iter().chain(messages).any(|text| text.contains(ROLE_MENTION));
                let depends = are_mentioned || (of_asker && has_roles(command.member.as_deref()));
                command.guild_id.filter(|_| depends)
            }
            Interaction::Component(component) => {
                let press = pressed(component).and_then(|pressed| decode(pressed));
                let depends =
                    press.is_some_and(|press| depends_on_job(&press.question)) && has_roles(component.member.as_ref());
                component.guild_id.filter(|_| depends)
            }
            _ => None,
        }
    }

    /// What comes next after the roles that somebody's message names.
    fn on_message_command(&self, engine: &Engine, command: &CommandInteraction) -> (Reply, Verdict) {
        match command.data.target() {
            Some(ResolvedTarget::Message(message)) => {
                // Of most bots, the user has the id of the application.
                let bot = self.bot.unwrap_or(UserId::new(command.application_id.get()));
                let text = without(bot, &readable(message));
                if text.trim().is_empty() && !message.content.contains("<@") {
                    return (reply::no_text(), Verdict::NotFound);
                }
                // The author of the message asked nothing.
                to_text(engine, &self.roles.resolve_role_mentions(command.guild_id, &text), |_| None, |_| {})
            }
            _ => help(engine),
        }
    }

    /// What a slash command asks, and whether the answer is for the asker only.
    fn asked(&self, command: &CommandInteraction) -> (Result<Question, UnknownCommand>, bool) {
        let mut options: Vec<(&str, String)> = Vec::new();
        let mut is_private = self.is_private;
        for option in command.data.options() {
            match option.value {
                ResolvedValue::String(value) => {
                    options.push((option.name, self.roles.resolve_role_mentions(command.guild_id, value.trim())));
                }
                ResolvedValue::Boolean(value) if option.name == PRIVATE => is_private = value,
                _ => {}
            }
        }
        let options: Vec<(&str, &str)> = options.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let asks_nothing = options.iter().all(|(_, value)| value.is_empty());
        let question = match (command.guild_id, &command.member) {
            (Some(server), Some(member)) if command.data.name == NEXT.name && asks_nothing => {
                Ok(Question::ServerRoles(self.roles.names(server, &member.roles)))
            }
            _ => Question::from_command(&command.data.name, &options),
        };
        (question, is_private)
    }

    /// The job of the asker, if their server roles tell it and the answer depends on it.
    fn job(
        &self,
        engine: &Engine,
        question: &Question,
        server: Option<GuildId>,
        roles: Option<&[RoleId]>,
    ) -> Option<RoleKey> {
        let names = self.roles.names(server?, roles?);
        let may_depend = depends_on_job(question) && !names.is_empty();
        may_depend.then(|| engine.job(&names)).flatten()
    }

    /// The response, from the cache if it can be: most people ask about the same few roles.
    fn render(&self, engine: &Arc<Engine>, key: CacheKey) -> Answered {
        if let Some(cached) = self.cache.get(engine, &key) {
            return cached;
        }
        let understood = match &key.asked {
            Asked::Question(question) => engine.understand(question),
            Asked::Query(query) => Understood::Query(query.clone()),
        };
        if let Understood::Query(query) = &understood
            && let Some(answered) = self.render_interpreted(engine, &key, query)
        {
            return answered;
        }
        let answer = engine.answer(understood, key.job);
        let reply = reply::reply(&answer, key.detail);
        let is_private = key.is_private || (!key.in_place && reply.visibility == Visibility::Private);
        let body = body(&reply, key.detail, key.page, is_private);
        let response = if key.in_place {
            Response::UpdateMessage(body)
        } else {
            Response::NewMessage { body, content: None, is_private }
        };
        // The names of server roles are no words of the asker.
        if !matches!(key.asked, Asked::Question(Question::ServerRoles(_))) {
            self.count_gap(&answer);
        }
        let answered = Answered { response: Arc::new(response.into()), verdict: Verdict::of(&answer, reply.tone) };
        let is_cached = answer.echoes_no_input() && key.is_cacheable();
        if is_cached { self.cache.get_or_insert(engine, key, answered) } else { answered }
    }

    /// The response to a question whose names were interpreted: what would be said if they had been typed as they are,
    /// which may be cached, with the interpretation in front. `None` if none was, or if there is no room for it.
    fn render_interpreted(&self, engine: &Arc<Engine>, key: &CacheKey, query: &Query) -> Option<Answered> {
        let block = reply::interpretations(&engine.interpretations(&query.interpretations))?;
        let asked = Asked::Query(Query { interpretations: Vec::new(), ..query.clone() });
        let exact = self.render(engine, CacheKey { asked, ..*key });
        let response = exact.response.preceded(&block)?;
        let verdict = if exact.verdict == Verdict::Exact { Verdict::Confident } else { exact.verdict };
        Some(Answered { response: Arc::new(response.into()), verdict })
    }

    /// For the asker, the answer changes in place; anybody else gets one of their own, which only they can see. A shared
    /// answer is posted for everybody.
    async fn on_component(&self, engine: &Arc<Engine>, component: &ComponentInteraction) -> Answered {
        if component.data.custom_id == REMOVE {
            return self.on_remove(component).await;
        }
        let press = pressed(component).and_then(|pressed| decode(pressed));
        let is_askers = asker(&component.message) == Some(component.user.id);
        let in_place = is_askers && press.as_ref().is_some_and(|press| !press.share);
        if !in_place && let Err(wait) = self.limiter.check(component.user.id).await {
            return new_message(&reply::rate_limited(wait), true, Verdict::Limited);
        }
        let Some(Press { question, detail, page, share }) = press else {
            return new_message(&reply::outdated_button(), true, Verdict::Refused);
        };
        if share {
            return share_with_all(engine, &question, detail, page, component.user.id);
        }
        let is_ephemeral = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let roles = component.member.as_ref().map(|member| member.roles.as_slice());
        let job = self.job(engine, &question, component.guild_id, roles);
        let asked = Asked::Question(question);
        self.render(engine, CacheKey { asked, detail, page, in_place, is_private: !in_place || is_ephemeral, job })
    }

    /// Removes an answer, for the person who asked and for those who may remove any message here.
    async fn on_remove(&self, component: &ComponentInteraction) -> Answered {
        let is_askers = asker(&component.message) == Some(component.user.id);
        let permissions = component.member.as_ref().and_then(|member| member.permissions).unwrap_or_default();
        // Where there is no server, only the asker and the bot talk, or the asker's friends.
        if is_askers || permissions.manage_messages() || permissions.administrator() {
            return Answered { response: Arc::new(Response::Remove.into()), verdict: Verdict::Exact };
        }
        if let Err(wait) = self.limiter.check(component.user.id).await {
            return new_message(&reply::rate_limited(wait), true, Verdict::Limited);
        }
        new_message(&reply::not_yours(), true, Verdict::Refused)
    }

    /// The answer to a message; `None` if it is not for the bot, or its author asks too fast.
    ///
    /// The bot answers direct messages, messages that mention it, and replies to its own messages that pick something of
    /// what they offer or ask another question. A bare reply that says thanks, or something to others, gets no answer.
    pub(super) async fn on_message(&self, engine: &Engine, message: &Message) -> Option<Answered> {
        let bot = self.bot?;
        let is_from_a_person = !message.author.bot && message.webhook_id.is_none() && message.author.id != bot;
        let is_text = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
        let is_direct = message.guild_id.is_none();
        // People pick the bot's own role instead of the bot: both have the same name.
        let own_role = self.roles.own(message.guild_id, &message.mention_roles);
        let mentions_the_bot =
            own_role.is_some() || mentions(bot).iter().any(|mention| message.content.contains(mention));
        let replied = message.referenced_message.as_deref().filter(|replied| replied.author.id == bot);
        if !is_from_a_person || !is_text || !(is_direct || mentions_the_bot || replied.is_some()) {
            return None;
        }
        let content = own_role
            .map_or_else(|| message.content.clone(), |role| message.content.replace(&role.mention().to_string(), " "));
        let text = self.roles.resolve_role_mentions(message.guild_id, &without(bot, &content));
        let offers = replied.map(offers).unwrap_or_default();
        let follow_up = engine.follow_up(&text, &offers);
        if !is_direct && !mentions_the_bot && follow_up.is_none() && !asks_something(engine, &text) {
            return None;
        }
        let in_full = follow_up.as_ref().is_some_and(|asked| asked.in_full);
        let detail = if in_full { Detail::Full } else { Detail::Brief };
        let (reply, verdict) = match self.limiter.check(message.author.id).await {
            // Discord keeps the text of such a message from the bot.
            Ok(()) if own_role.is_some() && message.content.is_empty() => (reply::role_mentioned(), Verdict::NotFound),
            Ok(()) => match follow_up {
                Some(FollowUp { question, .. }) => {
                    to_question(engine, &question, None, detail, |answer| self.count_gap(answer))
                }
                None => {
                    let roles = message.member.as_ref().map(|member| member.roles.as_slice());
                    let job = |question: &Question| self.job(engine, question, message.guild_id, roles);
                    to_text(engine, &text, job, |answer| self.count_gap(answer))
                }
            },
            // In a channel nobody can be told privately, and telling them publicly would be a flood itself.
            Err(wait) => {
                if !is_direct || self.notice_limiter.check(message.author.id).await.is_err() {
                    return None;
                }
                (reply::rate_limited(wait), Verdict::Limited)
            }
        };
        let body = body(&reply, detail, 0, false);
        let response = Response::Answer { body, channel: message.channel_id, message: message.id };
        Some(Answered { response: Arc::new(response.into()), verdict })
    }

    /// Counts what was asked in vain.
    fn count_gap(&self, answer: &Answer<'_>) {
        if let (Answer::NotFound(not_found), Some(gaps)) = (answer, &self.gaps) {
            gaps.count(&not_found.typed);
        }
    }
}

/// Whether the answer to a question may depend on the asker's job.
fn depends_on_job(question: &Question) -> bool {
    matches!(question, Question::Become(_) | Question::FreeText(_))
}

/// What was pressed: a button carries its question itself, a menu in what was chosen.
fn pressed(component: &ComponentInteraction) -> Option<&String> {
    match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first(),
        _ => Some(&component.data.custom_id),
    }
}

/// The choices for what is being typed.
fn on_autocomplete(engine: &Engine, command: &CommandInteraction) -> Answered {
    let labeled = autocomplete::choices(engine, command);
    let verdict = if labeled.is_empty() { Verdict::NotFound } else { Verdict::Suggested };
    let choices = labeled.into_iter().map(|(label, id)| AutocompleteChoice::new(label, id)).collect();
    let response = CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices));
    Answered { response: Arc::new(Response::Bare(response).into()), verdict }
}

/// The reply to somebody who addresses the bot without a question.
fn help(engine: &Engine) -> (Reply, Verdict) {
    let help = answer(engine, &Query::new(Intent::Help(SmallTalk::Help)));
    (reply::reply(&help, Detail::Brief), Verdict::Exact)
}

/// The reply to a text; `job` says what is known about its author's job, and `note` gets the answer.
fn to_text(
    engine: &Engine,
    text: &str,
    job: impl Fn(&Question) -> Option<RoleKey>,
    note: impl Fn(&Answer<'_>),
) -> (Reply, Verdict) {
    if text.trim().is_empty() {
        return help(engine);
    }
    match Question::parse(text) {
        Ok(question) => to_question(engine, &question, job(&question), Detail::Brief, note),
        Err(unknown) => (reply::unknown_command(&unknown), Verdict::Refused),
    }
}

fn to_question(
    engine: &Engine,
    question: &Question,
    job: Option<RoleKey>,
    detail: Detail,
    note: impl Fn(&Answer<'_>),
) -> (Reply, Verdict) {
    let answer = engine.answer(engine.understand(question), job);
    note(&answer);
    let reply = reply::reply(&answer, detail);
    let verdict = Verdict::of(&answer, reply.tone);
    (reply, verdict)
}

/// Whether a text asks something that can be answered, and is not only polite.
fn asks_something(engine: &Engine, text: &str) -> bool {
    let is_talk = |intent: &Intent| matches!(intent, Intent::Help(_) | Intent::OutOfScope { .. });
    match Question::parse(text).map(|question| engine.understand(&question)) {
        Ok(Understood::Query(query)) => !is_talk(&query.intent),
        Ok(Understood::Ambiguous(_)) => true,
        Ok(Understood::NotFound(_)) | Err(_) => false,
    }
}

/// Posts the answer publicly, with the name of the person who shares it. Private replies stay private.
fn share_with_all(engine: &Engine, question: &Question, detail: Detail, page: usize, sharer: UserId) -> Answered {
    let answer = engine.respond(question);
    let reply = reply::reply(&answer, detail);
    let is_private = reply.visibility == Visibility::Private;
    let body = body(&reply, detail, page, is_private);
    let content = (!is_private).then(|| format!("{} shares this answer:", sharer.mention()));
    let response = Arc::new(Response::NewMessage { body, content, is_private }.into());
    Answered { response, verdict: Verdict::of(&answer, reply.tone) }
}

/// A message of its own; private if it is to be, or if it helps nobody else.
fn new_message(reply: &Reply, is_private: bool, verdict: Verdict) -> Answered {
    let is_private = is_private || reply.visibility == Visibility::Private;
    let body = body(reply, Detail::Brief, 0, is_private);
    Answered { response: Arc::new(Response::NewMessage { body, content: None, is_private }.into()), verdict }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::knowledge::problem::{SourceFile, SourceFiles};
    use crate::knowledge::{Options, check};
    use crate::question::Reference;

    fn responder() -> Responder {
        Responder {
            bot: Some(UserId::new(1)),
            is_private: false,
            limiter: UserRateLimiter::per_minute(0),
            notice_limiter: UserRateLimiter::per_minute(0),
            roles: GuildRoles::default(),
            cache: AnswerCache::new(NonZeroUsize::new(9).unwrap()),
            gaps: None,
            has_suggestions_channel: false,
        }
    }

    /// What was kept and what is worked out are the same, whatever comes first.
    #[test]
    fn an_interpreted_question_is_answered_as_if_nothing_was_kept() {
        let checked = check(crate::knowledge::shipped(), &Options { errors_only: true, ..Options::default() });
        let (engine, responder) = (Arc::new(Engine::new(checked.knowledge.unwrap())), responder());
        let typed = |text: &str| Reference::Typed(text.to_owned());
        let names: Vec<String> =
            engine.knowledge().vocabulary.roles.iter().map(|role| role.name.to_lowercase()).collect();
        let mut interpreted = 0;
        for (place, name) in names.iter().enumerate() {
            let (wrong, other) = (format!("{name}z"), &names[(place * 7 + 1) % names.len()]);
            let both = || crate::question::Pair::Both(typed(&wrong), typed(other));
            let questions =
                [Question::Next(typed(&wrong)), Question::Define(typed(&wrong)), Question::Become(typed(&wrong))];
            for question in questions.into_iter().chain([Question::Compare(both()), Question::Path(both())]) {
                let answer = engine.respond(&question);
                interpreted += usize::from(!answer.interpretations().is_empty());
                let reply = reply::reply(&answer, Detail::Brief);
                let expected = new_message(&reply, false, Verdict::Exact).response.json().unwrap();
                let given = responder.render(&engine, CacheKey::new_message(question.clone(), false));
                assert_eq!(given.response.json().unwrap(), expected, "{question:?}");
                assert_eq!(given.verdict, Verdict::of(&answer, reply.tone), "{question:?}");
            }
        }
        assert!(interpreted > 3 * names.len(), "{interpreted}");
    }

    /// Nothing about the asker stays in memory.
    #[test]
    fn only_what_anybody_may_have_asked_is_cached() {
        let toml = "[[role]]\nid = \"ops\"\nname = \"Operations\"\n";
        let files = SourceFiles(vec![SourceFile { path: "all.toml".to_owned(), text: toml.to_owned() }]);
        let engine = Arc::new(Engine::new(check(files, &Options::default()).knowledge.unwrap()));
        let responder = responder();
        let next = |text: &str| Question::Next(Reference::Typed(text.to_owned()));
        let long = format!("operations{}I was let go", " ".repeat(300));
        let cases = [
            (Question::Next(Reference::Id("ops".to_owned())), true),
            (next("operations"), true),
            (Question::Tracks, true),
            (next("opertions"), false),
            (next("anybody at all"), false),
            (next(&long), false),
            (Question::FreeText("after operations?".to_owned()), false),
            (Question::ServerRoles(vec!["Operations".to_owned()]), false),
        ];
        for (question, expected) in cases {
            let key = || CacheKey::new_message(question.clone(), true);
            let first = responder.render(&engine, key()).response.json().unwrap();
            assert_eq!(responder.cache.get(&engine, &key()).is_some(), expected, "{question:?}");
            assert_eq!(responder.render(&engine, key()).response.json().unwrap(), first, "{question:?}");
        }
    }
}
