//! One file for each instruction: accounts, then the rules in `validate`, then the effect. Instructions with the
//! same accounts share the struct of the first of them.
//!
//! A `payer` and a `rent_payer` are marked `unsafe(dup)`: they may be the same wallet as each other or as
//! a signer of the instruction. So are `source` and `destination`, which for SOL are a wallet. Sound, because
//! no data of these accounts is ever written here: only lamports move, and those live in the runtime's header
//! that every view shares.

mod accept_deductions;
mod accept_lease;
mod amend_parcel;
mod bid;
mod buy_out;
mod cancel_buy_out;
mod claim_tenancy;
mod close_auction;
mod close_campaign;
mod close_lease;
mod close_pledge;
mod collect_deductions;
mod complete_buy_out;
mod create_registry;
mod declare_arrears;
mod declare_default;
mod declare_value;
mod end_lease;
mod evict;
mod offer_lease;
mod open_auction;
mod open_campaign;
mod pay_rent;
mod pledge;
mod propose_deductions;
mod reclaim_bid;
mod reclaim_pledge;
#[expect(unused_variables, reason = "an argument that only a seed uses; the derive binds it twice")]
mod register_parcel;
mod release_deposit;
mod renew_lease;
mod retire_parcel;
mod rule_deposit;
mod settle_auction;
mod settle_campaign;
mod waive_deductions;
mod waive_default;
mod withdraw_claim;
mod withdraw_deposit;
mod withdraw_offer;

pub use accept_deductions::*;
pub use accept_lease::*;
pub use bid::*;
pub use buy_out::*;
pub use cancel_buy_out::*;
pub use claim_tenancy::*;
pub use close_auction::*;
pub use close_campaign::*;
pub use close_lease::*;
pub use close_pledge::*;
pub use collect_deductions::*;
pub use complete_buy_out::*;
pub use create_registry::*;
pub use declare_arrears::*;
pub use end_lease::*;
pub use evict::*;
pub use offer_lease::*;
pub use open_auction::*;
pub use open_campaign::*;
pub use pay_rent::*;
pub use pledge::*;
pub use reclaim_bid::*;
pub use reclaim_pledge::*;
pub use register_parcel::*;
pub use renew_lease::*;
pub use retire_parcel::*;
pub use rule_deposit::*;
pub use settle_auction::*;
pub use settle_campaign::*;
pub use waive_default::*;
pub use withdraw_claim::*;
pub use withdraw_deposit::*;
pub use withdraw_offer::*;
