//! The stage of a nation: startup society, network union, network archipelago, network state.
//!
//! The stages are those of Balaji Srinivasan, *The Network State* (2022), chapter 5.3, "On Network States"
//! (<https://thenetworkstate.com/on-network-states>): a startup society, "a new community built internet-first"
//! (chapter 2.9); as a network union "a digital community capable of collective action"; then a network
//! archipelago, which shows that action in the physical world, on crowdfunded land "just not all in one place"; and
//! "a network archipelago that gains diplomatic recognition from at least one legacy state" is a network state. The
//! book says that "the delineation between these categories is fuzzy", and gives no number for the first two steps.
//! Where it is silent, the thresholds here have a source of their own; each is named where it stands.
//!
//! What is measured is a census. Population, land and self-government are read whole. Purse and countries are shown
//! piece by piece by whoever cares to: a census proves *at least* so much, and grows for [`COMPLETION`].
//!
//! Points in time are Unix seconds, windows are half-open.

/// Length of a census period, in seconds: 30 days. Periods are counted from the epoch, so that all nations share
/// them.
pub const PERIOD: i64 = 30 * 86_400;

/// How long after its publication a census may be completed, in seconds: a week. Whoever publishes first cannot
/// make others miss what was left out.
pub const COMPLETION: i64 = 7 * 86_400;

/// The community that everything begins as.
pub const STARTUP_SOCIETY: u8 = 0;
/// It acts together.
pub const NETWORK_UNION: u8 = 1;
/// It has land in several countries.
pub const NETWORK_ARCHIPELAGO: u8 = 2;
/// It is recognised.
pub const NETWORK_STATE: u8 = 3;
/// Stages.
pub const STAGES: usize = 4;

/// Members of a network union, at least: 150, the number of people that anyone can know in person. A larger group
/// holds together only by being organised, which is what makes a union of a society. Source: R. I. M. Dunbar,
/// "Neocortex size as a constraint on group size in primates", Journal of Human Evolution 22 (1992): 147.8.
pub const UNION_POPULATION: u64 = 150;

/// Countries in which a network archipelago has land, at least: two. Source: chapter 5.3, "land, just not all in
/// one place", and the one-sentence definition, "crowdfunds territory around the world".
pub const ARCHIPELAGO_COUNTRIES: u16 = 2;

/// Members of a network state, at least: 500. The law of nations knows no least number (Montevideo Convention, 1933,
/// article 1: "a permanent population"), so it is that of the smallest state which others recognise, rounded up to
/// hundreds. Source: United Nations, World Population Prospects 2024: the Holy See, 496.
pub const STATE_POPULATION: u64 = 500;

/// Countries there can be: two letters each.
pub const COUNTRIES: usize = 26 * 26;
/// Words of a set of countries.
pub const COUNTRY_WORDS: usize = 11;

const _: () = assert!(COUNTRY_WORDS == COUNTRIES.div_ceil(u64::BITS as usize));

/// What a stage follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Members whose term runs.
    pub population: u64,
    /// Countries in which the nation owns land or holds it on lease, as far as shown.
    pub countries: u16,
    /// Whether the founder's rule is over and a program rules in their place: the book's "consensual government
    /// limited by a social smart contract".
    pub self_governed: bool,
    /// Whether a common purse has taken money, as far as shown: of a network union the book asks for "a
    /// crypto-based financial and messaging system".
    pub has_purse: bool,
    /// Whether a recognition that counts is in force.
    pub recognised: bool,
}

impl Facts {
    /// Whether a society acts together: it is more than people who know each other, decides by itself, and pays
    /// together.
    const fn is_union(&self) -> bool {
        self.population >= UNION_POPULATION && self.self_governed && self.has_purse
    }

    /// The stage. Each includes the ones before: who is recognised but has no land is no network state.
    #[inline]
    pub const fn stage(&self) -> u8 {
        if !self.is_union() {
            STARTUP_SOCIETY
        } else if self.countries < ARCHIPELAGO_COUNTRIES {
            NETWORK_UNION
        } else if self.population < STATE_POPULATION || !self.recognised {
            NETWORK_ARCHIPELAGO
        } else {
            NETWORK_STATE
        }
    }

    /// These facts, and of what is shown piece by piece at least what was known before: as long as a census can be
    /// completed, that something is not shown in it proves nothing.
    #[inline]
    pub const fn or_as_known(&self, known: &Self) -> Self {
        Self {
            countries: if known.countries > self.countries { known.countries } else { self.countries },
            has_purse: self.has_purse || known.has_purse,
            ..*self
        }
    }
}

/// The census period of a time; 0 before the epoch, and the last one after the last.
#[inline]
pub const fn period_at(now: i64) -> u32 {
    // Unsigned, because the older SBF instruction sets have no signed division.
    let period = if now < 0 { 0 } else { now as u64 / PERIOD as u64 };
    if period > u32::MAX as u64 { u32::MAX } else { period as u32 }
}

/// Whether a census published at `reported_at` can be completed at `now`.
#[inline]
pub const fn is_open(reported_at: i64, now: i64) -> bool {
    now < reported_at.saturating_add(COMPLETION)
}

/// Whether a census of `period` says enough of `now`: it is of this period, or of the last.
#[inline]
pub const fn is_recent(period: u32, now: i64) -> bool {
    period_at(now).saturating_sub(period) <= 1
}

/// The number of a country, by the two letters of ISO 3166-1 alpha-2; `None` for what are not two capital letters.
#[inline]
pub const fn country(code: [u8; 2]) -> Option<usize> {
    let [first, second] = code;
    if first.is_ascii_uppercase() && second.is_ascii_uppercase() {
        Some((first - b'A') as usize * 26 + (second - b'A') as usize)
    } else {
        None
    }
}

/// Adds a country to a set; `false` if it was in it, or there is no country of that number.
#[inline]
pub fn add_country(set: &mut [u64; COUNTRY_WORDS], country: usize) -> bool {
    if country >= COUNTRIES {
        return false;
    }
    let bits = u64::BITS as usize;
    let Some(word) = set.get_mut(country / bits) else { return false };
    let bit = 1u64 << (country % bits);
    let fresh = *word & bit == 0;
    *word |= bit;
    fresh
}
