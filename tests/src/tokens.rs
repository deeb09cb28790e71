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
