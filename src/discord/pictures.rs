//! Draws the pictures of answers, away from the event loop, and keeps the last of them.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};
use tokio::sync::{OnceCell, Semaphore};

use crate::answer::{Answerer, Map};
use crate::reply::picture::{alt, png, svg};

use super::rest::Upload;

/// Most pictures that are kept: those of all tracks and many roles. A picture has 60 KiB as a rule, and 400 at most.
const MOST_KEPT: usize = 96;

/// How many are drawn at once: a large one takes some tens of megabytes while it is drawn.
const AT_ONCE: usize = 1;

/// The name under which a message speaks of its picture.
const NAME: &str = "map.png";

/// A picture, ready to be sent.
#[derive(Debug)]
pub struct Picture {
    pub(super) upload: Upload,
    /// What it shows, for those who cannot see it.
    alt: String,
}

/// The pictures that were drawn last.
#[derive(Debug, Clone)]
pub struct Pictures {
    kept: Arc<Mutex<Kept>>,
    turns: Arc<Semaphore>,
}

/// A picture, perhaps still being drawn; `None` in it if it cannot be drawn.
type Slot = Arc<OnceCell<Option<Arc<Picture>>>>;

#[derive(Debug, Default)]
struct Kept {
    /// The knowledge that they show.
    of: Weak<Answerer>,
    /// The one asked for last is the last.
    slots: Vec<(Map, Slot)>,
}

impl Default for Pictures {
    fn default() -> Pictures {
        Pictures { kept: Arc::default(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Pictures {
    /// The picture of this map; `None` if it cannot be drawn. It is drawn at most once for a knowledge while it is kept,
    /// and to its end even if nobody waits for it any more.
    pub async fn get(&self, answerer: &Arc<Answerer>, map: &Map) -> Option<Arc<Picture>> {
        let slot = self.slot(answerer, map);
        if let Some(drawn) = slot.get() {
            return drawn.clone();
        }
        let (answerer, map, turns) = (Arc::clone(answerer), map.clone(), Arc::clone(&self.turns));
        let drawing = tokio::spawn(async move {
            let drawn = slot.get_or_init(|| async {
                let _turn = turns.acquire().await.ok()?;
                let drawn = tokio::task::spawn_blocking(move || (draw(&answerer, &map), map)).await;
                if let Ok((None, map)) = &drawn {
                    tracing::error!("there is no picture of {map:?}");
                }
                drawn.ok()?.0
            });
            drawn.await.clone()
        });
        drawing.await.ok().flatten()
    }

    fn slot(&self, answerer: &Arc<Answerer>, map: &Map) -> Slot {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::ptr::eq(kept.of.as_ptr(), Arc::as_ptr(answerer)) {
            *kept = Kept { of: Arc::downgrade(answerer), slots: Vec::new() };
        }
        let place = kept.slots.iter().position(|(drawn, _)| drawn == map);
        let slot = match place {
            Some(place) => kept.slots.remove(place).1,
            None => Slot::default(),
        };
        kept.slots.push((map.clone(), Arc::clone(&slot)));
        let too_many = kept.slots.len().saturating_sub(MOST_KEPT);
        kept.slots.drain(..too_many);
        slot
    }
}

fn draw(answerer: &Answerer, map: &Map) -> Option<Arc<Picture>> {
    let chart = answerer.chart(map)?;
    let bytes = png(&svg(&chart))?;
    Some(Arc::new(Picture { upload: Upload { name: NAME, media_type: "image/png", bytes }, alt: alt(&chart) }))
}

/// Makes a message show the picture that is sent with it, and no file that it had before.
pub(super) fn attach(message: &mut Value, picture: &Picture) {
    if let Some(embed) = message.pointer_mut("/embeds/0").and_then(Value::as_object_mut) {
        embed.insert("image".to_owned(), json!({ "url": format!("attachment://{NAME}") }));
    }
    if let Some(message) = message.as_object_mut() {
        let attachments = json!([{ "id": "0", "filename": NAME, "description": picture.alt }]);
        message.insert("attachments".to_owned(), attachments);
    }
}
