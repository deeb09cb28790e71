//! What the founder sets up before the citizens decide: the token, the treasury, the land.

use super::super::founding::admission;
use super::Replay;
use crate::Error;
use crate::output::progress;
use crate::scenario::economy::{Asset, Economy, Land, Token};
use crate::survey::Parcel;
use client::addresses;
use client::land::instructions::{CreateRegistry, RegisterParcel, RegisterParcelInstructionArgs};
use client::membership::instructions::{
    SetAdmission, SetAdmissionInstructionArgs, SetTreasury, SetTreasuryInstructionArgs,
};
use client::treasury::instructions::{CreateTreasury, OpenLedger, SetBreaker, SetBreakerInstructionArgs};
use cluster::Cluster;
use solana_address::{Address, address};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::ID as TOKEN_2022;
use spl_token_2022_interface::extension::{ExtensionType, metadata_pointer};
use spl_token_2022_interface::instruction::{self as token_2022, AuthorityType};
use spl_token_2022_interface::state::Mint;
use spl_token_metadata_interface::instruction as metadata;
use spl_token_metadata_interface::state::TokenMetadata;
use std::fmt::Display;

/// Where the associated token program is, and the index of `CreateIdempotent` among its instructions
/// (`spl-associated-token-account-interface`, whose addresses are of an older type).
const ASSOCIATED_TOKEN: Address = address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
const CREATE_IDEMPOTENT: u8 = 1;

/// Lamports for each action that creates accounts, whose rent the executor pays: 0.01 SOL, more than any of them takes.
const ACTION_RENT: u64 = 10_000_000;

/// What a library cannot build.
fn unbuilt(error: impl Display) -> Error {
    Error::Account { what: "token", reason: error.to_string() }
}

impl Replay<'_> {
    /// Sets everything up, as the founder, who is the authority.
    pub(in crate::replay) fn found_economy(&mut self, founder: &Keypair) -> Result<(), Error> {
        let Some(economy) = &self.scenario.economy else { return Ok(()) };
        if let Some(token) = &economy.token {
            self.make_token(founder, token)?;
        }
        self.create_treasury(founder, economy)?;
        if let Some(land) = &economy.land {
            self.register_land(founder, land)?;
        }
        Ok(())
    }

    /// Makes the token, gives every citizen their share, and gives up the right to make more.
    fn make_token(&mut self, founder: &Keypair, token: &Token) -> Result<(), Error> {
        let (mint_key, authority) = (self.scenario.token_mint(), founder.pubkey());
        let mint = mint_key.pubkey();
        self.progress.mint = mint;
        let [name, symbol, uri] = [&token.name, &token.symbol, &token.uri].map(Clone::clone);
        let described = TokenMetadata {
            mint,
            name: name.clone(),
            symbol: symbol.clone(),
            uri: uri.clone(),
            ..TokenMetadata::default()
        };
        let space = ExtensionType::try_calculate_account_len::<Mint>(&[ExtensionType::MetadataPointer])
            .map_err(unbuilt)?;
        let whole = space + described.tlv_size_of().map_err(unbuilt)?;
        // The metadata make room for themselves, with the rent that is there.
        let rent = self.cluster.rent_exempt(whole)?;
        let create = [
            solana_system_interface::instruction::create_account(
                &authority,
                &mint,
                rent,
                space as u64,
                &TOKEN_2022,
            ),
            metadata_pointer::instruction::initialize(&TOKEN_2022, &mint, None, Some(mint))
                .map_err(unbuilt)?,
            token_2022::initialize_mint2(&TOKEN_2022, &mint, &authority, None, token.decimals)
                .map_err(unbuilt)?,
            metadata::initialize(&TOKEN_2022, &mint, &authority, &mint, &authority, name, symbol, uri),
        ];
        self.session.send_together("token-2022.create_mint", &token.symbol, create, &[founder, &mint_key])?;

        let bar = progress("the token is given out", self.scenario.citizens.len());
        for (index, member) in self.scenario.citizens.iter().enumerate() {
            let wallet = member.wallet.pubkey();
            let holding = self.purse(Asset::Token, index);
            let give = [
                create_holding(&authority, &holding, &wallet, &mint),
                token_2022::mint_to(&TOKEN_2022, &mint, &holding, &authority, &[], token.per_citizen)
                    .map_err(unbuilt)?,
            ];
            let context = format!("member {}", member.name);
            self.session.send_together("token-2022.mint_to", &context, give, &[founder])?;
            bar.inc(1);
        }
        bar.finish_and_clear();

        let give_up = [
            token_2022::set_authority(&TOKEN_2022, &mint, None, AuthorityType::MintTokens, &authority, &[])
                .map_err(unbuilt)?,
            metadata::update_authority(&TOKEN_2022, &mint, &authority, Default::default()),
        ];
        self.session.send_together("token-2022.give_up", &token.symbol, give_up, &[founder]).map(drop)
    }

    fn create_treasury(&mut self, founder: &Keypair, economy: &Economy) -> Result<(), Error> {
        let (places, authority) = (self.places, founder.pubkey());
        let (nation, treasury, vault) = (places.nation, places.treasury, places.vault);
        let create = CreateTreasury { payer: authority, authority, nation, treasury, vault }.instruction();
        self.session.send("treasury.create_treasury", "", create, &[founder])?;
        let assets = [Some(Asset::Sol), economy.token.as_ref().map(|_| Asset::Token)];
        for asset in assets.into_iter().flatten() {
            let till = self.till(asset);
            let open = OpenLedger {
                payer: authority,
                authority,
                nation,
                treasury,
                vault,
                ledger: till.ledger,
                mint: till.mint,
                holding: till.holding,
                token_program: till.program,
            };
            self.session.send("treasury.open_ledger", "", open.instruction(), &[founder])?;
            if let Some(rule) = economy.breaker {
                let args = SetBreakerInstructionArgs { limit_bps: rule.limit_bps, window: rule.window };
                let set = SetBreaker { authority, nation, ledger: till.ledger }.instruction(args);
                self.session.send("treasury.set_breaker", "", set, &[founder])?;
            }
            self.journal(asset);
        }
        let set = SetTreasury { authority, nation }.instruction(SetTreasuryInstructionArgs { treasury });
        self.session.send("membership.set_treasury", "", set, &[founder])?;
        if let Some(dues) = economy.dues {
            let (admission, vouches_required) = admission(self.scenario.admission);
            let dues_mint = self.till(dues.asset).mint;
            let set = SetAdmission { authority, nation }.instruction(SetAdmissionInstructionArgs {
                admission,
                vouches_required,
                dues_mint,
                dues_amount: dues.amount,
            });
            self.session.send("membership.set_admission", "", set, &[founder])?;
        }
        Ok(())
    }

    /// Gives the executor what the accounts take that motions will create.
    pub(in crate::replay) fn fund_executor(&mut self, founder: &Keypair) -> Result<(), Error> {
        let actions = self.planned.iter().flat_map(|planned| &planned.vote.actions);
        let created = actions.filter(|(_, action)| action.creates()).count() as u64;
        if created == 0 {
            return Ok(());
        }
        // One more, because what is left must keep the executor itself.
        let lamports = ACTION_RENT.saturating_mul(created + 1);
        self.cluster.airdrop(&founder.pubkey(), lamports)?;
        let executor = self.places.executor;
        let fund = solana_system_interface::instruction::transfer(&founder.pubkey(), &executor, lamports);
        self.session.send("system.transfer", "rent of what motions create", fund, &[founder]).map(drop)
    }

    fn register_land(&mut self, founder: &Keypair, land: &Land) -> Result<(), Error> {
        let (nation, registry, authority) = (self.places.nation, self.places.registry, founder.pubkey());
        let create = CreateRegistry { payer: authority, authority, nation, registry }.instruction();
        self.session.send("land.create_registry", "", create, &[founder])?;
        for parcel in &land.parcels {
            let (jurisdiction, tenure, steward) = (land.jurisdiction, land.tenure, land.steward.as_deref());
            let register = self.register_parcel(&authority, parcel, jurisdiction, tenure, steward);
            let context = format!("parcel {}", parcel.name());
            self.session.send("land.register_parcel", &context, register, &[founder])?;
        }
        Ok(())
    }
}

impl Replay<'_> {
    /// Registers a parcel, as the nation's authority, who pays.
    pub(super) fn register_parcel(
        &self,
        authority: &Address,
        parcel: &Parcel,
        jurisdiction: [u8; 6],
        tenure: u8,
        steward: Option<&str>,
    ) -> Instruction {
        let (nation, registry) = (self.places.nation, self.places.registry);
        let steward = steward.and_then(|title| addresses::office(&nation, title));
        RegisterParcel {
            payer: *authority,
            authority: *authority,
            nation,
            registry,
            parcel: addresses::parcel(&registry, parcel.cell).0,
        }
        .instruction(RegisterParcelInstructionArgs {
            cell: parcel.cell,
            area: parcel.area_dm2,
            latitude_e7: parcel.latitude_e7,
            longitude_e7: parcel.longitude_e7,
            jurisdiction,
            tenure,
            steward: steward.map(|(office, _)| office).unwrap_or_default(),
            boundary_hash: parcel.boundary_sha256,
            title_hash: [0; 32],
            boundary_uri: String::new(),
            title_uri: String::new(),
        })
    }
}

/// Creates somebody's associated token account.
fn create_holding(payer: &Address, holding: &Address, wallet: &Address, mint: &Address) -> Instruction {
    Instruction {
        program_id: ASSOCIATED_TOKEN,
        accounts: vec![
            AccountMeta::new(*payer, true),
            AccountMeta::new(*holding, false),
            AccountMeta::new_readonly(*wallet, false),
            AccountMeta::new_readonly(*mint, false),
            AccountMeta::new_readonly(super::SYSTEM, false),
            AccountMeta::new_readonly(TOKEN_2022, false),
        ],
        data: vec![CREATE_IDEMPOTENT],
    }
}
