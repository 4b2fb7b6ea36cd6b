//! Ensure every date exists and has the form that can be sorted.

use super::super::model::Published;
use super::super::problem::{Code, Edit, Problem, quoted};
use super::CheckContext;

/// The first three letters of the months, in the languages whose names of months are similar to the English ones.
const MONTHS: &[&[&str]] = &[
    &["jan"],
    &["feb", "fév"],
    &["mar", "mär"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc"],
];

pub(super) fn check(context: &CheckContext<'_>, problems: &mut Vec<Problem>) {
    let dates = context.raw.sources.iter().filter_map(|source| source.published.as_ref());
    for date in dates.filter(|date| Published::parse(&date.value).is_none()) {
        let meant = meant(&date.value);
        let help = match (&meant, year_in(&date.value)) {
            (Some(meant), _) => format!("write `{meant}`"),
            (None, Some(year)) if date.value.starts_with(year) => {
                format!("correct the month or the day, or write only the year: `{year}`")
            }
            (None, Some(year)) => format!("write the year first: `{year}`, `{year}-MM` or `{year}-MM-DD`"),
            (None, None) => {
                "write the year first: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or remove the key if the date is unknown"
                    .to_owned()
            }
        };
        problems.push(Problem {
            code: Code::BadDate,
            title: format!("{} is not a date", quoted(&date.value)),
            at: date.at.clone(),
            related: Vec::new(),
            fix: meant.map(|meant| Edit::quoted(&date.at, &meant)).into_iter().collect(),
            help,
        });
    }
}

/// The date in the form that can be sorted.
pub(in super::super) fn to_date(written: &str) -> Option<String> {
    if Published::parse(written).is_some() { Some(written.to_owned()) } else { meant(written) }
}

/// The date as the format has it, if there is only one way to read it: "2005/8/31", "31.08.2005", "August 2005".
fn meant(written: &str) -> Option<String> {
    let parts: Vec<&str> =
        written.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let date = match parts.as_slice() {
        [year] => vec![number(year)?],
        [year, month] if year.len() == 4 => vec![number(year)?, month_number(month)?],
        [month, year] => vec![number(year)?, month_number(month)?],
        [year, month, day] if year.len() == 4 => vec![number(year)?, month_number(month)?, number(day)?],
        // A day above 12 or a month in words tells day and month apart.
        [one, other, year] => {
            let (first, second) = (number(one).unwrap_or_default(), number(other).unwrap_or_default());
            match (month_of(one), month_of(other)) {
                (Some(month), None) => vec![number(year)?, month, second],
                (None, Some(month)) => vec![number(year)?, month, first],
                (None, None) if first > 12 => vec![number(year)?, second, first],
                (None, None) if second > 12 => vec![number(year)?, first, second],
                (None, None) if first == second => vec![number(year)?, first, second],
                _ => return None,
            }
        }
        _ => return None,
    };
    let parts =
        date.iter().enumerate().map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") });
    let date = parts.collect::<Vec<_>>().join("-");
    Published::parse(&date).map(|_| date)
}

/// The only year in a text: "Spring 2016", "12.05.2016".
fn year_in(written: &str) -> Option<&str> {
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut years = written.split(|sign: char| !sign.is_ascii_digit()).filter(is_year);
    years.next().filter(|year| years.next().is_none() && Published::parse(year).is_some())
}

fn number(text: &str) -> Option<u16> {
    text.parse().ok()
}

fn month_number(text: &str) -> Option<u16> {
    number(text).or_else(|| month_of(text))
}

fn month_of(text: &str) -> Option<u16> {
    let text = text.to_lowercase();
    let at = MONTHS.iter().position(|starts| starts.iter().any(|start| text.starts_with(start)))?;
    u16::try_from(at + 1).ok()
}
