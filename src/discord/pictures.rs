//! Draws the pictures of answers, off the event loop, and caches them.

use std::num::NonZeroUsize;
use std::sync::Arc;

use serde_json::{Value, json};
use serenity::builder::CreateEmbed;
use tokio::sync::{OnceCell, Semaphore};

use crate::answer::{Engine, MapRequest};
use crate::reply::picture::{alt, png, svg};

use super::knowledge_cache::KnowledgeCache;
use super::rest::Upload;

/// Capacity of the picture cache: all tracks and many roles. A picture has about 60 KiB, at most 400.
const MAX_PICTURES: NonZeroUsize = NonZeroUsize::new(96).unwrap();

/// Most pictures that are drawn at the same time: a large one takes tens of megabytes.
const MAX_AT_ONCE: usize = 1;

/// The file name under which a message shows its picture.
const NAME: &str = "map.png";

/// A picture, ready to be sent.
#[derive(Debug)]
pub struct Picture {
    pub(super) upload: Upload,
    /// Its alternative text.
    alt: String,
}

/// Draws pictures, and caches those that were used last.
#[derive(Debug, Clone)]
pub struct Pictures {
    cache: Arc<KnowledgeCache<MapRequest, Slot>>,
    turns: Arc<Semaphore>,
}

/// A picture, which may still be being drawn; it holds `None` if it cannot be drawn.
type Slot = Arc<OnceCell<Option<Arc<Picture>>>>;

impl Default for Pictures {
    fn default() -> Pictures {
        Pictures { cache: Arc::new(KnowledgeCache::new(MAX_PICTURES)), turns: Arc::new(Semaphore::new(MAX_AT_ONCE)) }
    }
}

impl Pictures {
    /// The picture of this map; `None` if it cannot be drawn. While it is cached, it is drawn once per knowledge, and to
    /// the end even if nobody waits for it any more.
    pub async fn get(&self, engine: &Arc<Engine>, map: &MapRequest) -> Option<Arc<Picture>> {
        let slot = self.cache.get_or_insert(engine, map.clone(), Slot::default());
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

impl Picture {
    /// An embed that shows the picture.
    pub(super) fn shown_in(&self, embed: CreateEmbed) -> CreateEmbed {
        embed.attachment(NAME)
    }

    /// The `attachments` of a message with which the picture is uploaded. Serenity writes the id as a number, which is
    /// not what Discord documents.
    pub(super) fn attachments(&self) -> Value {
        json!([{ "id": "0", "filename": NAME, "description": self.alt }])
    }
}
