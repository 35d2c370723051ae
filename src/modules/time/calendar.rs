//! The calendar: seconds since 1970 to fields and back, in the time zone that the system or `TZ` names.
//!
//! The proleptic Gregorian calendar by days since 1 March of year 0, so that the leap day is a year's last.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const DAY: i64 = 86_400;
/// Days from 1 March of year 0 to 1 January 1970; days of 400 years.
const EPOCH: i64 = 719_468;
const ERA: i64 = 146_097;

/// What is different from Greenwich at some time.
#[derive(Clone)]
pub struct Zone {
    pub name: String,
    /// Seconds east of Greenwich.
    pub offset: i64,
    pub is_dst: bool,
}

impl Zone {
    pub fn utc() -> Zone {
        Zone { name: "GMT".into(), offset: 0, is_dst: false }
    }
}

/// A time as people say it: C's `struct tm`, but with the year as it is, months and days of the year from 1, Monday as 0.
pub struct Fields {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    pub isdst: i64,
    pub zone: Zone,
}

impl Fields {
    /// The nine that are elements of a `struct_time`.
    pub fn shown(&self) -> [i64; 9] {
        let Fields { year, month, day, hour, minute, second, weekday, yearday, isdst, .. } = *self;
        [year, month, day, hour, minute, second, weekday, yearday, isdst]
    }

    pub fn from_shown([year, month, day, hour, minute, second, weekday, yearday, isdst]: [i64; 9]) -> Fields {
        Fields { year, month, day, hour, minute, second, weekday, yearday, isdst, zone: Zone::utc() }
    }

    /// Whether each is in its range, or which one is not. Zero means one where there is no zero; other weekdays are the same
    /// day of another week.
    pub fn check(&mut self) -> Result<(), &'static str> {
        for field in [&mut self.month, &mut self.day, &mut self.yearday] {
            *field = if *field == 0 { 1 } else { *field };
        }
        if self.weekday < -1 {
            return Err("day of week");
        }
        self.weekday = self.weekday.rem_euclid(7);
        let ranges = [
            (self.month, 1..=12, "month"),
            (self.day, 1..=31, "day of month"),
            (self.hour, 0..=23, "hour"),
            (self.minute, 0..=59, "minute"),
            (self.second, 0..=61, "seconds"),
            (self.yearday, 1..=366, "day of year"),
        ];
        match ranges.into_iter().find(|(field, range, _)| !range.contains(field)) {
            Some((_, _, name)) => Err(name),
            None => Ok(()),
        }
    }
}

/// Days since 1970 of a day; months may be beyond their year.
pub fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    let march_year = year - i64::from(month <= 2);
    let (era, of_era) = (march_year.div_euclid(400), march_year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH
}

/// The fields of a time; `None` if the year fits no C `int`.
pub fn of_timestamp(seconds: i64, zone: Zone) -> Option<Fields> {
    let local = seconds.checked_add(zone.offset)?;
    let (days, rest) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let (era, of_era) = ((days + EPOCH).div_euclid(ERA), (days + EPOCH).rem_euclid(ERA));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = (march_month + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    i32::try_from(year - 1900).ok()?;
    Some(Fields {
        year,
        month,
        day,
        hour: rest / 3600,
        minute: rest / 60 % 60,
        second: rest % 60,
        weekday: (days + 3).rem_euclid(7),
        yearday: days - days_of(year, 1, 1) + 1,
        isdst: i64::from(zone.is_dst),
        zone,
    })
}

/// Has the system asked again for its time zone, which is remembered for some minutes.
pub fn forget_zone() {
    jiff::tz::reset_system_time_zone_cache();
}

/// The system's time zone at a time.
pub fn local_zone(seconds: i64) -> Zone {
    zone_at(&TimeZone::system(), seconds)
}

fn zone_at(timezone: &TimeZone, seconds: i64) -> Zone {
    let (least, most) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let at = Timestamp::from_second(seconds.clamp(least, most)).unwrap_or(Timestamp::UNIX_EPOCH);
    let info = timezone.to_offset_info(at);
    let name = info.abbreviation().to_string();
    Zone { name, offset: info.offset().seconds().into(), is_dst: info.dst().is_dst() }
}

/// The zone in January and July of the year in which a time is.
pub fn zones_of_year(seconds: i64) -> (Zone, Zone) {
    let timezone = TimeZone::system();
    let year = of_timestamp(seconds, Zone::utc()).map_or(1970, |fields| fields.year);
    let at = |month| zone_at(&timezone, days_of(year, month, 1) * DAY);
    (at(1), at(7))
}

/// The zone of local fields.
pub fn zone_of_fields(fields: &Fields) -> Zone {
    let mut zone = local_zone(timestamp_of(fields));
    // Without a say in it, a time of the tuple's own is neither.
    zone.is_dst = fields.isdst > 0;
    zone
}

/// Seconds since 1970 of local fields, each of which may be beyond its range. Of times that a change of the clock skips or
/// repeats, `isdst` decides.
pub fn timestamp_of(fields: &Fields) -> i64 {
    let days = days_of(fields.year, fields.month, 1) + fields.day - 1;
    let local = days * DAY + fields.hour * 3600 + fields.minute * 60 + fields.second;
    let timezone = TimeZone::system();
    let [before, after] = [local - DAY, local + DAY].map(|at| zone_at(&timezone, at));
    let fits = |zone: &&Zone| zone_at(&timezone, local - zone.offset).offset == zone.offset;
    let wanted = |zone: &&Zone| fields.isdst < 0 || zone.is_dst == (fields.isdst > 0);
    let candidates = [before, after];
    let usual = candidates.iter().find(|zone| fits(zone) && wanted(zone)).or_else(|| candidates.iter().find(fits));
    let usual = usual.unwrap_or(&candidates[0]);
    if wanted(&usual) {
        return local - usual.offset;
    }
    // As if the other time held: that of another season, else one that is an hour away.
    let (winter, summer) = zones_of_year(local);
    let hour = if usual.is_dst { -3600 } else { 3600 };
    local - [winter, summer].iter().find(wanted).map_or(usual.offset + hour, |zone| zone.offset)
}
