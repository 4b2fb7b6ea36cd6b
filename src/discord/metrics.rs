//! What is counted and measured, in the text format of Prometheus.
//!
//! Every label has few values, from lists in this program or from the number of shards: nothing that a person types,
//! and no id of a person, a server or a message.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::reload::KnowledgeHandle;

use super::verdict::Verdict;

/// The media type of the text format.
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the histogram of answers, in seconds. Discord waits 3 seconds.
const ANSWER_SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];

/// One label whose values are words of this program.
type Word = [(&'static str, &'static str); 1];

/// The number of a shard.
type Shard = [(&'static str, u32); 1];

/// Counters and gauges. Clones share them.
#[derive(Clone, Default)]
pub(super) struct Metrics {
    questions: Family<[(&'static str, &'static str); 2], Counter>,
    answer_time: AnswerTime,
    rest_errors: Family<Word, Counter>,
    http_responses: Family<[(&'static str, u16); 1], Counter>,
    shard_connected: Family<Shard, Gauge>,
    shard_reconnects: Family<Shard, Counter>,
    servers: Gauge,
    /// Set if there is a Redis.
    redis: Arc<OnceLock<Gauge>>,
    registry: Arc<OnceLock<Registry>>,
}

/// The histogram, which has no default of its own.
#[derive(Clone)]
struct AnswerTime(Histogram);

impl Default for AnswerTime {
    fn default() -> AnswerTime {
        AnswerTime(Histogram::new(ANSWER_SECONDS))
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

impl Metrics {
    /// Counts an answered question, and how long it took.
    pub(super) fn count_question(&self, command: &'static str, verdict: Verdict, took: Duration) {
        self.questions.get_or_create(&[("command", command), ("verdict", verdict.as_str())]).inc();
        self.answer_time.0.observe(took.as_secs_f64());
    }

    /// Counts a request to Discord that failed or had to be repeated.
    pub(super) fn count_rest_error(&self, kind: &'static str) {
        self.rest_errors.get_or_create(&[("kind", kind)]).inc();
    }

    /// Counts a response of the endpoint.
    pub(super) fn count_http_response(&self, status: u16) {
        self.http_responses.get_or_create(&[("status", status)]).inc();
    }

    /// Sets whether a shard is connected.
    pub(super) fn set_connected(&self, shard: u32, is_connected: bool) {
        self.shard_connected.get_or_create(&[("shard", shard)]).set(i64::from(is_connected));
    }

    /// Counts a connection that a shard lost.
    pub(super) fn count_reconnect(&self, shard: u32) {
        self.shard_reconnects.get_or_create(&[("shard", shard)]).inc();
    }

    /// Sets whether Redis answers. Without Redis, there is no such metric.
    pub(super) fn set_redis(&self, is_there: bool) {
        self.redis.get_or_init(Gauge::default).set(i64::from(is_there));
    }

    /// Sets how many servers this process' shards have.
    pub(super) fn set_servers(&self, count: usize) {
        self.servers.set(i64::try_from(count).unwrap_or(i64::MAX));
    }

    /// Everything as text.
    ///
    /// # Errors
    ///
    /// A value cannot be written, which does not happen with text in memory.
    pub(super) fn text(&self, live: &KnowledgeHandle) -> Result<String, fmt::Error> {
        let registry = self.registry.get_or_init(|| self.register(live));
        let mut text = String::new();
        encode(&mut text, registry)?;
        Ok(text)
    }

    fn register(&self, live: &KnowledgeHandle) -> Registry {
        let mut all = Registry::with_prefix("nextrole");
        let build = Info::new([("version", env!("CARGO_PKG_VERSION")), ("revision", env!("NEXTROLE_REVISION"))]);
        all.register("build", "The version and revision of the program", build);
        all.register("questions", "Answered questions", self.questions.clone());
        all.register_with_unit(
            "answer",
            "From the arrival of a question to its answer",
            Unit::Seconds,
            self.answer_time.0.clone(),
        );
        all.register(
            "rest_errors",
            "Requests to Discord that failed or were repeated, by kind",
            self.rest_errors.clone(),
        );
        all.register("http_responses", "Responses of the endpoint, by status", self.http_responses.clone());
        all.register("shard_connected", "Whether a shard is connected", self.shard_connected.clone());
        all.register("shard_reconnects", "Connections that a shard lost", self.shard_reconnects.clone());
        if let Some(redis) = self.redis.get() {
            all.register("redis_connected", "Whether Redis answers, so that limits are shared", redis.clone());
        }
        all.register("servers", "Servers of this process' shards", self.servers.clone());
        all.register_collector(Box::new(Knowledge(live.clone())));
        all.register_collector(Box::new(Process));
        all
    }
}

/// Writes one gauge.
fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, unit: Option<&Unit>, value: f64) -> fmt::Result {
    let gauge = ConstGauge::new(value);
    let metric = encoder.encode_descriptor(name, help, unit, prometheus_client::metrics::MetricType::Gauge)?;
    gauge.encode(metric)
}

/// The state of the knowledge, read when it is asked for.
struct Knowledge(KnowledgeHandle);

impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Knowledge")
    }
}

impl Collector for Knowledge {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let status = Arc::clone(&self.0.status().borrow());
        let revision = Info::new([("revision", status.answering.clone())]);
        let kind = prometheus_client::metrics::MetricType::Info;
        revision.encode(encoder.encode_descriptor("knowledge", "The revision that answers", None, kind)?)?;
        let age = SystemTime::now().duration_since(status.loaded).unwrap_or_default().as_secs_f64();
        gauge(
            &mut encoder,
            "knowledge_age",
            "Time since the knowledge that answers was loaded",
            Some(&Unit::Seconds),
            age,
        )?;
        let problems = status.problems.len() as f64;
        gauge(&mut encoder, "knowledge_problems", "Problems of the knowledge folder", None, problems)?;
        let is_broken = f64::from(u8::from(status.is_broken()));
        gauge(
            &mut encoder,
            "knowledge_broken",
            "Whether an older revision answers than the folder has",
            None,
            is_broken,
        )
    }
}

/// The memory and the tasks of the process, read when they are asked for.
#[derive(Debug)]
struct Process;

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let tasks = runtime.metrics().num_alive_tasks() as f64;
            gauge(
                &mut encoder,
                "tasks",
                "Tasks of the runtime, such as connections and answers in flight",
                None,
                tasks,
            )?;
        }
        let Some(memory) = memory_stats::memory_stats() else { return Ok(()) };
        let resident = memory.physical_mem as f64;
        gauge(&mut encoder, "resident_memory", "Memory that the process holds", Some(&Unit::Bytes), resident)
    }
}
