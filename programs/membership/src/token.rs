//! Token-2022: the passports' group and the passports, which wallets show and no program relies on.

use crate::state::Nation;
use crate::wire::{self, Pointer};
use alloc::string::String;
use alloc::vec::Vec;
use anchor_lang::pinocchio::sysvars::{Sysvar as _, rent::Rent};
use anchor_lang::prelude::*;
use anchor_lang::programs::AssociatedToken;
use anchor_lang::solana_program::instruction::{AccountMeta, Instruction};
use anchor_lang::solana_program::program::invoke_signed;

/// Bytes of a mint before its extensions: padded to a token account's length, and the account type.
const MINT_BASE: usize = 165 + 1;
/// Type and length before each extension.
const TLV: usize = 2 + 2;
/// Authority and address, the body of every pointer extension.
const POINTER: usize = 32 + 32;
/// Length of the group mint when it is initialised.
const GROUP_MINT: usize = MINT_BASE + TLV + POINTER;
/// Length after the group is written: update authority, mint, size and largest size.
const GROUP_MINT_FULL: usize = GROUP_MINT + TLV + (32 + 32 + 8 + 8);
/// Length of a passport mint when it is initialised: close authority, permanent delegate,
/// non-transferable, metadata pointer, group member pointer.
const PASSPORT_MINT: usize = MINT_BASE + (TLV + 32) + (TLV + 32) + TLV + (TLV + POINTER) + (TLV + POINTER);
/// The membership in the group: mint, group, number.
const GROUP_MEMBER: usize = TLV + (32 + 32 + 8);
/// Metadata beside its texts: update authority, mint, and the lengths of name, symbol, URI and of the
/// list of additional fields.
const METADATA: usize = TLV + (32 + 32 + 4 * 4);
/// An additional field beside its texts: the lengths of key and value.
const FIELD: usize = 4 + 4;

/// A call of another program, with the flags that each handle carries.
struct Call<'a> {
    program: Address,
    accounts: &'a [CpiHandle<'a>],
    data: Vec<u8>,
    /// Whose program-derived signature to add; empty for none.
    seeds: &'a [&'a [u8]],
}

impl Call<'_> {
    // One copy for all calls: inlined, they made up most of the program.
    #[inline(never)]
    fn invoke(self) -> Result<()> {
        let accounts = self
            .accounts
            .iter()
            .map(|handle| AccountMeta {
                pubkey: *handle.address(),
                is_signer: handle.is_signer(),
                is_writable: handle.is_writable(),
            })
            .collect();
        let instruction = Instruction { program_id: self.program, accounts, data: self.data };
        let signers: &[&[&[u8]]] = if self.seeds.is_empty() { &[] } else { &[self.seeds] };
        invoke_signed(&instruction, self.accounts, signers)
    }
}

/// Calls Token-2022 with the signature of the nation's address where `accounts` say so.
fn token_2022(accounts: &[CpiHandle<'_>], data: Vec<u8>, seeds: &[&[u8]]) -> Result<()> {
    Call { program: Token2022::id(), accounts, data, seeds }.invoke()
}

/// A mint to be created at an address derived from `seeds`.
struct NewMint<'a> {
    payer: &'a mut Signer,
    mint: &'a mut UncheckedAccount,
    space: usize,
    /// Bytes it will have in the end. Token-2022 lengthens a mint for a variable extension, but expects
    /// the rent to be there.
    full: usize,
    seeds: &'a [&'a [u8]],
}

impl NewMint<'_> {
    #[inline(never)]
    fn create(&mut self) -> Result<()> {
        create_account_signed(
            self.payer.account(),
            self.mint.account(),
            self.space,
            &Token2022::id(),
            self.seeds,
        )?;
        let rent = Rent::get()?.try_minimum_balance(self.full)?;
        let missing = rent.saturating_sub(self.mint.account().lamports());
        if missing == 0 {
            return Ok(());
        }
        let accounts = [self.payer.try_cpi_handle_mut()?.into(), self.mint.try_cpi_handle_mut()?.into()];
        Call { program: System::id(), accounts: &accounts, data: wire::system_transfer(missing), seeds: &[] }
            .invoke()
    }
}

/// Creates the group mint of a nation's passports: no supply, ever.
pub(crate) fn create_group(
    payer: &mut Signer,
    nation: &Account<Nation>,
    mint: &mut UncheckedAccount,
    mint_seeds: &[&[u8]],
    nation_seeds: &[&[u8]],
) -> Result<()> {
    NewMint { payer, mint, space: GROUP_MINT, full: GROUP_MINT_FULL, seeds: mint_seeds }.create()?;
    let address = *mint.address();
    let mint: CpiHandle<'_> = mint.try_cpi_handle_mut()?.into();
    let authority = nation.cpi_handle().as_signer();
    token_2022(&[mint], wire::initialize_pointer(Pointer::Group, &address), &[])?;
    token_2022(&[mint], wire::initialize_mint2(nation.address()), &[])?;
    token_2022(
        &[mint, mint.into_readonly(), authority],
        wire::initialize_group(nation.address(), u64::MAX),
        nation_seeds,
    )
}

/// What a passport says.
pub(crate) struct PassportText<'a> {
    pub name: String,
    pub symbol: &'a str,
    pub uri: &'a str,
    pub nation: &'a str,
    pub serial: &'a str,
}

const NATION_FIELD: &str = "nation";
const SERIAL_FIELD: &str = "serial";

impl PassportText<'_> {
    /// Length of the mint once this is written into it.
    fn full(&self) -> usize {
        [self.name.as_str(), self.symbol, self.uri, NATION_FIELD, self.nation, SERIAL_FIELD, self.serial]
            .iter()
            .fold(PASSPORT_MINT + GROUP_MEMBER + METADATA + 2 * FIELD, |sum, text| {
                sum.saturating_add(text.len())
            })
    }
}

/// Accounts that issuing a passport needs.
pub(crate) struct Issue<'a> {
    pub payer: &'a mut Signer,
    pub wallet: &'a Signer,
    pub nation: &'a Account<Nation>,
    pub group: &'a mut UncheckedAccount,
    pub passport: &'a mut UncheckedAccount,
    pub holding: &'a mut UncheckedAccount,
    pub token_program: &'a Program<Token2022>,
    pub system_program: &'a Program<System>,
}

impl Issue<'_> {
    /// Creates the mint with everything a passport is, gives the one token to the wallet, and makes sure
    /// that there can be no second.
    pub(crate) fn issue(
        &mut self,
        text: &PassportText<'_>,
        passport_seeds: &[&[u8]],
        nation_seeds: &[&[u8]],
    ) -> Result<()> {
        NewMint {
            payer: self.payer,
            mint: self.passport,
            space: PASSPORT_MINT,
            full: text.full(),
            seeds: passport_seeds,
        }
        .create()?;
        self.initialize_mint()?;
        self.write_metadata(text, nation_seeds)?;
        self.mint_the_one(nation_seeds)
    }

    fn initialize_mint(&mut self) -> Result<()> {
        let nation = self.nation.address();
        let address = *self.passport.address();
        let mint = [self.passport.try_cpi_handle_mut()?.into()];
        for data in [
            wire::initialize_mint_close_authority(nation),
            wire::initialize_permanent_delegate(nation),
            wire::initialize_non_transferable(),
            wire::initialize_pointer(Pointer::Metadata, &address),
            wire::initialize_pointer(Pointer::GroupMember, &address),
            // No freeze authority: a frozen token could not be burnt, not even by the delegate.
            wire::initialize_mint2(nation),
        ] {
            token_2022(&mint, data, &[])?;
        }
        Ok(())
    }

    fn write_metadata(&mut self, text: &PassportText<'_>, nation_seeds: &[&[u8]]) -> Result<()> {
        let mint: CpiHandle<'_> = self.passport.try_cpi_handle_mut()?.into();
        let nation = self.nation.cpi_handle();
        let authority = nation.as_signer();
        token_2022(
            &[mint, nation, mint.into_readonly(), authority],
            wire::initialize_metadata(&text.name, text.symbol, text.uri),
            nation_seeds,
        )?;
        for (key, value) in [(NATION_FIELD, text.nation), (SERIAL_FIELD, text.serial)] {
            token_2022(&[mint, authority], wire::set_metadata_field(key, value), nation_seeds)?;
        }
        let group = self.group.try_cpi_handle_mut()?.into();
        token_2022(
            &[mint, mint.into_readonly(), authority, group, authority],
            wire::initialize_group_member(),
            nation_seeds,
        )
    }

    fn mint_the_one(&mut self, nation_seeds: &[&[u8]]) -> Result<()> {
        // The associated token program derives and checks the address of `holding`. It may exist, from
        // an earlier passport of this citizen.
        let accounts = [
            self.payer.try_cpi_handle_mut()?.into(),
            self.holding.try_cpi_handle_mut()?.into(),
            self.wallet.cpi_handle(),
            self.passport.cpi_handle(),
            self.system_program.cpi_handle(),
            self.token_program.cpi_handle(),
        ];
        let data = wire::create_associated_idempotent();
        Call { program: AssociatedToken::id(), accounts: &accounts, data, seeds: &[] }.invoke()?;
        let mint = self.passport.try_cpi_handle_mut()?.into();
        let holding = self.holding.try_cpi_handle_mut()?.into();
        let authority = self.nation.cpi_handle().as_signer();
        token_2022(&[mint, holding, authority], wire::mint_to(1), nation_seeds)?;
        token_2022(&[mint, authority], wire::set_mint_authority_none(), nation_seeds)
    }
}

/// Accounts that burning a passport needs.
pub(crate) struct Destroy<'a> {
    pub nation: &'a Account<Nation>,
    pub passport: &'a mut UncheckedAccount,
    pub holding: &'a mut UncheckedAccount,
    pub rent_payer: &'a mut UncheckedAccount,
}

impl Destroy<'_> {
    /// Burns the token, if the holder has not done so already, and closes the mint.
    pub(crate) fn destroy(&mut self, supply: u64, nation_seeds: &[&[u8]]) -> Result<()> {
        let mint = self.passport.try_cpi_handle_mut()?.into();
        let authority = self.nation.cpi_handle().as_signer();
        if supply > 0 {
            let holding = self.holding.try_cpi_handle_mut()?.into();
            token_2022(&[holding, mint, authority], wire::burn(supply), nation_seeds)?;
        }
        let rent_payer = self.rent_payer.try_cpi_handle_mut()?.into();
        token_2022(&[mint, rent_payer, authority], wire::close_account(), nation_seeds)
    }
}

/// Eight little-endian bytes of an account's data at `at`.
fn number(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// Tokens of a mint that exist. `None` when the account is not a Token-2022 mint.
pub(crate) fn supply(mint: &AccountView) -> Option<u64> {
    // `spl_token_2022_interface::state::Mint`: the supply follows the mint authority's 4 + 32 bytes.
    const SUPPLY: usize = 36;
    if !mint.owned_by(&Token2022::id()) {
        return None;
    }
    number(&mint.try_borrow().ok()?, SUPPLY)
}

/// Whether a Token-2022 account holds `mint`'s one token.
pub(crate) fn holds_the_one(holding: &AccountView, mint: &Address) -> bool {
    // `spl_token_2022_interface::state::Account`: mint, owner, amount.
    const AMOUNT: usize = 64;
    if !holding.owned_by(&Token2022::id()) {
        return false;
    }
    let Ok(data) = holding.try_borrow() else { return false };
    data.get(..32) == Some(mint.as_ref()) && number(&data, AMOUNT) == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_spl::token_2022::spl_token_2022::extension::ExtensionType;
    use anchor_spl::token_2022::spl_token_2022::state::Mint;

    #[test]
    fn mints_are_as_long_as_their_extensions() {
        use ExtensionType::*;
        let length = |kinds: &[ExtensionType]| ExtensionType::try_calculate_account_len::<Mint>(kinds).unwrap();
        assert_eq!(GROUP_MINT, length(&[GroupPointer]));
        assert_eq!(GROUP_MINT_FULL, length(&[GroupPointer, TokenGroup]));
        let passport =
            [MintCloseAuthority, PermanentDelegate, NonTransferable, MetadataPointer, GroupMemberPointer];
        assert_eq!(PASSPORT_MINT, length(&passport));
        let member = [&passport[..], &[TokenGroupMember]].concat();
        assert_eq!(PASSPORT_MINT + GROUP_MEMBER, length(&member));
    }
}
