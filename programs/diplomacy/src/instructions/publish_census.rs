use crate::error::DiplomacyError;
use crate::event::CensusTaken;
use crate::evidence;
use crate::state::CensusReport;
use anchor_lang::address_eq;
use anchor_lang::cpi::find_program_address;
use anchor_lang::prelude::*;
use land::state::Registry;
use membership::state::Nation;
use rules::stage::period_at;
use support::NOBODY;
use support::remaining::Remaining;

/// Accounts that a publication may be shown: four ledgers, which is all that a report has room for, and land in two
/// countries, which is all that a stage asks for. More would make it dear; what follows in `complete_census`, in the
/// same transaction if need be, is not bounded.
const MAX_SHOWN: usize = 6;

/// Accounts of `publish_census`. Ledgers of the treasury and parcels of the land registry follow, in any order.
#[derive(Accounts)]
#[instruction(period: u32)]
pub struct PublishCensus {
    /// Pays the rent, which is not returned.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The nation.
    pub nation: Account<Nation>,
    /// The nation's land registry, or its address if there is none.
    pub registry: UncheckedAccount,
    /// The report, created here.
    #[account(
        init,
        payer = payer,
        seeds = [b"census", nation.address().as_ref(), &period.to_le_bytes()],
        bump
    )]
    pub report: Account<CensusReport>,
    /// Creates the account. Last, so that what follows it can be walked.
    pub system_program: Program<System>,
}

impl PublishCensus {
    fn validate(&self, period: u32, now: i64) -> Result<()> {
        require!(period == period_at(now), DiplomacyError::WrongPeriod);
        Ok(())
    }

    /// People, and who rules them.
    fn read_nation(&mut self, now: i64) {
        let (nation, report) = (&self.nation, &mut self.report);
        report.nation = *nation.address();
        report.dues_mint = nation.dues_mint;
        report.dues_amount = nation.dues_amount;
        [report.population, report.voters] = nation.population_and_electorate(now);
        report.serials = nation.next_serial;
        report.charter_version = nation.charter_version;
        // A program's address is off the curve, so that no key exists for it.
        let by_founder = address_eq(&nation.authority, &nation.founder);
        let self_governed = !by_founder && !nation.authority.is_on_curve();
        report.self_governed = self_governed.into();
    }

    /// Land, if there is any.
    fn read_registry(&mut self) -> Result<()> {
        let (nation, view) = (self.nation.address(), self.registry.account());
        if !view.owned_by(&land::ID) {
            // That there is none has to be shown, or whoever publishes could leave the land out.
            let (address, _) = find_program_address(&[Registry::SEED, nation.as_ref()], &land::ID);
            require!(
                address_eq(&address, view.address()) && view.owned_by(&NOBODY),
                DiplomacyError::WrongRegistry
            );
            return Ok(());
        }
        let registry = Account::<Registry>::load(*view).map_err(|_| DiplomacyError::WrongRegistry)?;
        require!(address_eq(&registry.nation, nation), DiplomacyError::WrongRegistry);
        let report = &mut self.report;
        report.areas = registry.areas;
        report.counts = registry.counts;
        report.parcels = registry.parcels;
        report.leases = registry.leases;
        Ok(())
    }

    pub(crate) fn publish_census(&mut self, period: u32, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(period, now)?;
        // A fresh account is all zeros: what is not named here is zero.
        let report = &mut self.report;
        report.reporter = *self.payer.address();
        report.reported_at = now;
        report.period = period;
        report.version = CensusReport::VERSION;
        report.bump = bump;
        self.read_nation(now);
        self.read_registry()?;
        let (first, last) = (*self.payer.account(), *self.system_program.account());
        // SAFETY: `payer` is the first and `system_program` the last account declared. That is no duplicate of an
        // earlier one: the payer signs, nation and report have other owners, and `read_registry` has refused it.
        let evidence = unsafe { Remaining::after(&first, &last, 5) };
        require!(evidence.count_left() <= MAX_SHOWN, DiplomacyError::TooMuchShown);
        // Read at the time of the report: no parcel is too new.
        evidence::add(&mut self.report, evidence, now, i64::MAX)?;
        self.report.invariant()?;
        emit!(CensusTaken::of(&self.report, false));
        Ok(())
    }
}
