//! Books for people.

use super::{Audit, LedgerBook};
use crate::output::{date, grouped, quantity, span, table};

/// What a row says of itself.
pub(crate) fn verdict(agrees: bool) -> String {
    if agrees { "agrees" } else { "DIFFERS" }.to_owned()
}

/// A basis-point share, as `25%`.
fn share(bps: u16) -> String {
    format!("{}%", quantity(bps, 2))
}

/// A wallet's or account's first characters.
fn short(address: &str) -> String {
    if address.chars().count() > 12 {
        format!("{}…", address.chars().take(8).collect::<String>())
    } else {
        address.to_owned()
    }
}

/// Tables under their headings, where they have rows.
fn sections<const N: usize>(sections: [(&str, usize, String); N]) -> String {
    let there = sections.into_iter().filter(|(_, rows, _)| *rows > 0);
    there.map(|(heading, _, table)| format!("{heading}\n{table}\n")).collect()
}

/// Square decimetres as square metres.
fn square_metres(dm2: u64) -> String {
    format!("{}.{:02}", grouped(dm2 / 100), dm2 % 100)
}

impl LedgerBook {
    fn quantity(&self, amount: u64) -> String {
        quantity(amount, self.decimals)
    }

    fn held(&self) -> String {
        self.held.map_or_else(|| "not there".into(), |held| self.quantity(held))
    }
}

impl Audit {
    /// The balances, with a verdict for each.
    pub(crate) fn ledgers_table(&self) -> String {
        let rows = self.ledgers.iter().map(|book| {
            let [dues, rent, donations, fines, sales, other] =
                book.income.kinds().map(|(_, amount)| book.quantity(amount));
            [
                book.nation.clone(),
                book.money.name.clone(),
                dues,
                rent,
                donations,
                fines,
                sales,
                other,
                book.quantity(book.outflow),
                book.quantity(book.balance),
                book.quantity(book.promised_streams.saturating_add(book.promised_budgets)),
                book.held(),
                verdict(book.agrees),
            ]
        });
        table(
            [
                "Treasury",
                "Money",
                "Dues",
                "Rent",
                "Donations",
                "Fines",
                "Sales",
                "Other",
                "Paid out",
                "Balance",
                "Promised",
                "Really there",
                "",
            ],
            2,
            rows,
        )
    }

    /// Supplies and holdings.
    pub(crate) fn mints_table(&self) -> String {
        let rows = self.mints.iter().map(|book| {
            [
                book.money.name.clone(),
                short(&book.mint),
                if book.mintable { "more can be made" } else { "fixed" }.to_owned(),
                quantity(book.supply, book.decimals),
                quantity(book.held, book.decimals),
                grouped(book.holders),
                verdict(book.agrees),
            ]
        });
        table(["Mint", "Address", "Supply is", "Supply", "In all accounts", "Accounts", ""], 3, rows)
    }

    /// Everything that was audited, in short.
    pub fn to_human(&self) -> String {
        let mut text = sections([
            ("Treasuries", self.ledgers.len(), self.ledgers_table()),
            ("Tokens", self.mints.len(), self.mints_table()),
            ("Budgets", self.budgets.len(), self.budgets_table()),
            ("Streams", self.streams.len(), self.streams_table()),
            ("Land", self.registries.len(), self.registries_table()),
            ("Leases", self.leases.len(), self.leases_table()),
            ("Auctions", self.auctions.len(), self.auctions_table()),
            ("Campaigns", self.campaigns.len(), self.campaigns_table()),
            ("Courts", self.courts.len(), self.courts_table()),
            ("Cases", self.cases.len(), self.cases_table()),
            ("Stages", self.stages.len(), self.stages_table()),
        ]);
        let odd: Vec<&str> =
            self.parcels.iter().filter(|book| !book.agrees).map(|book| book.cell.as_str()).collect();
        if !odd.is_empty() {
            text += &format!("Parcels that DIFFER: {}\n\n", odd.join(", "));
        }
        let odd: Vec<String> = self
            .censuses
            .iter()
            .filter(|book| !book.agrees)
            .map(|book| format!("{} of {}", book.period, book.nation))
            .collect();
        if !odd.is_empty() {
            text += &format!("Census reports that DIFFER: {}\n\n", odd.join(", "));
        }
        text
    }

    /// What a treasury has and owes, for `civitas treasury show`.
    pub fn treasury_tables(&self) -> String {
        let ledgers = table(
            [
                "Treasury",
                "Money",
                "Breaker",
                "Next rule",
                "Came in",
                "Paid out",
                "Balance",
                "Promised",
                "Free",
                "Not booked",
            ],
            4,
            self.ledgers.iter().map(|book| {
                let came: i128 = book.income.kinds().iter().map(|(_, amount)| i128::from(*amount)).sum();
                [
                    book.nation.clone(),
                    book.money.name.clone(),
                    rule(book.limit_bps, book.window),
                    book.next_rule.map_or_else(String::new, |(at, limit, window)| {
                        format!("{} from {}", rule(limit, window), date(at))
                    }),
                    quantity(came, book.decimals),
                    book.quantity(book.outflow),
                    book.quantity(book.balance),
                    book.quantity(book.promised_streams.saturating_add(book.promised_budgets)),
                    book.quantity(book.free()),
                    book.quantity(book.unbooked),
                ]
            }),
        );
        sections([
            ("Ledgers", self.ledgers.len(), ledgers),
            ("Budgets", self.budgets.len(), self.budgets_table()),
            ("Streams", self.streams.len(), self.streams_table()),
        ])
    }

    /// What there is of land, for `civitas land list`.
    pub fn land_tables(&self) -> String {
        let parcels = table(
            ["Nation", "Parcel", "Law", "Tenure", "Let", "Version", "Latitude", "Longitude", "m²"],
            5,
            self.parcels.iter().map(|book| {
                [
                    book.nation.clone(),
                    book.cell.clone(),
                    book.jurisdiction.clone(),
                    book.tenure.to_owned(),
                    if book.retired { "retired" } else { book.lease }.to_owned(),
                    book.version.to_string(),
                    format!("{:.7}", f64::from(book.latitude_e7) / 1e7),
                    format!("{:.7}", f64::from(book.longitude_e7) / 1e7),
                    square_metres(book.area_dm2),
                ]
            }),
        );
        sections([
            ("Parcels", self.parcels.len(), parcels),
            ("Leases", self.leases.len(), self.leases_table()),
            ("Auctions", self.auctions.len(), self.auctions_table()),
            ("Campaigns", self.campaigns.len(), self.campaigns_table()),
        ])
    }

    fn budgets_table(&self) -> String {
        table(
            [
                "Nation",
                "Budget",
                "Of",
                "Holder",
                "From",
                "Until",
                "Period",
                "For each",
                "Spent in this",
                "Set aside",
                "",
            ],
            7,
            self.budgets.iter().map(|book| {
                [
                    book.nation.clone(),
                    book.id.to_string(),
                    book.holder_kind.to_owned(),
                    book.holder.as_deref().map_or_else(String::new, short),
                    date(book.from),
                    date(book.until),
                    span(book.period),
                    book.money.text(book.per_period),
                    book.money.text(book.spent),
                    book.money.text(book.set_aside),
                    verdict(book.agrees),
                ]
            }),
        )
    }

    fn streams_table(&self) -> String {
        table(
            [
                "Nation",
                "Stream",
                "Payee",
                "State",
                "From",
                "Cliff",
                "Until",
                "In all",
                "Earned",
                "Withdrawn",
                "",
            ],
            7,
            self.streams.iter().map(|book| {
                [
                    book.nation.clone(),
                    book.id.to_string(),
                    short(&book.payee),
                    book.state.to_owned(),
                    date(book.start),
                    date(book.cliff),
                    date(book.end),
                    book.money.text(book.total),
                    book.money.text(book.earned),
                    book.money.text(book.withdrawn),
                    verdict(book.agrees),
                ]
            }),
        )
    }

    fn registries_table(&self) -> String {
        table(
            ["Nation", "Parcels", "Owned m²", "Leased in m²", "Claimed m²", "Leases that run", ""],
            1,
            self.registries.iter().map(|book| {
                let [owned, leased, claimed] = book.areas_dm2.map(square_metres);
                let parcels: u64 = book.counts.iter().map(|count| u64::from(*count)).sum();
                [
                    book.nation.clone(),
                    grouped(parcels),
                    owned,
                    leased,
                    claimed,
                    grouped(book.leases),
                    verdict(book.agrees),
                ]
            }),
        )
    }

    fn leases_table(&self) -> String {
        table(
            [
                "Nation",
                "Parcel",
                "Lease",
                "Kind",
                "State",
                "Tenant",
                "Ends",
                "Rent or price",
                "Rent paid",
                "Held",
                "In escrow",
                "",
            ],
            7,
            self.leases.iter().map(|book| {
                let kind =
                    if book.by_auction { format!("{}, by auction", book.kind) } else { book.kind.to_owned() };
                [
                    book.nation.clone(),
                    book.cell.clone(),
                    book.number.to_string(),
                    kind,
                    book.state.to_owned(),
                    book.tenant.as_deref().map_or_else(String::new, short),
                    if book.ends_at == 0 { String::new() } else { date(book.ends_at) },
                    book.money.text(book.rent_or_price),
                    book.money.text(book.paid_total),
                    book.money.text(book.held),
                    book.escrowed.map_or_else(|| "not there".into(), |escrowed| book.money.text(escrowed)),
                    verdict(book.agrees),
                ]
            }),
        )
    }

    fn auctions_table(&self) -> String {
        table(
            [
                "Nation",
                "Parcel",
                "Lease",
                "Outcome",
                "Leader",
                "Closes",
                "Bids",
                "Bidders' money here",
                "Highest",
                "",
            ],
            6,
            self.auctions.iter().map(|book| {
                [
                    book.nation.clone(),
                    book.cell.clone(),
                    book.number.to_string(),
                    book.outcome.to_owned(),
                    book.leader.as_deref().map_or_else(String::new, short),
                    date(book.closes_at),
                    grouped(book.bids),
                    grouped(book.open_bids),
                    book.money.text(book.highest),
                    verdict(book.agrees),
                ]
            }),
        )
    }

    fn courts_table(&self) -> String {
        let heads =
            ["Nation", "Jurors", "Cases", "Bonds", "Earned", "In cases", "Fines", "Held", "In escrow", ""];
        let rows = self.courts.iter().map(|book| {
            let money = &book.money;
            [
                book.nation.clone(),
                grouped(book.jurors),
                grouped(book.cases),
                money.text(book.bonds),
                money.text(book.due),
                money.text(book.in_cases),
                money.text(book.fines),
                money.text(book.held),
                book.escrowed.map_or_else(|| "not there".into(), |escrowed| money.text(escrowed)),
                verdict(book.agrees),
            ]
        });
        table(heads, 1, rows)
    }

    fn cases_table(&self) -> String {
        let rows = self.cases.iter().map(|book| {
            let panels: Vec<String> = book.panels.iter().map(u8::to_string).collect();
            [
                book.nation.clone(),
                book.id.to_string(),
                book.remedy.to_owned(),
                book.stage.to_owned(),
                panels.join(", "),
                book.ruling.to_owned(),
                if book.enforced { "yes" } else { "no" }.to_owned(),
                book.money.text(book.held),
                verdict(book.agrees),
            ]
        });
        table(["Nation", "Case", "Asks to", "Stage", "Panels", "Ruling", "Enforced", "Held", ""], 7, rows)
    }

    fn stages_table(&self) -> String {
        let rows = self.stages.iter().map(|book| {
            [
                book.nation.clone(),
                book.stage.to_owned(),
                date(book.since),
                book.recognised_by.clone().unwrap_or_default(),
                grouped(book.population),
                grouped(book.countries),
                verdict(book.agrees),
            ]
        });
        table(["Nation", "Stage", "Since", "Recognised by", "People", "Countries", ""], 4, rows)
    }

    fn campaigns_table(&self) -> String {
        table(
            [
                "Nation",
                "Campaign",
                "Standing",
                "Deadline",
                "Goal",
                "Pledged",
                "Taken back",
                "In escrow",
                "Open pledges",
                "",
            ],
            4,
            self.campaigns.iter().map(|book| {
                [
                    book.nation.clone(),
                    book.id.to_string(),
                    book.standing.to_owned(),
                    date(book.deadline),
                    book.money.text(book.goal),
                    book.money.text(book.pledged),
                    book.money.text(book.refunded),
                    book.escrowed.map_or_else(|| "not there".into(), |escrowed| book.money.text(escrowed)),
                    grouped(book.open_pledges),
                    verdict(book.agrees),
                ]
            }),
        )
    }
}

/// A breaker's rule, as `25% in 30d`.
fn rule(limit_bps: u16, window: u32) -> String {
    if limit_bps >= 10_000 { "off".into() } else { format!("{} in {}", share(limit_bps), span(window)) }
}
