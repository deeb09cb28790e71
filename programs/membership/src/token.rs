//! Token-2022: the passports' group and the passports, which wallets show and no program relies on.

use crate::state::Nation;
use crate::wire::{self, Pointer};
use alloc::string::String;
use alloc::vec::Vec;
use anchor_lang::pinocchio::sysvars::{Sysvar as _, rent::Rent};
use anchor_lang::prelude::*;
use anchor_lang::programs::AssociatedToken;
use support::call::{self, Call, Role};
use support::system;

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

fn reads(account: &impl AnchorAccount) -> Role<'_> {
    call::reads(account.account())
}

fn writes(account: &impl AnchorAccount) -> Role<'_> {
    call::writes(account.account())
}

fn signs(account: &impl AnchorAccount) -> Role<'_> {
    call::signs(account.account())
}

fn pays(account: &Signer) -> Role<'_> {
    call::pays(account.account())
}

/// Makes a call of a program that passports need.
fn invoke(program: &Address, accounts: &[Role<'_>], data: &[u8], seeds: &[&[u8]]) {
    // SAFETY: the callee writes only to accounts whose role says so, and no reference to the data of
    // such an account exists here: `writes` and `pays` are used with wallets, mints and token
    // accounts alone, which this program holds as views. The nation's data is borrowed, and is only
    // ever passed to be read. A checked call would refuse it while the nation is being founded.
    unsafe { Call { program, accounts, data, seeds }.invoke() }
}

/// Calls Token-2022.
fn token_2022(accounts: &[Role<'_>], data: Vec<u8>, seeds: &[&[u8]]) {
    invoke(&Token2022::id(), accounts, &data, seeds);
}

/// A mint to be created at an address derived from `seeds`.
struct NewMint<'a> {
    payer: &'a Signer,
    mint: &'a UncheckedAccount,
    space: usize,
    /// Bytes it will have in the end. Token-2022 lengthens a mint for a variable extension, but expects
    /// the rent to be there.
    full: usize,
    seeds: &'a [&'a [u8]],
}

impl NewMint<'_> {
    #[inline(never)]
    fn create(&self) -> Result<()> {
        create_account_signed(
            self.payer.account(),
            self.mint.account(),
            self.space,
            &Token2022::id(),
            self.seeds,
        )?;
        let rent = Rent::get()?.try_minimum_balance(self.full)?;
        let missing = rent.saturating_sub(self.mint.account().lamports());
        if missing > 0 {
            system::transfer(self.payer.account(), self.mint.account(), missing);
        }
        Ok(())
    }
}

/// Creates the group mint of a nation's passports: no supply, ever.
pub(crate) fn create_group(
    payer: &Signer,
    nation: &Account<Nation>,
    mint: &UncheckedAccount,
    mint_seeds: &[&[u8]],
    nation_seeds: &[&[u8]],
) -> Result<()> {
    NewMint { payer, mint, space: GROUP_MINT, full: GROUP_MINT_FULL, seeds: mint_seeds }.create()?;
    let authority = nation.address();
    token_2022(&[writes(mint)], wire::initialize_pointer(Pointer::Group, mint.address()), &[]);
    token_2022(&[writes(mint)], wire::initialize_mint2(authority), &[]);
    token_2022(
        &[writes(mint), reads(mint), signs(nation)],
        wire::initialize_group(authority, u64::MAX),
        nation_seeds,
    );
    Ok(())
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
    pub payer: &'a Signer,
    pub wallet: &'a Signer,
    pub nation: &'a Account<Nation>,
    pub group: &'a UncheckedAccount,
    pub passport: &'a UncheckedAccount,
    pub holding: &'a UncheckedAccount,
    pub token_program: &'a Program<Token2022>,
    pub system_program: &'a Program<System>,
}

impl Issue<'_> {
    /// Creates the mint with everything a passport is, gives the one token to the wallet, and makes sure
    /// that there can be no second.
    pub(crate) fn issue(
        &self,
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
        self.initialize_mint();
        self.write_metadata(text, nation_seeds);
        self.join_group(nation_seeds);
        self.mint_the_one(nation_seeds);
        Ok(())
    }

    fn initialize_mint(&self) {
        let (nation, passport) = (self.nation.address(), self.passport.address());
        for data in [
            wire::initialize_mint_close_authority(nation),
            wire::initialize_permanent_delegate(nation),
            wire::initialize_non_transferable(),
            wire::initialize_pointer(Pointer::Metadata, passport),
            wire::initialize_pointer(Pointer::GroupMember, passport),
            // No freeze authority: a frozen token could not be burnt, not even by the delegate.
            wire::initialize_mint2(nation),
        ] {
            token_2022(&[writes(self.passport)], data, &[]);
        }
    }

    fn write_metadata(&self, text: &PassportText<'_>, nation_seeds: &[&[u8]]) {
        let (passport, nation) = (self.passport, self.nation);
        token_2022(
            &[writes(passport), reads(nation), reads(passport), signs(nation)],
            wire::initialize_metadata(&text.name, text.symbol, text.uri),
            nation_seeds,
        );
        for (key, value) in [(NATION_FIELD, text.nation), (SERIAL_FIELD, text.serial)] {
            let data = wire::set_metadata_field(key, value);
            token_2022(&[writes(passport), signs(nation)], data, nation_seeds);
        }
    }

    fn join_group(&self, nation_seeds: &[&[u8]]) {
        let (passport, nation) = (self.passport, self.nation);
        token_2022(
            &[writes(passport), reads(passport), signs(nation), writes(self.group), signs(nation)],
            wire::initialize_group_member(),
            nation_seeds,
        );
    }

    fn mint_the_one(&self, nation_seeds: &[&[u8]]) {
        let (passport, nation) = (self.passport, self.nation);
        // The associated token program derives and checks the address of `holding`. It may exist, from
        // an earlier passport of this citizen.
        let accounts = &[
            pays(self.payer),
            writes(self.holding),
            reads(self.wallet),
            reads(passport),
            reads(self.system_program),
            reads(self.token_program),
        ];
        let data = wire::create_associated_idempotent();
        invoke(&AssociatedToken::id(), accounts, &data, &[]);
        token_2022(&[writes(passport), writes(self.holding), signs(nation)], wire::mint_to(1), nation_seeds);
        token_2022(&[writes(passport), signs(nation)], wire::set_mint_authority_none(), nation_seeds);
    }
}

/// Accounts that burning a passport needs.
pub(crate) struct Destroy<'a> {
    pub nation: &'a Account<Nation>,
    pub passport: &'a UncheckedAccount,
    pub holding: &'a UncheckedAccount,
    pub rent_payer: &'a UncheckedAccount,
}

impl Destroy<'_> {
    /// Burns the token, if the holder has not done so already, and closes the mint.
    pub(crate) fn destroy(&self, supply: u64, nation_seeds: &[&[u8]]) {
        let (passport, nation) = (self.passport, self.nation);
        if supply > 0 {
            token_2022(
                &[writes(self.holding), writes(passport), signs(nation)],
                wire::burn(supply),
                nation_seeds,
            );
        }
        token_2022(
            &[writes(passport), writes(self.rent_payer), signs(nation)],
            wire::close_account(),
            nation_seeds,
        );
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
        let length =
            |kinds: &[ExtensionType]| ExtensionType::try_calculate_account_len::<Mint>(kinds).unwrap();
        assert_eq!(GROUP_MINT, length(&[GroupPointer]));
        assert_eq!(GROUP_MINT_FULL, length(&[GroupPointer, TokenGroup]));
        let passport =
            [MintCloseAuthority, PermanentDelegate, NonTransferable, MetadataPointer, GroupMemberPointer];
        assert_eq!(PASSPORT_MINT, length(&passport));
        let member = [&passport[..], &[TokenGroupMember]].concat();
        assert_eq!(PASSPORT_MINT + GROUP_MEMBER, length(&member));
    }
}
