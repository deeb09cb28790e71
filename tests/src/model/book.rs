//! Who is who on the chain: addresses, keys, and the instruction of each operation.

use super::Model;
use super::id::Id;
use super::land::book::cell;
use super::op::{COINS, Instead, Motion, NATIONS, Op, PageRef, Place, Ref, Till, WALLETS, Who};
use crate::{
    Address, Instruction, Keypair, Money, Nation, PROGRAMS, Person, Proposal, Signer, World, addresses, ix,
    relay, tokens,
};
use client::governor::instructions as g;
use client::membership::instructions as m;
use client::{dev_keys, pages};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Addresses, derived once.
#[derive(Default)]
pub struct Book {
    known: RefCell<HashMap<Id, Address>>,
    names: RefCell<HashMap<Address, Id>>,
    pub(super) bumps: RefCell<HashMap<Id, u8>>,
}

/// The slug of a nation.
pub fn slug(nation: u8) -> String {
    format!("model-{nation}")
}

/// The title of an office.
pub fn title(title: u8) -> String {
    format!("keeper of {title}")
}

/// The hash of a charter.
pub fn charter(text: u8) -> [u8; 32] {
    [text; 32]
}

/// The key of a wallet.
pub fn key(wallet: u8) -> Keypair {
    static KEYS: OnceLock<Vec<Keypair>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        (0..WALLETS).map(|wallet| dev_keys::keypair(&format!("wallet {wallet} of the model"))).collect()
    });
    keys[usize::from(wallet)].insecure_clone()
}

/// The stake mint of a nation.
pub fn mint_label(nation: u8) -> String {
    format!("stake mint {nation} of the model")
}

/// The mint of a kind of money.
pub fn coin_label(coin: u8) -> String {
    format!("coin {coin} of the model")
}

impl Book {
    /// Derives what is always there.
    pub fn new() -> Self {
        let book = Self::default();
        for wallet in 0..WALLETS {
            book.address(Id::Who(wallet));
        }
        for nation in 0..NATIONS {
            book.address(Id::Executor(nation));
        }
        book
    }

    /// The address of an account.
    pub fn address(&self, id: Id) -> Address {
        if let Some(address) = self.known.borrow().get(&id) {
            return *address;
        }
        let address = self.derive(id);
        self.known.borrow_mut().insert(id, address);
        self.names.borrow_mut().insert(address, id);
        address
    }

    /// The account at an address, if the book has it.
    pub fn id(&self, address: &Address) -> Option<Id> {
        self.names.borrow().get(address).copied()
    }

    fn derive(&self, id: Id) -> Address {
        match id {
            Id::Who(wallet) => key(wallet).pubkey(),
            Id::Executor(n) => addresses::executor(&self.address(Id::Governor(n))).0,
            Id::Nation(n) => addresses::nation(&slug(n)).0,
            Id::Citizen(n, w) => {
                addresses::citizen(&self.address(Id::Nation(n)), &self.address(Id::Who(w))).0
            }
            Id::Application(n, w) => {
                addresses::application(&self.address(Id::Nation(n)), &self.address(Id::Who(w))).0
            }
            Id::Order(n, w) => addresses::reissue(&self.address(Id::Citizen(n, w))).0,
            Id::Office(n, t) => ix::office_of(&self.address(Id::Nation(n)), &title(t)),
            Id::Passport(n, serial) => addresses::passport(&self.address(Id::Nation(n)), serial).0,
            Id::Holding(n, serial, w) => {
                let person = Person::holding(key(w), &self.address(Id::Nation(n)));
                ix::passport_holding(&person, &self.address(Id::Passport(n, serial)))
            }
            Id::Governor(n) => addresses::governor(&self.address(Id::Nation(n))).0,
            Id::Proposal(n, id) => addresses::proposal(&self.address(Id::Governor(n)), id).0,
            Id::Action(n, id, index) => addresses::action(&self.address(Id::Proposal(n, id)), index).0,
            Id::Page(n, id, chamber, index) => {
                addresses::page(&self.address(Id::Proposal(n, id)), chamber, index).0
            }
            Id::Stake(n, w) => addresses::stake(&self.address(Id::Governor(n)), &self.address(Id::Who(w))).0,
            Id::Tokens(n, w) => tokens::account_of(&self.address(Id::Who(w)), &self.mint(n)),
            Id::StakeVault(n) => addresses::stake_vault(&self.address(Id::Governor(n))).0,
            Id::Treasury(n) => addresses::treasury(&self.n(n)).0,
            Id::Vault(n) => addresses::vault(&self.address(Id::Treasury(n))).0,
            Id::Ledger(till) => {
                addresses::ledger(&self.address(Id::Treasury(till.nation)), &self.coin(till.coin).mint).0
            }
            Id::Till(till) => self.coin(till.coin).of(&self.address(Id::Vault(till.nation))),
            Id::Coins(coin, w) => self.coin(coin).of(&self.w(w)),
            Id::Budget(at) => addresses::budget(&self.address(Id::Treasury(at.nation)), at.id).0,
            Id::Stream(at) => addresses::stream(&self.address(Id::Treasury(at.nation)), at.id).0,
            Id::Registry(n) => addresses::registry(&self.n(n)).0,
            Id::Parcel(plot) => {
                addresses::parcel(&self.address(Id::Registry(plot.nation)), cell(plot.cell)).0
            }
            Id::Version(plot, number) => addresses::parcel_version(&self.address(Id::Parcel(plot)), number).0,
            Id::Lease(at) => addresses::lease(&self.address(Id::Parcel(at.plot())), at.number).0,
            Id::Escrow(at) => addresses::escrow(&self.address(Id::Lease(at))).0,
            Id::Auction(at) => addresses::auction(&self.address(Id::Lease(at))).0,
            Id::Bid(at, w) => addresses::bid(&self.address(Id::Auction(at)), &self.w(w)).0,
            Id::Claim(at, w) => addresses::claim(&self.address(Id::Lease(at)), &self.w(w)).0,
            Id::Campaign(at) => addresses::campaign(&self.address(Id::Registry(at.nation)), at.id).0,
            Id::Kitty(at) => addresses::escrow(&self.address(Id::Campaign(at))).0,
            Id::Pledge(at, w) => addresses::pledge(&self.address(Id::Campaign(at)), &self.w(w)).0,
            Id::Court(n) => addresses::court(&self.n(n)).0,
            Id::CourtEscrow(n) => addresses::court_escrow(&self.address(Id::Court(n))).0,
            Id::Juror(n, index) => addresses::juror(&self.address(Id::Court(n)), index).0,
            Id::JurorOf(n, serial) => addresses::juror_of(&self.address(Id::Court(n)), serial).0,
            Id::Case(at) => addresses::case(&self.address(Id::Court(at.nation)), at.id).0,
            Id::Seat(at, round, number) => addresses::seat(&self.address(Id::Case(at)), round, number).0,
            Id::Evidence(at, number) => addresses::evidence(&self.address(Id::Case(at)), number).0,
            Id::Body(_)
            | Id::Recognition(..)
            | Id::Entry(..)
            | Id::Pact(_)
            | Id::Visa(..)
            | Id::Census(..)
            | Id::Stage(_) => self.derive_diplomacy(id),
        }
    }

    /// A kind of money.
    pub fn coin(&self, coin: u8) -> Money {
        static MINTS: OnceLock<Vec<Address>> = OnceLock::new();
        let mints = MINTS
            .get_or_init(|| (0..COINS).map(|coin| dev_keys::keypair(&coin_label(coin)).pubkey()).collect());
        match coin {
            0 => Money::SOL,
            1 => Money { mint: mints[1], program: tokens::PROGRAM },
            _ => Money { mint: mints[usize::from(coin)], program: tokens::TOKEN_2022 },
        }
    }

    /// Where a treasury's money lies.
    pub fn holding(&self, till: Till) -> Address {
        self.place(till.coin, Place::Vault(till.nation))
    }

    /// Where money of a kind lies; for some no such account can be.
    pub fn place(&self, coin: u8, place: Place) -> Address {
        match place {
            Place::Wallet(w) if coin == 0 => self.w(w),
            Place::Wallet(w) => self.address(Id::Coins(coin, w)),
            Place::Executor(n) => self.coin(coin).of(&self.address(Id::Executor(n))),
            Place::Treasury(n) => self.coin(coin).of(&self.address(Id::Treasury(n))),
            Place::Vault(n) if coin == 0 => self.address(Id::Vault(n)),
            Place::Vault(nation) => self.address(Id::Till(Till { nation, coin })),
            Place::Lease(at) => self.address(Id::Escrow(at)),
            Place::Campaign(at) => self.address(Id::Kitty(at)),
            Place::Court(n) => self.address(Id::CourtEscrow(n)),
        }
    }

    /// The stake mint of a nation.
    pub fn mint(&self, nation: u8) -> Address {
        dev_keys::keypair(&mint_label(nation)).pubkey()
    }

    /// The address of somebody.
    pub fn who(&self, who: Who) -> Address {
        match who {
            Who::Nobody => Address::default(),
            Who::Payer => ix::payer(),
            Who::Wallet(w) => self.address(Id::Who(w)),
            Who::Executor(n) => self.address(Id::Executor(n)),
            Who::Treasury(n) => self.address(Id::Treasury(n)),
            Who::Vault(n) => self.address(Id::Vault(n)),
            Who::Court(n) => self.address(Id::Court(n)),
        }
    }

    pub(super) fn w(&self, wallet: u8) -> Address {
        self.address(Id::Who(wallet))
    }

    pub(super) fn n(&self, nation: u8) -> Address {
        self.address(Id::Nation(nation))
    }

    pub(super) fn c(&self, at: Ref) -> Address {
        self.address(Id::Citizen(at.nation, at.wallet))
    }

    /// The address of a proposal.
    pub fn proposal(&self, of: Motion) -> Address {
        self.address(Id::Proposal(of.nation, of.id))
    }

    /// The address of a page.
    pub fn page(&self, page: PageRef) -> Address {
        self.address(Id::Page(page.of.nation, page.of.id, page.chamber, page.index))
    }

    /// What of a citizen's serial the instructions must name; 0 when there is no such citizen.
    fn serial(model: &Model, at: Ref) -> u64 {
        model.citizen(at).map_or(0, |citizen| citizen.serial)
    }

    fn rent_payer(&self, model: &Model, at: Ref) -> Address {
        self.who(model.citizen(at).map_or(Who::Wallet(at.wallet), |citizen| citizen.rent_payer))
    }

    /// The instructions of an operation, the last one being its own; none for what no instruction does.
    #[allow(clippy::too_many_lines)]
    pub fn instructions(&self, model: &Model, op: &Op) -> Vec<Instruction> {
        let one = match op {
            Op::Pass { .. } | Op::Slots { .. } | Op::Upgrade { .. } | Op::Age { .. } | Op::Crowd { .. } => {
                return vec![];
            }
            Op::Together { ops } => {
                let (mut then, mut all) = (model.clone(), vec![]);
                for op in ops {
                    let these = self.instructions(&then, op);
                    if these.is_empty() {
                        return vec![];
                    }
                    all.extend(these);
                    then.act(op);
                }
                return all;
            }
            Op::Transfer { from, coin, to, amount } => {
                let money = self.coin(*coin);
                let from_holding = self.place(*coin, Place::Wallet(*from));
                World::plain_transfer(&money, &from_holding, &self.place(*coin, *to), &self.w(*from), *amount)
            }
            Op::Litter { from, to, amount } => World::plain_transfer(
                &Money::SOL,
                &self.w(*from),
                &self.address(*to),
                &self.w(*from),
                *amount,
            ),
            Op::OpenHolding { till } => {
                self.holding(*till);
                tokens::open_holding(&self.coin(till.coin), &self.address(Id::Vault(till.nation)))
            }
            Op::Astray { op, slot, instead } => {
                let mut all = self.instructions(model, op);
                if let Some(last) = all.last_mut() {
                    self.mislead(last, usize::from(*slot), *instead);
                }
                return all;
            }
            Op::Treasury(op) => self.treasury_instruction(model, op),
            Op::Land(op) => self.land_instruction(model, op),
            Op::Court(op) => self.court_instruction(model, op),
            Op::Diplomacy(op) => self.diplomacy_instruction(model, op),
            Op::Found { nation, founder, sunset, successor, admission, vouches, term, bucket } => {
                m::FoundNation {
                    founder: self.w(*founder),
                    nation: self.n(*nation),
                    passport_group: addresses::passport_group(&self.n(*nation)).0,
                }
                .instruction(m::FoundNationInstructionArgs {
                    slug: slug(*nation),
                    charter_hash: charter(1),
                    charter_uri: "ipfs://model".into(),
                    founder_sunset: *sunset,
                    successor: self.who(*successor),
                    admission: *admission,
                    vouches_required: *vouches,
                    term_seconds: *term,
                    bucket_seconds: *bucket,
                    dues_mint: Address::default(),
                    dues_amount: 1_000,
                })
            }
            Op::SetAdmission { nation, by, admission, vouches, dues, coin } => {
                m::SetAdmission { authority: self.who(*by), nation: self.n(*nation) }.instruction(
                    m::SetAdmissionInstructionArgs {
                        admission: *admission,
                        vouches_required: *vouches,
                        dues_mint: self.coin(*coin).mint,
                        dues_amount: *dues,
                    },
                )
            }
            Op::AmendCharter { nation, by, text } => {
                m::AmendCharter { authority: self.who(*by), nation: self.n(*nation) }.instruction(
                    m::AmendCharterInstructionArgs {
                        charter_hash: charter(*text),
                        charter_uri: "ipfs://model".into(),
                    },
                )
            }
            Op::ProposeAuthority { nation, by, to } => {
                m::ProposeAuthority { authority: self.who(*by), nation: self.n(*nation) }
                    .instruction(m::ProposeAuthorityInstructionArgs { new_authority: self.who(*to) })
            }
            Op::AcceptAuthority { nation, by } => {
                m::AcceptAuthority { pending_authority: self.who(*by), nation: self.n(*nation) }.instruction()
            }
            Op::EndFounding { nation } => m::EndFounding { nation: self.n(*nation) }.instruction(),
            Op::SetCourt { nation, by, to } => {
                m::SetCourt { authority: self.who(*by), nation: self.n(*nation) }
                    .instruction(m::SetCourtInstructionArgs { court: self.who(*to) })
            }
            Op::SetTreasury { nation, by, to } => {
                m::SetTreasury { authority: self.who(*by), nation: self.n(*nation) }
                    .instruction(m::SetTreasuryInstructionArgs { treasury: self.who(*to) })
            }
            Op::Join { nation, wallet, text } => m::Join {
                payer: self.w(*wallet),
                wallet: self.w(*wallet),
                nation: self.n(*nation),
                citizen: self.address(Id::Citizen(*nation, *wallet)),
            }
            .instruction(m::JoinInstructionArgs { charter_hash: charter(*text) }),
            Op::Apply { nation, wallet, text } => m::Apply {
                payer: self.w(*wallet),
                wallet: self.w(*wallet),
                nation: self.n(*nation),
                application: self.address(Id::Application(*nation, *wallet)),
            }
            .instruction(m::ApplyInstructionArgs { charter_hash: charter(*text) }),
            Op::Withdraw { signer, application } => m::WithdrawApplication {
                wallet: self.w(*signer),
                application: self.address(Id::Application(application.nation, application.wallet)),
                rent_payer: self.w(application.wallet),
            }
            .instruction(),
            Op::Vouch { nation, signer, voucher, application } => m::Vouch {
                wallet: self.w(*signer),
                nation: self.n(*nation),
                voucher: self.c(*voucher),
                application: self.address(Id::Application(application.nation, application.wallet)),
            }
            .instruction(),
            Op::Admit { nation, by, application } => m::Admit {
                payer: ix::payer(),
                caller: self.who(*by),
                nation: self.n(*nation),
                application: self.address(Id::Application(application.nation, application.wallet)),
                citizen: self.address(Id::Citizen(*nation, application.wallet)),
                rent_payer: self.w(application.wallet),
            }
            .instruction(),
            Op::SignCharter { nation, signer, citizen, text } => {
                m::SignCharter { wallet: self.w(*signer), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction(m::SignCharterInstructionArgs { charter_hash: charter(*text) })
            }
            Op::ExtendTerm { nation, by, citizen, terms } => {
                m::ExtendTerm { treasury: self.who(*by), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction(m::ExtendTermInstructionArgs { terms: *terms })
            }
            Op::SetDelegate { nation, signer, citizen, delegate } => m::SetDelegate {
                wallet: self.w(*signer),
                nation: self.n(*nation),
                citizen: self.c(*citizen),
                delegate: delegate.map(|delegate| self.c(delegate)),
            }
            .instruction(),
            Op::SetTier { nation, by, citizen, tier } => {
                m::SetTier { authority: self.who(*by), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction(m::SetTierInstructionArgs { tier: *tier })
            }
            Op::Suspend { nation, by, citizen, until } => {
                m::Suspend { court: self.who(*by), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction(m::SuspendInstructionArgs { until: *until })
            }
            Op::Reinstate { nation, by, citizen } => {
                m::Reinstate { court: self.who(*by), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction()
            }
            Op::Revoke { nation, by, citizen } => {
                m::Revoke { authority: self.who(*by), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction()
            }
            Op::Renounce { nation, signer, citizen } => {
                m::Renounce { wallet: self.w(*signer), nation: self.n(*nation), citizen: self.c(*citizen) }
                    .instruction()
            }
            Op::Reissue { nation, by, citizen, to } => m::Reissue {
                payer: ix::payer(),
                court: self.who(*by),
                nation: self.n(*nation),
                citizen: self.c(*citizen),
                reissue: self.address(Id::Order(citizen.nation, citizen.wallet)),
            }
            .instruction(m::ReissueInstructionArgs { new_wallet: self.who(*to) }),
            Op::VetoReissue { nation, by, citizen } => m::VetoReissue {
                caller: self.who(*by),
                nation: self.n(*nation),
                citizen: self.c(*citizen),
                reissue: self.address(Id::Order(citizen.nation, citizen.wallet)),
                rent_payer: ix::payer(),
            }
            .instruction(),
            Op::CompleteReissue { signer, citizen } => m::CompleteReissue {
                payer: self.w(*signer),
                new_wallet: self.w(*signer),
                citizen: self.c(*citizen),
                reissue: self.address(Id::Order(citizen.nation, citizen.wallet)),
                new_citizen: self.address(Id::Citizen(citizen.nation, *signer)),
                citizen_rent_payer: self.rent_payer(model, *citizen),
                reissue_rent_payer: ix::payer(),
            }
            .instruction(),
            Op::IssuePassport { nation, signer, citizen } => {
                let serial = Self::serial(model, *citizen);
                m::IssuePassport {
                    payer: self.w(*signer),
                    wallet: self.w(*signer),
                    nation: self.n(*nation),
                    citizen: self.c(*citizen),
                    passport_group: addresses::passport_group(&self.n(*nation)).0,
                    passport: self.address(Id::Passport(*nation, serial)),
                    holding: self.address(Id::Holding(*nation, serial, *signer)),
                }
                .instruction(m::IssuePassportInstructionArgs {
                    symbol: "MODEL".into(),
                    uri: "ipfs://passport".into(),
                })
            }
            Op::BurnPassport { nation, by, citizen, with_order } => {
                let serial = Self::serial(model, *citizen);
                m::BurnPassport {
                    caller: self.who(*by),
                    nation: self.n(*nation),
                    citizen: self.c(*citizen),
                    reissue: with_order.then(|| self.address(Id::Order(citizen.nation, citizen.wallet))),
                    passport: self.address(Id::Passport(citizen.nation, serial)),
                    holding: self.address(Id::Holding(citizen.nation, serial, citizen.wallet)),
                    rent_payer: self.w(citizen.wallet),
                }
                .instruction()
            }
            Op::CloseCitizen { nation, by, citizen } => m::CloseCitizen {
                caller: self.who(*by),
                nation: self.n(*nation),
                citizen: self.c(*citizen),
                reissue: self.address(Id::Order(citizen.nation, citizen.wallet)),
                rent_payer: self.rent_payer(model, *citizen),
            }
            .instruction(),
            Op::Appoint { nation, by, payer, citizen, title: of, until } => m::Appoint {
                payer: self.who(*payer),
                authority: self.who(*by),
                nation: self.n(*nation),
                citizen: self.c(*citizen),
                office: self.address(Id::Office(*nation, *of)),
            }
            .instruction(m::AppointInstructionArgs { title: title(*of), term_ends_at: *until }),
            Op::Resign { signer, citizen, office_of, title } => m::Resign {
                wallet: self.w(*signer),
                citizen: self.c(*citizen),
                office: self.address(Id::Office(*office_of, *title)),
            }
            .instruction(),
            _ => return self.governor_instructions(model, op),
        };
        vec![one]
    }

    /// Puts another account in the place of one.
    fn mislead(&self, instruction: &mut Instruction, slot: usize, instead: Instead) {
        let named: Vec<_> = instruction.accounts.iter().map(|meta| meta.pubkey).collect();
        let Some(meta) = instruction.accounts.get_mut(slot) else { return };
        meta.pubkey = match instead {
            Instead::Sibling => {
                self.id(&meta.pubkey).map_or(Address::default(), |id| self.address(id.sibling()))
            }
            Instead::Twin(other) => named[usize::from(other) % named.len()],
            Instead::Wallet(w) => self.w(w),
            Instead::System => Address::default(),
        };
    }

    fn handle(&self, of: Motion, signer: u8, citizen: Ref) -> Proposal {
        Proposal {
            nation: self.n(of.nation),
            governor: self.address(Id::Governor(of.nation)),
            address: self.proposal(of),
            id: of.id,
            proposer: Person {
                wallet: key(signer),
                nation: self.n(citizen.nation),
                citizen: self.c(citizen),
            },
        }
    }

    fn people(&self, nation: u8) -> Nation {
        Nation {
            slug: slug(nation),
            address: self.n(nation),
            governor: self.address(Id::Governor(nation)),
            executor: self.address(Id::Executor(nation)),
            founder: key(0),
            people: vec![],
        }
    }

    #[allow(clippy::too_many_lines)]
    fn governor_instructions(&self, model: &Model, op: &Op) -> Vec<Instruction> {
        let governor = |n: u8| self.address(Id::Governor(n));
        let one = match op {
            Op::CreateGovernor { nation, by, guardian, until } => g::CreateGovernor {
                payer: ix::payer(),
                authority: self.who(*by),
                nation: self.n(*nation),
                governor: governor(*nation),
                executor: self.address(Id::Executor(*nation)),
            }
            .instruction(g::CreateGovernorInstructionArgs {
                guardian: self.who(*guardian),
                guardian_until: *until,
            }),
            Op::CreateStakeVault { nation, by } => g::CreateStakeVault {
                payer: ix::payer(),
                authority: self.who(*by),
                nation: self.n(*nation),
                governor: governor(*nation),
                mint: self.mint(*nation),
                vault: self.address(Id::StakeVault(*nation)),
                token_program: tokens::PROGRAM,
            }
            .instruction(),
            Op::SetTrack { nation, of, by, index, rules, programs } => {
                let mut people = self.people(*nation);
                people.governor = governor(*of);
                let programs: Vec<_> = PROGRAMS
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| programs & (1 << bit) != 0)
                    .map(|(_, (_, program))| *program)
                    .collect();
                ix::set_track(
                    &people,
                    self.who(*by),
                    *index,
                    "track of the model",
                    (*rules).into(),
                    &programs,
                )
            }
            Op::SetGuardian { nation, of, by, guardian, until } => {
                let mut people = self.people(*nation);
                people.governor = governor(*of);
                ix::set_guardian(&people, self.who(*by), self.who(*guardian), *until)
            }
            Op::AssumeAuthority { nation } => ix::assume_authority(&self.people(*nation)),
            Op::OpenProposal { nation, signer, citizen, track, kind, choices } => {
                let id = model.governor_of(*nation).map_or(0, |g| g.next_proposal);
                let of = Motion { nation: *nation, id };
                let draft =
                    crate::Draft { track: *track, kind: *kind, choices: *choices, ..crate::Draft::motion() };
                ix::open_proposal(&self.handle(of, *signer, *citizen), &draft)
            }
            Op::AddAction { of, signer, option, call } => {
                let Some(inner) = self.instructions(model, call).pop() else { return vec![] };
                let index = model.proposal(*of).map_or(0, |p| p.actions.len() as u8);
                self.address(Id::Action(of.nation, of.id, index));
                let handle = self.handle(*of, *signer, Ref { nation: of.nation, wallet: *signer });
                ix::add_action(&handle, index, *option, &crate::Call::of(inner))
            }
            Op::Submit { of, signer, citizen } => ix::submit(&self.handle(*of, *signer, *citizen)),
            Op::OpenPage { page } => {
                self.page(*page);
                let of = Ref { nation: page.of.nation, wallet: 0 };
                ix::open_page(&self.handle(page.of, 0, of), page.chamber, page.index)
            }
            Op::Cast { page, signer, citizen, choice } => {
                g::Cast { voter: self.w(*signer), citizen: self.c(*citizen), page: self.page(*page) }
                    .instruction(g::CastInstructionArgs { choice: *choice })
            }
            Op::CastDelegated { page, signer, citizen, choice, delegators } => {
                let delegators: Vec<_> = delegators.iter().map(|delegator| self.c(*delegator)).collect();
                let delegate = Person {
                    wallet: key(*signer),
                    nation: self.n(citizen.nation),
                    citizen: self.c(*citizen),
                };
                ix::cast_delegated(&delegate, self.page(*page), *choice, &delegators)
            }
            Op::CastRelayed { page, ballots } => {
                let voters: Vec<_> = ballots.iter().map(|ballot| self.c(ballot.citizen)).collect();
                let signed: Vec<_> = ballots
                    .iter()
                    .map(|ballot| {
                        let of = Ref { nation: ballot.of.nation, wallet: 0 };
                        let message =
                            relay::message(&self.handle(ballot.of, 0, of), ballot.expiry, ballot.choice);
                        relay::sign(&key(ballot.signer), message)
                    })
                    .collect();
                return vec![relay::check(&signed), ix::cast_relayed(self.page(*page), &voters)];
            }
            Op::CastStake { page, signer, stake, choice } => g::CastStake {
                voter: self.w(*signer),
                stake: self.address(Id::Stake(stake.nation, stake.wallet)),
                page: self.page(*page),
            }
            .instruction(g::CastStakeInstructionArgs { choice: *choice }),
            Op::Tally { of, pages } => {
                let pages: Vec<_> = pages.iter().map(|page| self.page(*page)).collect();
                ix::tally(&self.handle(*of, 0, Ref { nation: of.nation, wallet: 0 }), &pages)
            }
            Op::Decide { of } => ix::decide(&self.handle(*of, 0, Ref { nation: of.nation, wallet: 0 })),
            Op::Execute { of, index } => {
                let Some(action) = model.proposal(*of).and_then(|p| p.actions.get(usize::from(*index)))
                else {
                    return vec![];
                };
                ix::execute(&self.handle(*of, 0, Ref { nation: of.nation, wallet: 0 }), *index, &action.call)
            }
            Op::Cancel { of, by } => {
                ix::cancel(&self.handle(*of, 0, Ref { nation: of.nation, wallet: 0 }), self.who(*by))
            }
            Op::Enjoin { nation, of, by, until } => {
                g::Enjoin { court: self.who(*by), nation: self.n(*nation), proposal: self.proposal(*of) }
                    .instruction(g::EnjoinInstructionArgs { until: *until })
            }
            Op::Release { nation, of, by } => {
                g::Release { court: self.who(*by), nation: self.n(*nation), proposal: self.proposal(*of) }
                    .instruction()
            }
            Op::Expire { of } => g::Expire { proposal: self.proposal(*of) }.instruction(),
            Op::ClosePage { of, page } => {
                g::ClosePage { proposal: self.proposal(*of), rent_payer: ix::payer(), page: self.page(*page) }
                    .instruction()
            }
            Op::CloseAction { of, action_of, index } => g::CloseAction {
                proposal: self.proposal(*of),
                rent_payer: self.w(model.proposal(*action_of).map_or(0, |p| p.proposer)),
                action: self.address(Id::Action(action_of.nation, action_of.id, *index)),
            }
            .instruction(),
            Op::CloseProposal { of, forfeit_to } => g::CloseProposal {
                proposer: self.w(model.proposal(*of).map_or(0, |p| p.proposer)),
                forfeit_to: self.who(*forfeit_to),
                proposal: self.proposal(*of),
            }
            .instruction(),
            Op::OpenStake { nation, wallet } => g::OpenStake {
                wallet: self.w(*wallet),
                governor: governor(*nation),
                stake: self.address(Id::Stake(*nation, *wallet)),
            }
            .instruction(),
            Op::Stake { nation, signer, stake, amount } => g::Stake {
                wallet: self.w(*signer),
                governor: governor(*nation),
                stake: self.address(Id::Stake(stake.nation, stake.wallet)),
                mint: self.mint(*nation),
                tokens: self.address(Id::Tokens(*nation, *signer)),
                vault: self.address(Id::StakeVault(*nation)),
                token_program: tokens::PROGRAM,
            }
            .instruction(g::StakeInstructionArgs { amount: *amount }),
            Op::Unstake { nation, signer, stake, amount } => g::Unstake {
                wallet: self.w(*signer),
                governor: governor(*nation),
                stake: self.address(Id::Stake(stake.nation, stake.wallet)),
                mint: self.mint(*nation),
                tokens: self.address(Id::Tokens(*nation, *signer)),
                vault: self.address(Id::StakeVault(*nation)),
                token_program: tokens::PROGRAM,
            }
            .instruction(g::UnstakeInstructionArgs { amount: *amount }),
            Op::CloseStake { signer, stake } => g::CloseStake {
                wallet: self.w(*signer),
                rent_payer: self.w(stake.wallet),
                stake: self.address(Id::Stake(stake.nation, stake.wallet)),
            }
            .instruction(),
            other => unreachable!("not an operation of this program: {other:?}"),
        };
        vec![one]
    }
}

/// The page that a citizen's serial or a stake's index lies on.
pub fn page_of(chamber: u8, seat: u64) -> u32 {
    if chamber == pages::STAKERS { pages::stake_place(seat).0 } else { pages::citizen_place(seat).0 }
}
