//! Mints and token accounts, written directly.

use crate::{Address, World};

/// SPL Token.
pub const PROGRAM: Address = Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// Token-2022.
pub const TOKEN_2022: Address = Address::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

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

impl World {
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

/// Numbers of Token-2022's extensions.
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
        let mut extensions = vec![];
        let mut rest = &data[166..];
        while let [a, b, c, d, body @ ..] = rest {
            let (value, after) = body.split_at(usize::from(u16::from_le_bytes([*c, *d])));
            extensions.push((u16::from_le_bytes([*a, *b]), value.to_vec()));
            rest = after;
        }
        Self {
            authority: optional(0),
            supply: u64::from_le_bytes(data[36..44].try_into().expect("eight bytes")),
            decimals: data[44],
            freeze_authority: optional(46),
            extensions,
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
