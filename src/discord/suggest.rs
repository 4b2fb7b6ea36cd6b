//! `/suggest`: a form that turns a proposal into TOML. The proposer sees it, and so does one channel if the operator
//! wants that. Nothing is kept.

use serenity::all::{ActionRowComponent, CommandInteraction, InputTextStyle, ModalInteraction, ResolvedValue};
use serenity::builder::{
    CreateActionRow, CreateAllowedMentions, CreateInputText, CreateInteractionResponse, CreateMessage, CreateModal,
};
use serenity::model::channel::Nonce;

use crate::answer::Engine;
use crate::reply::limits::cut;
use crate::suggestion::{Draft, Form, Kind, fields};

/// The name of the command.
pub(super) const SUGGEST: &str = "suggest";

/// The name of its option.
pub(super) const WHAT: &str = "what";

/// What the `custom_id` of a form starts with; the kind follows. Raise the number when the fields change.
const FORM: &str = "1:suggest:";

/// Maximum length of a message. Source: <https://docs.discord.com/developers/resources/message#create-message>
const MAX_MESSAGE_CHARS: usize = 2_000;

/// A field that takes more than this many characters is shown with several lines.
const MAX_SHORT_CHARS: u16 = 120;

/// The form that a command asks for; `None` for a kind of suggestion that this version does not know.
pub(super) fn form(command: &CommandInteraction) -> Option<CreateInteractionResponse> {
    let options = command.data.options();
    let word = options.iter().find_map(|option| match option.value {
        ResolvedValue::String(word) if option.name == WHAT => Some(word),
        _ => None,
    });
    let kind = Kind::parse(word?)?;
    let row = |field: &crate::suggestion::Field| {
        let is_long = field.max_chars > MAX_SHORT_CHARS;
        let style = if is_long { InputTextStyle::Paragraph } else { InputTextStyle::Short };
        let input = CreateInputText::new(style, field.label, field.id).placeholder(field.hint);
        CreateActionRow::InputText(input.required(field.required).max_length(field.max_chars))
    };
    let modal = CreateModal::new(format!("{FORM}{}", kind.as_str()), kind.title());
    Some(CreateInteractionResponse::Modal(modal.components(fields(kind).iter().map(row).collect())))
}

/// The draft of a form that was filled in; `None` for a form that this version does not know.
pub(super) fn drafted(engine: &Engine, modal: &ModalInteraction) -> Option<Draft> {
    let kind = Kind::parse(modal.data.custom_id.strip_prefix(FORM)?)?;
    let mut form = Form::new(kind);
    for component in modal.data.components.iter().flat_map(|row| &row.components) {
        if let ActionRowComponent::InputText(input) = component
            && let Some(field) = fields(kind).iter().find(|field| field.id == input.custom_id)
        {
            // Discord checks the length too, but not everything that arrives is its client's.
            form.fill(field, input.value.as_deref().unwrap_or_default());
        }
    }
    Some(form.draft(engine))
}

/// What the proposer sees.
pub(super) fn for_proposer(draft: &Draft, is_posted: bool) -> String {
    let next = if is_posted {
        "The moderators can see it now. Nothing else is kept."
    } else {
        "It is kept nowhere: send it to the people who tend the knowledge."
    };
    message(&format!("Thank you. Your suggestion, as it would stand in {}:", draft.file), draft, next)
}

/// The message for the moderators; it pings nobody.
pub(super) fn for_moderators(draft: &Draft, modal: &ModalInteraction) -> CreateMessage {
    let head = format!("<@{}> suggests, for {}:", modal.user.id, draft.file);
    CreateMessage::new()
        .content(message(&head, draft, "Checked against the knowledge in use."))
        .allowed_mentions(CreateAllowedMentions::new())
        .nonce(Nonce::String(modal.id.to_string()))
        .enforce_nonce(true)
}

/// A message of at most 2,000 characters. All that was typed stands in the code block, where nothing is markup; a draft
/// has no backticks that could end it.
fn message(head: &str, draft: &Draft, next: &str) -> String {
    let frame = head.chars().count() + next.chars().count() + 30;
    let code = cut(draft.with_comments().trim_end(), MAX_MESSAGE_CHARS.saturating_sub(frame));
    format!("{head}\n```toml\n{code}\n```\n{next}")
}
