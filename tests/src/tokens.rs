//! Money: SOL, mints that the token programs make, and mints and token accounts written directly.

use crate::{Account, AccountMeta, Address, Instruction, Keypair, Signer, World, addresses};
use client::dev_keys;

/// SPL Token.
pub const PROGRAM: Address = Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// Token-2022.
pub const TOKEN_2022: Address = Address::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

/// The associated token program.
pub const ASSOCIATED: Address = Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

/// The address where tests keep a wallet's tokens of a mint.
pub fn account_of(wallet: &Address, mint: &Address) -> Address {
    Address::find_program_address(&[b"tokens of a test", wallet.as_ref(), mint.as_ref()], &PROGRAM).0
}

/// A mint's 82 bytes: no mint authority, this supply, no decimals.
pub fn mint_bytes(supply: u64, freeze_authority: Option<Address>) -> Vec<u8> {
    let mut data = vec![0; 82];
    data[36..44].copy_from_slice(&supply.to_le_bytes());
    data[45] = 1; // initialised
    if let Some(authority) = freeze_authority {
        data[46] = 1;
        data[50..82].copy_from_slice(authority.as_ref());
    }
    data
}

/// A token account's 165 bytes.
pub fn holding_bytes(wallet: &Address, mint: &Address, amount: u64) -> Vec<u8> {
    let mut data = vec![0; 165];
    data[..32].copy_from_slice(mint.as_ref());
    data[32..64].copy_from_slice(wallet.as_ref());
    data[64..72].copy_from_slice(&amount.to_le_bytes());
    data[108] = 1; // initialised
    data
}

/// The amount and mint of a token account, with what is withheld in it as fees; `None` for what is none.
pub fn amount_of(account: &Account) -> Option<(Address, u64)> {
    /// Bytes of a token account without extensions, and where the account type is in one that has any.
    const PLAIN: usize = 165;
    const TYPE_ACCOUNT: u8 = 2;
    let data = &account.data;
    let extended = account.owner == TOKEN_2022 && data.get(PLAIN) == Some(&TYPE_ACCOUNT);
    let plain = [PROGRAM, TOKEN_2022].contains(&account.owner) && data.len() == PLAIN;
    if !(plain || extended) {
        return None;
    }
    let mut amount = number(&data[64..72]);
    if extended {
        let withheld = extensions(&data[PLAIN + 1..]).into_iter().find(|(kind, _)| *kind == FEE_AMOUNT);
        amount += withheld.map_or(0, |(_, value)| number(&value));
    }
    Some((Address::try_from(&data[..32]).expect("32 bytes"), amount))
}

/// The supply of a mint; `None` for what is none.
pub fn supply_of(account: &Account) -> Option<u64> {
    let data = &account.data;
    let plain = [PROGRAM, TOKEN_2022].contains(&account.owner) && data.len() == 82;
    let extended = account.owner == TOKEN_2022 && data.get(165) == Some(&1);
    (plain || extended).then(|| number(&data[36..44]))
}

fn number(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
}

/// Extensions by number, in the order of the account.
fn extensions(mut rest: &[u8]) -> Vec<(u16, Vec<u8>)> {
    let mut found = vec![];
    while let [a, b, c, d, body @ ..] = rest {
        let kind = u16::from_le_bytes([*a, *b]);
        let (value, after) = body.split_at(usize::from(u16::from_le_bytes([*c, *d])));
        if kind != 0 {
            found.push((kind, value.to_vec()));
        }
        rest = after;
    }
    found
}

/// A kind of money: SOL, or the tokens of a mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// The mint; the System program for SOL.
    pub mint: Address,
    /// The mint's token program; the System program for SOL.
    pub program: Address,
}

impl Money {
    /// SOL.
    pub const SOL: Self =
        Self { mint: Address::new_from_array([0; 32]), program: Address::new_from_array([0; 32]) };

    /// Whether it is SOL.
    pub fn is_sol(&self) -> bool {
        *self == Self::SOL
    }

    /// Where somebody keeps it: the wallet itself for SOL, the associated token account else.
    pub fn of(&self, owner: &Address) -> Address {
        addresses::holding(owner, &self.mint, &self.program)
    }
}

/// An extension of a Token-2022 mint.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Extension {
    TransferFee { bps: u16, maximum: u64 },
    CloseAuthority,
    ConfidentialTransfer,
    DefaultFrozen,
    DefaultThawed,
    NonTransferable,
    InterestBearing,
    PermanentDelegate,
    TransferHook,
    MetadataPointer,
    Metadata,
    GroupPointer,
    GroupMemberPointer,
    ScaledUiAmount,
    Pausable,
}

impl Extension {
    /// Bytes of its value, as far as it is there from the beginning.
    const fn len(self) -> Option<usize> {
        Some(match self {
            Self::TransferFee { .. } => 108,
            Self::CloseAuthority | Self::PermanentDelegate => 32,
            Self::ConfidentialTransfer => 65,
            Self::DefaultFrozen | Self::DefaultThawed => 1,
            Self::NonTransferable => 0,
            Self::InterestBearing => 52,
            Self::TransferHook | Self::MetadataPointer | Self::GroupPointer | Self::GroupMemberPointer => 64,
            Self::ScaledUiAmount => 56,
            Self::Pausable => 33,
            Self::Metadata => return None,
        })
    }

    /// Data of the instruction that initialises it, as `spl-token-2022-interface` has it.
    fn initialize(self, mint: &Address, authority: &Address) -> Vec<u8> {
        let some = |head: &[u8]| [head, &[1], authority.as_ref()].concat();
        let named = |head: &[u8], tail: &[u8]| [head, authority.as_ref(), tail].concat();
        match self {
            Self::TransferFee { bps, maximum } => {
                let authorities = [some(&[26, 0]), some(&[])].concat();
                [authorities.as_slice(), &bps.to_le_bytes(), &maximum.to_le_bytes()].concat()
            }
            Self::CloseAuthority => some(&[25]),
            Self::ConfidentialTransfer => named(&[27, 0], &[[1].as_slice(), &[0; 32]].concat()),
            Self::DefaultFrozen => vec![28, 0, 2],
            Self::DefaultThawed => vec![28, 0, 1],
            Self::NonTransferable => vec![32],
            Self::InterestBearing => named(&[33, 0], &500i16.to_le_bytes()),
            Self::PermanentDelegate => named(&[35], &[]),
            Self::TransferHook => named(&[36, 0], &[9; 32]),
            Self::MetadataPointer => named(&[39, 0], mint.as_ref()),
            Self::GroupPointer => named(&[40, 0], mint.as_ref()),
            Self::GroupMemberPointer => named(&[41, 0], mint.as_ref()),
            Self::ScaledUiAmount => named(&[43, 0], &2.5f64.to_le_bytes()),
            Self::Pausable => named(&[44, 0], &[]),
            Self::Metadata => unreachable!("metadata follow the mint"),
        }
    }
}

/// Who may mint, freeze and change every mint that the token programs make for tests.
pub fn mint_authority() -> Keypair {
    dev_keys::keypair("authority of mints")
}

/// Digits after the point of every such mint.
pub const DECIMALS: u8 = 6;

impl World {
    /// A mint of SPL Token.
    pub fn coin(&self, label: &str) -> Money {
        self.make_mint(label, PROGRAM, &[], false)
    }

    /// A mint of SPL Token that can be frozen, as most stablecoins can.
    pub fn freezable_coin(&self, label: &str) -> Money {
        self.make_mint(label, PROGRAM, &[], true)
    }

    /// A mint of Token-2022.
    pub fn coin_2022(&self, label: &str, extensions: &[Extension]) -> Money {
        let freezable =
            extensions.iter().any(|e| matches!(e, Extension::DefaultFrozen | Extension::DefaultThawed));
        self.make_mint(label, TOKEN_2022, extensions, freezable)
    }

    fn make_mint(&self, label: &str, program: Address, extensions: &[Extension], freezable: bool) -> Money {
        let (mint, authority) = (dev_keys::keypair(label).pubkey(), mint_authority());
        let lengths: Vec<usize> = extensions.iter().filter_map(|extension| extension.len()).collect();
        let len =
            if lengths.is_empty() { 82 } else { 166 + lengths.iter().map(|len| 4 + len).sum::<usize>() };
        self.put_data(&mint, program, vec![0; len]);
        self.give(&mint, crate::SOL); // room for metadata
        let on_mint = |data: Vec<u8>| Instruction {
            program_id: program,
            accounts: vec![AccountMeta::new(mint, false)],
            data,
        };
        let first = extensions.iter().filter(|extension| extension.len().is_some());
        let mut instructions: Vec<_> =
            first.map(|extension| on_mint(extension.initialize(&mint, &authority.pubkey()))).collect();
        let key = authority.pubkey();
        let freeze: Vec<u8> = if freezable { [&[1], key.as_ref()].concat() } else { vec![0] };
        instructions.push(on_mint([&[20, DECIMALS], key.as_ref(), freeze.as_slice()].concat()));
        let mut signers = vec![];
        if extensions.contains(&Extension::Metadata) {
            let text = |text: &str| [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat();
            let texts = [text("Alpha coin"), text("ALPHA"), text("ipfs://bafy-coin")].concat();
            instructions.push(Instruction {
                program_id: program,
                accounts: vec![
                    AccountMeta::new(mint, false),
                    AccountMeta::new_readonly(key, false),
                    AccountMeta::new_readonly(mint, false),
                    AccountMeta::new_readonly(key, true),
                ],
                data: [[210, 225, 30, 162, 88, 184, 77, 141].as_slice(), &texts].concat(),
            });
            signers.push(&authority);
        }
        self.send(&instructions, &signers).ok();
        Money { mint, program }
    }

    /// Gives a wallet money, of a mint that tests have made; returns where it lies.
    #[track_caller]
    pub fn endow(&self, money: &Money, owner: &Address, amount: u64) -> Address {
        if money.is_sol() {
            self.give(owner, amount);
            return *owner;
        }
        let (holding, authority) = (money.of(owner), mint_authority());
        let mint_to = Instruction {
            program_id: money.program,
            accounts: vec![
                AccountMeta::new(money.mint, false),
                AccountMeta::new(holding, false),
                AccountMeta::new_readonly(authority.pubkey(), true),
            ],
            data: [&[7], amount.to_le_bytes().as_slice()].concat(),
        };
        self.send(&[open_holding(money, owner), mint_to], &[&authority]).ok();
        holding
    }

    /// What lies in a holding, which for SOL is any account.
    #[track_caller]
    pub fn amount_in(&self, money: &Money, holding: &Address) -> u64 {
        if money.is_sol() { self.lamports(holding) } else { self.tokens_in(holding) }
    }

    /// Freezes or thaws a holding.
    #[track_caller]
    pub fn freeze(&self, money: &Money, holding: &Address, frozen: bool) {
        let authority = mint_authority();
        let instruction = Instruction {
            program_id: money.program,
            accounts: vec![
                AccountMeta::new(*holding, false),
                AccountMeta::new_readonly(money.mint, false),
                AccountMeta::new_readonly(authority.pubkey(), true),
            ],
            data: vec![if frozen { 10 } else { 11 }],
        };
        self.send(&[instruction], &[&authority]).ok();
    }

    /// A plain transfer, which no program of the project sees.
    pub fn plain_transfer(
        money: &Money,
        from: &Address,
        to: &Address,
        owner: &Address,
        amount: u64,
    ) -> Instruction {
        if money.is_sol() {
            return solana_system_interface::instruction::transfer(from, to, amount);
        }
        Instruction {
            program_id: money.program,
            accounts: vec![
                AccountMeta::new(*from, false),
                AccountMeta::new_readonly(money.mint, false),
                AccountMeta::new(*to, false),
                AccountMeta::new_readonly(*owner, true),
            ],
            data: [&[12], amount.to_le_bytes().as_slice(), &[DECIMALS]].concat(),
        }
    }

    /// A plain mint of SPL Token, the supply being as much as can be.
    pub fn mint(&self, label: &str) -> Address {
        let mint = solana_signer::Signer::pubkey(&client::dev_keys::keypair(label));
        self.put_data(&mint, PROGRAM, mint_bytes(u64::MAX, None));
        mint
    }

    /// Lets a wallet hold this much of a mint; returns its token account.
    pub fn hold(&self, wallet: &Address, mint: &Address, amount: u64) -> Address {
        let holding = account_of(wallet, mint);
        self.put_data(&holding, PROGRAM, holding_bytes(wallet, mint, amount));
        holding
    }

    /// What a token account holds.
    #[track_caller]
    pub fn tokens_in(&self, holding: &Address) -> u64 {
        let data = self.account(holding).data;
        u64::from_le_bytes(data[64..72].try_into().expect("eight bytes"))
    }
}

/// Creates somebody's associated token account unless it is there; the payer of fees pays.
pub fn open_holding(money: &Money, owner: &Address) -> Instruction {
    Instruction {
        program_id: ASSOCIATED,
        accounts: vec![
            AccountMeta::new(crate::ix::payer(), true),
            AccountMeta::new(money.of(owner), false),
            AccountMeta::new_readonly(*owner, false),
            AccountMeta::new_readonly(money.mint, false),
            AccountMeta::new_readonly(Address::default(), false),
            AccountMeta::new_readonly(money.program, false),
        ],
        data: vec![1],
    }
}

/// Numbers of Token-2022's extensions.
const FEE_AMOUNT: u16 = 2;
#[allow(missing_docs)]
pub const MINT_CLOSE_AUTHORITY: u16 = 3;
#[allow(missing_docs)]
pub const NON_TRANSFERABLE: u16 = 9;
#[allow(missing_docs)]
pub const PERMANENT_DELEGATE: u16 = 12;
#[allow(missing_docs)]
pub const METADATA_POINTER: u16 = 18;
#[allow(missing_docs)]
pub const TOKEN_METADATA: u16 = 19;
#[allow(missing_docs)]
pub const GROUP_POINTER: u16 = 20;
#[allow(missing_docs)]
pub const TOKEN_GROUP: u16 = 21;
#[allow(missing_docs)]
pub const GROUP_MEMBER_POINTER: u16 = 22;
#[allow(missing_docs)]
pub const TOKEN_GROUP_MEMBER: u16 = 23;

/// A mint of Token-2022, read by hand.
#[derive(Debug)]
pub struct Mint {
    /// Who may mint.
    pub authority: Option<Address>,
    /// Tokens that exist.
    pub supply: u64,
    /// Decimals.
    pub decimals: u8,
    /// Who may freeze.
    pub freeze_authority: Option<Address>,
    /// Extensions by number, in the order of the account.
    pub extensions: Vec<(u16, Vec<u8>)>,
}

impl Mint {
    /// Reads a mint.
    ///
    /// # Panics
    /// When it is none of Token-2022's, with extensions.
    pub fn read(account: &crate::Account) -> Self {
        assert_eq!(account.owner, TOKEN_2022);
        let data = &account.data;
        let optional = |at: usize| {
            let address = Address::try_from(&data[at + 4..at + 36]).expect("32 bytes");
            (data[at] == 1).then_some(address)
        };
        assert_eq!(data[45], 1, "it is initialised");
        assert!(data[82..165].iter().all(|byte| *byte == 0), "padding");
        assert_eq!(data[165], 1, "it is a mint");
        Self {
            authority: optional(0),
            supply: u64::from_le_bytes(data[36..44].try_into().expect("eight bytes")),
            decimals: data[44],
            freeze_authority: optional(46),
            extensions: extensions(&data[166..]),
        }
    }

    /// The body of an extension.
    ///
    /// # Panics
    /// When the mint does not have it.
    pub fn extension(&self, number: u16) -> &[u8] {
        let found = self.extensions.iter().find(|(kind, _)| *kind == number);
        &found.unwrap_or_else(|| panic!("no extension {number} in {self:?}")).1
    }
}
