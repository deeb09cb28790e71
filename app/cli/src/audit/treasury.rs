//! Treasuries: what came in and went out, what is promised to whom, and what is really there.

use super::layout::{Budget, Holding, KINDS, Ledger, Mint, Stream, Treasury};
use super::{Auditor, Book, Money, NOBODY, SOL, sum};
use client::TREASURY_ID;
use serde::Serialize;
use solana_address::{Address, address};

/// A breaker with this limit is off.
const NO_LIMIT: u16 = 10_000;
/// Seconds that a stream can be paused in all: 60 days.
const MAX_PAUSE: i64 = 60 * 86_400;
/// The associated token program.
const ASSOCIATED_TOKEN: Address = address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

/// What came in, by its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Income {
    pub dues: u64,
    pub rent: u64,
    pub donation: u64,
    pub fine: u64,
    pub sale: u64,
    pub other: u64,
}

impl From<[u64; KINDS]> for Income {
    fn from([dues, rent, donation, fine, sale, other]: [u64; KINDS]) -> Self {
        Self { dues, rent, donation, fine, sale, other }
    }
}

impl Income {
    /// The kinds with their names, in the order of a ledger.
    pub fn kinds(&self) -> [(&'static str, u64); KINDS] {
        let Self { dues, rent, donation, fine, sale, other } = *self;
        [
            ("dues", dues),
            ("rent", rent),
            ("donations", donation),
            ("fines", fine),
            ("sales", sale),
            ("other", other),
        ]
    }
}

/// A ledger.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerBook {
    /// The nation.
    pub nation: String,
    /// The ledger's address.
    pub address: String,
    /// The money.
    pub money: Money,
    /// Its mint.
    pub mint: String,
    /// Digits after the point.
    pub decimals: u8,
    /// What came in.
    pub income: Income,
    /// What went out.
    pub outflow: u64,
    /// What is booked.
    pub balance: u64,
    /// Of that, promised to streams.
    pub promised_streams: u64,
    /// Of that, set aside for budgets.
    pub promised_budgets: u64,
    /// What the holding really has, rent not counted; none when it is no holding of this money.
    pub held: Option<u64>,
    /// What it has beyond what is booked.
    pub unbooked: u64,
    /// What may leave in a window, in basis points of what was there at its beginning; 10,000 for all.
    pub limit_bps: u16,
    /// The window, in seconds.
    pub window: u32,
    /// When a looser rule takes effect, in Unix seconds, and which.
    pub next_rule: Option<(i64, u16, u32)>,
    /// Whether all of it agrees.
    pub agrees: bool,
}

impl LedgerBook {
    /// What is promised to nobody.
    pub fn free(&self) -> u64 {
        self.balance.saturating_sub(self.promised_streams).saturating_sub(self.promised_budgets)
    }
}

/// A budget.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetBook {
    /// The nation.
    pub nation: String,
    /// Its number.
    pub id: u64,
    /// The money.
    pub money: Money,
    /// `wallet`, `office` or `court`.
    pub holder_kind: &'static str,
    /// The wallet, or the office's account; none for the court, which may change.
    pub holder: Option<String>,
    /// What may be spent in a period.
    pub per_period: u64,
    /// A period's length, in seconds.
    pub period: u32,
    /// First second of the first period.
    pub from: i64,
    /// First second after the last.
    pub until: i64,
    /// What was spent in the present period.
    pub spent: u64,
    /// What of the balance is set aside for it.
    pub set_aside: u64,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A stream.
#[derive(Clone, Debug, Serialize)]
pub struct StreamBook {
    /// The nation.
    pub nation: String,
    /// Its number.
    pub id: u64,
    /// The money.
    pub money: Money,
    /// Who is paid.
    pub payee: String,
    /// What is paid in all.
    pub total: u64,
    /// What is earned by now.
    pub earned: u64,
    /// What the payee has taken.
    pub withdrawn: u64,
    /// First second of earning.
    pub start: i64,
    /// Nothing is earned before this second.
    pub cliff: i64,
    /// Everything is earned at this second.
    pub end: i64,
    /// `running`, `paused`, `cancelled` or `ended`.
    pub state: &'static str,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// A mint, all of whose token accounts are known.
#[derive(Clone, Debug, Serialize)]
pub struct MintBook {
    /// Its address.
    pub mint: String,
    /// The money.
    pub money: Money,
    /// Digits after the point.
    pub decimals: u8,
    /// Tokens that exist, by the mint.
    pub supply: u64,
    /// Tokens in all token accounts, fees held back included.
    pub held: u64,
    /// Token accounts.
    pub holders: u64,
    /// Whether more can be made.
    pub mintable: bool,
    /// Whether all of it agrees.
    pub agrees: bool,
}

/// What is earned of a stream at a time, rounded down, by the second; pauses end by themselves.
pub(super) fn earned(stream: &Stream, now: i64) -> u64 {
    let [start, cliff, end] = [stream.start, stream.cliff, stream.end].map(i128::from);
    // While it is paused its time stands still at the beginning of the pause; once a pause has used up all that
    // there is, time has gone on since then.
    let at = if stream.paused == 0 {
        i128::from(now)
    } else {
        let since = i128::from(stream.paused_at);
        let most = i128::from(MAX_PAUSE) - i128::from(stream.paused_total);
        let lapsed = since + most.max(0);
        // Before the start nothing is earned, so that a pause costs nothing then.
        let stood_still = (lapsed - since.max(start)).max(0);
        if i128::from(now) < lapsed { since.min(i128::from(now)) } else { i128::from(now) - stood_still }
    };
    if at < cliff || at < start {
        return 0;
    }
    if at >= end {
        return stream.total;
    }
    let earned = i128::from(stream.total) * (at - start) / (end - start).max(1);
    u64::try_from(earned).unwrap_or(stream.total)
}

impl Auditor<'_> {
    pub(super) fn treasuries(&mut self) {
        let accounts = self.accounts;
        for (address, treasury) in &accounts.treasuries {
            let name = format!("treasury of {}", self.nation(&treasury.nation));
            self.book(&name, |book| {
                book.place(address, &[b"treasury", treasury.nation.as_ref()], &TREASURY_ID);
                book.place(&treasury.vault, &[b"vault", address.as_ref()], &TREASURY_ID);
            });
        }
        for (address, ledger) in &accounts.ledgers {
            self.ledger(address, ledger);
        }
        self.audit
            .ledgers
            .sort_by_key(|book| (book.nation.clone(), book.money.name != "SOL", book.money.name.clone()));
        for (address, budget) in &accounts.budgets {
            self.budget(address, budget);
        }
        self.audit.budgets.sort_by_key(|book| (book.nation.clone(), book.id));
        for (address, stream) in &accounts.streams {
            self.stream(address, stream);
        }
        self.audit.streams.sort_by_key(|book| (book.nation.clone(), book.id));
    }

    fn ledger(&mut self, address: &Address, ledger: &Ledger) {
        let (accounts, money) = (self.accounts, self.money(&ledger.mint));
        let nation = self.nation(&ledger.nation);
        let treasury = accounts.treasuries.get(&ledger.treasury);
        let held = self.held(&ledger.holding, &ledger.mint);
        let owner =
            self.evidence.money.get(&ledger.holding).and_then(|account| Holding::read(&account.data).ok());
        let promised_streams: u128 = accounts
            .streams
            .values()
            .filter(|stream| stream.ledger == *address)
            .map(|stream| u128::from(stream.total.saturating_sub(stream.withdrawn)))
            .sum();
        let budgets = accounts.budgets.values().filter(|budget| budget.ledger == *address);
        let promised_budgets = sum(budgets.map(|budget| &budget.set_aside));
        let name = format!("{} ledger of {nation}", money.name);
        let agrees = self.book(&name, |book| {
            book.place(address, &[b"ledger", ledger.treasury.as_ref(), ledger.mint.as_ref()], &TREASURY_ID);
            match treasury {
                Some(treasury) => place_of_money(book, ledger, treasury, owner.map(|holding| holding.owner)),
                None => book.disagree("its treasury is not there"),
            }
            balance(book, ledger, &money);
            for (what, stored, found) in [
                ("streams", ledger.promised_streams, promised_streams),
                ("budgets", ledger.promised_budgets, promised_budgets),
            ] {
                book.agree(u128::from(stored) == found, || {
                    let found = i128::try_from(found).unwrap_or(i128::MAX);
                    let (stored, found) = (money.text(stored), money.text(found));
                    format!("it says that {stored} are promised to {what}, which say {found}")
                });
            }
            let least = u128::from(ledger.balance) + u128::from(ledger.reserve);
            match held {
                Some(held) => book.agree(u128::from(held) >= least, || {
                    let booked = i128::try_from(least).unwrap_or(i128::MAX);
                    format!(
                        "{} are booked, rent included, and {} are there",
                        money.text(booked),
                        money.text(held)
                    )
                }),
                None => book.disagree("its holding is not a token account of its mint"),
            }
            breaker(book, ledger);
        });
        let held = held.map(|held| held.saturating_sub(ledger.reserve));
        self.audit.ledgers.push(LedgerBook {
            nation,
            address: address.to_string(),
            mint: ledger.mint.to_string(),
            decimals: money.decimals,
            money,
            income: ledger.income.into(),
            outflow: ledger.outflow,
            balance: ledger.balance,
            promised_streams: ledger.promised_streams,
            promised_budgets: ledger.promised_budgets,
            held,
            unbooked: held.unwrap_or_default().saturating_sub(ledger.balance),
            limit_bps: ledger.limit_bps,
            window: ledger.window,
            next_rule: (ledger.next_at != 0).then_some((
                ledger.next_at,
                ledger.next_limit_bps,
                ledger.next_window,
            )),
            agrees,
        });
    }

    fn budget(&mut self, address: &Address, budget: &Budget) {
        let (accounts, now) = (self.accounts, self.evidence.time);
        let ledger = accounts.ledgers.get(&budget.ledger);
        let treasury = ledger.and_then(|ledger| accounts.treasuries.get(&ledger.treasury));
        let money = ledger.map(|ledger| self.money(&ledger.mint)).unwrap_or_default();
        let nation = ledger.map_or_else(|| "no nation".into(), |ledger| self.nation(&ledger.nation));
        let name = format!("budget {} of {nation}", budget.id);
        let agrees = self.book(&name, |book| {
            let Some((ledger, treasury)) = ledger.zip(treasury) else {
                return book.disagree("its ledger or treasury is not there");
            };
            let id = budget.id.to_le_bytes();
            book.place(address, &[b"budget", ledger.treasury.as_ref(), &id], &TREASURY_ID);
            book.agree(budget.id < treasury.next_budget, || {
                format!("its treasury says that there were {} budgets", treasury.next_budget)
            });
            book.agree(budget.spent <= budget.per_period, || {
                let (spent, most) = (money.text(budget.spent), money.text(budget.per_period));
                format!("{spent} were spent in a period that allows {most}")
            });
            let seconds = u128::from(budget.spent_in) * u128::from(budget.period);
            let begun = u128::try_from(i128::from(now) - i128::from(budget.from)).unwrap_or(0);
            book.agree(seconds <= begun, || format!("period {} has not begun", budget.spent_in));
        });
        self.audit.budgets.push(BudgetBook {
            nation,
            id: budget.id,
            money,
            holder_kind: ["wallet", "office", "court"]
                .get(usize::from(budget.holder_kind))
                .unwrap_or(&"unknown"),
            holder: (budget.holder != NOBODY).then(|| budget.holder.to_string()),
            per_period: budget.per_period,
            period: budget.period,
            from: budget.from,
            until: budget.until,
            spent: budget.spent,
            set_aside: budget.set_aside,
            agrees,
        });
    }

    fn stream(&mut self, address: &Address, stream: &Stream) {
        let (accounts, now) = (self.accounts, self.evidence.time);
        let ledger = accounts.ledgers.get(&stream.ledger);
        let treasury = ledger.and_then(|ledger| accounts.treasuries.get(&ledger.treasury));
        let money = ledger.map(|ledger| self.money(&ledger.mint)).unwrap_or_default();
        let nation = ledger.map_or_else(|| "no nation".into(), |ledger| self.nation(&ledger.nation));
        let earned = earned(stream, now);
        let name = format!("stream {} of {nation}", stream.id);
        let agrees = self.book(&name, |book| {
            let Some((ledger, treasury)) = ledger.zip(treasury) else {
                return book.disagree("its ledger or treasury is not there");
            };
            let id = stream.id.to_le_bytes();
            book.place(address, &[b"stream", ledger.treasury.as_ref(), &id], &TREASURY_ID);
            book.agree(stream.id < treasury.next_stream, || {
                format!("its treasury says that there were {} streams", treasury.next_stream)
            });
            book.agree(stream.withdrawn <= earned, || {
                let (taken, earned) = (money.text(stream.withdrawn), money.text(earned));
                format!("{taken} were withdrawn, {earned} are earned")
            });
        });
        let state = match stream {
            Stream { cancelled: 1.., .. } => "cancelled",
            Stream { paused: 1.., .. } => "paused",
            Stream { end, .. } if now >= *end => "ended",
            _ => "running",
        };
        self.audit.streams.push(StreamBook {
            nation,
            id: stream.id,
            money,
            payee: stream.payee.to_string(),
            total: stream.total,
            earned,
            withdrawn: stream.withdrawn,
            start: stream.start,
            cliff: stream.cliff,
            end: stream.end,
            state,
            agrees,
        });
    }

    /// Compares supplies with what lies in token accounts, of mints all of whose accounts are known.
    pub(super) fn mints(&mut self) {
        let evidence = self.evidence;
        for (address, holders) in &evidence.holders {
            let Some(Ok(mint)) = evidence.money.get(address).map(|account| Mint::read(&account.data)) else {
                self.audit.disagreements.push(format!("account {address} is not a mint"));
                continue;
            };
            let money = self.money(address);
            // The filter that found them may find accounts of other types too, which are no holdings.
            let holdings: Vec<Holding> =
                holders.iter().filter_map(|(_, account)| Holding::read(&account.data).ok()).collect();
            let held = sum(holdings.iter().flat_map(|holding| [&holding.amount, &holding.withheld]))
                + u128::from(mint.withheld);
            let agrees = self.book(&format!("mint of {}", money.name), |book| {
                book.agree(held == u128::from(mint.supply), || {
                    let lie = money.text(i128::try_from(held).unwrap_or(i128::MAX));
                    format!("its supply is {}, {lie} lie in its token accounts", money.text(mint.supply))
                });
            });
            self.audit.mints.push(MintBook {
                mint: address.to_string(),
                money,
                decimals: mint.decimals,
                supply: mint.supply,
                held: u64::try_from(held).unwrap_or(u64::MAX),
                holders: holdings.iter().filter(|holding| holding.mint == *address).count() as u64,
                mintable: mint.mintable,
                agrees,
            });
        }
    }
}

/// Whether the money is where it must be.
fn place_of_money(book: &mut Book<'_>, ledger: &Ledger, treasury: &Treasury, owner: Option<Address>) {
    book.agree(treasury.nation == ledger.nation, || "its treasury is another nation's".into());
    let vault = treasury.vault;
    if ledger.mint == SOL {
        book.agree(ledger.holding == vault, || "its money does not lie in the vault".into());
        book.agree(ledger.reserve == treasury.vault_reserve, || {
            let (here, there) = (ledger.reserve, treasury.vault_reserve);
            format!("it says that {here} lamports of the vault are its rent, the treasury says {there}")
        });
    } else {
        let seeds: [&[u8]; 3] = [vault.as_ref(), ledger.token_program.as_ref(), ledger.mint.as_ref()];
        book.place(&ledger.holding, &seeds, &ASSOCIATED_TOKEN);
        book.agree(ledger.reserve == 0, || "tokens pay no rent, but it keeps some".into());
        book.agree(owner.is_none_or(|owner| owner == vault), || "its holding is not the vault's".into());
    }
}

/// Whether what came in less what went out is what is there, and covers what is promised.
fn balance(book: &mut Book<'_>, ledger: &Ledger, money: &Money) {
    let income = sum(&ledger.income);
    let expected = i128::try_from(income).unwrap_or(i128::MAX) - i128::from(ledger.outflow);
    book.agree(expected == i128::from(ledger.balance), || {
        let (expected, stored) = (money.text(expected), money.text(ledger.balance));
        format!("what came in less what went out is {expected}, its balance says {stored}")
    });
    let promised = u128::from(ledger.promised_streams) + u128::from(ledger.promised_budgets);
    book.agree(promised <= u128::from(ledger.balance), || {
        let promised = money.text(i128::try_from(promised).unwrap_or(i128::MAX));
        format!("{promised} are promised, its balance is {}", money.text(ledger.balance))
    });
}

/// Whether the breaker's rule is one, and what it remembers has happened.
fn breaker(book: &mut Book<'_>, ledger: &Ledger) {
    let sound = |limit: u16, window: u32| (1..=NO_LIMIT).contains(&limit) && window > 0;
    book.agree(sound(ledger.limit_bps, ledger.window), || "its breaker has no rule".into());
    book.agree(ledger.next_at == 0 || sound(ledger.next_limit_bps, ledger.next_window), || {
        "the breaker's next rule is none".into()
    });
    let came = sum(ledger.breaker_flows.iter().step_by(2));
    let left = sum(ledger.breaker_flows.iter().skip(1).step_by(2));
    book.agree(came <= sum(&ledger.income) && left <= u128::from(ledger.outflow), || {
        "its breaker remembers more than there was".into()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn stream() -> Stream {
        Stream {
            ledger: SOL,
            payee: SOL,
            id: 0,
            total: 100 * DAY as u64,
            withdrawn: 0,
            start: 1_000 * DAY,
            cliff: 1_010 * DAY,
            end: 1_100 * DAY,
            paused_at: 0,
            paused_total: 0,
            paused: 0,
            cancelled: 0,
        }
    }

    #[test]
    fn pay_is_earned_by_the_second() {
        for (day, days_earned) in [(0, 0), (1_009, 0), (1_010, 10), (1_050, 50), (1_100, 100), (9_999, 100)] {
            assert_eq!(earned(&stream(), day * DAY), days_earned * DAY as u64, "{day}");
        }
        let odd = Stream { total: 10, start: 0, cliff: 0, end: 3, ..stream() };
        assert_eq!([0, 1, 2, 3].map(|now| earned(&odd, now)), [0, 3, 6, 10]);
        let most = Stream { total: u64::MAX, start: i64::MIN, cliff: i64::MIN, end: i64::MAX, ..stream() };
        assert_eq!((earned(&most, i64::MIN), earned(&most, i64::MAX)), (0, u64::MAX));
    }

    #[test]
    fn pauses_stop_it_for_sixty_days_at_most() {
        let paused = Stream { paused: 1, paused_at: 1_020 * DAY, ..stream() };
        for (day, days_earned) in [(1_020, 20), (1_079, 20), (1_080, 20), (1_081, 21), (1_160, 100)] {
            assert_eq!(earned(&paused, day * DAY), days_earned * DAY as u64, "{day}");
        }
        // Twenty days are left of the sixty.
        let again = Stream { paused_total: 40 * DAY, ..paused };
        assert_eq!(earned(&again, 1_045 * DAY), 25 * DAY as u64);
        // A pause before the start takes only what is left of it then.
        let early = Stream { paused: 1, paused_at: 990 * DAY, ..stream() };
        for (day, days_earned) in [(1_020, 0), (1_050, 0), (1_060, 10), (1_150, 100)] {
            assert_eq!(earned(&early, day * DAY), days_earned * DAY as u64, "{day}");
        }
    }
}
