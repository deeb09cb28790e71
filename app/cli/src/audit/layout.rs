//! Where things lie in the accounts of the treasury and land programs, version 1, and of the token programs; those
//! of court and diplomacy are in modules of their own.
//!
//! Every account of the project begins with eight bytes that name its type: the first of the SHA-256 of `account:`
//! and the type's name. The offsets are in the `read` of each type; what is not read here does not matter to the
//! books. Times are Unix seconds, amounts in the smallest unit of their kind of money, areas in square decimetres.

pub mod court;
pub mod diplomacy;

use crate::raw::{Bytes, Malformed};
use solana_address::Address;

/// The layout described here.
const VERSION: u8 = 1;

/// Kinds of income, in the order of a ledger.
pub const KINDS: usize = 6;
/// Slots of the breaker's memory.
pub const SLOTS: usize = 8;
/// Kinds of tenure, in the order of a registry.
pub const TENURES: usize = 3;
/// Deductions that a lease can have.
pub const ITEMS: usize = 8;
/// Serial of nobody.
pub const NO_SERIAL: u64 = u64::MAX;

/// An account type of the programs.
pub trait Layout: Sized {
    /// The first bytes of such an account.
    const TYPE: [u8; 8];
    /// Bytes of such an account.
    const BYTES: usize;
    /// What it is called in sentences.
    const NAME: &'static str;

    /// Reads such an account.
    ///
    /// # Errors
    /// It is too short or has another layout.
    fn read(data: &[u8]) -> Result<Self, Malformed>;
}

fn bytes<T: Layout>(data: &[u8], version: usize) -> Result<Bytes<'_>, Malformed> {
    let bytes = Bytes::of(data, T::BYTES, T::NAME)?;
    bytes.version(version, VERSION)?;
    Ok(bytes)
}

/// What matters of a treasury.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Treasury {
    pub nation: Address,
    pub vault: Address,
    pub next_budget: u64,
    pub next_stream: u64,
    pub vault_reserve: u64,
}

impl Layout for Treasury {
    const TYPE: [u8; 8] = [238, 239, 123, 238, 89, 1, 168, 253];
    const BYTES: usize = 136;
    const NAME: &'static str = "treasury";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 96)?;
        Ok(Self {
            nation: bytes.address(8),
            vault: bytes.address(40),
            next_budget: bytes.u64(72),
            next_stream: bytes.u64(80),
            vault_reserve: bytes.u64(88),
        })
    }
}

/// What matters of a ledger.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Ledger {
    pub nation: Address,
    pub treasury: Address,
    pub mint: Address,
    pub token_program: Address,
    pub holding: Address,
    pub reserve: u64,
    /// Dues, rent, donations, fines, sales, other.
    pub income: [u64; KINDS],
    pub outflow: u64,
    pub promised_streams: u64,
    pub promised_budgets: u64,
    pub balance: u64,
    /// In and out of each slot.
    pub breaker_flows: [u64; 2 * SLOTS],
    pub next_at: i64,
    pub window: u32,
    pub next_window: u32,
    pub limit_bps: u16,
    pub next_limit_bps: u16,
    pub decimals: u8,
}

impl Layout for Ledger {
    const TYPE: [u8; 8] = [43, 41, 21, 213, 180, 176, 95, 32];
    const BYTES: usize = 448;
    const NAME: &'static str = "ledger";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 413)?;
        Ok(Self {
            nation: bytes.address(8),
            treasury: bytes.address(40),
            mint: bytes.address(72),
            token_program: bytes.address(104),
            holding: bytes.address(136),
            reserve: bytes.u64(168),
            income: bytes.u64s(176),
            outflow: bytes.u64(224),
            promised_streams: bytes.u64(232),
            promised_budgets: bytes.u64(240),
            balance: bytes.u64(248),
            breaker_flows: bytes.u64s(264),
            next_at: bytes.i64(392),
            window: bytes.u32(400),
            next_window: bytes.u32(404),
            limit_bps: bytes.u16(408),
            next_limit_bps: bytes.u16(410),
            decimals: bytes.byte(412),
        })
    }
}

/// What matters of a budget.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Budget {
    pub ledger: Address,
    pub holder: Address,
    pub destination: Address,
    pub id: u64,
    pub per_period: u64,
    pub from: i64,
    pub until: i64,
    pub spent: u64,
    pub spent_in: u64,
    pub set_aside: u64,
    pub period: u32,
    /// 0 a wallet, 1 an office, 2 the court.
    pub holder_kind: u8,
}

impl Layout for Budget {
    const TYPE: [u8; 8] = [35, 151, 58, 65, 187, 148, 119, 218];
    const BYTES: usize = 264;
    const NAME: &'static str = "budget";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 229)?;
        Ok(Self {
            ledger: bytes.address(40),
            holder: bytes.address(72),
            destination: bytes.address(104),
            id: bytes.u64(168),
            per_period: bytes.u64(176),
            from: bytes.i64(184),
            until: bytes.i64(192),
            spent: bytes.u64(200),
            spent_in: bytes.u64(208),
            set_aside: bytes.u64(216),
            period: bytes.u32(224),
            holder_kind: bytes.byte(228),
        })
    }
}

/// What matters of a stream.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Stream {
    pub ledger: Address,
    pub payee: Address,
    pub id: u64,
    pub total: u64,
    pub withdrawn: u64,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    pub paused_at: i64,
    pub paused_total: i64,
    pub paused: u8,
    pub cancelled: u8,
}

impl Layout for Stream {
    const TYPE: [u8; 8] = [166, 224, 59, 4, 202, 10, 186, 83];
    const BYTES: usize = 240;
    const NAME: &'static str = "stream";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 202)?;
        Ok(Self {
            ledger: bytes.address(40),
            payee: bytes.address(72),
            id: bytes.u64(136),
            total: bytes.u64(144),
            withdrawn: bytes.u64(152),
            start: bytes.i64(160),
            cliff: bytes.i64(168),
            end: bytes.i64(176),
            paused_at: bytes.i64(184),
            paused_total: bytes.i64(192),
            paused: bytes.byte(200),
            cancelled: bytes.byte(201),
        })
    }
}

/// What matters of a registry.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Registry {
    pub nation: Address,
    pub areas: [u64; TENURES],
    pub next_campaign: u64,
    pub counts: [u32; TENURES],
    pub parcels: u32,
    pub leases: u32,
}

impl Layout for Registry {
    const TYPE: [u8; 8] = [47, 174, 110, 246, 184, 182, 252, 218];
    const BYTES: usize = 128;
    const NAME: &'static str = "registry";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 92)?;
        Ok(Self {
            nation: bytes.address(8),
            areas: bytes.u64s(40),
            next_campaign: bytes.u64(64),
            counts: bytes.u32s(72),
            parcels: bytes.u32(84),
            leases: bytes.u32(88),
        })
    }
}

/// What matters of a parcel.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Parcel {
    pub registry: Address,
    pub nation: Address,
    pub current: Address,
    pub cell: u64,
    pub registered_at: i64,
    pub version_since: i64,
    pub facts_version: u32,
    pub next_lease: u32,
    pub area: u64,
    pub latitude_e7: i32,
    pub longitude_e7: i32,
    pub jurisdiction: String,
    pub tenure: u8,
    pub retired: u8,
}

impl Layout for Parcel {
    const TYPE: [u8; 8] = [149, 167, 245, 67, 209, 244, 214, 75];
    const BYTES: usize = 520;
    const NAME: &'static str = "parcel";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 481)?;
        Ok(Self {
            registry: bytes.address(8),
            nation: bytes.address(40),
            current: bytes.address(72),
            cell: bytes.u64(136),
            registered_at: bytes.i64(144),
            version_since: bytes.i64(152),
            facts_version: bytes.u32(160),
            next_lease: bytes.u32(164),
            area: bytes.u64(168),
            latitude_e7: bytes.i32(176),
            longitude_e7: bytes.i32(180),
            jurisdiction: bytes.text(184, 6),
            tenure: bytes.byte(190),
            retired: bytes.byte(480),
        })
    }
}

/// What matters of a superseded version of a parcel.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct ParcelVersion {
    pub parcel: Address,
    pub from: i64,
    pub until: i64,
    pub number: u32,
}

impl Layout for ParcelVersion {
    const TYPE: [u8; 8] = [40, 157, 212, 135, 119, 155, 14, 161];
    const BYTES: usize = 440;
    const NAME: &'static str = "version of a parcel";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 405)?;
        Ok(Self {
            parcel: bytes.address(8),
            from: bytes.i64(72),
            until: bytes.i64(80),
            number: bytes.u32(400),
        })
    }
}

/// What a lease was offered for, as far as it matters.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Terms {
    pub rent: u64,
    pub deposit: u64,
    pub period: u32,
    pub late_fee_bps: u16,
    pub escalator_bps: u16,
    pub rent_bps: u16,
    /// 0 by periods, 1 a share of a declared price.
    pub kind: u8,
    pub by_auction: u8,
}

/// What matters of a lease.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Lease {
    pub nation: Address,
    pub parcel: Address,
    pub tenant: Address,
    pub mint: Address,
    pub escrow: Address,
    pub buyer: Address,
    pub tenant_serial: u64,
    pub offer_expires_at: i64,
    pub starts_at: i64,
    pub ends_at: i64,
    pub ended_at: i64,
    pub next_rent: u64,
    pub credit: u64,
    pub price: u64,
    pub paid_through: i64,
    pub paid_total: u64,
    pub deposit: u64,
    pub to_tenant: u64,
    pub to_landlord: u64,
    pub tenant_taken: u64,
    pub landlord_taken: u64,
    pub held: u64,
    pub reserve: u64,
    pub buyer_escrow: u64,
    pub items: [u64; ITEMS],
    pub terms: Terms,
    pub number: u32,
    pub paid_periods: u32,
    pub state: u8,
    pub claimed: u8,
    pub open: u8,
    pub noticed: u8,
}

impl Layout for Lease {
    const TYPE: [u8; 8] = [14, 103, 218, 61, 248, 234, 105, 84];
    const BYTES: usize = 848;
    const NAME: &'static str = "lease";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 807)?;
        Ok(Self {
            nation: bytes.address(8),
            parcel: bytes.address(40),
            tenant: bytes.address(72),
            mint: bytes.address(104),
            escrow: bytes.address(136),
            buyer: bytes.address(200),
            tenant_serial: bytes.u64(232),
            offer_expires_at: bytes.i64(248),
            starts_at: bytes.i64(256),
            ends_at: bytes.i64(264),
            ended_at: bytes.i64(272),
            next_rent: bytes.u64(280),
            credit: bytes.u64(288),
            price: bytes.u64(296),
            paid_through: bytes.i64(320),
            paid_total: bytes.u64(336),
            deposit: bytes.u64(344),
            to_tenant: bytes.u64(352),
            to_landlord: bytes.u64(360),
            tenant_taken: bytes.u64(368),
            landlord_taken: bytes.u64(376),
            held: bytes.u64(384),
            reserve: bytes.u64(392),
            buyer_escrow: bytes.u64(400),
            items: bytes.u64s(408),
            terms: Terms {
                rent: bytes.u64(728),
                deposit: bytes.u64(736),
                period: bytes.u32(744),
                late_fee_bps: bytes.u16(776),
                escalator_bps: bytes.u16(778),
                rent_bps: bytes.u16(780),
                kind: bytes.byte(782),
                by_auction: bytes.byte(783),
            },
            number: bytes.u32(792),
            paid_periods: bytes.u32(796),
            state: bytes.byte(800),
            claimed: bytes.byte(802),
            open: bytes.byte(803),
            noticed: bytes.byte(804),
        })
    }
}

/// What matters of an auction.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Auction {
    pub lease: Address,
    pub leader: Address,
    pub reserve: u64,
    pub highest: u64,
    pub opens_at: i64,
    pub closes_at: i64,
    pub bids: u32,
    pub open_bids: u32,
    /// 0 not settled, 1 sold, 2 sold to nobody.
    pub outcome: u8,
}

impl Layout for Auction {
    const TYPE: [u8; 8] = [218, 94, 247, 242, 126, 233, 131, 81];
    const BYTES: usize = 240;
    const NAME: &'static str = "auction";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 199)?;
        Ok(Self {
            lease: bytes.address(40),
            leader: bytes.address(72),
            reserve: bytes.u64(144),
            highest: bytes.u64(152),
            opens_at: bytes.i64(160),
            closes_at: bytes.i64(168),
            bids: bytes.u32(188),
            open_bids: bytes.u32(192),
            outcome: bytes.byte(198),
        })
    }
}

/// What matters of a bid.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Bid {
    pub auction: Address,
    pub bidder: Address,
    pub escrowed: u64,
}

impl Layout for Bid {
    const TYPE: [u8; 8] = [143, 246, 48, 245, 42, 145, 180, 88];
    const BYTES: usize = 160;
    const NAME: &'static str = "bid";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 120)?;
        Ok(Self { auction: bytes.address(8), bidder: bytes.address(40), escrowed: bytes.u64(112) })
    }
}

/// What matters of a claim.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Claim {
    pub lease: Address,
    pub wallet: Address,
    pub amount: u64,
}

impl Layout for Claim {
    const TYPE: [u8; 8] = [155, 70, 22, 176, 123, 215, 246, 102];
    const BYTES: usize = 192;
    const NAME: &'static str = "claim";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 152)?;
        Ok(Self { lease: bytes.address(40), wallet: bytes.address(72), amount: bytes.u64(144) })
    }
}

/// What matters of a campaign.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Campaign {
    pub nation: Address,
    pub registry: Address,
    pub mint: Address,
    pub escrow: Address,
    pub id: u64,
    pub goal: u64,
    pub pledged: u64,
    pub refunded: u64,
    pub deadline: i64,
    pub open_pledges: u64,
    pub reserve: u64,
    pub paid_out: u8,
}

impl Layout for Campaign {
    const TYPE: [u8; 8] = [50, 40, 49, 11, 157, 220, 229, 192];
    const BYTES: usize = 432;
    const NAME: &'static str = "campaign";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 393)?;
        Ok(Self {
            nation: bytes.address(8),
            registry: bytes.address(40),
            mint: bytes.address(104),
            escrow: bytes.address(136),
            id: bytes.u64(200),
            goal: bytes.u64(208),
            pledged: bytes.u64(216),
            refunded: bytes.u64(224),
            deadline: bytes.i64(240),
            open_pledges: bytes.u64(248),
            reserve: bytes.u64(256),
            paid_out: bytes.byte(392),
        })
    }
}

/// What matters of a pledge.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the programs' own layout")]
pub struct Pledge {
    pub campaign: Address,
    pub wallet: Address,
    pub amount: u64,
}

impl Layout for Pledge {
    const TYPE: [u8; 8] = [161, 197, 121, 46, 99, 75, 169, 131];
    const BYTES: usize = 152;
    const NAME: &'static str = "pledge";

    fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes::<Self>(data, 112)?;
        Ok(Self { campaign: bytes.address(8), wallet: bytes.address(40), amount: bytes.u64(104) })
    }
}

/// Bytes of a mint without extensions (`spl-token-interface`, `Mint`).
const MINT_BYTES: usize = 82;
/// Bytes of a token account without extensions (`spl-token-interface`, `Account`). In Token-2022 the account's type
/// follows at this offset where there are extensions, in a mint too; and then the extensions.
const HOLDING_BYTES: usize = 165;
/// Bytes of a multisig, which no other account of the token programs has.
const MULTISIG_BYTES: usize = 355;
/// The type of a mint.
const TYPE_MINT: u8 = 1;
/// The type of a token account.
const TYPE_HOLDING: u8 = 2;

// Extensions (`spl-token-2022-interface`, `ExtensionType`).
/// The fee of a mint; what it has collected itself is at byte 64.
const FEE_CONFIG: u16 = 1;
/// What a token account holds back for the fee.
const FEE_WITHHELD: u16 = 2;
/// Name and symbol.
const METADATA: u16 = 19;

/// What matters of a mint of either token program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mint {
    /// Tokens that exist.
    pub supply: u64,
    /// Digits after the point.
    pub decimals: u8,
    /// Whether more can be made.
    pub mintable: bool,
    /// Fees that the mint itself holds.
    pub withheld: u64,
    /// What people call it, where it says so.
    pub symbol: Option<String>,
}

impl Mint {
    /// Reads a mint.
    ///
    /// # Errors
    /// It is none.
    pub fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = Bytes::of(data, MINT_BYTES, "mint")?;
        let is_mint = data.len() == MINT_BYTES || data.get(HOLDING_BYTES) == Some(&TYPE_MINT);
        if !is_mint || bytes.byte(45) != 1 {
            return Err(Malformed("is not a mint".into()));
        }
        Ok(Self {
            supply: bytes.u64(36),
            decimals: bytes.byte(44),
            mintable: bytes.u32(0) != 0,
            withheld: extension(data, FEE_CONFIG).map_or(0, |config| number(config, 64)),
            symbol: extension(data, METADATA).and_then(symbol),
        })
    }
}

/// What matters of a token account of either token program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Of which mint.
    pub mint: Address,
    /// Who can spend it.
    pub owner: Address,
    /// Tokens to be spent.
    pub amount: u64,
    /// Tokens held back for a fee.
    pub withheld: u64,
}

impl Holding {
    /// Reads a token account.
    ///
    /// # Errors
    /// It is none.
    pub fn read(data: &[u8]) -> Result<Self, Malformed> {
        let bytes = Bytes::of(data, HOLDING_BYTES, "token account")?;
        let is_holding = data.len() == HOLDING_BYTES
            || (data.len() != MULTISIG_BYTES && data.get(HOLDING_BYTES) == Some(&TYPE_HOLDING));
        if !is_holding || bytes.byte(108) == 0 {
            return Err(Malformed("is not a token account".into()));
        }
        Ok(Self {
            mint: bytes.address(0),
            owner: bytes.address(32),
            amount: bytes.u64(64),
            withheld: extension(data, FEE_WITHHELD).map_or(0, |withheld| number(withheld, 0)),
        })
    }
}

fn number(bytes: &[u8], at: usize) -> u64 {
    let bytes = bytes.get(at..).and_then(|tail| tail.first_chunk());
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The value of an extension: type and length in two bytes each, then the value.
fn extension(data: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = data.get(HOLDING_BYTES + 1..)?;
    while let Some(([a, b, c, d], body)) = rest.split_first_chunk() {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
        let (value, after) = body.split_at_checked(length.into())?;
        if kind == wanted {
            return Some(value);
        }
        if kind == 0 {
            return None;
        }
        rest = after;
    }
    None
}

/// The symbol of metadata: after two addresses and the name, both texts with their length in four bytes.
fn symbol(metadata: &[u8]) -> Option<String> {
    let text = |bytes: &'_ [u8]| -> Option<(String, usize)> {
        let length = u32::from_le_bytes(*bytes.first_chunk()?) as usize;
        let text = bytes.get(4..)?.get(..length)?;
        Some((String::from_utf8_lossy(text).into_owned(), 4 + length))
    };
    let name_at = metadata.get(64..)?;
    let (_, length) = text(name_at)?;
    let (symbol, _) = text(name_at.get(length..)?)?;
    (!symbol.is_empty() && !symbol.chars().any(char::is_control)).then_some(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn types_are_named_by_hashes() {
        for (name, bytes) in [
            ("Treasury", Treasury::TYPE),
            ("Ledger", Ledger::TYPE),
            ("Budget", Budget::TYPE),
            ("Stream", Stream::TYPE),
            ("Registry", Registry::TYPE),
            ("Parcel", Parcel::TYPE),
            ("ParcelVersion", ParcelVersion::TYPE),
            ("Lease", Lease::TYPE),
            ("Auction", Auction::TYPE),
            ("Bid", Bid::TYPE),
            ("Claim", Claim::TYPE),
            ("Campaign", Campaign::TYPE),
            ("Pledge", Pledge::TYPE),
            ("Court", court::Court::TYPE),
            ("Juror", court::Juror::TYPE),
            ("JurorOf", court::JurorOf::TYPE),
            ("Case", court::Case::TYPE),
            ("Seat", court::Seat::TYPE),
            ("CensusReport", diplomacy::CensusReport::TYPE),
            ("Stage", diplomacy::Stage::TYPE),
            ("Recognition", diplomacy::Recognition::TYPE),
            ("Entry", diplomacy::Entry::TYPE),
            ("Body", diplomacy::Body::TYPE),
            ("Treaty", diplomacy::Treaty::TYPE),
            ("Visa", diplomacy::Visa::TYPE),
        ] {
            assert_eq!(Sha256::digest(format!("account:{name}"))[..8], bytes, "{name}");
        }
    }

    /// A mint with these extensions.
    fn mint(extensions: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let mut data = vec![0; HOLDING_BYTES];
        data[36..44].copy_from_slice(&77u64.to_le_bytes());
        (data[44], data[45]) = (2, 1);
        data.push(TYPE_MINT);
        for (kind, value) in extensions {
            data.extend(kind.to_le_bytes());
            data.extend(u16::try_from(value.len()).unwrap().to_le_bytes());
            data.extend(value);
        }
        data
    }

    fn text(text: &str) -> Vec<u8> {
        [&u32::try_from(text.len()).unwrap().to_le_bytes()[..], text.as_bytes()].concat()
    }

    #[test]
    fn mints_say_what_they_are() {
        let plain = Mint { supply: 77, decimals: 2, mintable: false, withheld: 0, symbol: None };
        assert_eq!(Mint::read(&mint(&[])), Ok(plain.clone()));
        assert_eq!(Mint::read(&mint(&[])[..MINT_BYTES]), Ok(plain.clone()));
        let metadata = [vec![0; 64], text("Thaler"), text("THA"), text("")].concat();
        let mut fee = vec![0; 108];
        fee[64] = 5;
        let rich = Mint { withheld: 5, symbol: Some("THA".into()), ..plain.clone() };
        assert_eq!(
            Mint::read(&mint(&[(FEE_CONFIG, fee), (18, vec![0; 64]), (METADATA, metadata.clone())])),
            Ok(rich)
        );
        // Metadata that lie about their lengths are no symbol, and no panic.
        for cut in 0..metadata.len() - 4 {
            assert_eq!(
                Mint::read(&mint(&[(METADATA, metadata[..cut].to_vec())])),
                Ok(plain.clone()),
                "{cut}"
            );
        }
        let mut mintable = mint(&[]);
        mintable[0] = 1;
        assert!(Mint::read(&mintable).unwrap().mintable);
        let mut other = mint(&[]);
        other[HOLDING_BYTES] = TYPE_HOLDING;
        assert!(Mint::read(&other).is_err() && Mint::read(&[0; 82]).is_err() && Mint::read(&[]).is_err());
    }

    #[test]
    fn holdings_say_what_they_hold() {
        let mut data = vec![7; 64];
        data.extend(5u64.to_le_bytes());
        data.resize(HOLDING_BYTES, 0);
        assert!(Holding::read(&data).is_err(), "not initialised");
        data[108] = 1;
        assert_eq!(Holding::read(&data).unwrap().amount, 5);
        data.extend([TYPE_HOLDING, 2, 0, 8, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(Holding::read(&data).unwrap().withheld, 9);
        data[HOLDING_BYTES] = TYPE_MINT;
        assert!(Holding::read(&data).is_err());
        data[HOLDING_BYTES] = TYPE_HOLDING;
        data.resize(MULTISIG_BYTES, 0);
        assert!(Holding::read(&data).is_err(), "a multisig");
    }
}
