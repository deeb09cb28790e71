//! Whether the chain looks as the model says, account by account and field by field.

use super::Model;
use super::book::{charter, slug, title};
use super::chain::Chain;
use super::court::Chair;
use super::governor::{Counted, Proposal};
use super::id::Id;
use super::op::{Motion, NATIONS, PageRef, Ref, WALLETS, Who};
use crate::{Account, Address, Cluster, PROGRAMS, World, tokens};
use client::governor::accounts as g;
use client::membership::accounts as m;
use client::{ProgramAccount, pages};
use std::collections::BTreeSet;

/// Compares the fields named with what they should be.
macro_rules! same_fields {
    ($what:expr, $account:expr, { $($field:ident: $expected:expr),+ $(,)? }) => {
        $(
            let expected = $expected;
            if $account.$field != expected {
                return Err(format!(
                    "{}: {} is {:?} on the chain and {:?} in the model",
                    $what, stringify!($field), $account.$field, expected
                ));
            }
        )+
    };
}

pub(super) use same_fields as same;

/// What is wrong, if anything.
pub type Checked = Result<(), String>;

pub(super) fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    bytes
}

pub(super) fn decode<T: ProgramAccount>(id: Id, account: &Account) -> Result<T, String> {
    client::decode(&account.owner, &account.data).map_err(|error| format!("{id:?}: {error}"))
}

pub(super) fn ensure(holds: bool, say: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(say()) }
}

impl Chain {
    /// Compares one account.
    ///
    /// # Errors
    /// What differs.
    pub fn compare(&self, model: &Model, id: Id) -> Checked {
        let address = self.book.address(id);
        let account = self.world.maybe(&address);
        let expected = exists(model, id);
        match (account, expected) {
            (None, false) => Ok(()),
            (None, true) => Err(format!("{id:?} should exist")),
            (Some(_), false) => Err(format!("{id:?} should not exist")),
            (Some(account), true) => {
                if let Some(lamports) = lamports(model, id) {
                    ensure(account.lamports == lamports, || {
                        format!(
                            "{id:?} has {} lamports on the chain and {lamports} in the model",
                            account.lamports
                        )
                    })?;
                }
                self.fields(model, id, &account)
            }
        }
    }

    /// Compares all accounts, and sees that there are no others.
    ///
    /// # Errors
    /// What differs.
    pub fn compare_all(&self, model: &Model) -> Checked {
        let mut known = BTreeSet::new();
        for id in model.ids() {
            known.insert(self.book.address(id));
            self.compare(model, id)?;
        }
        for (_, program) in PROGRAMS {
            for (address, _) in
                self.world.cluster.program_accounts(&program, &[]).map_err(|e| e.to_string())?
            {
                ensure(known.contains(&address), || {
                    format!("an account that should not be: {address} of {program}")
                })?;
            }
        }
        self.conserved()
    }

    #[allow(clippy::too_many_lines)]
    fn fields(&self, model: &Model, id: Id, account: &Account) -> Checked {
        let book = &self.book;
        let who = |who| book.who(who);
        match id {
            Id::Who(_) | Id::Executor(_) => ensure(account.data.is_empty(), || format!("{id:?} holds data")),
            Id::Passport(..) | Id::Holding(..) => {
                ensure(account.owner == tokens::TOKEN_2022, || format!("{id:?} belongs to another program"))
            }
            Id::Tokens(n, w) => {
                let held =
                    model.governor_of(n).and_then(|g| g.tokens.get(&w)).copied().unwrap_or(super::TOKENS);
                staked(id, account, held)
            }
            Id::StakeVault(n) => {
                staked(id, account, model.governor_of(n).map_or(0, super::governor::Governor::staked))
            }
            Id::Nation(n) => self.nation(model, id, n, account),
            Id::Citizen(n, w) => {
                let Some(c) = model.citizen(Ref { nation: n, wallet: w }) else { return Ok(()) };
                let is = decode::<m::Citizen>(id, account)?;
                let passport = book.address(Id::Passport(n, c.serial));
                same!(format!("{id:?}"), is, {
                    nation: book.address(Id::Nation(n)),
                    wallet: book.address(Id::Who(w)),
                    passport: if c.passport.is_some() { passport } else { Address::default() },
                    rent_payer: who(c.rent_payer),
                    serial: c.serial,
                    delegate: c.delegate.unwrap_or(u64::MAX),
                    joined_at: c.joined_at,
                    expires_at: c.expires_at,
                    suspended_until: c.suspended_until,
                    charter_version: c.charter_version,
                    status: c.status,
                    tier: c.tier,
                    version: 1,
                    passport_payer: if c.passport.is_some() { book.address(Id::Who(w)) } else { Address::default() },
                    reserved: [0; 32],
                });
                Ok(())
            }
            Id::Application(n, w) => {
                let Some(a) = model.nation(n).and_then(|n| n.applications.get(&w)) else { return Ok(()) };
                let is = decode::<m::Application>(id, account)?;
                let mut vouchers = [0; 16];
                vouchers[..a.vouchers.len()].copy_from_slice(&a.vouchers);
                same!(format!("{id:?}"), is, {
                    nation: book.address(Id::Nation(n)),
                    wallet: book.address(Id::Who(w)),
                    rent_payer: book.address(Id::Who(w)),
                    applied_at: a.applied_at,
                    vouchers: vouchers,
                    charter_version: a.charter_version,
                    vouches: a.vouchers.len() as u8,
                });
                Ok(())
            }
            Id::Order(n, w) => {
                let Some(order) = model.nation(n).and_then(|n| n.orders.get(&w)) else { return Ok(()) };
                let is = decode::<m::Reissue>(id, account)?;
                same!(format!("{id:?}"), is, {
                    nation: book.address(Id::Nation(n)),
                    citizen: book.address(Id::Citizen(n, w)),
                    new_wallet: who(order.to),
                    rent_payer: who(Who::Payer),
                    ready_at: order.ready_at,
                });
                Ok(())
            }
            Id::Office(n, t) => {
                let Some(office) = model.nation(n).and_then(|n| n.offices.get(&t)) else { return Ok(()) };
                let is = decode::<m::Office>(id, account)?;
                same!(format!("{id:?}"), is, {
                    nation: book.address(Id::Nation(n)),
                    holder: who(office.holder),
                    rent_payer: who(office.rent_payer),
                    serial: office.serial.unwrap_or(u64::MAX),
                    appointed_at: office.appointed_at,
                    term_ends_at: office.ends_at,
                    title: padded::<32>(&title(t)),
                });
                Ok(())
            }
            Id::Governor(n) => self.governor(model, id, n, account),
            Id::Treasury(n) => model.treasury(n).map_or(Ok(()), |of| self.treasury(id, n, of, account)),
            Id::Vault(_) => ensure(account.data.is_empty(), || format!("{id:?} holds data")),
            Id::Ledger(till) => {
                model.ledger(till).map_or(Ok(()), |of| self.ledger(model, id, till, of, account))
            }
            Id::Budget(at) => model.budget(at).map_or(Ok(()), |of| self.budget(id, at, of, account)),
            Id::Stream(at) => model.stream(at).map_or(Ok(()), |of| self.stream(id, at, of, account)),
            Id::Coins(..) | Id::Till(_) | Id::Escrow(_) | Id::Kitty(_) | Id::CourtEscrow(_) => {
                held(model, id, account)
            }
            Id::Registry(n) => model.land(n).map_or(Ok(()), |of| self.registry(id, n, of, account)),
            Id::Parcel(plot) => model.parcel(plot).map_or(Ok(()), |of| self.parcel(id, plot, of, account)),
            Id::Version(plot, number) => {
                let of = model.parcel(plot).and_then(|p| p.versions.get(number as usize - 1));
                of.map_or(Ok(()), |of| self.version(id, plot, number, of, account))
            }
            Id::Lease(at) => model.lease(at).map_or(Ok(()), |of| self.lease(model, id, at, of, account)),
            Id::Auction(at) => model.auction(at).map_or(Ok(()), |of| self.auction(id, at, of, account)),
            Id::Bid(at, wallet) => {
                let of = model.auction(at).and_then(|auction| auction.bids.get(&wallet));
                of.map_or(Ok(()), |of| self.bid(id, at, wallet, of, account))
            }
            Id::Claim(at, wallet) => {
                model.claim(at, wallet).map_or(Ok(()), |of| self.claim(id, at, wallet, of, account))
            }
            Id::Campaign(at) => model.campaign(at).map_or(Ok(()), |of| self.campaign(id, at, of, account)),
            Id::Pledge(at, wallet) => {
                let of = model.campaign(at).and_then(|campaign| campaign.pledges.get(&wallet));
                of.map_or(Ok(()), |of| self.pledge(id, at, wallet, *of, account))
            }
            Id::Court(n) => model.court(n).map_or(Ok(()), |of| self.court(id, n, of, account)),
            Id::Juror(n, index) => {
                model.juror(n, index).map_or(Ok(()), |of| self.juror(model, id, n, index, of, account))
            }
            Id::JurorOf(n, serial) => self.juror_of(model, id, n, serial, account),
            Id::Case(at) => model.case(at).map_or(Ok(()), |of| self.case(model, id, at, of, account)),
            Id::Seat(case, round, number) => {
                let at = Chair { case, round, number };
                model.seat(at).map_or(Ok(()), |of| self.seat(id, at, of, account))
            }
            Id::Evidence(at, number) => {
                let of = model.case(at).and_then(|case| case.evidence.get(number as usize));
                of.map_or(Ok(()), |of| self.piece(id, at, number, of, account))
            }
            Id::Body(_)
            | Id::Recognition(..)
            | Id::Entry(..)
            | Id::Pact(_)
            | Id::Visa(..)
            | Id::Census(..)
            | Id::Stage(_) => self.diplomacy(model, id, account),
            Id::Proposal(nation, number) => {
                let of = Motion { nation, id: number };
                model.proposal(of).map_or(Ok(()), |p| self.proposal(model, id, of, p, account))
            }
            Id::Action(nation, number, index) => {
                let of = Motion { nation, id: number };
                let Some(p) = model.proposal(of) else { return Ok(()) };
                let Some(action) = p.actions.get(usize::from(index)) else { return Ok(()) };
                let is = decode::<g::Action>(id, account)?;
                same!(format!("{id:?}"), is, {
                    proposal: book.proposal(of),
                    program: action.call.program,
                    rent_payer: book.address(Id::Who(p.proposer)),
                    deployment_slot: action.slot,
                    chain: action.chain,
                    data_len: action.call.data.len() as u16,
                    account_count: action.call.accounts.len() as u8,
                    index: index,
                    option: action.option,
                    ordinal: action.ordinal,
                    executed: u8::from(action.executed),
                });
                let tail = [action.call.metas(), action.call.data.clone()].concat();
                ensure(account.data[g::Action::LEN..] == tail[..], || {
                    format!("{id:?} carries something else")
                })
            }
            Id::Page(nation, number, chamber, index) => {
                let page = PageRef { of: Motion { nation, id: number }, chamber, index };
                self.page(model, id, page, account)
            }
            Id::Stake(n, w) => {
                let Some(s) = model.stake(Ref { nation: n, wallet: w }) else { return Ok(()) };
                let is = decode::<g::Stake>(id, account)?;
                let (mut amounts, mut since) = ([0; 4], [0; 4]);
                for (i, lot) in s.lots.iter().enumerate() {
                    (amounts[i], since[i]) = *lot;
                }
                same!(format!("{id:?}"), is, {
                    governor: book.address(Id::Governor(n)),
                    wallet: book.address(Id::Who(w)),
                    rent_payer: book.address(Id::Who(w)),
                    index: s.index,
                    locked_until: s.locked_until,
                    amounts: amounts,
                    since: since,
                });
                Ok(())
            }
        }
    }

    fn nation(&self, model: &Model, id: Id, nation: u8, account: &Account) -> Checked {
        let Some(n) = model.nation(nation) else { return Ok(()) };
        let is = decode::<m::Nation>(id, account)?;
        let who = |who| self.book.who(who);
        same!(format!("{id:?}"), is, {
            authority: who(n.authority),
            pending_authority: who(n.pending),
            founder: who(n.founder),
            successor: who(n.successor),
            court: who(n.court),
            treasury: who(n.treasury),
            dues_mint: self.book.coin(n.dues_coin).mint,
            dues_amount: n.dues,
            founder_sunset: n.sunset,
            founded_at: n.founded_at,
            charter_adopted_at: n.adopted_at,
            term_seconds: n.term,
            bucket_seconds: n.bucket,
            next_serial: n.next_serial,
            charter_hash: charter(n.text),
            charter_version: n.charter_version,
            vouches_required: n.vouches,
            admission: n.admission,
            slug: padded::<32>(&slug(nation)),
            charter_uri: padded::<128>("ipfs://model"),
            reserved: [0; 64],
        });
        // The census, bucket by bucket: each counts the citizens whose term ends with it.
        for (ring, voters) in [(&is.members, false), (&is.voters, true)] {
            let mut counted = 0;
            for bucket in is.census_first..is.census_first + 64 {
                let end = bucket * n.bucket;
                if end <= model.now {
                    continue;
                }
                let by_hand = n
                    .citizens
                    .values()
                    .filter(|c| c.status == 0 && c.expires_at == end && (!voters || c.tier == 2))
                    .count() as u64
                    + if !voters && n.crowd.1 == end { u64::from(n.crowd.0) } else { 0 };
                let on_chain = u64::from(ring[bucket.rem_euclid(64) as usize]);
                ensure(on_chain == by_hand, || {
                    format!(
                        "{id:?}: bucket {bucket} (voters: {voters}) counts {on_chain}, and by hand it is {by_hand}"
                    )
                })?;
                counted += on_chain;
            }
            let by_hand = n.census(model.now, voters);
            ensure(counted == by_hand, || format!("{id:?}: census {counted}, and by hand it is {by_hand}"))?;
        }
        Ok(())
    }

    fn governor(&self, model: &Model, id: Id, nation: u8, account: &Account) -> Checked {
        let Some(g) = model.governor_of(nation) else { return Ok(()) };
        let is = decode::<g::Governor>(id, account)?;
        let mint = if g.has_mint { self.book.mint(nation) } else { Address::default() };
        same!(format!("{id:?}"), is, {
            nation: self.book.address(Id::Nation(nation)),
            guardian: self.book.who(g.guardian),
            executor: self.book.address(Id::Executor(nation)),
            stake_mint: mint,
            guardian_until: g.guardian_until,
            next_proposal: g.next_proposal,
            submissions: g.submissions,
            next_stake: g.next_stake,
            staked: g.staked(),
            reserved: [0; 32],
        });
        for (index, (track, of)) in is.tracks.iter().zip(&g.tracks).enumerate() {
            same!(format!("{id:?} track {index}"), track, {
                version: of.version,
                open: g.open(index as u8) as u16,
                program_count: of.programs.count_ones() as u8,
            });
            if of.version > 0 {
                same!(format!("{id:?} track {index}"), track, { rules: of.rules.into() });
            }
        }
        Ok(())
    }

    fn proposal(&self, model: &Model, id: Id, of: Motion, p: &Proposal, account: &Account) -> Checked {
        let is = decode::<g::Proposal>(id, account)?;
        let [opens, closes, objection] = p.times();
        let e = p.electorate;
        let opened = |chamber| p.counted.keys().filter(|(of, _)| *of == chamber).count() as u32;
        let tallied = |chamber| {
            p.counted.iter().filter(|((of, _), counted)| *of == chamber && counted.complete).count() as u32
        };
        let mut option_actions = [0; 8];
        let mut hashes = [[0; 32]; 7];
        for option in 1..=7u8 {
            let actions = p.actions_of(option);
            option_actions[usize::from(option)] = actions.len() as u8;
            hashes[usize::from(option) - 1] = actions.last().map_or([0; 32], |action| action.chain);
        }
        same!(format!("{id:?}"), is, {
            state: p.state,
            governor: self.book.address(Id::Governor(of.nation)),
            nation: self.book.address(Id::Nation(of.nation)),
            proposer: self.book.address(Id::Who(p.proposer)),
            forfeit_to: e.map_or(Address::default(), |e| self.book.who(e.forfeit_to)),
            id: of.id,
            submission: e.map_or(0, |e| e.submission),
            opened_at: p.opened_at,
            submitted_at: e.map_or(0, |e| e.at),
            voting_opens_at: opens,
            voting_closes_at: closes,
            objection_closes_at: objection,
            decided_at: p.decided_at,
            executes_from: p.from,
            executes_until: p.until,
            enjoined_at: p.enjoined_at,
            enjoined_until: p.enjoined_until,
            enjoined_seconds: p.enjoined_seconds,
            citizens: e.map_or(0, |e| e.citizens),
            citizen_seats: e.map_or(0, |e| e.seats),
            staked: e.map_or(0, |e| e.staked),
            stake_seats: e.map_or(0, |e| e.stake_seats),
            deposit: p.deposit(),
            rules: p.rules.into(),
            track_version: p.track_version,
            charter_version: e.map_or(0, |e| e.charter_version),
            citizen_pages: opened(1),
            citizen_pages_tallied: tallied(1),
            stake_pages: opened(2),
            stake_pages_tallied: tallied(2),
            pages_left: p.pages.len() as u32,
            track: p.track,
            kind: p.kind,
            choices: p.choices,
            enjoined_state: p.enjoined_state,
            outcome: p.outcome,
            deposit_forfeit: u8::from(p.forfeit),
            actions: p.actions.len() as u8,
            actions_left: p.actions.iter().filter(|action| action.exists).count() as u8,
            executed: p.executed() as u8,
            option_actions: option_actions,
            citizen_tally: p.tally(1),
            stake_tally: p.tally(2),
            delegated: p.delegated(),
            action_hashes: hashes,
            executed_hash: p.executed_hash,
            reserved: [0; 32],
        });
        // Invariants that hold whatever the model says.
        if is.executed > 0 {
            let voted = is.action_hashes[usize::from(is.outcome).saturating_sub(1)];
            let whole = is.executed == is.option_actions[usize::from(is.outcome)];
            ensure(!whole || is.executed_hash == voted, || {
                format!("{id:?}: executed something else than was voted on")
            })?;
            ensure(model.now >= is.executes_from, || format!("{id:?}: executed before its time"))?;
        }
        Ok(())
    }

    fn page(&self, model: &Model, id: Id, page: PageRef, account: &Account) -> Checked {
        let (Some(p), Some(at)) = (model.proposal(page.of), model.page(page)) else { return Ok(()) };
        let Some(e) = p.electorate else { return Err(format!("{id:?}: a page of a draft")) };
        let (is, tail) = client::decode_with_tail::<g::BallotPage>(&account.owner, &account.data)
            .map_err(|error| format!("{id:?}: {error}"))?;
        let [opens, closes, objection] = p.times();
        let count = at.count();
        let mut counts = count.by_choice;
        if page.chamber == pages::CITIZENS {
            counts[0] = at.capacity - at.ballots.len() as u64;
        }
        let counted: Counted = p.counted.get(&(page.chamber, page.index)).copied().unwrap_or_default();
        let electorate = if page.chamber == pages::CITIZENS {
            Id::Nation(page.of.nation)
        } else {
            Id::Governor(page.of.nation)
        };
        same!(format!("{id:?}"), is, {
            proposal: self.book.proposal(page.of),
            electorate: self.book.address(electorate),
            rent_payer: self.book.who(Who::Payer),
            opens_at: opens,
            closes_at: closes,
            objection_closes_at: objection,
            joined_by: e.at - i64::from(p.rules.tenure),
            first: at.first,
            submission: e.submission,
            charter_version: e.charter_version,
            capacity: at.capacity as u32,
            index: page.index,
            chamber: page.chamber,
            choices: p.choices,
            final_ballots: p.rules.final_ballots,
            complete: u8::from(counted.complete),
            counts: counts,
            tallied: counted.by_choice,
        });
        if page.chamber == pages::CITIZENS {
            same!(format!("{id:?}"), is, {
                delegated: count.delegated as u32,
                delegated_tallied: counted.delegated as u32,
            });
        }
        // The ballots themselves, every seat.
        if page.chamber == pages::CITIZENS {
            let all = pages::citizen_ballots(tail, is.capacity).zip(at.first..);
            for (ballot, seat) in
                all.filter(|(ballot, seat)| ballot.choice != 0 || at.ballots.contains_key(seat))
            {
                let same = at
                    .ballots
                    .get(&seat)
                    .is_some_and(|b| b.choice == ballot.choice && b.in_person == ballot.in_person);
                ensure(same, || {
                    format!("{id:?}: seat {seat} is {ballot:?}, and in the model {:?}", at.ballots.get(&seat))
                })?;
            }
        } else {
            let all = pages::stake_ballots(tail, is.capacity).zip(at.first..);
            for (ballot, seat) in
                all.filter(|(ballot, seat)| ballot.choice != 0 || at.ballots.contains_key(seat))
            {
                let same = at
                    .ballots
                    .get(&seat)
                    .is_some_and(|b| b.choice == ballot.choice && b.weight == ballot.weight);
                ensure(same, || {
                    format!("{id:?}: seat {seat} is {ballot:?}, and in the model {:?}", at.ballots.get(&seat))
                })?;
            }
        }
        let len = if page.chamber == pages::CITIZENS { at.capacity.div_ceil(2) } else { at.capacity * 8 };
        ensure(tail.len() as u64 == len, || format!("{id:?}: {} bytes of ballots", tail.len()))
    }
}

fn staked(id: Id, account: &Account, expected: u64) -> Checked {
    let held = account.data.get(64..72).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
    ensure(held == expected, || {
        format!("{id:?} holds {held} tokens on the chain and {expected} in the model")
    })
}

/// What lies in a token account, or what an escrow of SOL is.
fn held(model: &Model, id: Id, account: &Account) -> Checked {
    let Some(tokens) = model.money.tokens.get(&id) else {
        return ensure(account.data.is_empty(), || format!("{id:?} holds data"));
    };
    let is = tokens::amount_of(account);
    let all = tokens.amount + tokens.withheld;
    ensure(is == Some((model.book.coin(tokens.coin).mint, all)), || {
        format!("{id:?} has {is:?} on the chain, and {tokens:?} in the model")
    })?;
    let amount = account.data.get(64..72).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
    ensure(amount == tokens.amount, || {
        format!("{id:?} has {amount} tokens on the chain and {} in the model", tokens.amount)
    })
}

/// Whether an account should exist.
fn exists(model: &Model, id: Id) -> bool {
    let at = |nation, wallet| Ref { nation, wallet };
    match id {
        Id::Who(_) | Id::Executor(_) | Id::Tokens(..) => true,
        Id::Nation(n) => model.nation(n).is_some(),
        Id::Citizen(n, w) => model.citizen(at(n, w)).is_some(),
        Id::Application(n, w) => model.nation(n).is_some_and(|n| n.applications.contains_key(&w)),
        Id::Order(n, w) => model.nation(n).is_some_and(|n| n.orders.contains_key(&w)),
        Id::Office(n, t) => model.nation(n).is_some_and(|n| n.offices.contains_key(&t)),
        Id::Passport(n, serial) => model
            .nation(n)
            .is_some_and(|n| n.citizens.values().any(|c| c.serial == serial && c.passport.is_some())),
        Id::Holding(n, serial, w) => model.nation(n).is_some_and(|n| n.holdings.contains_key(&(serial, w))),
        Id::Governor(n) => model.governor_of(n).is_some(),
        Id::Proposal(nation, id) => model.proposal(Motion { nation, id }).is_some(),
        Id::Action(nation, id, index) => model
            .proposal(Motion { nation, id })
            .and_then(|p| p.actions.get(usize::from(index)))
            .is_some_and(|action| action.exists),
        Id::Page(nation, id, chamber, index) => {
            model.page(PageRef { of: Motion { nation, id }, chamber, index }).is_some()
        }
        Id::Stake(n, w) => model.stake(at(n, w)).is_some(),
        Id::StakeVault(n) => model.governor_of(n).is_some_and(|g| g.has_mint),
        Id::Coins(coin, _) => (1..=super::money::TAXED).contains(&coin),
        // Of the others lamports are counted, which can be there before the account is.
        _ => model.lamports(id) > 0,
    }
}

/// The lamports an account should have, where the model knows.
fn lamports(model: &Model, id: Id) -> Option<u64> {
    let rent = |len| Some(model.rent_of(len));
    match id {
        Id::Who(w) => model.purses.get(&Who::Wallet(w)).copied(),
        Id::Executor(n) => model.purses.get(&Who::Executor(n)).copied(),
        Id::Nation(_) => rent(m::Nation::LEN),
        Id::Citizen(..) => rent(m::Citizen::LEN),
        Id::Application(..) => rent(m::Application::LEN),
        Id::Order(..) => rent(m::Reissue::LEN),
        Id::Office(..) => rent(m::Office::LEN),
        Id::Governor(_) => rent(g::Governor::LEN),
        Id::Proposal(nation, id) => {
            let deposit = model.proposal(Motion { nation, id }).map_or(0, Proposal::deposit);
            Some(model.rent_of(g::Proposal::LEN) + deposit)
        }
        Id::Action(nation, id, index) => {
            let action = model.proposal(Motion { nation, id })?.actions.get(usize::from(index))?;
            rent(action.space())
        }
        Id::Page(nation, id, chamber, index) => {
            let page = model.page(PageRef { of: Motion { nation, id }, chamber, index })?;
            let ballots =
                if chamber == pages::CITIZENS { page.capacity.div_ceil(2) } else { page.capacity * 8 };
            rent(g::BallotPage::LEN + ballots as usize)
        }
        Id::Stake(..) => rent(g::Stake::LEN),
        Id::Passport(..) | Id::Holding(..) | Id::Tokens(..) | Id::StakeVault(_) | Id::Coins(..) => None,
        _ => Some(model.lamports(id)),
    }
}

impl Model {
    /// Every account that exists, and of people those that could.
    pub fn ids(&self) -> Vec<Id> {
        let mut ids: Vec<Id> = (0..WALLETS).map(Id::Who).chain((0..NATIONS).map(Id::Executor)).collect();
        ids.extend(self.money.lamports.keys().chain(self.money.tokens.keys()));
        ids.sort_unstable();
        ids.dedup();
        for n in 0..NATIONS {
            ids.extend([Id::Nation(n), Id::Governor(n), Id::StakeVault(n)]);
            for w in 0..WALLETS {
                ids.extend([
                    Id::Citizen(n, w),
                    Id::Application(n, w),
                    Id::Order(n, w),
                    Id::Stake(n, w),
                    Id::Tokens(n, w),
                ]);
            }
            if let Some(nation) = self.nation(n) {
                ids.extend(nation.offices.keys().map(|title| Id::Office(n, *title)));
                ids.extend(nation.citizens.values().map(|c| Id::Passport(n, c.serial)));
                ids.extend(nation.holdings.keys().map(|(serial, w)| Id::Holding(n, *serial, *w)));
            }
            let Some(governor) = self.governor_of(n) else { continue };
            for (id, p) in &governor.proposals {
                ids.push(Id::Proposal(n, *id));
                ids.extend((0..p.actions.len()).map(|index| Id::Action(n, *id, index as u8)));
                ids.extend(p.counted.keys().map(|(chamber, index)| Id::Page(n, *id, *chamber, *index)));
            }
        }
        ids
    }

    /// The lamports of somebody, seen on the chain: for what the model cannot know.
    pub fn observe(&mut self, world: &World, who: Who) {
        let lamports = world.lamports(&self.book.who(who));
        self.purses.insert(who, lamports);
    }
}
