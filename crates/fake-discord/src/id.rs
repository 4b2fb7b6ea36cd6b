//! Discord's ids (snowflakes), timestamps, and made-up tokens.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Serialize, Serializer};
use serde_json::Value;

/// Discord's epoch, the first second of 2015, in Unix milliseconds.
///
/// Source: <https://docs.discord.com/developers/reference#snowflakes>
const EPOCH_MS: u64 = 1_420_070_400_000;

/// A snowflake. In JSON it is a string of digits, because JavaScript rounds large numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(
    /// The number.
    pub u64,
);

impl Id {
    /// Parses an id as written in a path or in JSON; `None` if it is not a positive number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|&id| id != 0).map(Self)
    }

    /// Reads an id from JSON: a string or, as some libraries send it, a number.
    pub(crate) fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::parse).or(value.as_u64().filter(|&id| id != 0).map(Self))
    }

    /// The creation time, in Discord's format: `2026-11-22T14:25:28.123000+00:00`.
    #[must_use]
    pub fn timestamp(self) -> String {
        iso_8601((self.0 >> 22) + EPOCH_MS)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Generates increasing ids.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: u64,
}

impl Ids {
    /// A new id, created now.
    pub(crate) fn next(&mut self) -> Id {
        let now = (now_ms().saturating_sub(EPOCH_MS)) << 22;
        self.last = now.max(self.last + 1);
        Id(self.last)
    }
}

/// The current time in Discord's format.
pub(crate) fn now() -> String {
    iso_8601(now_ms())
}

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Formats Unix milliseconds. The calendar is Howard Hinnant's `civil_from_days`.
fn iso_8601(ms: u64) -> String {
    let (days, in_day) = (ms / 86_400_000 + 719_468, ms % 86_400_000);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute) = (in_day / 3_600_000, in_day / 60_000 % 60);
    let (second, milli) = (in_day / 1000 % 60, in_day % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}000+00:00")
}

/// A token in the format of a bot token: the id in base 64, a time, and 38 characters. It is made up, so it is no secret.
pub(crate) fn bot_token(bot: Id, seed: u64) -> String {
    let letters: String = letters(seed).take(38).map(char::from).collect();
    format!("{}.{}.{letters}", base_64(bot.to_string().as_bytes()), base_64(&now_ms().to_be_bytes()[4..]))
}

/// The token of an interaction: long, and not predictable from the previous one.
pub(crate) fn interaction_token(interaction: Id) -> String {
    let letters: String = letters(interaction.0 ^ now_ms()).take(64).map(char::from).collect();
    base_64(format!("interaction:{interaction}:{letters}").as_bytes())
}

/// A session id: 32 hexadecimal digits.
pub(crate) fn session_id(seed: Id) -> String {
    let (mut state, mut text) = (seed.0, String::new());
    for _ in 0..2 {
        state = split_mix(state);
        text += &format!("{state:016x}");
    }
    text
}

/// An endless pseudo-random sequence of URL-safe characters.
fn letters(seed: u64) -> impl Iterator<Item = u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = split_mix(state);
        LETTERS[usize::from((state >> 32) as u8 & 63)]
    })
}

fn split_mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// URL-safe base 64 without padding.
fn base_64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for index in 0..=chunk.len() {
            text.push(char::from(LETTERS[(group >> (18 - 6 * index)) as usize & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_have_discords_format() {
        assert_eq!(Id(175_928_847_299_117_063).timestamp(), "2016-04-30T11:18:25.796000+00:00");
        assert_eq!(iso_8601(1_709_164_800_000), "2024-02-29T00:00:00.000000+00:00");
    }

    #[test]
    fn a_bot_token_starts_with_the_bots_id() {
        assert_eq!(base_64(b"80351110224678912"), "ODAzNTExMTAyMjQ2Nzg5MTI");
        assert_eq!(bot_token(Id(1), 2).split('.').map(str::len).collect::<Vec<_>>(), [2, 6, 38]);
    }

    #[test]
    fn ids_increase() {
        let mut ids = Ids::default();
        assert!(ids.next() < ids.next());
    }
}
