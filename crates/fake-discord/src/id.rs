//! Discord's ids ("snowflakes"), the times inside them, and the token of a bot made from one.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Serialize, Serializer};

/// Milliseconds from 1970 to the first second of 2015, where Discord's ids begin to count.
///
/// Source: <https://docs.discord.com/developers/reference#snowflakes>
const EPOCH_MS: u64 = 1_420_070_400_000;

/// The id of anything on Discord; written as a string of digits in JSON, because JavaScript rounds large numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl Id {
    /// Reads an id as it stands in a path or in JSON; `None` if that is no number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|&id| id != 0).map(Self)
    }

    /// When the thing came to be, as Discord writes times: `2026-11-22T14:25:28.123000+00:00`.
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

/// Gives out ids in rising order, none of them twice.
#[derive(Debug, Default)]
pub(super) struct Ids {
    last: u64,
}

impl Ids {
    /// The next id, of the present moment.
    pub(super) fn next(&mut self) -> Id {
        let now = (now_ms().saturating_sub(EPOCH_MS)) << 22;
        self.last = now.max(self.last + 1);
        Id(self.last)
    }
}

/// The present moment, as Discord writes times.
pub(super) fn now() -> String {
    iso_8601(now_ms())
}

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Milliseconds since 1970 as a date and time in UTC. The calendar is Howard Hinnant's `civil_from_days`.
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

/// A token in the format of a bot's: the id in base 64, a time, and 38 letters. Made up here, so it opens nothing.
pub(super) fn token(bot: Id, seed: u64) -> String {
    let letters: String = mix(seed).take(38).map(char::from).collect();
    format!("{}.{}.{letters}", base_64(bot.to_string().as_bytes()), base_64(&now_ms().to_be_bytes()[4..]))
}

/// The token of one interaction: long, and not to be guessed from the one before.
pub(super) fn interaction_token(interaction: Id) -> String {
    let letters: String = mix(interaction.0 ^ now_ms()).take(64).map(char::from).collect();
    base_64(format!("interaction:{interaction}:{letters}").as_bytes())
}

/// 32 hexadecimal digits from a number, for sessions.
pub(super) fn session_id(seed: Id) -> String {
    let (mut state, mut text) = (seed.0, String::new());
    for _ in 0..2 {
        state = split_mix(state);
        text += &format!("{state:016x}");
    }
    text
}

/// An endless row of letters that looks like chance.
fn mix(seed: u64) -> impl Iterator<Item = u8> {
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

/// Base 64 with the letters for addresses, without padding.
fn base_64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(LETTERS[(group >> (18 - 6 * place)) as usize & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_discord_does() {
        assert_eq!(Id(175_928_847_299_117_063).timestamp(), "2016-04-30T11:18:25.796000+00:00");
        assert_eq!(iso_8601(1_709_164_800_000), "2024-02-29T00:00:00.000000+00:00");
    }

    #[test]
    fn a_token_begins_with_the_bots_id() {
        assert_eq!(base_64(b"80351110224678912"), "ODAzNTExMTAyMjQ2Nzg5MTI");
        assert_eq!(token(Id(1), 2).split('.').map(str::len).collect::<Vec<_>>(), [2, 6, 38]);
    }

    #[test]
    fn ids_rise() {
        let mut ids = Ids::default();
        assert!(ids.next() < ids.next());
    }
}
