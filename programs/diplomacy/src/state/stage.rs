use super::CensusReport;
use crate::error::DiplomacyError;
use anchor_lang::prelude::*;
use rules::stage::{self, Facts, STAGES};
use support::NOBODY;

/// The stage of a nation, and what it follows from. Nobody sets it; never closed.
///
/// Seeds: `["stage", nation]`.
#[account]
#[derive(Debug)]
pub struct Stage {
    /// The nation.
    pub nation: Address,
    /// The census it follows from.
    pub report: Address,
    /// The recognition that counts; zero for none. It stays on record until it is shown to count no more.
    pub recognition: Address,
    /// Who recognises by it: a nation or a body.
    pub recogniser: Address,
    /// Who paid the rent. The account stays, so it is not returned.
    pub rent_payer: Address,
    /// When it was computed last.
    pub assessed_at: i64,
    /// When the present stage was reached.
    pub since: i64,
    /// When each stage, or one beyond it, was first reached; 0 for never.
    pub first_reached: [i64; 4],
    /// Members whose term ran.
    pub population: u64,
    /// Period of the census.
    pub period: u32,
    /// Countries in which the nation owns land or holds it on lease, as far as shown.
    pub countries: u16,
    /// One of the stages of `rules::stage`.
    pub stage: u8,
    /// 1 when the nation governs itself.
    pub self_governed: u8,
    /// 1 when it has a purse that has taken money, as far as shown.
    pub has_purse: u8,
    /// 1 when who recognises is a body, and no nation; 0 also while nobody does.
    pub by_body: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 4],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<Stage>()
        == 32 // nation
            + 32 // report
            + 32 // recognition
            + 32 // recogniser
            + 32 // rent_payer
            + 8 // assessed_at
            + 8 // since
            + 8 * STAGES // first_reached
            + 8 // population
            + 4 // period
            + 2 // countries
            + 1 // stage
            + 1 // self_governed
            + 1 // has_purse
            + 1 // by_body
            + 1 // version
            + 1 // bump
            + 4 // padding
            + 32 // reserved
);

impl Stage {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"stage";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether the nation is a network state, by this assessment.
    pub fn is_network_state(&self) -> bool {
        self.stage == stage::NETWORK_STATE
    }

    /// Whether its recognition makes another nation a network state. Only as far as a body's word reaches: of nations
    /// that have none but each other's, none would ever fall.
    pub fn lends_recognition(&self) -> bool {
        self.is_network_state() && self.by_body != 0
    }

    /// What the stage follows from.
    pub fn facts(&self) -> Facts {
        Facts {
            population: self.population,
            countries: self.countries,
            self_governed: self.self_governed != 0,
            has_purse: self.has_purse != 0,
            recognised: self.recognition != NOBODY,
        }
    }

    /// Checks that a stage may follow from a report.
    ///
    /// # Errors
    /// `ReportOld`, `ReportSuperseded`.
    pub fn check_report(&self, report: &CensusReport, now: i64) -> Result<()> {
        require!(stage::is_recent(report.period, now), DiplomacyError::ReportOld);
        require!(report.period >= self.period, DiplomacyError::ReportSuperseded);
        Ok(())
    }

    /// Computes the stage from a report that was checked, and from whether the nation is recognised: the caller has
    /// set `recognition`. Returns the stage before.
    ///
    /// # Errors
    /// `StageInvariant`.
    pub fn follow(&mut self, report: &CensusReport, now: i64) -> Result<u8> {
        let mut facts = report.facts(self.recognition != NOBODY);
        // Known is what this census or the last has shown; what is older says nothing of now.
        let known = report.period.saturating_sub(self.period) <= 1;
        if known && stage::is_open(report.reported_at, now) {
            facts = facts.or_as_known(&self.facts());
        }
        let before = self.stage;
        self.stage = facts.stage();
        self.population = facts.population;
        self.countries = facts.countries;
        self.self_governed = facts.self_governed.into();
        self.has_purse = facts.has_purse.into();
        self.period = report.period;
        // Of a new account all is zero: it has been a startup society since now.
        if self.stage != before || self.assessed_at == 0 {
            self.since = now;
        }
        self.assessed_at = now;
        for reached in self.first_reached.iter_mut().take(usize::from(self.stage) + 1) {
            if *reached == 0 {
                *reached = now;
            }
        }
        self.invariant()?;
        Ok(before)
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `StageInvariant`.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.stage == self.facts().stage()
                && self.since <= self.assessed_at
                && (self.recognition == NOBODY) == (self.recogniser == NOBODY)
                && (self.recognition != NOBODY || self.by_body == 0),
            DiplomacyError::StageInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;
    use rules::stage::{
        COMPLETION, NETWORK_ARCHIPELAGO, NETWORK_STATE, NETWORK_UNION, PERIOD, STARTUP_SOCIETY,
    };

    const BY: Address = Address::new_from_array([4; 32]);
    const NOW: i64 = 700 * PERIOD;

    /// A report of everything a network state needs, published at a time.
    fn report(reported_at: i64) -> CensusReport {
        let mut report = CensusReport {
            reported_at,
            population: 500,
            countries: 2,
            self_governed: 1,
            period: stage::period_at(reported_at),
            ..CensusReport::zeroed()
        };
        report.ledgers[0].income[0] = 1;
        report
    }

    fn recognised() -> Stage {
        Stage { recognition: BY, recogniser: BY, by_body: 1, ..Stage::zeroed() }
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: DiplomacyError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn it_rises_as_the_thresholds_are_met() {
        let mut stage = Stage::zeroed();
        let society = CensusReport { population: 149, countries: 1, ..report(NOW) };
        assert_eq!(stage.follow(&society, NOW), Ok(STARTUP_SOCIETY));
        assert_eq!((stage.stage, stage.since, stage.first_reached), (STARTUP_SOCIETY, NOW, [NOW, 0, 0, 0]));
        stage.follow(&CensusReport { population: 150, ..society }, NOW + 1).unwrap();
        assert_eq!((stage.stage, stage.since), (NETWORK_UNION, NOW + 1));
        stage.follow(&report(NOW + 2), NOW + 2).unwrap();
        assert_eq!((stage.stage, stage.since), (NETWORK_ARCHIPELAGO, NOW + 2));
        (stage.recognition, stage.recogniser, stage.by_body) = (BY, BY, 1);
        assert_eq!(stage.follow(&report(NOW + 2), NOW + 3), Ok(NETWORK_ARCHIPELAGO));
        assert!(stage.is_network_state());
        assert_eq!(stage.first_reached, [NOW, NOW + 1, NOW + 2, NOW + 3]);
        // Assessed again, nothing changes but the time of it.
        assert_eq!(stage.follow(&report(NOW + 2), NOW + 9), Ok(NETWORK_STATE));
        assert_eq!((stage.since, stage.assessed_at), (NOW + 3, NOW + 9));
    }

    #[test]
    fn a_bare_census_lowers_it_only_once_it_is_final() {
        let mut stage = recognised();
        stage.follow(&report(NOW), NOW).unwrap();
        let bare = CensusReport { countries: 0, ledgers: Zeroable::zeroed(), ..report(NOW + PERIOD) };
        let published = NOW + PERIOD;
        stage.follow(&bare, published).unwrap();
        stage.follow(&bare, published + COMPLETION - 1).unwrap();
        assert!(stage.is_network_state());
        assert_eq!(stage.follow(&bare, published + COMPLETION), Ok(NETWORK_STATE));
        assert_eq!((stage.stage, stage.countries, stage.has_purse), (STARTUP_SOCIETY, 0, 0));
        // First times stay.
        assert_eq!((stage.first_reached, stage.since), ([NOW; 4], published + COMPLETION));
    }

    #[test]
    fn what_was_known_before_the_last_census_is_forgotten() {
        for (later, stage_of_bare) in [(1, NETWORK_STATE), (2, STARTUP_SOCIETY)] {
            let mut stage = recognised();
            stage.follow(&report(NOW), NOW).unwrap();
            let then = NOW + later * PERIOD;
            let bare = CensusReport { countries: 0, ledgers: Zeroable::zeroed(), ..report(then) };
            stage.follow(&bare, then).unwrap();
            assert_eq!(stage.stage, stage_of_bare, "{later}");
        }
    }

    #[test]
    fn only_a_network_state_by_a_bodys_word_lends_recognition() {
        let mut stage = recognised();
        assert!(!stage.lends_recognition());
        stage.follow(&report(NOW), NOW).unwrap();
        assert!(stage.lends_recognition());
        stage.by_body = 0;
        assert!(stage.is_network_state() && !stage.lends_recognition());
    }

    #[test]
    fn what_a_census_reads_whole_counts_at_once() {
        let mut stage = recognised();
        stage.follow(&report(NOW), NOW).unwrap();
        stage.follow(&CensusReport { population: 499, ..report(NOW) }, NOW).unwrap();
        assert_eq!(stage.stage, NETWORK_ARCHIPELAGO);
        stage.follow(&CensusReport { self_governed: 0, ..report(NOW) }, NOW).unwrap();
        assert_eq!(stage.stage, STARTUP_SOCIETY);
        (stage.recognition, stage.recogniser, stage.by_body) = (NOBODY, NOBODY, 0);
        stage.follow(&report(NOW), NOW).unwrap();
        assert_eq!(stage.stage, NETWORK_ARCHIPELAGO);
    }

    #[test]
    fn reports_that_say_nothing_of_now() {
        let stage = Stage { period: 700, ..Stage::zeroed() };
        stage.check_report(&report(NOW), NOW).unwrap();
        stage.check_report(&report(NOW), NOW + 2 * PERIOD - 1).unwrap();
        refused(stage.check_report(&report(NOW), NOW + 2 * PERIOD), DiplomacyError::ReportOld);
        refused(stage.check_report(&report(NOW - 1), NOW), DiplomacyError::ReportSuperseded);
        // Of two censuses that are recent, the older one will do while none follows from the newer.
        Stage { period: 699, ..stage }.check_report(&report(NOW - 1), NOW).unwrap();
    }

    #[test]
    fn contradictions() {
        let good = recognised();
        good.invariant().unwrap();
        for bad in [
            Stage { stage: NETWORK_UNION, ..good },
            Stage { recogniser: NOBODY, ..good },
            Stage { recognition: NOBODY, recogniser: NOBODY, ..good },
            Stage { since: 1, ..good },
        ] {
            refused(bad.invariant(), DiplomacyError::StageInvariant);
        }
    }
}
