//! Dates of publication.

use std::fmt;

/// When a source was published, as precisely as the source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The year, 1900 to 2999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month; only with a month.
    pub day: Option<u8>,
}

impl Published {
    /// Parses `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else and for days that do not exist.
    ///
    /// ```
    /// use nextrole::knowledge::model::Published;
    ///
    /// assert_eq!(Published::parse("2005-08").map(|date| date.year), Some(2005));
    /// assert_eq!(Published::parse("2005-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Published> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            _ => 31,
        };
        let exists = (1900..3000).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days).contains(&day))
            && parts.next().is_none();
        let small = |number: u16| u8::try_from(number).ok();
        exists.then(|| Published { year, month: month.and_then(small), day: day.and_then(small) })
    }
}

/// As it is written in knowledge files: `2005`, `2005-08` or `2005-08-31`.
impl fmt::Display for Published {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(out, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(out, "-{day:02}"))
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
