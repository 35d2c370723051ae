//! Dates, times of day and durations as plain numbers: the proleptic Gregorian calendar, days counted from 1 January of year 1.
//!
//! Whoever unpickles a date may have put any bytes into it: nothing here relies on fields being in range.

pub const MIN_YEAR: i64 = 1;
pub const MAX_YEAR: i64 = 9999;
/// The last day of the last year.
pub const MAX_ORDINAL: i64 = 3_652_059;
/// 1 January 1970.
const EPOCH_ORDINAL: i64 = 719_163;
/// Seconds from the start of year 1, with the day before it, to 1970.
pub const EPOCH_SECONDS: i64 = EPOCH_ORDINAL * DAY;
pub const DAY: i64 = 86_400;
pub const SECOND: i64 = 1_000_000;
/// The longest duration, in days.
pub const MAX_DELTA_DAYS: i64 = 999_999_999;

const DAYS_BEFORE_MONTH: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_4_YEARS: i64 = 1461;
const DAYS_OF_100_YEARS: i64 = 36_524;
const DAYS_OF_400_YEARS: i64 = 146_097;

pub const DAY_NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub const MONTH_NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Of a month from 1 to 12.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    if month == 2 && is_leap(year) { 29 } else { DAYS_IN_MONTH[month as usize - 1] }
}

fn days_before_month(year: i64, month: i64) -> i64 {
    DAYS_BEFORE_MONTH[month as usize - 1] + i64::from(month > 2 && is_leap(year))
}

/// Years before the first count as if those that 4 divides were whole: what CPython's division makes of them.
fn days_before_year(year: i64) -> i64 {
    let before = year - 1;
    before * 365 + before / 4 - before / 100 + before / 400
}

/// The day of the Monday with which a year's first ISO week begins.
fn first_monday(year: i64) -> i64 {
    let first_day = days_before_year(year) + 1;
    let first_weekday = (first_day + 6) % 7;
    let monday = first_day - first_weekday;
    // A week is of the year in which its Thursday is.
    if first_weekday > 3 { monday + 7 } else { monday }
}

/// What is wrong with an ISO date.
pub enum IsoFault {
    Year,
    Week,
    Weekday,
}

/// The day of an ISO year, week and weekday from 1 for Monday. It may be after the last year.
pub fn iso_ordinal(year: i64, week: i64, weekday: i64) -> Result<i64, IsoFault> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(IsoFault::Year);
    }
    let weeks = (first_monday(year + 1) - first_monday(year)) / 7;
    if !(1..=weeks).contains(&week) {
        return Err(IsoFault::Week);
    }
    if !(1..=7).contains(&weekday) {
        return Err(IsoFault::Weekday);
    }
    Ok(first_monday(year) + (week - 1) * 7 + weekday - 1)
}

/// Year, month and day of a day that is not before the first.
pub fn of_ordinal(ordinal: i64) -> (i64, i64, i64) {
    let days = ordinal - 1;
    let (n400, days) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
    // The last day of a cycle belongs to no further part of it.
    let n100 = (days / DAYS_OF_100_YEARS).min(3);
    let days = days - n100 * DAYS_OF_100_YEARS;
    let (n4, days) = (days / DAYS_OF_4_YEARS, days % DAYS_OF_4_YEARS);
    let n1 = (days / 365).min(3);
    let days = days - n1 * 365;
    let year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
    // Right or one too many.
    let mut month = (days + 50) >> 5;
    if days_before_month(year, month) > days {
        month -= 1;
    }
    (year, month, days - days_before_month(year, month) + 1)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    pub const MIN: Date = Date { year: 1, month: 1, day: 1 };
    pub const MAX: Date = Date { year: 9999, month: 12, day: 31 };

    /// Of numbers that are in range.
    pub fn new(year: i64, month: i64, day: i64) -> Date {
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }

    pub fn from_ordinal(ordinal: i64) -> Option<Date> {
        if !(1..=MAX_ORDINAL).contains(&ordinal) {
            return None;
        }
        let (year, month, day) = of_ordinal(ordinal);
        Some(Date::new(year, month, day))
    }

    pub fn fields(self) -> (i64, i64, i64) {
        (self.year.into(), self.month.into(), self.day.into())
    }

    pub fn ordinal(self) -> i64 {
        let (year, ..) = self.fields();
        days_before_year(year) + self.day_of_year()
    }

    pub fn day_of_year(self) -> i64 {
        let (year, month, day) = self.fields();
        days_before_month(year, month) + day
    }

    /// From 0 for Monday.
    pub fn weekday(self) -> i64 {
        (self.ordinal() + 6) % 7
    }

    /// Year, week and weekday, from 1 for Monday.
    pub fn iso(self) -> (i64, i64, i64) {
        let (year, ..) = self.fields();
        let today = self.ordinal();
        let since = today - first_monday(year);
        if since < 0 {
            let since = today - first_monday(year - 1);
            return (year - 1, since.div_euclid(7) + 1, since.rem_euclid(7) + 1);
        }
        match since / 7 {
            52.. if today >= first_monday(year + 1) => (year + 1, 1, since % 7 + 1),
            week => (year, week + 1, since % 7 + 1),
        }
    }

    pub fn bytes(self) -> [u8; 4] {
        let [high, low] = self.year.to_be_bytes();
        [high, low, self.month, self.day]
    }

    /// Of a pickled state, whose month has to be one.
    pub fn from_bytes([high, low, month, day]: [u8; 4]) -> Option<Date> {
        (1..=12).contains(&month).then(|| Date { year: u16::from_be_bytes([high, low]), month, day })
    }
}

/// A time of day. Where the clock was set back, `fold` tells the second time from the first; it is not compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub fold: bool,
    pub micros: u32,
}

impl Clock {
    pub const MAX: Clock = Clock { hour: 23, minute: 59, second: 59, fold: false, micros: 999_999 };

    pub fn fields(self) -> (i64, i64, i64, i64) {
        (self.hour.into(), self.minute.into(), self.second.into(), self.micros.into())
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> i64 {
        let (hour, minute, second, _) = self.fields();
        hour * 3600 + minute * 60 + second
    }

    /// What is compared.
    pub fn key(self) -> (u8, u8, u8, u32) {
        (self.hour, self.minute, self.second, self.micros)
    }

    /// Of seconds since midnight that are less than a day.
    pub fn of_seconds(seconds: i64, micros: i64) -> Clock {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        Clock { hour: hour as u8, minute: minute as u8, second: second as u8, fold: false, micros: micros as u32 }
    }

    pub fn bytes(self) -> [u8; 6] {
        let [_, high, middle, low] = self.micros.to_be_bytes();
        [self.hour, self.minute, self.second, high, middle, low]
    }

    pub fn from_bytes([hour, minute, second, high, middle, low]: [u8; 6]) -> Clock {
        Clock { hour, minute, second, fold: false, micros: u32::from_be_bytes([0, high, middle, low]) }
    }
}

/// A duration: seconds are less than a day, microseconds less than a second, and neither is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delta {
    pub days: i32,
    pub seconds: i32,
    pub micros: i32,
}

impl Delta {
    /// Of parts that may be beyond their ranges; the days may be too many.
    pub fn normal(days: i64, seconds: i64, micros: i64) -> (i64, i32, i32) {
        let seconds = seconds + micros.div_euclid(SECOND);
        let days = days + seconds.div_euclid(DAY);
        (days, seconds.rem_euclid(DAY) as i32, micros.rem_euclid(SECOND) as i32)
    }

    /// Of parts that make no more than some days.
    pub fn small(days: i64, seconds: i64, micros: i64) -> Delta {
        let (days, seconds, micros) = Delta::normal(days, seconds, micros);
        Delta { days: days as i32, seconds, micros }
    }

    pub fn parts(self) -> (i64, i64, i64) {
        (self.days.into(), self.seconds.into(), self.micros.into())
    }

    pub fn is_zero(self) -> bool {
        self == Delta::default()
    }

    /// All of it in microseconds.
    pub fn total(self) -> i128 {
        let (days, seconds, micros) = self.parts();
        i128::from(days * DAY + seconds) * i128::from(SECOND) + i128::from(micros)
    }

    /// Whether it is less than a day, to either side.
    pub fn is_offset(self) -> bool {
        self.days == 0 || self.days == -1 && (self.seconds, self.micros) != (0, 0)
    }

    /// As an offset is written: sign, hours, minutes, and seconds with their fraction if there are any.
    pub fn offset_text(self, separator: &str) -> String {
        let (days, seconds, micros) = self.parts();
        let total = (days * DAY + seconds) * SECOND + micros;
        let (sign, size) = (if total < 0 { '-' } else { '+' }, total.abs());
        let (seconds, micros) = (size / SECOND, size % SECOND);
        let mut text = format!("{sign}{:02}{separator}{:02}", seconds / 3600, seconds / 60 % 60);
        if seconds % 60 != 0 || micros != 0 {
            text += &format!("{separator}{:02}", seconds % 60);
        }
        if micros != 0 {
            text += &format!(".{micros:06}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_its_number() {
        let mut expected = (1, 1, 1);
        for ordinal in 1..=MAX_ORDINAL {
            let date = Date::from_ordinal(ordinal).expect("in range");
            assert_eq!(date.fields(), expected);
            assert_eq!(date.ordinal(), ordinal);
            let (year, week, weekday) = date.iso();
            if let Ok(same) = iso_ordinal(year, week, weekday) {
                assert_eq!(same, ordinal);
            }
            let (year, month, day) = expected;
            expected = match (day == days_in_month(year, month), month) {
                (false, _) => (year, month, day + 1),
                (true, 12) => (year + 1, 1, 1),
                (true, _) => (year, month + 1, 1),
            };
        }
        assert_eq!(expected, (10_000, 1, 1));
    }

    #[test]
    fn offsets_are_written_as_short_as_they_can_be() {
        assert_eq!(Delta::small(0, 19_800, 0).offset_text(":"), "+05:30");
        assert_eq!(Delta::small(0, -1, 0).offset_text(":"), "-00:00:01");
        assert_eq!(Delta::small(0, 0, -1).offset_text(""), "-000000.000001");
    }
}
