//! Values as they are written in scenarios: dates, durations, shares.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Seconds in a day of Unix time, which knows no leap seconds.
pub const SECONDS_IN_DAY: i64 = 86_400;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i64,
    month: u8,
    day: u8,
}

impl Date {
    /// The day's first second, in Unix time.
    pub fn midnight(self) -> i64 {
        self.days() * SECONDS_IN_DAY
    }

    /// Days since 1 January 1970. Years are counted from March, so that the leap day is the last: Howard
    /// Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    fn days(self) -> i64 {
        let (year, month, day) = (self.year, i64::from(self.month), i64::from(self.day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day of a time in Unix seconds. The same author's `civil_from_days`.
    pub fn of(unix: i64) -> Self {
        let days = unix.div_euclid(SECONDS_IN_DAY) + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        // Months are 1 to 12, days 1 to 31.
        Self { year, month: month as u8, day: day as u8 }
    }

    fn days_in_month(year: i64, month: u8) -> u8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date; dates are written 2021-06-24");
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(wrong()) };
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = number(year, 4)
            .zip(number(month, 2))
            .zip(number(day, 2))
            .map(|((year, month), day)| (i64::from(year), month as u8, day as u8))
            .ok_or_else(wrong)?;
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) {
            return Err(wrong());
        }
        if !(1..=Self::days_in_month(year, month)).contains(&day) {
            return Err(format!("there is no day {text}"));
        }
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// A TOML date, with or without quotes.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Toml(toml::value::Datetime),
            Text(String),
        }
        let text = match Either::deserialize(deserializer)? {
            Either::Toml(date) => date.to_string(),
            Either::Text(text) => text,
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A length of time in seconds, written as `14d`, `36h`, `1d 12h`, `90m` or `0s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Span(pub u32);

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a length of time; write `14d`, `36h`, `1d 12h`, `90m` or `0s`");
        let mut seconds = 0u32;
        for part in text.split_whitespace() {
            let unit = part.char_indices().next_back().ok_or_else(wrong)?;
            let factor = match unit.1 {
                's' => 1,
                'm' => 60,
                'h' => 3_600,
                'd' => 86_400,
                _ => return Err(wrong()),
            };
            let number: u32 = part[..unit.0].parse().map_err(|_| wrong())?;
            seconds = number
                .checked_mul(factor)
                .and_then(|length| seconds.checked_add(length))
                .ok_or_else(|| format!("`{text}` is too long"))?;
        }
        if text.trim().is_empty() { Err(wrong()) } else { Ok(Self(seconds)) }
    }
}

/// A share of a whole in basis points, written as `50%` or `66.67%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Share(pub u16);

impl TryFrom<String> for Share {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a share; write `50%` or `66.67%`, from 0% to 100%");
        let number = text.trim().strip_suffix('%').ok_or_else(wrong)?.trim_end();
        let (whole, hundredths) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(hundredths) || hundredths.len() > 2 {
            return Err(wrong());
        }
        let whole: u16 = whole.parse().map_err(|_| wrong())?;
        let hundredths: u16 = format!("{hundredths:0<2}").parse().map_err(|_| wrong())?;
        let share = whole.checked_mul(100).and_then(|share| share.checked_add(hundredths));
        share.filter(|share| *share <= 10_000).map(Self).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        for (text, midnight) in [
            ("1970-01-01", 0),
            ("2000-02-29", 951_782_400),
            ("2017-12-12", 1_513_036_800),
            ("2021-06-24", 1_624_492_800),
            ("2026-01-01", cluster::FIRST_SECOND),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!((date.midnight(), date.to_string().as_str()), (midnight, text));
            assert_eq!((Date::of(midnight), Date::of(midnight + SECONDS_IN_DAY - 1)), (date, date));
        }
        for wrong in
            ["", "2021-6-24", "2021-02-29", "2021-13-01", "24.06.2021", "2021-06-24T00:00:00Z", "+021-06-24"]
        {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn spans_are_read() {
        for (text, seconds) in [("14d", 1_209_600), ("1d 12h", 129_600), ("90m", 5_400), ("0s", 0)] {
            assert_eq!(Span::try_from(text.to_owned()), Ok(Span(seconds)));
        }
        for wrong in ["", " ", "14", "d", "-1d", "1.5h", "1y", "99999999d", "1ä"] {
            assert!(Span::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn shares_are_read() {
        for (text, bps) in [("50%", 5_000), ("66.67%", 6_667), ("0.5%", 50), ("100%", 10_000), ("0%", 0)] {
            assert_eq!(Share::try_from(text.to_owned()), Ok(Share(bps)));
        }
        for wrong in ["", "50", "100.01%", "1.234%", "-1%", ".5%", "5.%", "a%", "99999%"] {
            assert!(Share::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
