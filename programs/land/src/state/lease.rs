use crate::error::LandError;
use anchor_lang::prelude::*;
use rules::deposit::{Deposit, MAX_ITEMS};
use rules::{harberger, rent};

/// Rent by whole periods.
pub const KIND_FIXED: u8 = 0;
/// Rent is a share of the price that the tenant declares, and at which anyone may buy the tenant out.
pub const KIND_HARBERGER: u8 = 1;

/// Offered, not yet taken; or being auctioned.
pub const STATE_OFFERED: u8 = 0;
/// Runs, and nothing was found late.
pub const STATE_ACTIVE: u8 = 1;
/// Runs, with rent late.
pub const STATE_ARREARS: u8 = 2;
/// Runs, with rent not paid in the time to cure: the landlord may end it.
pub const STATE_DEFAULT: u8 = 3;
/// Ended by time, by the tenant, by default or as forfeit.
pub const STATE_ENDED: u8 = 4;
/// Ended by the court.
pub const STATE_EVICTED: u8 = 5;
/// The offer was withdrawn, or its auction found nobody.
pub const STATE_WITHDRAWN: u8 = 6;

/// No auction was opened.
pub const AUCTION_NONE: u8 = 0;
/// An auction was opened, and nobody has bid: the offer can still be withdrawn.
pub const AUCTION_OPEN: u8 = 1;
/// Somebody has bid: only settling the auction ends the offer.
pub const AUCTION_BID: u8 = 2;

/// Serial of nobody.
pub const NO_SERIAL: u64 = u64::MAX;

/// Longest lease with all renewals that a steward or a founder may offer: five years, in seconds.
pub const MAX_PASSING_SECONDS: u64 = 5 * 366 * 86_400;
/// Least time, in seconds, in which a lease that fell behind can be saved: grace and cure together. A tenant by
/// auction or buy-out begins at a moment that others choose, and must not lose the lease in the same transaction.
pub const MIN_CURE_SECONDS: u32 = 86_400;
/// Longest time an offer may stand: a year.
pub const MAX_OFFER_SECONDS: i64 = 365 * 86_400;
/// Longest time in which deductions may be claimed: 90 days. The deposit is the tenant's money.
pub const MAX_CLAIM_SECONDS: u32 = 90 * 86_400;
/// Longest notice of a buyer, whose money is held meanwhile: 180 days.
pub const MAX_NOTICE_SECONDS: u32 = 180 * 86_400;
/// Longest grace and longest time to cure: a year each.
pub const MAX_CURE_SECONDS: u32 = 365 * 86_400;
/// Longest tenure before which a holder is safe from buyers, and longest time that a raised price binds: ten
/// years.
pub const MAX_TENURE_SECONDS: u32 = 10 * 365 * 86_400;
/// Longest lease, its renewals included: 99 years, the longest that many a law knows.
pub const MAX_LEASE_SECONDS: u64 = 99 * 365 * 86_400;

/// What a lease is offered for. Fields of the other kind are zero, so that the same terms have one form.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    IdlType,
    AnchorSerialize,
    AnchorDeserialize,
    bytemuck::Pod,
    bytemuck::Zeroable,
)]
#[repr(C)]
pub struct LeaseTerms {
    /// Fixed: rent of the first whole period.
    pub rent: u64,
    /// Escrowed by the tenant from the beginning to the end; may be nothing.
    pub deposit: u64,
    /// Fixed: length of a period in seconds.
    pub period: u32,
    /// Length of the lease in seconds, and of each renewal. Fixed: a whole number of periods.
    pub duration: u32,
    /// Fixed: seconds after rent is due, before it is late.
    pub grace: u32,
    /// Seconds after rent is late before it is in default; Harberger: after paid-through before the lease is
    /// forfeit.
    pub cure: u32,
    /// Seconds after the end in which the landlord may claim deductions.
    pub claim_time: u32,
    /// Harberger: seconds in which a holder is safe from buyers.
    pub tenure: u32,
    /// Harberger: seconds between a buyer's notice and the sale.
    pub notice: u32,
    /// Harberger: seconds in which a raised price cannot be lowered.
    pub hold: u32,
    /// Fixed: late fee, as a share of the period's rent.
    pub late_fee_bps: u16,
    /// Fixed: by how much rent rises from each period to the next.
    pub escalator_bps: u16,
    /// Harberger: rent a year, as a share of the declared price.
    pub rent_bps: u16,
    /// `KIND_FIXED` or `KIND_HARBERGER`.
    pub kind: u8,
    /// 1 when whoever bids most gets it, 0 when whoever accepts first, or the one invited.
    pub by_auction: u8,
    /// How many times the tenant may renew.
    pub renewals: u8,
    /// Explicit padding; zero.
    pub padding: [u8; 7],
}

const _: () = assert!(
    size_of::<LeaseTerms>()
        == 8 // rent
            + 8 // deposit
            + 4 // period
            + 4 // duration
            + 4 // grace
            + 4 // cure
            + 4 // claim_time
            + 4 // tenure
            + 4 // notice
            + 4 // hold
            + 2 // late_fee_bps
            + 2 // escalator_bps
            + 2 // rent_bps
            + 1 // kind
            + 1 // by_auction
            + 1 // renewals
            + 7 // padding
);

impl LeaseTerms {
    /// The longest that a lease can last: its duration and all renewals.
    pub fn longest(&self) -> u64 {
        u64::from(self.duration) * (1 + u64::from(self.renewals)) // cannot overflow: 32 bits times 9
    }

    /// The rules of rent, for a lease from `start` to `end`.
    pub fn rent_terms(&self, start: i64, end: i64) -> rent::Terms {
        rent::Terms {
            rent: self.rent,
            period: self.period,
            start,
            end,
            grace: self.grace,
            cure: self.cure,
            late_fee_bps: self.late_fee_bps,
            escalator_bps: self.escalator_bps,
        }
    }

    /// The rules of a declared price.
    pub fn harberger_terms(&self) -> harberger::Terms {
        harberger::Terms {
            rent_bps: self.rent_bps,
            tenure: self.tenure,
            notice: self.notice,
            hold: self.hold,
            cure: self.cure,
        }
    }

    /// Checks that a lease may be offered so. A fixed lease is sound with all its renewals, so that none of
    /// them can fail.
    ///
    /// # Errors
    /// `TermsUnsound`.
    #[inline(never)]
    pub fn check(&self) -> Result<()> {
        let common = self.duration > 0
            && self.longest() <= MAX_LEASE_SECONDS
            && self.claim_time <= MAX_CLAIM_SECONDS
            && self.cure <= MAX_CURE_SECONDS
            && self.by_auction <= 1
            && self.padding == [0; 7];
        let sound = match self.kind {
            KIND_FIXED => {
                self.period > 0
                    && self.duration.is_multiple_of(self.period)
                    && self.grace <= MAX_CURE_SECONDS
                    && self.grace.saturating_add(self.cure) >= MIN_CURE_SECONDS
                    && self.rent_terms(0, self.longest() as i64).is_sound()
                    && [self.tenure, self.notice, self.hold] == [0; 3]
                    && self.rent_bps == 0
            }
            KIND_HARBERGER => {
                self.harberger_terms().is_sound()
                    && self.cure >= MIN_CURE_SECONDS
                    && self.tenure <= MAX_TENURE_SECONDS
                    && self.hold <= MAX_TENURE_SECONDS
                    && self.notice <= MAX_NOTICE_SECONDS
                    && self.rent == 0
                    && [self.period, self.grace] == [0; 2]
                    && [self.late_fee_bps, self.escalator_bps] == [0; 2]
            }
            _ => false,
        };
        require!(common && sound, LandError::TermsUnsound);
        Ok(())
    }
}

/// A lease of a parcel, from the offer to the last of its deposit.
///
/// All its money is in one escrow: the deposit, the bids of its auction, a buyer's price, what is due to former
/// tenants. `held` books the sum; whatever else lies there is nobody's.
///
/// Seeds: `["lease", parcel, number]`, the number in 4 little-endian bytes.
#[account]
#[derive(Debug)]
pub struct Lease {
    /// The nation.
    pub nation: Address,
    /// The parcel.
    pub parcel: Address,
    /// Wallet of the tenant; while offered, of the one invited, or zero for anybody.
    pub tenant: Address,
    /// What rent, deposit, bids and prices are paid in; zero for SOL.
    pub mint: Address,
    /// Holds the lease's money: the address of seeds `["escrow", lease]`.
    pub escrow: Address,
    /// Who paid the rent of lease and escrow, and gets it back.
    pub rent_payer: Address,
    /// Wallet of the buyer who gave notice, or whose price is still here after the lease has ended; zero for
    /// nobody.
    pub buyer: Address,
    /// Serial of the tenant, which survives a reissue; [`NO_SERIAL`] while there is none.
    pub tenant_serial: u64,
    /// Serial of the buyer; [`NO_SERIAL`] while there is none.
    pub buyer_serial: u64,
    /// At this second the offer lapses.
    pub offer_expires_at: i64,
    /// First second of the lease.
    pub starts_at: i64,
    /// First second after the lease, renewals taken included.
    pub ends_at: i64,
    /// When it ended or was withdrawn; 0 before.
    pub ended_at: i64,
    /// Fixed: rent of the next unpaid period, were it a whole one.
    pub next_rent: u64,
    /// Fixed: money towards the next period.
    pub credit: u64,
    /// Harberger: the declared price.
    pub price: u64,
    /// Harberger: since when this tenant has it.
    pub since: i64,
    /// Harberger: when the price was last raised.
    pub raised_at: i64,
    /// Harberger: the first second not paid for.
    pub paid_through: i64,
    /// Harberger: when a buyer gave notice, if `noticed`.
    pub noticed_at: i64,
    /// All that was paid as rent, by whomever.
    pub paid_total: u64,
    /// Deposit paid in by the present tenant.
    pub deposit: u64,
    /// Of the deposit, due to the tenant, and never less later.
    pub to_tenant: u64,
    /// Of the deposit, due to the landlord, and never less later.
    pub to_landlord: u64,
    /// Of that, what the tenant has withdrawn.
    pub tenant_taken: u64,
    /// Of that, what the treasury has collected.
    pub landlord_taken: u64,
    /// Money booked in the escrow, for whomever.
    pub held: u64,
    /// What was in the escrow when it was created, and is no money of the lease: the rent of a SOL escrow.
    pub reserve: u64,
    /// Of `held`, what the buyer has put up.
    pub buyer_escrow: u64,
    /// Deductions claimed; see `rules::deposit`.
    pub items: [u64; 8],
    /// SHA-256 of the reason for each, as of a photograph or an invoice.
    pub reasons: [[u8; 32]; 8],
    /// What was agreed.
    pub terms: LeaseTerms,
    /// Number within the parcel.
    pub number: u32,
    /// Fixed: periods paid whole.
    pub paid_periods: u32,
    /// One of the `STATE_` values.
    pub state: u8,
    /// One of the `AUCTION_` values.
    pub auction: u8,
    /// 1 when deductions were claimed, or can be no more.
    pub claimed: u8,
    /// Deductions that are not settled: bit `n` for item `n`.
    pub open: u8,
    /// Harberger: 1 while a buyer's notice runs or has run out.
    pub noticed: u8,
    /// Renewals that the tenant has left.
    pub renewals_left: u8,
    /// Bump of the escrow's address.
    pub escrow_bump: u8,
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
    size_of::<Lease>()
        == 7 * 32 // nation … buyer
            + 2 * 8 // tenant_serial, buyer_serial
            + 4 * 8 // offer_expires_at … ended_at
            + 2 * 8 // next_rent, credit
            + 5 * 8 // price … noticed_at
            + 8 // paid_total
            + 5 * 8 // deposit … landlord_taken
            + 3 * 8 // held, reserve, buyer_escrow
            + 8 * MAX_ITEMS // items
            + 32 * MAX_ITEMS // reasons
            + size_of::<LeaseTerms>()
            + 2 * 4 // number, paid_periods
            + 9 // state … bump
            + 7 // padding
            + 32 // reserved
);

impl Lease {
    /// First seed of the address.
    pub const SEED: &'static [u8] = b"lease";
    /// First seed of the escrow's address; the second is the lease's, or a campaign's.
    pub const ESCROW_SEED: &'static [u8] = b"escrow";
    /// Layout version written by this program.
    pub const VERSION: u8 = 1;

    /// Whether somebody is the tenant.
    pub fn is_running(&self) -> bool {
        matches!(self.state, STATE_ACTIVE | STATE_ARREARS | STATE_DEFAULT)
    }

    /// Whether nothing can happen to it any more but that its money is paid out.
    pub fn is_over(&self) -> bool {
        matches!(self.state, STATE_ENDED | STATE_EVICTED | STATE_WITHDRAWN)
    }

    /// Checks that the lease runs, by its state: its time may be up.
    ///
    /// # Errors
    /// `NotRunning`.
    pub fn check_running(&self) -> Result<()> {
        require!(self.is_running(), LandError::NotRunning);
        Ok(())
    }

    /// Checks that the lease runs and its time is not up.
    ///
    /// # Errors
    /// `NotRunning`, `LeaseOver`.
    pub fn check_in_time(&self, now: i64) -> Result<()> {
        self.check_running()?;
        require!(now < self.ends_at, LandError::LeaseOver);
        Ok(())
    }

    /// Checks that the rent is a share of a declared price.
    ///
    /// # Errors
    /// `NotHarberger`.
    pub fn check_harberger(&self) -> Result<()> {
        require!(self.terms.kind == KIND_HARBERGER, LandError::NotHarberger);
        Ok(())
    }

    /// Checks that the rent is by periods.
    ///
    /// # Errors
    /// `NotFixed`.
    pub fn check_fixed(&self) -> Result<()> {
        require!(self.terms.kind == KIND_FIXED, LandError::NotFixed);
        Ok(())
    }

    /// Checks that `wallet` is the tenant's, in any state after the offer.
    ///
    /// # Errors
    /// `NotTenant`.
    pub fn check_tenant(&self, wallet: &Address) -> Result<()> {
        require!(self.tenant_serial != NO_SERIAL && self.tenant == *wallet, LandError::NotTenant);
        Ok(())
    }

    /// The rules of rent of a fixed lease.
    pub fn rent_terms(&self) -> rent::Terms {
        self.terms.rent_terms(self.starts_at, self.ends_at)
    }

    /// How far a fixed lease is paid.
    pub fn rent_account(&self) -> rent::Account {
        rent::Account { paid_periods: self.paid_periods, rent: self.next_rent, credit: self.credit }
    }

    /// Stores how far a fixed lease is paid.
    pub fn set_rent_account(&mut self, account: &rent::Account) {
        self.paid_periods = account.paid_periods;
        self.next_rent = account.rent;
        self.credit = account.credit;
    }

    /// The rules of a Harberger lease.
    pub fn harberger_terms(&self) -> harberger::Terms {
        self.terms.harberger_terms()
    }

    /// A Harberger lease, for the rules.
    pub fn holding(&self) -> harberger::Holding {
        harberger::Holding {
            price: self.price,
            since: self.since,
            raised_at: self.raised_at,
            paid_through: self.paid_through,
            noticed_at: if self.noticed == 0 { None } else { Some(self.noticed_at) },
        }
    }

    /// Stores a Harberger lease.
    pub fn set_holding(&mut self, holding: &harberger::Holding) {
        self.price = holding.price;
        self.since = holding.since;
        self.raised_at = holding.raised_at;
        self.paid_through = holding.paid_through;
        self.noticed = u8::from(holding.noticed_at.is_some());
        self.noticed_at = holding.noticed_at.unwrap_or(0);
    }

    /// The deposit, for the rules.
    pub fn deposit(&self) -> Deposit {
        Deposit {
            amount: self.deposit,
            claim_time: self.terms.claim_time,
            ended_at: if self.is_over() { Some(self.ended_at) } else { None },
            claimed: self.claimed != 0,
            items: self.items,
            open: self.open,
            to_tenant: self.to_tenant,
            to_landlord: self.to_landlord,
        }
    }

    /// Stores the deposit. Amount and end are not the deposit's to change.
    pub fn set_deposit(&mut self, deposit: &Deposit) {
        self.claimed = u8::from(deposit.claimed);
        self.items = deposit.items;
        self.open = deposit.open;
        self.to_tenant = deposit.to_tenant;
        self.to_landlord = deposit.to_landlord;
    }

    /// What must be paid at `now` for nothing to be due. The time after the end costs nothing.
    pub fn due(&self, now: i64) -> u64 {
        if self.terms.kind == KIND_HARBERGER {
            self.harberger_terms().owed(&self.holding(), now.min(self.ends_at))
        } else {
            self.rent_terms().due(&self.rent_account(), now)
        }
    }

    /// Whether nothing is late at `now`: for a fixed lease no grace has ended unpaid, for a Harberger lease no
    /// rent is owed.
    pub fn is_on_time(&self, now: i64) -> bool {
        if self.terms.kind == KIND_HARBERGER {
            self.holding().seconds_owed(now.min(self.ends_at)) == 0
        } else {
            !matches!(
                self.rent_terms().standing(&self.rent_account(), now),
                rent::Standing::Arrears | rent::Standing::Default
            )
        }
    }

    /// Whether a buyer's notice stands at `now`: the sale is to come, or can be completed.
    pub fn is_under_notice(&self, now: i64) -> bool {
        self.noticed != 0 && self.harberger_terms().lapse(&self.holding(), now).is_err()
    }

    /// Drops a notice that has lapsed because nobody completed the sale in time. The buyer's money stays booked.
    pub fn drop_lapsed_notice(&mut self, now: i64) {
        if self.noticed != 0 && !self.is_under_notice(now) {
            self.noticed = 0;
            self.noticed_at = 0;
        }
    }

    /// Whether a Harberger lease is forfeit at `now`: rent was owed for longer than the time to cure. Not while
    /// a buyer's notice stands: the rent is then taken from the price.
    pub fn is_forfeit(&self, now: i64) -> bool {
        self.terms.kind == KIND_HARBERGER
            && !self.is_under_notice(now)
            && self.harberger_terms().is_forfeit(&self.holding(), now)
    }

    /// Begins the lease: somebody accepted the offer or won the auction. The caller books the deposit in
    /// `held`, and counts the lease in the registry.
    ///
    /// `price` is the declared price of a Harberger lease, and 0 for a fixed one.
    ///
    /// # Errors
    /// `NotOffered`, `PriceOutOfRange`.
    pub fn activate(&mut self, tenant: Address, serial: u64, price: u64, now: i64) -> Result<()> {
        require!(self.state == STATE_OFFERED, LandError::NotOffered);
        self.state = STATE_ACTIVE;
        self.starts_at = now;
        self.ends_at = now.saturating_add(i64::from(self.terms.duration));
        if self.terms.kind == KIND_HARBERGER {
            let holding = harberger::Holding::new(price, now).map_err(LandError::from)?;
            self.set_holding(&holding);
        } else {
            require!(price == 0, LandError::PriceOutOfRange);
            let account = self.rent_terms().open();
            self.set_rent_account(&account);
        }
        self.renewals_left = self.terms.renewals;
        self.seat(tenant, serial)
    }

    /// Makes somebody the tenant, with a deposit that was paid in whole and that nobody has a claim on. The
    /// former tenant's deposit is for the caller to account for.
    ///
    /// # Errors
    /// `WrongCitizen` for a serial that no citizen has.
    pub fn seat(&mut self, tenant: Address, serial: u64) -> Result<()> {
        require!(serial != NO_SERIAL, LandError::WrongCitizen);
        self.tenant = tenant;
        self.tenant_serial = serial;
        self.deposit = self.terms.deposit;
        self.tenant_taken = 0;
        self.landlord_taken = 0;
        let deposit = Deposit::new(self.deposit, self.terms.claim_time);
        self.set_deposit(&deposit);
        Ok(())
    }

    /// Nobody is buying any more. What the buyer put up is for the caller to account for.
    pub fn clear_buyer(&mut self) {
        self.buyer = support::NOBODY;
        self.buyer_serial = NO_SERIAL;
        self.buyer_escrow = 0;
        self.noticed = 0;
        self.noticed_at = 0;
    }

    /// Ends the lease, into `STATE_ENDED` or `STATE_EVICTED`. A pending buyer's money stays booked, and can be
    /// withdrawn. The caller frees the parcel and tells the registry.
    ///
    /// # Errors
    /// `NotRunning`.
    pub fn end(&mut self, state: u8, now: i64) -> Result<()> {
        self.check_running()?;
        self.state = state;
        self.ended_at = now;
        self.noticed = 0;
        self.noticed_at = 0;
        // Of nothing nothing can be claimed.
        if self.deposit == 0 {
            self.claimed = 1;
        }
        Ok(())
    }

    /// Withdraws the offer. The caller frees the parcel.
    ///
    /// # Errors
    /// `NotOffered`.
    pub fn withdraw(&mut self, now: i64) -> Result<()> {
        require!(self.state == STATE_OFFERED, LandError::NotOffered);
        self.state = STATE_WITHDRAWN;
        self.ended_at = now;
        self.claimed = 1;
        Ok(())
    }

    /// Whether nothing of the lease is left but its accounts.
    pub fn is_settled(&self) -> bool {
        self.is_over() && self.deposit().is_settled() && self.held == 0
    }

    /// What must hold after every instruction.
    ///
    /// # Errors
    /// `LeaseInvariant`.
    #[inline(never)]
    pub fn invariant(&self) -> Result<()> {
        // Nobody gets what is another's: the deposit's parts never exceed it, nobody took more than is due, and
        // the escrow has all that was not taken, and the buyer's money.
        let open = (0..MAX_ITEMS)
            .filter(|n| self.open >> n & 1 == 1)
            .try_fold(0u64, |sum, n| sum.checked_add(*self.items.get(n)?));
        let parts = self
            .to_tenant
            .checked_add(self.to_landlord)
            .zip(open)
            .and_then(|(due, open)| due.checked_add(open));
        let taken = self.tenant_taken.checked_add(self.landlord_taken);
        let owed = taken
            .and_then(|taken| self.deposit.checked_sub(taken))
            .and_then(|left| left.checked_add(self.buyer_escrow));
        require!(
            parts.is_some_and(|parts| parts <= self.deposit)
                && self.tenant_taken <= self.to_tenant
                && self.landlord_taken <= self.to_landlord
                && owed.is_some_and(|owed| owed <= self.held)
                && (self.noticed == 0 || (self.is_running() && self.buyer != support::NOBODY))
                && (!self.is_running() || self.tenant_serial != NO_SERIAL),
            LandError::LeaseInvariant
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytemuck::Zeroable;

    const DAY: u32 = 86_400;
    const TENANT: Address = Address::new_from_array([1; 32]);
    const BUYER: Address = Address::new_from_array([2; 32]);

    fn fixed() -> LeaseTerms {
        LeaseTerms {
            rent: 100,
            deposit: 500,
            period: 30 * DAY,
            duration: 360 * DAY,
            grace: 5 * DAY,
            cure: 20 * DAY,
            claim_time: 30 * DAY,
            late_fee_bps: 500,
            escalator_bps: 100,
            renewals: 2,
            ..LeaseTerms::zeroed()
        }
    }

    fn harberger() -> LeaseTerms {
        LeaseTerms {
            deposit: 500,
            duration: 3_650 * DAY,
            cure: 20 * DAY,
            tenure: 365 * DAY,
            notice: 30 * DAY,
            hold: 90 * DAY,
            rent_bps: 700,
            kind: KIND_HARBERGER,
            ..LeaseTerms::zeroed()
        }
    }

    fn running(terms: LeaseTerms, price: u64) -> Lease {
        let mut lease = Lease { terms, tenant_serial: NO_SERIAL, buyer_serial: NO_SERIAL, ..Lease::zeroed() };
        lease.activate(TENANT, 7, price, 1_000).unwrap();
        lease.held = terms.deposit;
        lease.invariant().unwrap();
        lease
    }

    fn fails<T>(result: Result<T>, error: LandError) {
        assert_eq!(result.err(), Some(error.into()));
    }

    #[test]
    fn terms_have_one_form_for_each_kind() {
        for good in [
            fixed(),
            harberger(),
            LeaseTerms {
                deposit: 0,
                late_fee_bps: 0,
                grace: 0,
                cure: MIN_CURE_SECONDS,
                claim_time: 0,
                renewals: 0,
                ..fixed()
            },
            LeaseTerms { grace: MIN_CURE_SECONDS - 1, cure: 1, ..fixed() },
            LeaseTerms { cure: MIN_CURE_SECONDS, ..harberger() },
            LeaseTerms { period: fixed().duration, ..fixed() },
            LeaseTerms { by_auction: 1, ..fixed() },
            LeaseTerms { notice: MAX_NOTICE_SECONDS, tenure: 0, hold: 0, ..harberger() },
        ] {
            good.check().unwrap();
        }
        for bad in [
            LeaseTerms { kind: 2, ..fixed() },
            LeaseTerms { rent: 0, ..fixed() },
            LeaseTerms { period: 0, ..fixed() },
            LeaseTerms { duration: 0, ..fixed() },
            LeaseTerms { duration: 361 * DAY, ..fixed() },
            LeaseTerms { late_fee_bps: 10_001, ..fixed() },
            LeaseTerms { grace: MAX_CURE_SECONDS + 1, ..fixed() },
            LeaseTerms { cure: MAX_CURE_SECONDS + 1, ..fixed() },
            LeaseTerms { claim_time: MAX_CLAIM_SECONDS + 1, ..fixed() },
            LeaseTerms { grace: MIN_CURE_SECONDS - 1, cure: 0, ..fixed() },
            LeaseTerms { cure: MIN_CURE_SECONDS - 1, ..harberger() },
            LeaseTerms { by_auction: 2, ..fixed() },
            LeaseTerms { rent_bps: 1, ..fixed() },
            LeaseTerms { tenure: 1, ..fixed() },
            LeaseTerms { padding: [0, 0, 0, 0, 0, 0, 1], ..fixed() },
            // Sound at first, but not with its renewals: too many periods, too long, too dear.
            LeaseTerms { period: DAY, ..fixed() },
            LeaseTerms { period: 3_600 * DAY, duration: 36_000 * DAY, renewals: 1, ..fixed() },
            LeaseTerms { rent: u64::MAX / 20, escalator_bps: 0, ..fixed() },
            LeaseTerms { rent_bps: 0, ..harberger() },
            LeaseTerms { rent: 1, ..harberger() },
            LeaseTerms { period: DAY, ..harberger() },
            LeaseTerms { grace: 1, ..harberger() },
            LeaseTerms { late_fee_bps: 1, ..harberger() },
            LeaseTerms { escalator_bps: 1, ..harberger() },
            LeaseTerms { notice: MAX_NOTICE_SECONDS + 1, ..harberger() },
            LeaseTerms { tenure: MAX_TENURE_SECONDS + 1, ..harberger() },
            LeaseTerms { hold: MAX_TENURE_SECONDS + 1, ..harberger() },
            LeaseTerms { duration: u32::MAX, ..harberger() },
        ] {
            fails(bad.check(), LandError::TermsUnsound);
        }
        assert!(LeaseTerms { duration: u32::MAX, renewals: u8::MAX, ..harberger() }.check().is_err());
    }

    #[test]
    fn a_lease_begins_once_with_a_price_of_its_kind() {
        let mut lease = running(fixed(), 0);
        assert_eq!((lease.starts_at, lease.ends_at), (1_000, 1_000 + i64::from(360 * DAY)));
        assert_eq!((lease.due(1_000), lease.next_rent, lease.renewals_left), (100, 100, 2));
        fails(lease.activate(BUYER, 8, 0, 1_000), LandError::NotOffered);
        let mut offered = Lease { terms: fixed(), tenant_serial: NO_SERIAL, ..Lease::zeroed() };
        fails(offered.check_tenant(&support::NOBODY), LandError::NotTenant);
        fails(offered.activate(TENANT, 7, 1, 0), LandError::PriceOutOfRange);
        let mut offered = Lease { terms: harberger(), tenant_serial: NO_SERIAL, ..Lease::zeroed() };
        fails(offered.activate(TENANT, 7, 0, 0), LandError::PriceOutOfRange);
        let mut offered = Lease { terms: fixed(), tenant_serial: NO_SERIAL, ..Lease::zeroed() };
        fails(offered.activate(TENANT, NO_SERIAL, 0, 0), LandError::WrongCitizen);
    }

    #[test]
    fn a_lease_ends_once_and_nothing_is_claimed_of_nothing() {
        let mut lease = running(fixed(), 0);
        fails(lease.withdraw(2_000), LandError::NotOffered);
        lease.end(STATE_ENDED, 2_000).unwrap();
        fails(lease.end(STATE_EVICTED, 2_000), LandError::NotRunning);
        lease.invariant().unwrap();
        assert!(!lease.is_settled() && lease.deposit().ended_at == Some(2_000));
        let released = lease.deposit().release(2_000 + i64::from(30 * DAY)).unwrap();
        lease.set_deposit(&released);
        assert!(!lease.is_settled());
        (lease.held, lease.tenant_taken) = (0, 500);
        lease.invariant().unwrap();
        assert!(lease.is_settled());

        let mut free = running(LeaseTerms { deposit: 0, ..fixed() }, 0);
        assert!(!free.is_settled());
        free.end(STATE_EVICTED, 0).unwrap();
        assert!(free.is_settled());
        let mut offer = Lease { terms: fixed(), tenant_serial: NO_SERIAL, ..Lease::zeroed() };
        offer.withdraw(0).unwrap();
        assert!(offer.is_settled());
    }

    #[test]
    fn what_is_late_and_what_is_forfeit() {
        let lease = running(fixed(), 0);
        let late_at = 1_000 + i64::from(5 * DAY);
        assert_eq!([late_at - 1, late_at].map(|at| lease.is_on_time(at)), [true, false]);
        assert!(!lease.is_forfeit(i64::MAX));

        // A rent of 7 % of a year's seconds: 0.07 a second.
        let mut lease = running(harberger(), harberger::YEAR);
        let forfeit_at = 1_000 + i64::from(20 * DAY);
        assert_eq!([forfeit_at - 1, forfeit_at].map(|at| lease.is_forfeit(at)), [false, true]);
        assert!(lease.is_on_time(1_000) && !lease.is_on_time(1_001));
        // Not while a buyer's notice stands, and again when nobody completed the sale.
        (lease.noticed, lease.noticed_at, lease.buyer, lease.buyer_serial) = (1, 1_000, BUYER, 8);
        let lapses_at = 1_000 + i64::from(30 * DAY) + harberger::SALE_TIME;
        assert_eq!(
            [forfeit_at, lapses_at - 1, lapses_at].map(|at| lease.is_forfeit(at)),
            [false, false, true]
        );
        assert_eq!([0, lapses_at - 1, lapses_at].map(|at| lease.is_under_notice(at)), [true, true, false]);
        lease.drop_lapsed_notice(lapses_at - 1);
        assert_eq!(lease.noticed, 1);
        lease.drop_lapsed_notice(lapses_at);
        assert_eq!((lease.noticed, lease.noticed_at, lease.buyer), (0, 0, BUYER));
        // The time after the end costs nothing.
        let end = lease.ends_at;
        assert_eq!(lease.due(end), lease.due(i64::MAX));
    }

    #[test]
    fn nobody_gets_what_is_anothers() {
        let lease = running(fixed(), 0);
        for broken in [
            Lease { held: 499, ..lease },
            Lease { buyer_escrow: 1, ..lease },
            Lease { to_tenant: 501, ..lease },
            Lease { to_tenant: 300, to_landlord: 201, ..lease },
            Lease { to_tenant: u64::MAX, to_landlord: 1, ..lease },
            Lease { tenant_taken: 1, ..lease },
            Lease { landlord_taken: 1, ..lease },
            Lease { open: 1, items: [501, 0, 0, 0, 0, 0, 0, 0], ..lease },
            Lease { open: 3, items: [u64::MAX, 1, 0, 0, 0, 0, 0, 0], ..lease },
            Lease { noticed: 1, ..lease },
            Lease { tenant_serial: NO_SERIAL, ..lease },
        ] {
            fails(broken.invariant(), LandError::LeaseInvariant);
        }
    }

    #[test]
    fn rules_read_what_they_wrote() {
        let mut lease = running(harberger(), 5);
        let holding =
            harberger::Holding { price: 1, since: 2, raised_at: 3, paid_through: 4, noticed_at: Some(0) };
        lease.set_holding(&holding);
        assert_eq!(lease.holding(), holding);
        let account = rent::Account { paid_periods: 1, rent: 2, credit: 3 };
        lease.set_rent_account(&account);
        assert_eq!(lease.rent_account(), account);
        lease.end(STATE_ENDED, 9).unwrap();
        let claimed = lease.deposit().claim(9, &[1, 2]);
        assert!(claimed.is_err(), "no claim time");
        lease.terms.claim_time = 1;
        let claimed = lease.deposit().claim(9, &[1, 2]).unwrap();
        lease.set_deposit(&claimed);
        assert_eq!(lease.deposit(), claimed);
    }
}
