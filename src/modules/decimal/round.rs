//! Rounding to what a context can represent, with all conditions that are met on the way.

use super::natural::{Natural, Rest};
use super::number::Decimal;
use super::rules::{Rounding, Work, condition};
use crate::number::Result;

/// Whether what is left of a number is to be made one larger, the rest being not nothing.
pub fn rounds_up(rounding: Rounding, is_negative: bool, kept: &Natural, rest: Rest) -> bool {
    match rounding {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::Ceiling => !is_negative,
        Rounding::Floor => is_negative,
        Rounding::HalfUp => rest >= Rest::Half,
        Rounding::HalfDown => rest > Rest::Half,
        Rounding::HalfEven => rest > Rest::Half || rest == Rest::Half && kept.is_odd(),
        Rounding::ZeroFiveUp => matches!(kept.last_digit(), 0 | 5),
    }
}

impl Work<'_> {
    /// A number without its last digits, so many, rounded; and whether those were anything.
    pub fn rounded(&self, number: &Decimal, places: u64) -> Result<(Natural, bool)> {
        let (kept, rest) = number.coefficient.cut(places, self.interrupt)?;
        if rest == Rest::Nothing {
            return Ok((kept, false));
        }
        let up = rounds_up(self.rules.rounding, number.is_negative, &kept, rest);
        Ok((if up { kept.increment() } else { kept }, true))
    }

    /// The number as the context can represent it.
    #[inline]
    pub fn finish(&mut self, number: Decimal) -> Result<Decimal> {
        let rules = &self.rules;
        let digits = number.coefficient.digits();
        let adjusted = number.exponent + digits - 1;
        // What most numbers are.
        let is_usual = digits <= rules.prec && adjusted <= rules.emax && adjusted >= rules.emin;
        if is_usual && number.is_finite() && !rules.clamp && !number.coefficient.is_zero() {
            return Ok(number);
        }
        self.finish_slowly(number, digits)
    }

    fn finish_slowly(&mut self, mut number: Decimal, digits: i64) -> Result<Decimal> {
        if !number.is_finite() {
            return Ok(if number.is_nan() { self.shorten_payload(number) } else { number });
        }
        let (etiny, etop) = (self.rules.etiny(), self.rules.etop());
        if number.coefficient.is_zero() {
            let highest = if self.rules.clamp { etop } else { self.rules.emax };
            let exponent = number.exponent.min(highest).max(etiny);
            if exponent != number.exponent {
                self.status |= condition::CLAMPED;
            }
            number.exponent = exponent;
            return Ok(number);
        }
        let mut lowest = digits + number.exponent - self.rules.prec;
        if lowest > etop {
            return Ok(self.overflow(number.is_negative));
        }
        let is_subnormal = lowest < etiny;
        if is_subnormal {
            lowest = etiny;
            self.status |= condition::SUBNORMAL;
        }
        if number.exponent < lowest {
            return self.cut_to(number, lowest, is_subnormal);
        }
        if self.rules.clamp && number.exponent > etop {
            self.status |= condition::CLAMPED;
            number.coefficient = number.coefficient.shifted((number.exponent - etop) as u64, self.interrupt)?;
            number.exponent = etop;
        }
        Ok(number)
    }

    /// Rounds to an exponent above the number's own.
    fn cut_to(&mut self, number: Decimal, mut lowest: i64, is_subnormal: bool) -> Result<Decimal> {
        let (mut kept, is_inexact) = self.rounded(&number, lowest.abs_diff(number.exponent))?;
        if kept.digits() > self.rules.prec {
            kept = kept.split(1, self.interrupt)?.0;
            lowest += 1;
        }
        self.status |= condition::ROUNDED;
        if is_inexact {
            self.status |= condition::INEXACT | if is_subnormal { condition::UNDERFLOW } else { 0 };
        }
        if lowest > self.rules.etop() {
            return Ok(self.overflow(number.is_negative));
        }
        if kept.is_zero() {
            self.status |= condition::CLAMPED;
        }
        Ok(Decimal::finite(number.is_negative, kept, lowest))
    }

    /// What stands for a number that is too large.
    pub fn overflow(&mut self, is_negative: bool) -> Decimal {
        self.status |= condition::OVERFLOW | condition::INEXACT | condition::ROUNDED;
        let to_infinity = match self.rules.rounding {
            Rounding::HalfUp | Rounding::HalfEven | Rounding::HalfDown | Rounding::Up => true,
            Rounding::Ceiling => !is_negative,
            Rounding::Floor => is_negative,
            Rounding::Down | Rounding::ZeroFiveUp => false,
        };
        if to_infinity {
            return Decimal::infinity(is_negative);
        }
        match self.largest() {
            Ok(largest) => largest.with_sign(is_negative),
            // Nines that no memory could hold.
            Err(_) => Decimal::infinity(is_negative),
        }
    }

    /// The largest number.
    pub fn largest(&self) -> Result<Decimal> {
        let power = Natural::power_of_ten(self.rules.prec as u64, self.interrupt)?;
        Ok(Decimal::finite(false, power.subtract(&Natural::ONE), self.rules.etop()))
    }

    /// A NaN's payload has as many digits at most as there is room for.
    pub fn shorten_payload(&self, mut nan: Decimal) -> Decimal {
        let most = self.rules.prec - i64::from(self.rules.clamp);
        if nan.coefficient.is_zero() || nan.coefficient.digits() <= most {
            return nan;
        }
        if let Ok((_, payload)) = nan.coefficient.split(most.max(0) as u64, self.interrupt) {
            nan.coefficient = payload;
        }
        nan
    }
}
