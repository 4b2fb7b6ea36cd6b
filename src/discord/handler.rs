//! The one handler of everything that arrives, by the gateway or by HTTP.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{Interaction, Message, MessageId, UserId};
use tokio::time::{Instant, sleep, timeout_at};

use crate::answer::Engine;
use crate::gaps::GapCounter;
use crate::reload::KnowledgeHandle;
use crate::token::Token;

use super::answer_cache::AnswerCache;
use super::fetched_roles::FetchedRoles;
use super::guild_roles::GuildRoles;
use super::metrics::Metrics;
use super::pictures::{Picture, Pictures};
use super::question_log::{MISSING_PERMISSIONS, Place};
use super::rate_limiter::UserRateLimiter;
use super::recent_answers::RecentAnswers;
use super::respond::Responder;
use super::response::{Prepared, Response};
use super::rest::{Rest, RestError};
use super::shared_limits::SharedLimits;
use super::verdict::{Verdict, command_of};

/// How long the response to an interaction waits for its picture. After that the text is sent alone, and the picture is
/// added once it is ready.
const PICTURE_TIMEOUT: Duration = Duration::from_millis(1_500);

/// How often a picture is added before it is given up. Discord may not have stored yet what it is added to.
const FOLLOW_UP_ATTEMPTS: u32 = 4;

/// The pause before the first of these attempts over HTTP, and between them.
const FOLLOW_UP_PAUSE: Duration = Duration::from_millis(400);

/// How often an edit waits for the answer to its question that is on its way.
const EDIT_PAUSES: usize = 20;

/// How long each of these waits takes.
const EDIT_PAUSE: Duration = Duration::from_millis(100);

/// Capacity of the answer cache; an entry has about 5 KiB.
const MAX_CACHED_ANSWERS: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// How questions are answered, whichever way they arrive.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The base URL that replaces `https://discord.com`.
    pub proxy: Option<String>,
    /// Whether answers are private by default.
    pub private: bool,
    /// Answers per user and minute; 0 = no limit.
    pub per_minute: u32,
    /// The knowledge, as it is at any moment.
    pub live: KnowledgeHandle,
    /// The channel in which suggestions are posted, if any.
    pub suggestions: Option<u64>,
    /// Counts what is asked in vain.
    pub gaps: Option<GapCounter>,
    /// The Redis through which several processes share their limits.
    pub redis: Option<String>,
}

/// Answers interactions and messages.
#[derive(Debug)]
pub(super) struct Handler {
    pub(super) live: KnowledgeHandle,
    pub(super) rest: Rest,
    pub(super) responder: Responder,
    pub(super) pictures: Pictures,
    pub(super) metrics: Metrics,
    /// Limits that other processes share.
    pub(super) shared: Option<SharedLimits>,
    pub(super) recent: RecentAnswers,
    /// Where no gateway reports the names of server roles, and there is a token to fetch them with.
    pub(super) fetched_roles: Option<FetchedRoles>,
    /// The channel in which suggestions are posted; `None` without a token, which posting needs.
    suggestions: Option<u64>,
}

/// A response to an interaction, ready to be sent.
#[derive(Debug)]
pub(super) struct Delivery {
    /// The body.
    pub(super) json: Arc<str>,
    /// The picture that the body refers to.
    pub(super) picture: Option<Arc<Picture>>,
    /// How the question was asked, in a word of a closed list.
    pub(super) command: &'static str,
    /// How sure the response is.
    pub(super) verdict: Verdict,
    /// What is drawn too late for it, with the knowledge to draw it from.
    late: Option<(Arc<Engine>, Arc<Prepared>)>,
    /// Whether the message goes whose button was pressed.
    removes: bool,
    /// The suggestion to post for the moderators, as JSON.
    post: Option<String>,
}

impl Delivery {
    /// Whether there is more to do once it is delivered.
    pub(super) fn is_incomplete(&self) -> bool {
        self.late.is_some() || self.removes || self.post.is_some()
    }
}

impl Handler {
    /// A handler with the bot's token and user, as far as they are known.
    ///
    /// # Errors
    ///
    /// TLS is not available, or the address that replaces Discord's, or that of Redis, is none.
    pub(super) fn new(answering: Answering, token: Option<Token>, bot: Option<UserId>) -> Result<Handler, RestError> {
        let Answering { proxy, private, per_minute, live, gaps, redis, suggestions } = answering;
        let suggestions = suggestions.filter(|_| token.is_some());
        let metrics = Metrics::default();
        let rest = Rest::new(token, proxy.as_deref(), metrics.clone())?;
        let shared = match redis {
            Some(address) => Some(SharedLimits::new(&address, metrics.clone())?),
            None => None,
        };
        let responder = Responder {
            bot,
            is_private: private,
            limiter: UserRateLimiter::shared_per_minute("answers", per_minute, shared.clone()),
            notice_limiter: UserRateLimiter::shared_per_minute("notices", 1, shared.clone()),
            roles: GuildRoles::default(),
            cache: AnswerCache::new(MAX_CACHED_ANSWERS),
            gaps,
            has_suggestions_channel: suggestions.is_some(),
        };
        let recent = RecentAnswers::default();
        let pictures = Pictures::default();
        Ok(Handler { live, rest, responder, pictures, metrics, shared, recent, fetched_roles: None, suggestions })
    }

    /// The response to an interaction that arrived at `arrived`; `None` for a kind that the bot never asked for.
    ///
    /// # Errors
    ///
    /// The response cannot be written as JSON.
    pub(super) async fn prepare(
        &self,
        interaction: &Interaction,
        arrived: Instant,
    ) -> Result<Option<Delivery>, RestError> {
        if let Some(fetched) = &self.fetched_roles
            && let Some(server) = Responder::server_of_roles(interaction)
        {
            fetched.refresh(server, &self.rest, &self.responder.roles).await;
        }
        let engine = self.live.engine();
        let Some(answered) = self.responder.on_interaction(&engine, interaction).await else { return Ok(None) };
        let (response, verdict) = (answered.response, answered.verdict);
        let drawn = match response.picture() {
            Some(map) => timeout_at(arrived + PICTURE_TIMEOUT, self.pictures.get(&engine, map)).await,
            None => Ok(None),
        };
        let is_late = drawn.is_err();
        let picture = drawn.ok().flatten();
        let json = match picture.as_deref() {
            None => response.json(),
            Some(picture) => response.to_json(Some(picture)).map(Arc::from),
        };
        let json = json.map_err(RestError::invalid_request)?;
        let removes = matches!(**response, Response::Remove);
        let post = match &**response {
            Response::Suggestion { post: Some(post), .. } => {
                Some(serde_json::to_string(post).map_err(RestError::invalid_request)?)
            }
            _ => None,
        };
        let late = is_late.then_some((engine, response));
        Ok(Some(Delivery { json, picture, command: command_of(interaction), verdict, late, removes, post }))
    }

    /// Counts and logs a response that was delivered, and the time since the question arrived.
    pub(super) fn record(&self, command: &'static str, verdict: Verdict, place: Place, arrived: Instant) {
        let took = arrived.elapsed();
        self.metrics.count_question(command, verdict, took);
        place.log_answer(command, verdict, took);
    }

    /// Answers an interaction of the gateway, by a request.
    pub(super) async fn on_interaction(
        &self,
        interaction: &Interaction,
        place: Place,
        arrived: Instant,
    ) -> Result<(), RestError> {
        let Some(delivery) = self.prepare(interaction, arrived).await? else { return Ok(()) };
        let (id, token) = (interaction.id().get(), interaction.token());
        let upload = delivery.picture.as_deref().map(|picture| &picture.upload);
        self.rest.create_interaction_response(id, token, &delivery.json, upload, arrived).await?;
        self.record(delivery.command, delivery.verdict, place, arrived);
        self.post_suggestion(&delivery).await;
        self.complete(interaction, &delivery).await
    }

    /// Posts a suggestion for the moderators, if there is one.
    async fn post_suggestion(&self, delivery: &Delivery) {
        if let (Some(channel), Some(post)) = (self.suggestions, &delivery.post)
            && let Err(why) = self.rest.create_message(channel, post, None).await
        {
            tracing::error!("a suggestion could not be posted in the channel of [suggest]: {why}");
        }
    }

    /// Completes a response of the endpoint, which Discord stores when it has read it.
    pub(super) async fn follow_up(&self, interaction: &Interaction, delivery: &Delivery) -> Result<(), RestError> {
        self.post_suggestion(delivery).await;
        let mut attempt = 1;
        loop {
            sleep(FOLLOW_UP_PAUSE).await;
            match self.complete(interaction, delivery).await {
                Err(RestError::Rejected { status: 404, .. }) if attempt < FOLLOW_UP_ATTEMPTS => attempt += 1,
                other => return other,
            }
        }
    }

    /// Adds the picture that was drawn too late, if there is one, or removes the message that is to go.
    async fn complete(&self, interaction: &Interaction, delivery: &Delivery) -> Result<(), RestError> {
        if delivery.removes {
            let (application, token) = (interaction.application_id().get(), interaction.token());
            return self.rest.delete_original_interaction_response(application, token).await;
        }
        if let Some((engine, response)) = &delivery.late
            && let Some(map) = response.picture()
            && let Some(picture) = self.pictures.get(engine, map).await
            && let Some(edit) = response.to_edit_json(&picture).map_err(RestError::invalid_request)?
        {
            let (application, token) = (interaction.application_id().get(), interaction.token());
            self.rest.edit_original_interaction_response(application, token, &edit, &picture.upload).await?;
        }
        Ok(())
    }

    /// Answers a message, if it is for the bot.
    pub(super) async fn on_message(&self, message: &Message, place: Place) -> Result<(), RestError> {
        let arrived = Instant::now();
        let engine = self.live.engine();
        let Some(answered) = self.responder.on_message(&engine, message).await else { return Ok(()) };
        self.recent.begin(message.id, arrived);
        let sent = self.send_message(message, &engine, &answered.response, place).await;
        self.recent.end(message.id, sent.as_ref().ok().copied().flatten().map(MessageId::new));
        sent?;
        self.record("message", answered.verdict, place, arrived);
        Ok(())
    }

    /// Changes the answer to a message that was edited, if it was answered a short time ago.
    pub(super) async fn on_edit(&self, message: &Message, place: Place) -> Result<(), RestError> {
        let arrived = Instant::now();
        let Some(edited) = message.edited_timestamp.filter(|_| !message.content.is_empty()) else { return Ok(()) };
        for _ in 0..EDIT_PAUSES {
            if !self.recent.is_pending(message.id) {
                break;
            }
            sleep(EDIT_PAUSE).await;
        }
        let Some(earlier) = self.recent.to_follow(message.id, edited, arrived) else { return Ok(()) };
        let engine = self.live.engine();
        let Some(answered) = self.responder.on_message(&engine, message).await else { return Ok(()) };
        let picture = match answered.response.picture() {
            Some(map) => self.pictures.get(&engine, map).await,
            None => None,
        };
        let json = answered.response.to_replacing_json(picture.as_deref()).map_err(RestError::invalid_request)?;
        let Some(json) = json else { return Ok(()) };
        let upload = picture.as_deref().map(|picture| &picture.upload);
        self.rest.edit_message(message.channel_id.get(), earlier.get(), &json, upload).await?;
        self.record("message", answered.verdict, place, arrived);
        Ok(())
    }

    /// Posts an answer: with its picture, without it where the bot may not upload files, and as plain text where it may
    /// not send embeds. The id of what was posted.
    async fn send_message(
        &self,
        message: &Message,
        engine: &Arc<Engine>,
        answer: &Response,
        place: Place,
    ) -> Result<Option<u64>, RestError> {
        let channel = message.channel_id.get();
        // A message has no deadline of 3 seconds, so the picture is waited for.
        let picture = match answer.picture() {
            Some(map) => self.pictures.get(engine, map).await,
            None => None,
        };
        if let Some(picture) = picture {
            let json = answer.to_json(Some(&picture)).map_err(RestError::invalid_request)?;
            match self.rest.create_message(channel, &json, Some(&picture.upload)).await {
                // The bot may post in the channel, but not upload files.
                Err(RestError::Rejected { status: 403, .. }) => {}
                other => return other,
            }
        }
        let json = answer.to_json(None).map_err(RestError::invalid_request)?;
        let refused = match self.rest.create_message(channel, &json, None).await {
            Err(refused @ RestError::Rejected { code: MISSING_PERMISSIONS, .. }) => refused,
            other => return other,
        };
        let Some(json) = answer.to_plain_json().map_err(RestError::invalid_request)? else { return Err(refused) };
        let posted = self.rest.create_message(channel, &json, None).await?;
        place.log_degraded("Embed Links");
        Ok(posted)
    }
}
