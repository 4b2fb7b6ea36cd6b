//! Draws the pictures of answers, away from the event loop, and keeps the last of them.

use std::num::NonZeroUsize;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::{OnceCell, Semaphore};

use crate::answer::{Engine, MapRequest};
use crate::reply::picture::{alt, png, svg};

use super::recent::Recent;
use super::rest::Upload;

/// Most pictures that are kept: those of all tracks and many roles. A picture has 60 KiB as a rule, and 400 at most.
const MOST_KEPT: NonZeroUsize = NonZeroUsize::new(96).unwrap();

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
    recent: Arc<Recent<MapRequest, Slot>>,
    turns: Arc<Semaphore>,
}

/// A picture, perhaps still being drawn; `None` in it if it cannot be drawn.
type Slot = Arc<OnceCell<Option<Arc<Picture>>>>;

impl Default for Pictures {
    fn default() -> Pictures {
        Pictures { recent: Arc::new(Recent::new(MOST_KEPT)), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Pictures {
    /// The picture of this map; `None` if it cannot be drawn. It is drawn at most once for a knowledge while it is kept,
    /// and to its end even if nobody waits for it any more.
    pub async fn get(&self, engine: &Arc<Engine>, map: &MapRequest) -> Option<Arc<Picture>> {
        let slot = self.recent.get_or_keep(engine, map.clone(), Slot::default());
        if let Some(drawn) = slot.get() {
            return drawn.clone();
        }
        let (engine, map, turns) = (Arc::clone(engine), map.clone(), Arc::clone(&self.turns));
        let drawing = tokio::spawn(async move {
            let drawn = slot.get_or_init(|| async {
                let _turn = turns.acquire().await.ok()?;
                let drawn = tokio::task::spawn_blocking(move || (draw(&engine, &map), map)).await;
                if let Ok((None, map)) = &drawn {
                    tracing::error!("there is no picture of {map:?}");
                }
                drawn.ok()?.0
            });
            drawn.await.clone()
        });
        drawing.await.ok().flatten()
    }
}

fn draw(engine: &Engine, map: &MapRequest) -> Option<Arc<Picture>> {
    let map_view = engine.map_view(map)?;
    let bytes = png(&svg(&map_view))?;
    Some(Arc::new(Picture { upload: Upload { name: NAME, media_type: "image/png", bytes }, alt: alt(&map_view) }))
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
