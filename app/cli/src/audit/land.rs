//! Land: totals, parcels and their versions, leases, and all that lies in escrow.

use super::layout::{Auction, Campaign, ITEMS, Lease, NO_SERIAL, Parcel, Registry, TENURES};
use super::{Auditor, Book, Money, NOBODY, sum};
use client::LAND_ID;
use serde::Serialize;
use solana_address::Address;
use std::collections::BTreeMap;

/// Seconds for which a sale can be settled after its auction, and a campaign that met its goal be paid out after its
/// deadline: 30 days.
const SETTLE_TIME: i64 = 30 * 86_400;
/// Basis points in a whole.
const BPS: u128 = 10_000;
/// Periods that a lease can have.
const MAX_PERIODS: u32 = 600;
/// Rent is a share of a declared price.
const HARBERGER: u8 = 1;

/// The states of a lease.
mod state {
    pub const OFFERED: u8 = 0;
    pub const ACTIVE: u8 = 1;
    pub const DEFAULT: u8 = 3;
    pub const WITHDRAWN: u8 = 6;

    pub fn name(state: u8) -> &'static str {
        ["offered", "active", "arrears", "default", "ended", "evicted", "withdrawn"]
            .get(usize::from(state))
            .unwrap_or(&"unknown")
    }
}

/// A nation's land.
#[derive(Clone, Debug, Serialize)]
pub struct RegistryBook {
    /// The nation.
    pub nation: String,
    /// Its address.
    pub address: String,
    /// Parcels by tenure: owned, leased in, claimed.
    pub counts: [u32; TENURES],
    /// Areas by tenure, in square decimetres.
    pub areas_dm2: [u64; TENURES],
    /// Leases that run.
    pub leases: u32,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A parcel.
#[derive(Clone, Debug, Serialize)]
pub struct ParcelBook {
    /// The nation.
    pub nation: String,
    /// Its address.
    pub address: String,
    /// Its H3 cell, in hexadecimal digits.
    pub cell: String,
    /// Latitude of its middle, in 1e-7 degrees.
    pub latitude_e7: i32,
    /// Longitude of its middle, in 1e-7 degrees.
    pub longitude_e7: i32,
    /// Area in square decimetres.
    pub area_dm2: u64,
    /// Whose law applies.
    pub jurisdiction: String,
    /// `owned`, `leased in` or `claimed`.
    pub tenure: &'static str,
    /// Number of what is known of it, from 1.
    pub version: u32,
    /// Whether it is no more.
    pub retired: bool,
    /// What of it is let: `free`, or the state of the present lease.
    pub lease: &'static str,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A lease.
#[derive(Clone, Debug, Serialize)]
pub struct LeaseBook {
    /// The nation.
    pub nation: String,
    /// Its address.
    pub address: String,
    /// The parcel's cell.
    pub cell: String,
    /// Number within the parcel.
    pub number: u32,
    /// The money.
    pub money: Money,
    /// `fixed` or `harberger`.
    pub kind: &'static str,
    /// Whether it went to whoever bid most.
    pub by_auction: bool,
    /// The state.
    pub state: &'static str,
    /// The tenant's wallet.
    pub tenant: Option<String>,
    /// Fixed: rent of the first period. Harberger: the declared price.
    pub rent_or_price: u64,
    /// All that was paid as rent.
    pub paid_total: u64,
    /// First second after it; 0 while it is offered.
    pub ends_at: i64,
    /// The present tenant's deposit, and what of it is due to tenant and landlord.
    pub deposit: Deposit,
    /// What is booked in its escrow.
    pub held: u64,
    /// What really lies there, rent not counted; nothing once it is closed.
    pub escrowed: Option<u64>,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A deposit, and its parts.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Deposit {
    pub amount: u64,
    pub to_tenant: u64,
    pub to_landlord: u64,
    pub taken: u64,
}

/// An auction.
#[derive(Clone, Debug, Serialize)]
pub struct AuctionBook {
    /// The nation.
    pub nation: String,
    /// The parcel's cell.
    pub cell: String,
    /// Number of the lease.
    pub number: u32,
    /// The money.
    pub money: Money,
    /// The highest bid.
    pub highest: u64,
    /// Who made it.
    pub leader: Option<String>,
    /// Bids accepted.
    pub bids: u32,
    /// Bidders whose money is still there.
    pub open_bids: u32,
    /// First second after bidding.
    pub closes_at: i64,
    /// `open`, `sold` or `unsold`.
    pub outcome: &'static str,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A campaign.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignBook {
    /// The nation.
    pub nation: String,
    /// Its number.
    pub id: u64,
    /// The money.
    pub money: Money,
    /// What is needed.
    pub goal: u64,
    /// All that was ever pledged.
    pub pledged: u64,
    /// What was taken back.
    pub refunded: u64,
    /// First second at which no pledge is taken.
    pub deadline: i64,
    /// Pledges that are not closed.
    pub open_pledges: u64,
    /// What lies in its escrow, rent not counted.
    pub escrowed: Option<u64>,
    /// `open`, `funded`, `failed` or `paid out`.
    pub standing: &'static str,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// What the treasury must have got of land at least, by nation and mint.
#[derive(Clone, Copy, Default)]
struct Proceeds {
    rent: u128,
    sales: u128,
    donations: u128,
    deductions: u128,
}

fn is_running(lease: &Lease) -> bool {
    (state::ACTIVE..=state::DEFAULT).contains(&lease.state)
}

fn is_over(lease: &Lease) -> bool {
    lease.state > state::DEFAULT
}

/// A wallet, if it is one.
fn somebody(wallet: &Address) -> Option<String> {
    (*wallet != NOBODY).then(|| wallet.to_string())
}

fn cell_text(cell: u64) -> String {
    format!("{cell:x}")
}

fn clamp(sum: u128) -> i128 {
    i128::try_from(sum).unwrap_or(i128::MAX)
}

impl Auditor<'_> {
    pub(super) fn land(&mut self) {
        let accounts = self.accounts;
        for (address, registry) in &accounts.registries {
            self.registry(address, registry);
        }
        self.audit.registries.sort_by_key(|book| book.nation.clone());
        for (address, parcel) in &accounts.parcels {
            self.parcel(address, parcel);
        }
        self.audit.parcels.sort_by_key(|book| (book.nation.clone(), book.cell.clone()));
        for (address, lease) in &accounts.leases {
            self.lease(address, lease);
        }
        self.audit.leases.sort_by_key(|book| (book.nation.clone(), book.cell.clone(), book.number));
        for (address, auction) in &accounts.auctions {
            self.auction(address, auction);
        }
        self.audit.auctions.sort_by_key(|book| (book.nation.clone(), book.cell.clone(), book.number));
        for (address, campaign) in &accounts.campaigns {
            self.campaign(address, campaign);
        }
        self.audit.campaigns.sort_by_key(|book| (book.nation.clone(), book.id));
        self.orphans();
        self.proceeds();
    }

    fn registry(&mut self, address: &Address, registry: &Registry) {
        let accounts = self.accounts;
        let mut counts = [0u128; TENURES];
        let mut areas = [0u128; TENURES];
        let mut others = 0u32;
        for parcel in
            accounts.parcels.values().filter(|parcel| parcel.registry == *address && parcel.retired == 0)
        {
            match usize::from(parcel.tenure) {
                tenure @ ..TENURES => {
                    counts[tenure] += 1;
                    areas[tenure] += u128::from(parcel.area);
                }
                _ => others += 1,
            }
        }
        let all: u128 = counts.iter().sum();
        let running =
            accounts.leases.values().filter(|lease| lease.nation == registry.nation && is_running(lease));
        let running = running.count() as u64;
        let campaigns = accounts.campaigns.values().filter(|campaign| campaign.registry == *address);
        let last = campaigns.map(|campaign| campaign.id).max();
        let nation = self.nation(&registry.nation);
        let agrees = self.book(&format!("registry of {nation}"), |book| {
            book.place(address, &[b"registry", registry.nation.as_ref()], &LAND_ID);
            book.agree(others == 0, || format!("{others} of its parcels have a tenure that there is not"));
            book.agree(u128::from(registry.parcels) == all, || {
                format!("it counts {} parcels, there are {all}", registry.parcels)
            });
            for (tenure, name) in ["owned", "leased in", "claimed"].into_iter().enumerate() {
                let (stored, found) = (registry.counts[tenure], counts[tenure]);
                book.agree(u128::from(stored) == found, || {
                    format!("it counts {stored} parcels {name}, there are {found}")
                });
                let (stored, found) = (registry.areas[tenure], areas[tenure]);
                book.agree(u128::from(stored) == found, || {
                    format!("it says that {stored} dm² are {name}, its parcels say {found}")
                });
            }
            book.agree(u64::from(registry.leases) == running, || {
                format!("it counts {} leases that run, there are {running}", registry.leases)
            });
            book.agree(last.is_none_or(|last| last < registry.next_campaign), || {
                format!("it says that there were {} campaigns, there are more", registry.next_campaign)
            });
        });
        self.audit.registries.push(RegistryBook {
            nation,
            address: address.to_string(),
            counts: registry.counts,
            areas_dm2: registry.areas,
            leases: registry.leases,
            agrees,
        });
    }

    fn parcel(&mut self, address: &Address, parcel: &Parcel) {
        let accounts = self.accounts;
        let registry = accounts.registries.get(&parcel.registry);
        let mut versions: BTreeMap<u32, _> = BTreeMap::new();
        for (at, version) in accounts.versions.iter().filter(|(_, version)| version.parcel == *address) {
            versions.insert(version.number, (at, version));
        }
        let holding: Vec<_> =
            accounts.leases.iter().filter(|(_, lease)| lease.parcel == *address && !is_over(lease)).collect();
        let nation = self.nation(&parcel.nation);
        let name = format!("parcel {:x} of {nation}", parcel.cell);
        let agrees = self.book(&name, |book| {
            let cell = parcel.cell.to_le_bytes();
            book.place(address, &[b"parcel", parcel.registry.as_ref(), &cell], &LAND_ID);
            book.agree(registry.is_some_and(|registry| registry.nation == parcel.nation), || {
                "its nation's registry is not there".into()
            });
            match holding[..] {
                [] => book.agree(parcel.current == NOBODY, || {
                    "it is taken by a lease that is not there or over".into()
                }),
                [(lease, _)] => book.agree(parcel.current == *lease, || {
                    "a lease holds it that is not its present one".into()
                }),
                _ => book.disagree(format!("{} leases hold it at once", holding.len())),
            }
            book.agree(parcel.retired == 0 || parcel.current == NOBODY, || "it is retired, and taken".into());
            // What is known now came after all that was known.
            let (mut next, mut since) = (1, parcel.registered_at);
            for (number, (at, version)) in versions {
                book.place(at, &[b"version", address.as_ref(), &number.to_le_bytes()], &LAND_ID);
                book.agree(number == next, || format!("version {next} of it is not there"));
                book.agree(number != next || (version.from == since && version.until >= since), || {
                    format!("version {number} does not begin where the one before ended")
                });
                (next, since) = (number.saturating_add(1), version.until);
            }
            book.agree(parcel.facts_version == next, || {
                format!(
                    "it is at version {}, the last before it is {}",
                    parcel.facts_version,
                    next.wrapping_sub(1)
                )
            });
            book.agree(parcel.version_since == since, || {
                "its version does not begin where the one before ended".into()
            });
        });
        self.audit.parcels.push(ParcelBook {
            nation,
            address: address.to_string(),
            cell: cell_text(parcel.cell),
            latitude_e7: parcel.latitude_e7,
            longitude_e7: parcel.longitude_e7,
            area_dm2: parcel.area,
            jurisdiction: parcel.jurisdiction.clone(),
            tenure: ["owned", "leased in", "claimed"].get(usize::from(parcel.tenure)).unwrap_or(&"unknown"),
            version: parcel.facts_version,
            retired: parcel.retired != 0,
            lease: holding.first().map_or("free", |(_, lease)| state::name(lease.state)),
            agrees,
        });
    }

    fn lease(&mut self, address: &Address, lease: &Lease) {
        let accounts = self.accounts;
        let money = self.money(&lease.mint);
        let parcel = accounts.parcels.get(&lease.parcel);
        let auction =
            accounts.auctions.iter().find(|(_, auction)| auction.lease == *address).map(|(at, _)| *at);
        let bids = accounts.bids.values().filter(|bid| Some(bid.auction) == auction);
        let bids = sum(bids.map(|bid| &bid.escrowed));
        let claims = accounts.claims.values().filter(|claim| claim.lease == *address);
        let claims = sum(claims.map(|claim| &claim.amount));
        let escrowed = self.held(&lease.escrow, &lease.mint);
        let nation = self.nation(&lease.nation);
        let cell = parcel.map_or_else(|| lease.parcel.to_string(), |parcel| cell_text(parcel.cell));
        let agrees = self.book(&format!("lease {} of parcel {cell}", lease.number), |book| {
            book.place(address, &[b"lease", lease.parcel.as_ref(), &lease.number.to_le_bytes()], &LAND_ID);
            book.place(&lease.escrow, &[b"escrow", address.as_ref()], &LAND_ID);
            match parcel {
                Some(parcel) => book
                    .agree(parcel.nation == lease.nation && lease.number < parcel.next_lease, || {
                        format!("its parcel says that there were {} leases", parcel.next_lease)
                    }),
                None => book.disagree("its parcel is not there"),
            }
            book.agree(lease.state <= state::WITHDRAWN, || format!("there is no state {}", lease.state));
            book.agree(is_over(lease) == (lease.ended_at != 0), || "its state and its end do not fit".into());
            book.agree(!is_running(lease) || lease.tenant_serial != NO_SERIAL, || {
                "it runs without a tenant".into()
            });
            deposit(book, lease, &money);
            rent(book, lease, &money);

            let taken = u128::from(lease.tenant_taken) + u128::from(lease.landlord_taken);
            let owed = (u128::from(lease.deposit) + u128::from(lease.buyer_escrow) + bids + claims)
                .saturating_sub(taken);
            book.agree(u128::from(lease.held) == owed, || {
                let (stored, owed) = (money.text(lease.held), money.text(clamp(owed)));
                format!("it says that {stored} are held, deposit, bids, buyer and claims add up to {owed}")
            });
            escrow(book, escrowed, lease.reserve, lease.held, &money);
        });
        self.audit.leases.push(LeaseBook {
            nation,
            address: address.to_string(),
            cell,
            number: lease.number,
            money,
            kind: if lease.terms.kind == HARBERGER { "harberger" } else { "fixed" },
            by_auction: lease.terms.by_auction != 0,
            state: state::name(lease.state),
            tenant: somebody(&lease.tenant),
            rent_or_price: if lease.terms.kind == HARBERGER { lease.price } else { lease.terms.rent },
            paid_total: lease.paid_total,
            ends_at: lease.ends_at,
            deposit: Deposit {
                amount: lease.deposit,
                to_tenant: lease.to_tenant,
                to_landlord: lease.to_landlord,
                taken: lease.tenant_taken.saturating_add(lease.landlord_taken),
            },
            held: lease.held,
            escrowed: escrowed.map(|escrowed| escrowed.saturating_sub(lease.reserve)),
            agrees,
        });
    }

    fn auction(&mut self, address: &Address, auction: &Auction) {
        let (accounts, now) = (self.accounts, self.evidence.time);
        let lease = accounts.leases.get(&auction.lease);
        let money = lease.map(|lease| self.money(&lease.mint)).unwrap_or_default();
        let parcel = lease.and_then(|lease| accounts.parcels.get(&lease.parcel));
        let cell = parcel.map_or_else(|| auction.lease.to_string(), |parcel| cell_text(parcel.cell));
        let bids: Vec<_> = accounts.bids.values().filter(|bid| bid.auction == *address).collect();
        let number = lease.map_or(0, |lease| lease.number);
        let agrees = self.book(&format!("auction of lease {number} of parcel {cell}"), |book| {
            book.place(address, &[b"auction", auction.lease.as_ref()], &LAND_ID);
            book.agree(auction.open_bids as usize == bids.len(), || {
                format!("it counts {} open bids, there are {}", auction.open_bids, bids.len())
            });
            book.agree(
                (auction.bids > 0) == (auction.highest > 0)
                    && (auction.bids > 0) == (auction.leader != NOBODY),
                || "its number of bids, its highest bid and its leader do not fit".into(),
            );
            book.agree(auction.bids == 0 || auction.highest >= auction.reserve, || {
                "its highest bid is below the reserve".into()
            });
            let Some(lease) = lease else {
                return book.agree(bids.is_empty(), || "its lease is not there".into());
            };
            let leading = u128::from(auction.highest) + u128::from(lease.terms.deposit);
            for bid in &bids {
                let most = u128::from(bid.escrowed);
                let fits = if auction.outcome == 0 && bid.bidder == auction.leader {
                    most == leading
                } else {
                    most <= leading
                };
                book.agree(fits, || {
                    let (escrowed, leading) = (money.text(bid.escrowed), money.text(clamp(leading)));
                    format!(
                        "{} has put up {escrowed}, the highest bid and the deposit are {leading}",
                        bid.bidder
                    )
                });
            }
            let led = bids.iter().any(|bid| bid.bidder == auction.leader);
            // Where nobody settled the sale in time its bidder may have taken the money back.
            let binding = auction.outcome == 0 && auction.bids > 0 && lease.state == state::OFFERED;
            let binding = binding && now < auction.closes_at.saturating_add(SETTLE_TIME);
            book.agree(led || !binding, || "the highest bid is not there".into());
        });
        let nation = lease.map_or_else(String::new, |lease| self.nation(&lease.nation));
        self.audit.auctions.push(AuctionBook {
            nation,
            cell,
            number,
            money,
            highest: auction.highest,
            leader: somebody(&auction.leader),
            bids: auction.bids,
            open_bids: auction.open_bids,
            closes_at: auction.closes_at,
            outcome: ["open", "sold", "unsold"].get(usize::from(auction.outcome)).unwrap_or(&"unknown"),
            agrees,
        });
    }

    fn campaign(&mut self, address: &Address, campaign: &Campaign) {
        let (accounts, now) = (self.accounts, self.evidence.time);
        let money = self.money(&campaign.mint);
        let pledges: Vec<_> =
            accounts.pledges.values().filter(|pledge| pledge.campaign == *address).collect();
        let pledged = sum(pledges.iter().map(|pledge| &pledge.amount));
        let escrowed = self.held(&campaign.escrow, &campaign.mint);
        let left = u128::from(campaign.pledged).saturating_sub(campaign.refunded.into());
        let paid_out = campaign.paid_out != 0;
        let held = if paid_out { 0 } else { u64::try_from(left).unwrap_or(u64::MAX) };
        let nation = self.nation(&campaign.nation);
        let agrees = self.book(&format!("campaign {} of {nation}", campaign.id), |book| {
            let id = campaign.id.to_le_bytes();
            book.place(address, &[b"campaign", campaign.registry.as_ref(), &id], &LAND_ID);
            book.place(&campaign.escrow, &[b"escrow", address.as_ref()], &LAND_ID);
            book.agree(campaign.open_pledges == pledges.len() as u64, || {
                format!("it counts {} open pledges, there are {}", campaign.open_pledges, pledges.len())
            });
            book.agree(campaign.refunded <= campaign.pledged, || "more was taken back than pledged".into());
            // Pledges of a campaign that was paid out can be closed one by one.
            let fits = if paid_out { pledged <= left } else { pledged == left };
            book.agree(fits, || {
                let (pledged, left) = (money.text(clamp(pledged)), money.text(clamp(left)));
                format!("its pledges add up to {pledged}, it says that they are {left}")
            });
            book.agree(!paid_out || (campaign.refunded == 0 && campaign.pledged >= campaign.goal), || {
                "it was paid out without having met its goal".into()
            });
            escrow(book, escrowed, campaign.reserve, held, &money);
        });
        let met = campaign.pledged >= campaign.goal;
        let standing = match (paid_out, met) {
            (true, _) => "paid out",
            (false, true) if now < campaign.deadline.saturating_add(SETTLE_TIME) => "funded",
            (false, false) if now < campaign.deadline => "open",
            _ => "failed",
        };
        self.audit.campaigns.push(CampaignBook {
            nation,
            id: campaign.id,
            money,
            goal: campaign.goal,
            pledged: campaign.pledged,
            refunded: campaign.refunded,
            deadline: campaign.deadline,
            open_pledges: campaign.open_pledges,
            escrowed: escrowed.map(|escrowed| escrowed.saturating_sub(campaign.reserve)),
            standing,
            agrees,
        });
    }

    /// Money that belongs to something that is not there.
    fn orphans(&mut self) {
        let accounts = self.accounts;
        let mut sentences = Vec::new();
        let mut lost = |what: &str, at: &Address, of: &str| {
            sentences.push(format!("{what} {at} belongs to {of} that is not there"));
        };
        for (at, bid) in &accounts.bids {
            if !accounts.auctions.contains_key(&bid.auction) {
                lost("bid", at, "an auction");
            }
        }
        for (at, claim) in &accounts.claims {
            // Of nothing, which rent owed can leave of a price, nothing needs to be kept.
            if claim.amount > 0 && !accounts.leases.contains_key(&claim.lease) {
                lost("claim", at, "a lease");
            }
        }
        for (at, pledge) in &accounts.pledges {
            if !accounts.campaigns.contains_key(&pledge.campaign) {
                lost("pledge", at, "a campaign");
            }
        }
        for (at, version) in &accounts.versions {
            if !accounts.parcels.contains_key(&version.parcel) {
                lost("version", at, "a parcel");
            }
        }
        self.audit.disagreements.append(&mut sentences);
    }

    /// Whether the treasury has booked what leases, auctions and campaigns have paid. It may have booked more: of
    /// those that are closed, and what anyone deposits.
    fn proceeds(&mut self) {
        let accounts = self.accounts;
        let mut proceeds: BTreeMap<(Address, Address), Proceeds> = BTreeMap::new();
        for lease in accounts.leases.values() {
            let of = proceeds.entry((lease.nation, lease.mint)).or_default();
            of.rent += u128::from(lease.paid_total);
            of.deductions += u128::from(lease.landlord_taken);
        }
        for auction in accounts.auctions.values().filter(|auction| auction.outcome == 1) {
            if let Some(lease) = accounts.leases.get(&auction.lease) {
                proceeds.entry((lease.nation, lease.mint)).or_default().sales += u128::from(auction.highest);
            }
        }
        for campaign in accounts.campaigns.values().filter(|campaign| campaign.paid_out != 0) {
            proceeds.entry((campaign.nation, campaign.mint)).or_default().donations +=
                u128::from(campaign.pledged);
        }
        for ((nation, mint), least) in proceeds {
            let ledger =
                accounts.ledgers.values().find(|ledger| ledger.nation == nation && ledger.mint == mint);
            let [_, rent, donations, _, sales, other] =
                ledger.map(|ledger| ledger.income).unwrap_or_default();
            let money = self.money(&mint);
            let name = format!("{} ledger of {}", money.name, self.nation(&nation));
            let agrees = self.book(&name, |book| {
                book.agree(ledger.is_some(), || {
                    "land is let or bought for this money, and there is no ledger".into()
                });
                for (what, booked, least) in [
                    ("rent", rent, least.rent),
                    ("sales", sales, least.sales),
                    ("donations", donations, least.donations),
                    ("other income", other, least.deductions),
                ] {
                    book.agree(u128::from(booked) >= least, || {
                        let (booked, least) = (money.text(booked), money.text(clamp(least)));
                        format!("{booked} of {what} are booked, the books of land say that {least} were paid")
                    });
                }
            });
            let address = |ledger: &Address| ledger.to_string();
            let at = accounts.ledgers.iter().find(|(_, other)| other.nation == nation && other.mint == mint);
            for book in self
                .audit
                .ledgers
                .iter_mut()
                .filter(|book| at.is_some_and(|(at, _)| book.address == address(at)))
            {
                book.agrees &= agrees;
            }
        }
    }
}

/// Whether an escrow has what is booked.
fn escrow(book: &mut Book<'_>, escrowed: Option<u64>, reserve: u64, held: u64, money: &Money) {
    let Some(escrowed) = escrowed else {
        return book.disagree("its escrow is not a token account of its mint");
    };
    book.agree(u128::from(escrowed) >= u128::from(held) + u128::from(reserve), || {
        let (held, escrowed) = (money.text(held), money.text(i128::from(escrowed) - i128::from(reserve)));
        format!("it says that {held} are held, in its escrow lie {escrowed}")
    });
}

/// Whether the parts of the deposit are the deposit.
fn deposit(book: &mut Book<'_>, lease: &Lease, money: &Money) {
    let open = sum((0..ITEMS).filter(|n| lease.open >> n & 1 == 1).map(|n| &lease.items[n]));
    let parts = u128::from(lease.to_tenant) + u128::from(lease.to_landlord) + open;
    let whole = u128::from(lease.deposit);
    // Before anything was claimed or released, all of it is still in question.
    let settled = lease.claimed != 0 && lease.deposit > 0;
    book.agree(if settled { parts == whole } else { parts == 0 }, || {
        let (parts, whole) = (money.text(clamp(parts)), money.text(lease.deposit));
        format!("its deposit is {whole}, what is due of it and open add up to {parts}")
    });
    book.agree(lease.tenant_taken <= lease.to_tenant && lease.landlord_taken <= lease.to_landlord, || {
        "more of its deposit was taken than is due".into()
    });
    book.agree(!is_running(lease) || lease.deposit == lease.terms.deposit, || {
        "it runs without the deposit agreed".into()
    });
    book.agree((lease.buyer_escrow == 0) == (lease.buyer == NOBODY), || {
        "buyer and money of the buyer do not fit".into()
    });
    if lease.noticed != 0 {
        let price = u128::from(lease.price) + u128::from(lease.terms.deposit);
        book.agree(u128::from(lease.buyer_escrow) == price, || {
            let (put_up, price) = (money.text(lease.buyer_escrow), money.text(clamp(price)));
            format!("its buyer has put up {put_up}, price and deposit are {price}")
        });
    }
}

/// A share, rounded up.
fn share_up(amount: u128, bps: u16) -> u128 {
    (amount * u128::from(bps)).div_ceil(BPS)
}

/// Whether what was paid is what the periods cost: late fees make a range of it. Of a declared price nothing can be
/// computed afterwards, since it may have changed in between.
fn rent(book: &mut Book<'_>, lease: &Lease, money: &Money) {
    if lease.terms.kind == HARBERGER {
        return book.agree(!is_running(lease) || lease.price > 0, || "it runs without a price".into());
    }
    if lease.tenant_serial == NO_SERIAL {
        return book.agree(lease.paid_total == 0, || "rent was paid, and there was no tenant".into());
    }
    let most = u128::from(u64::MAX);
    let mut period = u128::from(lease.terms.rent);
    let (mut least, mut fees) = (u128::from(lease.credit), 0);
    for _ in 0..lease.paid_periods.min(MAX_PERIODS) {
        least += period;
        fees += share_up(period, lease.terms.late_fee_bps);
        period = (period + share_up(period, lease.terms.escalator_bps)).min(most);
    }
    book.agree(u128::from(lease.next_rent) == period, || {
        let (stored, computed) = (money.text(lease.next_rent), money.text(clamp(period)));
        format!("its next rent is {stored}, by its terms it is {computed}")
    });
    let paid = u128::from(lease.paid_total);
    book.agree((least..=least + fees).contains(&paid), || {
        let [paid, least, most] = [paid, least, least + fees].map(|amount| money.text(clamp(amount)));
        let periods = lease.paid_periods;
        format!("{paid} were paid, {periods} periods and the credit cost {least}, with all late fees {most}")
    });
}
