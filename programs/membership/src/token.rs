//! Token-2022: the passports' group and the passports, which wallets show and no program relies on.

use crate::state::Nation;
use alloc::string::String;
use anchor_lang::pinocchio::sysvars::{Sysvar as _, rent::Rent};
use anchor_lang::prelude::*;
use anchor_spl::associated_token::{self, AssociatedToken};
use anchor_spl::token_2022::{self, spl_token_2022::instruction::AuthorityType};
use anchor_spl::token_2022_extensions as extensions;

/// Bytes of a mint before its extensions: padded to a token account's length, and the account type.
const MINT_BASE: usize = 165 + 1;
/// Type and length before each extension.
const TLV: usize = 2 + 2;
/// Authority and address, the body of every pointer extension.
const POINTER: usize = 32 + 32;
/// Length of the group mint when it is initialised.
pub(crate) const GROUP_MINT: usize = MINT_BASE + TLV + POINTER;
/// Length after the group is written: update authority, mint, size and largest size.
pub(crate) const GROUP_MINT_FULL: usize = GROUP_MINT + TLV + (32 + 32 + 8 + 8);
/// Length of a passport mint when it is initialised: close authority, permanent delegate,
/// non-transferable, metadata pointer, group member pointer.
const PASSPORT_MINT: usize = MINT_BASE + (TLV + 32) + (TLV + 32) + TLV + (TLV + POINTER) + (TLV + POINTER);
/// The membership in the group: mint, group, number.
const GROUP_MEMBER: usize = TLV + (32 + 32 + 8);
/// Metadata beside its texts: update authority, mint, and the lengths of name, symbol, URI and of the
/// list of additional fields.
const METADATA: usize = TLV + (32 + 32 + 4 * 4);
/// Two additional fields beside their texts: the lengths of key and value.
const FIELD: usize = 4 + 4;

/// Creates a mint's account of `space` bytes with the rent for `full` bytes: Token-2022 lengthens a mint
/// for a variable extension, but expects its rent to be there.
pub(crate) fn create_mint(
    payer: &mut Signer,
    mint: &mut UncheckedAccount,
    system_program: &Address,
    space: usize,
    full: usize,
    seeds: &[&[u8]],
) -> Result<()> {
    create_account_signed(payer.account(), mint.account(), space, &token_2022::ID, seeds)?;
    let missing = Rent::get()?.try_minimum_balance(full)?.saturating_sub(mint.account().lamports());
    if missing > 0 {
        let accounts =
            system_program::Transfer { from: payer.try_cpi_handle_mut()?, to: mint.try_cpi_handle_mut()? };
        system_program::transfer(CpiContext::new(system_program, accounts), missing)?;
    }
    Ok(())
}

/// Makes `mint`, whose account exists, the nation's group of passports: no supply, ever.
pub(crate) fn initialize_group(
    nation: &Account<Nation>,
    mint: &mut UncheckedAccount,
    nation_seeds: &[&[u8]],
) -> Result<()> {
    let program = &token_2022::ID;
    let address = *mint.address();
    let mint = mint.try_cpi_handle_mut()?;
    // The pointer has no authority: it points here for good.
    extensions::group_pointer_initialize(
        CpiContext::new(program, extensions::GroupPointerInitialize { mint }),
        None,
        Some(&address),
    )?;
    token_2022::initialize_mint2(
        CpiContext::new(program, token_2022::InitializeMint2 { mint }),
        0,
        nation.address(),
        None,
    )?;
    extensions::token_group_initialize(
        CpiContext::new_with_signer(
            program,
            extensions::TokenGroupInitialize {
                group: mint,
                mint: mint.into_readonly(),
                mint_authority: nation.cpi_handle(),
            },
            &[nation_seeds],
        ),
        Some(nation.address()),
        u64::MAX,
    )
}

/// What a passport says.
pub(crate) struct PassportText<'a> {
    pub name: String,
    pub symbol: &'a str,
    pub uri: &'a str,
    pub nation: &'a str,
    pub serial: String,
}

const NATION_FIELD: &str = "nation";
const SERIAL_FIELD: &str = "serial";

impl PassportText<'_> {
    /// Length of the mint once this is written into it.
    fn full(&self) -> usize {
        [self.name.as_str(), self.symbol, self.uri, NATION_FIELD, self.nation, SERIAL_FIELD, &self.serial]
            .iter()
            .fold(PASSPORT_MINT + GROUP_MEMBER + METADATA + 2 * FIELD, |sum, text| sum.saturating_add(text.len()))
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
    pub associated_token_program: &'a Program<AssociatedToken>,
    pub system_program: &'a Program<System>,
}

impl Issue<'_> {
    /// Creates the mint with everything a passport is, gives the one token to the wallet, and makes sure
    /// that there can be no second.
    pub(crate) fn issue(
        &mut self,
        text: PassportText<'_>,
        passport_seeds: &[&[u8]],
        nation_seeds: &[&[u8]],
    ) -> Result<()> {
        create_mint(
            self.payer,
            self.passport,
            self.system_program.address(),
            PASSPORT_MINT,
            text.full(),
            passport_seeds,
        )?;
        self.initialize_mint()?;
        self.write_metadata(text, nation_seeds)?;
        self.join_group(nation_seeds)?;
        self.mint_the_one(nation_seeds)
    }

    fn initialize_mint(&mut self) -> Result<()> {
        let program = &token_2022::ID;
        let nation = self.nation.address();
        let address = *self.passport.address();
        let mint = self.passport.try_cpi_handle_mut()?;
        extensions::mint_close_authority_initialize(
            CpiContext::new(program, extensions::MintCloseAuthorityInitialize { mint }),
            Some(nation),
        )?;
        extensions::permanent_delegate_initialize(
            CpiContext::new(program, extensions::PermanentDelegateInitialize { mint }),
            nation,
        )?;
        extensions::non_transferable_mint_initialize(CpiContext::new(
            program,
            extensions::NonTransferableMintInitialize { mint },
        ))?;
        // Neither pointer has an authority: they point here for good.
        extensions::metadata_pointer_initialize(
            CpiContext::new(program, extensions::MetadataPointerInitialize { mint }),
            None,
            Some(&address),
        )?;
        extensions::group_member_pointer_initialize(
            CpiContext::new(program, extensions::GroupMemberPointerInitialize { mint }),
            None,
            Some(&address),
        )?;
        // No freeze authority: a frozen token could not be burnt, not even by the permanent delegate.
        token_2022::initialize_mint2(
            CpiContext::new(program, token_2022::InitializeMint2 { mint }),
            0,
            nation,
            None,
        )
    }

    fn write_metadata(&mut self, text: PassportText<'_>, nation_seeds: &[&[u8]]) -> Result<()> {
        let program = &token_2022::ID;
        let mint = self.passport.try_cpi_handle_mut()?;
        let nation = self.nation.cpi_handle();
        extensions::token_metadata_initialize(
            CpiContext::new_with_signer(
                program,
                extensions::TokenMetadataInitialize {
                    metadata: mint,
                    update_authority: nation,
                    mint: mint.into_readonly(),
                    mint_authority: nation,
                },
                &[nation_seeds],
            ),
            text.name,
            String::from(text.symbol),
            String::from(text.uri),
        )?;
        for (key, value) in [(NATION_FIELD, String::from(text.nation)), (SERIAL_FIELD, text.serial)] {
            extensions::token_metadata_update_field(
                CpiContext::new_with_signer(
                    program,
                    extensions::TokenMetadataUpdateField { metadata: mint, update_authority: nation },
                    &[nation_seeds],
                ),
                extensions::Field::Key(String::from(key)),
                value,
            )?;
        }
        Ok(())
    }

    fn join_group(&mut self, nation_seeds: &[&[u8]]) -> Result<()> {
        let mint = self.passport.try_cpi_handle_mut()?;
        let nation = self.nation.cpi_handle();
        extensions::token_member_initialize(CpiContext::new_with_signer(
            &token_2022::ID,
            extensions::TokenMemberInitialize {
                member: mint,
                member_mint: mint.into_readonly(),
                member_mint_authority: nation,
                group: self.group.try_cpi_handle_mut()?,
                group_update_authority: nation,
            },
            &[nation_seeds],
        ))
    }

    fn mint_the_one(&mut self, nation_seeds: &[&[u8]]) -> Result<()> {
        let program = &token_2022::ID;
        associated_token::create_idempotent(CpiContext::new(
            self.associated_token_program.address(),
            associated_token::Create {
                payer: self.payer.try_cpi_handle_mut()?,
                associated_token: self.holding.try_cpi_handle_mut()?,
                authority: self.wallet.cpi_handle(),
                mint: self.passport.cpi_handle(),
                system_program: self.system_program.cpi_handle(),
                token_program: self.token_program.cpi_handle(),
            },
        ))?;
        let mint = self.passport.try_cpi_handle_mut()?;
        let nation = self.nation.cpi_handle();
        token_2022::mint_to(
            CpiContext::new_with_signer(
                program,
                token_2022::MintTo { mint, to: self.holding.try_cpi_handle_mut()?, authority: nation },
                &[nation_seeds],
            ),
            1,
        )?;
        token_2022::set_authority(
            CpiContext::new_with_signer(
                program,
                token_2022::SetAuthority { account_or_mint: mint, current_authority: nation },
                &[nation_seeds],
            ),
            AuthorityType::MintTokens,
            None,
        )
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
        let program = &token_2022::ID;
        let mint = self.passport.try_cpi_handle_mut()?;
        let nation = self.nation.cpi_handle();
        if supply > 0 {
            token_2022::burn(
                CpiContext::new_with_signer(
                    program,
                    token_2022::Burn { from: self.holding.try_cpi_handle_mut()?, mint, authority: nation },
                    &[nation_seeds],
                ),
                supply,
            )?;
        }
        token_2022::close_account(CpiContext::new_with_signer(
            program,
            token_2022::CloseAccount {
                account: mint,
                destination: self.rent_payer.try_cpi_handle_mut()?,
                authority: nation,
            },
            &[nation_seeds],
        ))
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
    if !mint.owned_by(&token_2022::ID) {
        return None;
    }
    number(&mint.try_borrow().ok()?, SUPPLY)
}

/// Whether a Token-2022 account holds `mint`'s one token.
pub(crate) fn holds_the_one(holding: &AccountView, mint: &Address) -> bool {
    // `spl_token_2022_interface::state::Account`: mint, owner, amount.
    const AMOUNT: usize = 64;
    if !holding.owned_by(&token_2022::ID) {
        return false;
    }
    let Ok(data) = holding.try_borrow() else { return false };
    data.get(..32) == Some(mint.as_ref()) && number(&data, AMOUNT) == Some(1)
}
