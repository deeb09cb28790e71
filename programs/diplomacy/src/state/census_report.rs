use crate::error::DiplomacyError;
use anchor_lang::address_eq;
use anchor_lang::prelude::*;
use land::state::{Parcel, TENURE_CLAIMED, TENURE_LEASED_IN, TENURE_OWNED, TENURES};
use rules::stage::{self, COUNTRY_WORDS};
use treasury::state::{INCOME_KINDS, Ledger};

/// Ledgers that a report has room for: that of SOL, and three more.
pub const REPORTED_LEDGERS: usize = 4;
/// Place of the ledger of SOL.
const SOL_PLACE: usize = 0;
/// Place of the ledger of the dues, where they are not in SOL.
const DUES_PLACE: usize = 1;

/// The money of one mint, as a report has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IdlType, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct ReportedLedger {
    /// The mint; zero for SOL.
    pub mint: Address,
    /// When it was read; 0 while there is no ledger in this place.
    pub read_at: i64,
    /// All that ever came in, by treasury's `INCOME_` kinds.
    pub income: [u64; 6],
    /// All that ever left.
    pub outflow: u64,
    /// What is there.
    pub balance: u64,
    /// What of it is promised to streams and budgets.
    pub promised: u64,
    /// Digits after the point in which people write amounts.
    pub decimals: u8,
    /// 1 when there is a ledger in this place.
    pub present: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 6],
}

const _: () = assert!(
    size_of::<ReportedLedger>()
        == 32 // mint
            + 8 // read_at
            + 8 * INCOME_KINDS // income
            + 8 // outflow
            + 8 // balance
            + 8 // promised
            + 1 // decimals
            + 1 // present
            + 6 // padding
);

/// People, land and money of a nation in a period of 30 days, read from the accounts of the other programs. What is
/// in it never changes; never closed.
///
/// Seeds: `["census", nation, period]`, the period in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct CensusReport {
    /// The nation.
    pub nation: Address,
    /// Who published it and paid the rent. The account stays, so it is not returned.
    pub reporter: Address,
    /// Mint of the dues; zero for SOL.
    pub dues_mint: Address,
    /// Dues for a term.
    pub dues_amount: u64,
    /// When it was published.
    pub reported_at: i64,
    /// Members whose term runs.
    pub population: u64,
    /// Those of them with a vote, the suspended among them.
    pub voters: u64,
    /// Citizens there have ever been.
    pub serials: u64,
    /// Area in square decimetres, by land's `TENURE_` values.
    pub areas: [u64; 3],
    /// Countries in which land is owned or leased in, as far as shown: bit `26 × first + second` for the two
    /// letters of ISO 3166-1, from 0 for A.
    pub country_set: [u64; 11],
    /// Ledgers, as far as shown: that of SOL first, that of the dues second, then any.
    pub ledgers: [ReportedLedger; 4],
    /// Number of the period.
    pub period: u32,
    /// Version of the charter.
    pub charter_version: u32,
    /// Parcels by tenure.
    pub counts: [u32; 3],
    /// Parcels.
    pub parcels: u32,
    /// Leases that run.
    pub leases: u32,
    /// How many countries are in the set.
    pub countries: u16,
    /// 1 when the authority is no founder, and a program.
    pub self_governed: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
    /// Room to grow; zero.
    pub reserved: [u8; 32],
}

const _: () = assert!(
    size_of::<CensusReport>()
        == 32 // nation
            + 32 // reporter
            + 32 // dues_mint
            + 8 // dues_amount
            + 8 // reported_at
            + 8 // population
            + 8 // voters
            + 8 // serials
            + 8 * TENURES // areas
            + 8 * COUNTRY_WORDS // country_set
            + size_of::<ReportedLedger>() * REPORTED_LEDGERS
            + 4 // period
            + 4 // charter_version
            + 4 * TENURES // counts
            + 4 // parcels
            + 4 // leases
            + 2 // countries
            + 1 // self_governed
            + 1 // version
            + 1 // bump
            + 7 // padding
            + 32 // reserved
);

impl CensusReport {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"census";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// The ledger of a mint, if it is in the report.
    pub fn ledger(&self, mint: &Address) -> Option<&ReportedLedger> {
        self.ledgers.iter().find(|place| place.present != 0 && address_eq(&place.mint, mint))
    }

    /// Whether the nation has a purse that has ever taken money, as far as shown.
    pub fn has_purse(&self) -> bool {
        self.ledgers.iter().any(|place| place.income.iter().any(|kind| *kind > 0))
    }

    /// An empty place for the ledger of `mint`. SOL and the dues have one of their own, so that nobody can fill
    /// the report with what matters less.
    fn place(&mut self, mint: &Address) -> Option<&mut ReportedLedger> {
        let dues_in_sol = address_eq(&self.dues_mint, &support::NOBODY);
        let places = if address_eq(mint, &support::NOBODY) {
            SOL_PLACE..SOL_PLACE + 1
        } else if address_eq(mint, &self.dues_mint) {
            DUES_PLACE..DUES_PLACE + 1
        } else if dues_in_sol {
            DUES_PLACE..REPORTED_LEDGERS
        } else {
            DUES_PLACE + 1..REPORTED_LEDGERS
        };
        self.ledgers.get_mut(places)?.iter_mut().find(|place| place.present == 0)
    }

    /// Adds a ledger as it is at `now`; `false` if its mint is in the report, or if it never took money: such a one
    /// shows nothing, and could take the place of one that does.
    ///
    /// # Errors
    /// `WrongNation`, `LedgersFull`.
    pub fn add_ledger(&mut self, ledger: &Ledger, now: i64) -> Result<bool> {
        require!(address_eq(&ledger.nation, &self.nation), DiplomacyError::WrongNation);
        if ledger.income == [0; INCOME_KINDS] || self.ledger(&ledger.mint).is_some() {
            return Ok(false);
        }
        let place = self.place(&ledger.mint).ok_or(DiplomacyError::LedgersFull)?;
        place.mint = ledger.mint;
        place.read_at = now;
        place.income = ledger.income;
        place.outflow = ledger.outflow;
        place.balance = ledger.balance;
        place.promised = ledger.promised();
        place.decimals = ledger.decimals;
        place.present = 1;
        Ok(true)
    }

    /// Adds the country of a parcel whose present version began before `before`; `false` if it is in the report.
    ///
    /// # Errors
    /// `WrongNation`, `ParcelDoesNotCount`, `ParcelTooNew`, `ArithmeticOverflow`.
    pub fn add_parcel(&mut self, parcel: &Parcel, before: i64) -> Result<bool> {
        require!(address_eq(&parcel.nation, &self.nation), DiplomacyError::WrongNation);
        require!(
            !parcel.is_retired() && parcel.facts.tenure != TENURE_CLAIMED,
            DiplomacyError::ParcelDoesNotCount
        );
        require!(parcel.version_since < before, DiplomacyError::ParcelTooNew);
        let [first, second, ..] = parcel.facts.jurisdiction;
        // A parcel of the land registry has the code of a country.
        let country = stage::country([first, second]).ok_or(DiplomacyError::NotEvidence)?;
        if !stage::add_country(&mut self.country_set, country) {
            return Ok(false);
        }
        self.countries = self.countries.checked_add(1).ok_or(DiplomacyError::ArithmeticOverflow)?;
        Ok(true)
    }

    /// What a stage follows from, as far as shown. Whether the nation is recognised is no matter of the census.
    pub fn facts(&self, recognised: bool) -> stage::Facts {
        stage::Facts {
            population: self.population,
            countries: self.countries,
            self_governed: self.self_governed != 0,
            has_purse: self.has_purse(),
            recognised,
        }
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `ReportInvariant`.
    pub fn invariant(&self) -> Result<()> {
        let [owned, leased_in] = [TENURE_OWNED, TENURE_LEASED_IN]
            .map(|tenure| self.counts.get(usize::from(tenure)).copied().unwrap_or_default());
        require!(
            self.voters <= self.population
                // Each has a parcel of its own.
                && u64::from(self.countries) <= u64::from(owned) + u64::from(leased_in)
                && self.leases <= self.parcels,
            DiplomacyError::ReportInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::bytemuck::Zeroable;
    use treasury::state::INCOME_DONATION;

    const NATION: Address = Address::new_from_array([1; 32]);
    const OTHER: Address = Address::new_from_array([2; 32]);
    const SOL: Address = support::NOBODY;

    fn mint(n: u8) -> Address {
        Address::new_from_array([10 + n; 32])
    }

    fn report(dues_mint: Address) -> CensusReport {
        CensusReport {
            nation: NATION,
            dues_mint,
            reported_at: 100,
            counts: [3, 0, 0],
            ..CensusReport::zeroed()
        }
    }

    fn ledger(mint: Address, donated: u64) -> Ledger {
        let mut ledger = Ledger { nation: NATION, mint, ..Ledger::zeroed() };
        ledger.begin(0).unwrap();
        if donated > 0 {
            ledger.book_income(INCOME_DONATION, donated, 0).unwrap();
        }
        ledger
    }

    fn parcel(jurisdiction: &[u8; 6], tenure: u8) -> Parcel {
        let mut parcel = Parcel { nation: NATION, ..Parcel::zeroed() };
        parcel.facts.jurisdiction = *jurisdiction;
        parcel.facts.tenure = tenure;
        parcel
    }

    /// Adds what was there a second before the report.
    fn add(report: &mut CensusReport, parcel: &Parcel) -> Result<bool> {
        report.add_parcel(parcel, report.reported_at)
    }

    fn refused<T: core::fmt::Debug>(result: Result<T>, error: DiplomacyError) {
        assert_eq!(result.unwrap_err(), error.into());
    }

    #[test]
    fn ledgers_have_their_places() {
        for (dues, others) in [(SOL, 3), (mint(9), 2)] {
            let mut report = report(dues);
            for n in 0..others {
                assert_eq!(report.add_ledger(&ledger(mint(n), 1), 5), Ok(true));
            }
            // Full, but for the places of SOL and of the dues.
            refused(report.add_ledger(&ledger(mint(8), 1), 5), DiplomacyError::LedgersFull);
            assert_eq!(report.add_ledger(&ledger(SOL, 7), 6), Ok(true));
            if dues != SOL {
                assert_eq!(report.add_ledger(&ledger(dues, 1), 6), Ok(true));
                assert_eq!(report.ledgers[1].mint, dues);
            }
            assert!(report.ledgers.iter().all(|place| place.present == 1));
            // What is in the report stays as it was read.
            assert_eq!(report.add_ledger(&ledger(SOL, 70), 9), Ok(false));
            let sol = report.ledger(&SOL).unwrap();
            assert_eq!((sol.balance, sol.income, sol.read_at), (7, [0, 0, 7, 0, 0, 0], 6));
            assert_eq!(report.ledgers[0], *sol);
        }
    }

    #[test]
    fn a_purse_is_one_that_took_money() {
        let mut report = report(SOL);
        assert!(!report.has_purse() && report.ledger(&SOL).is_none());
        // One that never did shows nothing, and takes no place from one that did.
        assert_eq!(report.add_ledger(&ledger(mint(0), 0), 5), Ok(false));
        assert!(!report.has_purse() && report.ledgers.iter().all(|place| place.present == 0));
        report.add_ledger(&ledger(SOL, 1), 5).unwrap();
        assert!(report.has_purse());
        refused(
            report.add_ledger(&Ledger { nation: OTHER, ..ledger(mint(1), 0) }, 5),
            DiplomacyError::WrongNation,
        );
    }

    #[test]
    fn countries_count_once() {
        let mut report = report(SOL);
        assert_eq!(add(&mut report, &parcel(b"PT-17\0", TENURE_OWNED)), Ok(true));
        assert_eq!(add(&mut report, &parcel(b"PT-11\0", TENURE_LEASED_IN)), Ok(false));
        assert_eq!(add(&mut report, &parcel(b"HN\0\0\0\0", TENURE_LEASED_IN)), Ok(true));
        assert_eq!(report.countries, 2);
        report.invariant().unwrap();
        let set = report.country_set.iter().map(|word| word.count_ones()).sum::<u32>();
        assert_eq!(set, 2);
        report.counts = [1, 0, 9];
        refused(report.invariant(), DiplomacyError::ReportInvariant);
    }

    #[test]
    fn parcels_that_do_not_count() {
        let mut report = report(SOL);
        let owned = parcel(b"PT\0\0\0\0", TENURE_OWNED);
        refused(add(&mut report, &Parcel { nation: OTHER, ..owned }), DiplomacyError::WrongNation);
        refused(add(&mut report, &Parcel { retired: 1, ..owned }), DiplomacyError::ParcelDoesNotCount);
        refused(add(&mut report, &parcel(b"PT\0\0\0\0", TENURE_CLAIMED)), DiplomacyError::ParcelDoesNotCount);
        refused(add(&mut report, &Parcel { version_since: 100, ..owned }), DiplomacyError::ParcelTooNew);
        refused(add(&mut report, &parcel(b"\0\0\0\0\0\0", TENURE_OWNED)), DiplomacyError::NotEvidence);
        assert_eq!((report.countries, report.country_set), (0, [0; COUNTRY_WORDS]));
        assert_eq!(add(&mut report, &Parcel { version_since: 99, ..owned }), Ok(true));
    }
}
