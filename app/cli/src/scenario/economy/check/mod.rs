//! Looks up everything that an economy names, and refuses what cannot be.

mod land;
mod votes;

use super::raw::{RawBreaker, RawEconomy, RawLand, RawOpenCampaign, RawToken, RawWhat};
use super::values::{self, Asset, Money};
use super::{
    Breaker, Campaign, CampaignStep, Economy, Holder, Income, Land, LeaseStep, Party, Step, Token,
    TreasuryStep, What,
};
use crate::file::{self, line_of};
use crate::scenario::Member;
use crate::scenario::nation::Nation;
use crate::scenario::page::Page;
use crate::scenario::steps;
use crate::scenario::values::{Date, Share, Span};
use crate::{Error, output, survey};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::path::Path;
use toml::Spanned;

/// Bytes of a token's name and address on the web that make sense.
const NAME_BYTES: usize = 32;
const URI_BYTES: usize = 128;
/// Bytes of a token's symbol that make sense.
const SYMBOL_BYTES: usize = 10;
/// Decimals of a token that make sense: SOL has as many.
const MAX_DECIMALS: u8 = 9;
/// Bytes of a jurisdiction.
const JURISDICTION_BYTES: usize = 6;
/// Deductions of a lease.
const MAX_ITEMS: u8 = 8;
/// A breaker's longest window: 90 days, in seconds.
const MAX_WINDOW: u32 = 90 * 86_400;

/// Reads and checks the file.
pub fn read(folder: &Path, path: &Path, nation: &Nation, citizens: &[Member]) -> Result<Economy, Error> {
    let text = file::text(path)?;
    let economy = Economy {
        file: path.to_owned(),
        token: None,
        dues: None,
        breaker: None,
        land: None,
        budgets: Vec::new(),
        streams: Vec::new(),
        leases: Vec::new(),
        campaigns: Vec::new(),
        steps: Vec::new(),
    };
    let page = Page::new(folder, path, &text, nation, citizens);
    let checker = Checker { page, economy, known: Known::default() };
    checker.economy()
}

/// What earlier steps have brought about, by name.
#[derive(Default)]
struct Known {
    budgets: HashMap<String, Thing>,
    streams: HashMap<String, Thing>,
    leases: HashMap<String, usize>,
    campaigns: HashMap<String, usize>,
    /// Who holds an office, and from when to when.
    offices: BTreeMap<String, Vec<Mandate>>,
    /// From when on there is a court.
    court: Option<i64>,
    /// How many leases of a parcel there were.
    leases_of: HashMap<usize, u32>,
    /// Budgets and streams to be numbered: when they are created, in which step and by which action of it.
    budgets_created: Vec<(i64, usize, usize)>,
    streams_created: Vec<(i64, usize, usize)>,
}

/// Something that a motion creates.
#[derive(Clone, Copy)]
struct Thing {
    index: usize,
    /// From when on it is there; none when the motion is not carried.
    from: Option<i64>,
}

struct Mandate {
    from: i64,
    until: i64,
}

struct Checker<'a> {
    page: Page<'a>,
    economy: Economy,
    known: Known,
}

/// What can be said of any file of steps.
impl<'a> Deref for Checker<'a> {
    type Target = Page<'a>;

    fn deref(&self) -> &Page<'a> {
        &self.page
    }
}

impl Checker<'_> {
    fn economy(mut self) -> Result<Economy, Error> {
        let (raw, steps) = steps::parse::<RawEconomy>(self.text).map_err(|wrong| self.malformed(0, wrong))?;
        self.economy.token = raw.token.map(|token| self.token(&token)).transpose()?;
        self.page.token = self.economy.token.as_ref().map(|token| (token.symbol.clone(), token.decimals));
        self.economy.dues = raw.dues.map(|dues| self.positive(&dues.amount)).transpose()?;
        let breaker = raw.treasury.and_then(|treasury| treasury.breaker);
        self.economy.breaker =
            breaker.map(|RawBreaker { limit, window }| self.breaker(&limit, &window)).transpose()?;
        self.economy.land = raw.land.map(|land| self.land(&land)).transpose()?;
        let mut last = self.nation.founded;
        for (number, unread) in (1..).zip(steps) {
            let (start, line) = (unread.start(), line_of(self.text, unread.start()));
            let raw = self.page.step(number, unread, last)?;
            let date = *raw.at.get_ref();
            last = date;
            let what = self.what(raw.what, number, start, &raw.at)?;
            self.economy.steps.push(Step { number, line, date, kind: raw.kind, what });
        }
        self.number();
        Ok(self.economy)
    }

    /// Gives budgets and streams the numbers that they get on chain, in the order in which they are created.
    fn number(&mut self) {
        self.known.budgets_created.sort_unstable();
        self.known.streams_created.sort_unstable();
        for (id, (.., index)) in (0..).zip(&self.known.budgets_created) {
            self.economy.budgets[*index].id = Some(id);
        }
        for (id, (.., index)) in (0..).zip(&self.known.streams_created) {
            self.economy.streams[*index].id = Some(id);
        }
    }

    fn token(&self, raw: &RawToken) -> Result<Token, Error> {
        let symbol = self.fits(&raw.symbol, "token's symbol", 1, SYMBOL_BYTES)?;
        if symbol == values::SOL.0 || symbol.contains(char::is_whitespace) {
            return Err(self.wrong(&raw.symbol, format!("`{symbol}` cannot be a token's symbol")));
        }
        let decimals = *raw.decimals.get_ref();
        if decimals > MAX_DECIMALS {
            return Err(self.wrong(&raw.decimals, format!("a token has at most {MAX_DECIMALS} decimals")));
        }
        let per_citizen = match values::money(raw.per_citizen.get_ref(), Some((&symbol, decimals))) {
            Ok(Money { asset: Asset::Token, amount }) => amount,
            Ok(_) => return Err(self.wrong(&raw.per_citizen, format!("this must be an amount of {symbol}"))),
            Err(reason) => return Err(self.wrong(&raw.per_citizen, reason)),
        };
        if per_citizen.checked_mul(self.citizens.len() as u64).is_none() {
            return Err(self.wrong(&raw.per_citizen, "for all citizens together this is more than can be"));
        }
        Ok(Token {
            name: self.fits(&raw.name, "token's name", 1, NAME_BYTES)?,
            symbol,
            uri: raw.uri.as_ref().map_or(Ok(String::new()), |uri| self.fits(uri, "address", 0, URI_BYTES))?,
            decimals,
            per_citizen,
        })
    }

    fn breaker(&self, limit: &Spanned<Share>, window: &Spanned<Span>) -> Result<Breaker, Error> {
        let rule = Breaker { limit_bps: limit.get_ref().0, window: window.get_ref().0 };
        if rule.limit_bps == 0 {
            return Err(self.wrong(limit, "a breaker that lets nothing out cannot be set"));
        }
        if rule.window == 0 || rule.window > MAX_WINDOW {
            return Err(self.wrong(window, "a breaker's window lasts from a second to 90 days"));
        }
        Ok(rule)
    }

    fn land(&self, raw: &RawLand) -> Result<Land, Error> {
        let survey = survey::load(&self.folder.join(raw.file.get_ref()), &survey::Options::default())?;
        Ok(Land {
            jurisdiction: self.jurisdiction(&raw.jurisdiction)?,
            tenure: raw.tenure.number(),
            steward: raw.steward.as_ref().map(|title| self.office(title)).transpose()?,
            parcels: survey.parcels,
        })
    }

    /// Whose law applies, padded with zeros.
    fn jurisdiction(&self, at: &Spanned<String>) -> Result<[u8; JURISDICTION_BYTES], Error> {
        let code = at.get_ref().as_bytes();
        let in_code = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-';
        if code.len() < 2 || code.len() > JURISDICTION_BYTES || !code.iter().all(in_code) {
            return Err(self.wrong(at, "a jurisdiction is a code of ISO 3166, as `PT` or `US-CA`"));
        }
        let mut jurisdiction = [0; JURISDICTION_BYTES];
        jurisdiction[..code.len()].copy_from_slice(code);
        Ok(jurisdiction)
    }

    // What earlier steps have brought about.

    fn thing(
        &self,
        at: &Spanned<String>,
        what: &str,
        known: &HashMap<String, Thing>,
        when: i64,
    ) -> Result<usize, Error> {
        let name = at.get_ref();
        let thing =
            known.get(name).ok_or_else(|| self.wrong(at, format!("there is no {what} `{name}` so far")))?;
        match thing.from {
            None => {
                Err(self.wrong(at, format!("the motion that creates the {what} `{name}` is not carried")))
            }
            Some(from) if when < from => {
                let from = output::date(from);
                Err(self.wrong(at, format!("the {what} `{name}` is created on {from} only")))
            }
            Some(_) => Ok(thing.index),
        }
    }

    fn budget(&self, at: &Spanned<String>, when: i64) -> Result<usize, Error> {
        self.thing(at, "budget", &self.known.budgets, when)
    }

    fn stream(&self, at: &Spanned<String>, when: i64) -> Result<usize, Error> {
        self.thing(at, "stream", &self.known.streams, when)
    }

    fn lease(&self, at: &Spanned<String>) -> Result<usize, Error> {
        let name = at.get_ref();
        let index = self.known.leases.get(name).copied();
        index.ok_or_else(|| self.wrong(at, format!("there is no lease `{name}` so far")))
    }

    fn campaign(&self, at: &Spanned<String>) -> Result<usize, Error> {
        let name = at.get_ref();
        let index = self.known.campaigns.get(name).copied();
        index.ok_or_else(|| self.wrong(at, format!("there is no campaign `{name}` so far")))
    }

    /// Refuses what only the steward can do while nobody is.
    fn needs_steward(&self, start: usize, now: i64) -> Result<(), Error> {
        let steward = self.economy.land.as_ref().and_then(|land| land.steward.as_ref());
        let title =
            steward.ok_or_else(|| self.wrong_at(start, "[land] names no `steward`, who lets the parcels"))?;
        self.needs_holder(start, title, now)
    }

    fn needs_court(&self, start: usize, now: i64) -> Result<(), Error> {
        if self.known.court.is_some_and(|from| from <= now) {
            return Ok(());
        }
        let reason = format!("there is no court on {}", output::date(now));
        Err(self.wrong_at(start, reason).hinting("a motion with the action `set_court` names one"))
    }

    fn needs_holder(&self, start: usize, title: &str, now: i64) -> Result<(), Error> {
        let mandates = self.known.offices.get(title).into_iter().flatten();
        if mandates.clone().any(|mandate| (mandate.from..mandate.until).contains(&now)) {
            return Ok(());
        }
        Err(self.wrong_at(start, format!("nobody holds the office `{title}` on {}", output::date(now))))
    }

    // Steps.

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of step, most of them a line")]
    fn what(&mut self, raw: RawWhat, number: usize, start: usize, at: &Spanned<Date>) -> Result<What, Error> {
        let now = at.get_ref().midnight();
        let simple = |lease: usize, step: LeaseStep| What::Lease { lease, step };
        Ok(match raw {
            RawWhat::Faucet(raw) => What::Faucet {
                members: self.group(&raw.members)?,
                lamports: self.positive_of(&raw.amount, Asset::Sol, "the faucet")?,
            },
            RawWhat::FillOffice(raw) => What::Vote(self.fill_office(&raw, start, at)?),
            RawWhat::Motion(raw) => What::Vote(self.motion(raw, number, start, at)?),

            RawWhat::Donate(raw) => What::Treasury(TreasuryStep::Deposit {
                member: self.member(&raw.member)?,
                money: self.positive(&raw.amount)?,
                kind: Income::Donation,
            }),
            RawWhat::PayFine(raw) => What::Treasury(TreasuryStep::Deposit {
                member: self.member(&raw.member)?,
                money: self.positive(&raw.amount)?,
                kind: Income::Fine,
            }),
            RawWhat::Transfer(raw) => What::Treasury(TreasuryStep::Transfer {
                member: self.member(&raw.member)?,
                money: self.positive(&raw.amount)?,
            }),
            RawWhat::Reconcile(raw) => {
                What::Treasury(TreasuryStep::Reconcile { asset: self.asset(&raw.money)? })
            }
            RawWhat::PayDues(raw) => {
                let terms = raw.terms.map_or(Ok(1), |terms| match *terms.get_ref() {
                    0 => Err(self.wrong(&terms, "dues are paid for at least one term")),
                    terms => Ok(terms),
                })?;
                if self.economy.dues.is_none() {
                    return Err(self.wrong_at(start, "there are no [dues]"));
                }
                What::Treasury(TreasuryStep::PayDues { members: self.group(&raw.members)?, terms })
            }
            RawWhat::Spend(raw) => {
                let budget = self.budget(&raw.budget, now)?;
                let known = &self.economy.budgets[budget];
                match &known.holder {
                    Holder::Office(title) => self.needs_holder(start, title, now)?,
                    Holder::Member(_) => {}
                    Holder::Court => {
                        return Err(self.wrong(&raw.budget, "it is the court's, which spends it by `award`"));
                    }
                }
                let amount = self.positive_of(&raw.amount, known.asset, "the budget")?;
                What::Treasury(TreasuryStep::Spend { budget, to: self.member(&raw.to)?, amount })
            }
            RawWhat::RevokeBudget(raw) => {
                let budget = self.budget(&raw.budget, now)?;
                let until = self.economy.budgets[budget].until;
                if now < until {
                    let until = output::date(until);
                    return Err(self.wrong(&raw.budget, format!("until {until} only a motion can revoke it")));
                }
                What::Treasury(TreasuryStep::RevokeBudget { budget })
            }
            RawWhat::WithdrawStream(raw) => {
                let stream = self.stream(&raw.stream, now)?;
                let asset = self.economy.streams[stream].total.asset;
                let amount = self.positive_of(&raw.amount, asset, "the stream")?;
                What::Treasury(TreasuryStep::WithdrawStream { stream, amount })
            }
            RawWhat::CloseStream(raw) => {
                What::Treasury(TreasuryStep::CloseStream { stream: self.stream(&raw.stream, now)? })
            }

            RawWhat::Award(raw) => {
                self.needs_court(start, now)?;
                let budget = self.budget(&raw.budget, now)?;
                let known = &self.economy.budgets[budget];
                if known.holder != Holder::Court {
                    return Err(self.wrong(&raw.budget, "it is not the court's"));
                }
                let amount = self.positive_of(&raw.amount, known.asset, "the budget")?;
                What::Treasury(TreasuryStep::Award { budget, to: self.member(&raw.to)?, amount })
            }
            RawWhat::PauseStream(raw) => {
                self.needs_court(start, now)?;
                What::Treasury(TreasuryStep::PauseStream { stream: self.stream(&raw.stream, now)? })
            }
            RawWhat::ResumeStream(raw) => {
                self.needs_court(start, now)?;
                What::Treasury(TreasuryStep::ResumeStream { stream: self.stream(&raw.stream, now)? })
            }

            RawWhat::OfferLease(raw) => {
                self.needs_steward(start, now)?;
                simple(self.offer_lease(&raw, start, now)?, LeaseStep::Offer)
            }
            RawWhat::AcceptLease(raw) => self.accept_lease(&raw)?,
            RawWhat::PayRent(raw) => {
                let lease = self.lease(&raw.lease)?;
                let member = raw.member.as_ref().map(|member| self.member(member)).transpose()?;
                simple(lease, LeaseStep::PayRent { member, amount: self.rent(&raw.amount, lease)? })
            }
            RawWhat::WithdrawOffer(raw) => {
                self.needs_steward(start, now)?;
                simple(self.lease(&raw.lease)?, LeaseStep::WithdrawOffer)
            }
            RawWhat::WaiveDefault(raw) => {
                self.needs_steward(start, now)?;
                simple(self.lease(&raw.lease)?, LeaseStep::WaiveDefault)
            }
            RawWhat::RenewLease(raw) => simple(self.lease(&raw.lease)?, LeaseStep::Renew),
            RawWhat::DeclareArrears(raw) => simple(self.lease(&raw.lease)?, LeaseStep::DeclareArrears),
            RawWhat::DeclareDefault(raw) => simple(self.lease(&raw.lease)?, LeaseStep::DeclareDefault),
            RawWhat::ReleaseDeposit(raw) => simple(self.lease(&raw.lease)?, LeaseStep::ReleaseDeposit),
            RawWhat::WithdrawDeposit(raw) => simple(self.lease(&raw.lease)?, LeaseStep::WithdrawDeposit),
            RawWhat::CollectDeductions(raw) => simple(self.lease(&raw.lease)?, LeaseStep::CollectDeductions),
            RawWhat::CloseLease(raw) => simple(self.lease(&raw.lease)?, LeaseStep::Close),
            RawWhat::SettleAuction(raw) => simple(self.lease(&raw.lease)?, LeaseStep::SettleAuction),
            RawWhat::CloseAuction(raw) => simple(self.lease(&raw.lease)?, LeaseStep::CloseAuction),
            RawWhat::CompleteBuyOut(raw) => simple(self.lease(&raw.lease)?, LeaseStep::CompleteBuyOut),
            RawWhat::CancelBuyOut(raw) => simple(self.lease(&raw.lease)?, LeaseStep::CancelBuyOut),
            RawWhat::EndLease(raw) => {
                let by = raw.by.map_or(Party::Anyone, Spanned::into_inner);
                if by == Party::Steward {
                    self.needs_steward(start, now)?;
                }
                simple(self.lease(&raw.lease)?, LeaseStep::End { by })
            }
            RawWhat::ProposeDeductions(raw) => {
                self.needs_steward(start, now)?;
                let lease = self.lease(&raw.lease)?;
                if raw.items.get_ref().is_empty() || raw.items.get_ref().len() > usize::from(MAX_ITEMS) {
                    return Err(self.wrong(&raw.items, format!("deductions have 1 to {MAX_ITEMS} items")));
                }
                let items = raw.items.get_ref().iter();
                let items = items.map(|item| Ok((self.rent(&item.amount, lease)?, hash(&item.reason))));
                simple(lease, LeaseStep::ProposeDeductions { items: items.collect::<Result<_, Error>>()? })
            }
            RawWhat::AcceptDeductions(raw) => {
                let lease = self.lease(&raw.lease)?;
                simple(lease, LeaseStep::AcceptDeductions { items: self.mask(&raw.items)? })
            }
            RawWhat::WaiveDeductions(raw) => {
                self.needs_steward(start, now)?;
                let lease = self.lease(&raw.lease)?;
                simple(lease, LeaseStep::WaiveDeductions { items: self.mask(&raw.items)? })
            }
            RawWhat::Evict(raw) => {
                self.needs_court(start, now)?;
                simple(self.lease(&raw.lease)?, LeaseStep::Evict)
            }
            RawWhat::RuleDeposit(raw) => {
                self.needs_court(start, now)?;
                let lease = self.lease(&raw.lease)?;
                let asset = self.economy.leases[lease].asset;
                let to_landlord = self.amount_of(&raw.to_landlord, asset, "the lease")?;
                simple(lease, LeaseStep::RuleDeposit { to_landlord })
            }
            RawWhat::OpenAuction(raw) => {
                self.needs_steward(start, now)?;
                self.open_auction(&raw, now)?
            }
            RawWhat::Bid(raw) => {
                let lease = self.lease(&raw.lease)?;
                let (member, amount) = (self.member(&raw.member)?, self.rent(&raw.amount, lease)?);
                simple(lease, LeaseStep::Bid { member, amount })
            }
            RawWhat::ReclaimBid(raw) => {
                let lease = self.lease(&raw.lease)?;
                simple(lease, LeaseStep::ReclaimBid { member: self.member(&raw.member)? })
            }
            RawWhat::DeclareValue(raw) => {
                let lease = self.lease(&raw.lease)?;
                simple(lease, LeaseStep::DeclareValue { price: self.rent(&raw.price, lease)? })
            }
            RawWhat::BuyOut(raw) => {
                let lease = self.lease(&raw.lease)?;
                let (member, at_most) = (self.member(&raw.member)?, self.rent(&raw.at_most, lease)?);
                simple(lease, LeaseStep::BuyOut { member, at_most })
            }
            RawWhat::WithdrawClaim(raw) => {
                let lease = self.lease(&raw.lease)?;
                simple(lease, LeaseStep::WithdrawClaim { member: self.member(&raw.member)? })
            }

            RawWhat::OpenCampaign(raw) => {
                What::Campaign { campaign: self.open_campaign(&raw, start, now)?, step: CampaignStep::Open }
            }
            RawWhat::Pledge(raw) => {
                let campaign = self.campaign(&raw.campaign)?;
                let asset = self.economy.campaigns[campaign].goal.asset;
                let amount = self.positive_of(&raw.amount, asset, "the campaign")?;
                let step = CampaignStep::Pledge { members: self.group(&raw.members)?, amount };
                What::Campaign { campaign, step }
            }
            RawWhat::SettleCampaign(raw) => {
                What::Campaign { campaign: self.campaign(&raw.campaign)?, step: CampaignStep::Settle }
            }
            RawWhat::ReclaimPledge(raw) => What::Campaign {
                campaign: self.campaign(&raw.campaign)?,
                step: CampaignStep::Reclaim { members: self.group(&raw.members)? },
            },
            RawWhat::ClosePledge(raw) => What::Campaign {
                campaign: self.campaign(&raw.campaign)?,
                step: CampaignStep::ClosePledges { members: self.group(&raw.members)? },
            },
            RawWhat::CloseCampaign(raw) => {
                What::Campaign { campaign: self.campaign(&raw.campaign)?, step: CampaignStep::Close }
            }
        })
    }

    fn open_campaign(&mut self, raw: &RawOpenCampaign, start: usize, now: i64) -> Result<usize, Error> {
        let (name, deadline) = (raw.campaign.get_ref().clone(), raw.deadline.get_ref().midnight());
        if self.known.campaigns.contains_key(&name) {
            return Err(self.wrong(&raw.campaign, format!("there is a campaign `{name}` already")));
        }
        if deadline <= now {
            return Err(self.wrong(&raw.deadline, "the deadline is not after the opening"));
        }
        self.needs_land(start)?;
        let campaign = Campaign {
            opener: self.member(&raw.member)?,
            goal: self.positive(&raw.goal)?,
            deadline,
            purpose_hash: hash(&raw.purpose),
            name: name.clone(),
        };
        let index = self.economy.campaigns.len();
        self.economy.campaigns.push(campaign);
        self.known.campaigns.insert(name, index);
        Ok(index)
    }
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}
