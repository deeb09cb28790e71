use super::payer;
use crate::{Address, Bidding, Drive, Instruction, Landlord, Letting, Nation, Person, Plot, Survey};
use client::addresses;
use client::land::instructions as i;
use client::land::types::LeaseTerms;

/// `create_registry`, the payer of fees paying.
pub fn create_registry(nation: &Nation, authority: Address) -> Instruction {
    i::CreateRegistry {
        payer: payer(),
        authority,
        nation: nation.address,
        registry: addresses::registry(&nation.address).0,
    }
    .instruction()
}

/// `register_parcel`, the payer of fees paying.
pub fn register_parcel(plot: &Plot, authority: Address, survey: &Survey) -> Instruction {
    i::RegisterParcel {
        payer: payer(),
        authority,
        nation: plot.nation,
        registry: plot.registry,
        parcel: plot.address,
    }
    .instruction(i::RegisterParcelInstructionArgs {
        cell: plot.cell,
        area: survey.area,
        latitude_e7: survey.latitude_e7,
        longitude_e7: survey.longitude_e7,
        jurisdiction: survey.jurisdiction,
        tenure: survey.tenure,
        steward: survey.steward,
        boundary_hash: survey.boundary_hash,
        title_hash: survey.title_hash,
        boundary_uri: survey.boundary_uri.clone(),
        title_uri: survey.title_uri.clone(),
    })
}

/// `amend_parcel`, whose present version has this number, the payer of fees paying.
pub fn amend_parcel(plot: &Plot, authority: Address, survey: &Survey, version: u32) -> Instruction {
    i::AmendParcel {
        payer: payer(),
        authority,
        nation: plot.nation,
        registry: plot.registry,
        parcel: plot.address,
        version: plot.version(version),
    }
    .instruction(i::AmendParcelInstructionArgs {
        area: survey.area,
        latitude_e7: survey.latitude_e7,
        longitude_e7: survey.longitude_e7,
        jurisdiction: survey.jurisdiction,
        tenure: survey.tenure,
        steward: survey.steward,
        boundary_hash: survey.boundary_hash,
        title_hash: survey.title_hash,
        boundary_uri: survey.boundary_uri.clone(),
        title_uri: survey.title_uri.clone(),
    })
}

/// `retire_parcel`, whose present version has this number, the payer of fees paying.
pub fn retire_parcel(plot: &Plot, authority: Address, version: u32) -> Instruction {
    i::RetireParcel {
        payer: payer(),
        authority,
        nation: plot.nation,
        registry: plot.registry,
        parcel: plot.address,
        version: plot.version(version),
    }
    .instruction()
}

/// `offer_lease`, the payer of fees paying.
pub fn offer_lease(
    letting: &Letting,
    landlord: &Landlord,
    terms: &LeaseTerms,
    tenant: Address,
    offer_expires_at: i64,
) -> Instruction {
    i::OfferLease {
        payer: payer(),
        landlord: landlord.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: landlord.office,
        citizen: landlord.citizen,
        lease: letting.address,
        escrow: letting.escrow,
        ledger: letting.till.ledger,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction(i::OfferLeaseInstructionArgs { terms: terms.clone(), tenant, offer_expires_at })
}

/// `withdraw_offer`.
pub fn withdraw_offer(letting: &Letting, signer: &Landlord) -> Instruction {
    i::WithdrawOffer {
        signer: signer.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: signer.office,
        citizen: signer.citizen,
        lease: letting.address,
    }
    .instruction()
}

/// `accept_lease`, from where the tenant keeps such money.
pub fn accept_lease(letting: &Letting, tenant: &Person, price: u64) -> Instruction {
    i::AcceptLease {
        tenant: tenant.key(),
        source: letting.till.money.of(&tenant.key()),
        citizen: tenant.citizen,
        registry: letting.plot.registry,
        lease: letting.address,
        escrow: letting.escrow,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction(i::AcceptLeaseInstructionArgs { price })
}

/// `pay_rent`, from where the payer keeps such money.
pub fn pay_rent(letting: &Letting, payer: Address, amount: u64) -> Instruction {
    i::PayRent {
        payer,
        source: letting.till.money.of(&payer),
        lease: letting.address,
        ledger: letting.till.ledger,
        holding: letting.till.holding,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction(i::PayRentInstructionArgs { amount })
}

/// `renew_lease`.
pub fn renew_lease(letting: &Letting, tenant: &Person) -> Instruction {
    i::RenewLease { tenant: tenant.key(), citizen: tenant.citizen, lease: letting.address }.instruction()
}

/// `declare_arrears`.
pub fn declare_arrears(letting: &Letting) -> Instruction {
    i::DeclareArrears { lease: letting.address }.instruction()
}

/// `declare_default`.
pub fn declare_default(letting: &Letting) -> Instruction {
    i::DeclareDefault { lease: letting.address }.instruction()
}

/// `waive_default`.
pub fn waive_default(letting: &Letting, landlord: &Landlord) -> Instruction {
    i::WaiveDefault {
        landlord: landlord.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: landlord.office,
        citizen: landlord.citizen,
        lease: letting.address,
    }
    .instruction()
}

/// `end_lease`, by a landlord, or by anybody else as one without an office.
pub fn end_lease(letting: &Letting, signer: &Landlord) -> Instruction {
    i::EndLease {
        signer: signer.key(),
        nation: letting.plot.nation,
        registry: letting.plot.registry,
        parcel: letting.plot.address,
        office: signer.office,
        citizen: signer.citizen,
        lease: letting.address,
    }
    .instruction()
}

/// `evict`.
pub fn evict(letting: &Letting, court: Address) -> Instruction {
    i::Evict {
        court,
        nation: letting.plot.nation,
        registry: letting.plot.registry,
        parcel: letting.plot.address,
        lease: letting.address,
    }
    .instruction()
}

/// The hash of the reason for item `n`, in tests.
pub fn reason(n: usize) -> [u8; 32] {
    [0xa0 + n as u8; 32]
}

/// `propose_deductions`, with a reason for each.
pub fn propose_deductions(letting: &Letting, landlord: &Landlord, items: &[u64]) -> Instruction {
    propose_deductions_for(letting, landlord, items, (0..items.len()).map(reason).collect())
}

/// `propose_deductions`, with these reasons.
pub fn propose_deductions_for(
    letting: &Letting,
    landlord: &Landlord,
    items: &[u64],
    reasons: Vec<[u8; 32]>,
) -> Instruction {
    i::ProposeDeductions {
        landlord: landlord.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: landlord.office,
        citizen: landlord.citizen,
        lease: letting.address,
    }
    .instruction(i::ProposeDeductionsInstructionArgs { items: items.to_vec(), reasons })
}

/// `accept_deductions`.
pub fn accept_deductions(letting: &Letting, tenant: Address, items: u8) -> Instruction {
    i::AcceptDeductions { tenant, lease: letting.address }
        .instruction(i::AcceptDeductionsInstructionArgs { items })
}

/// `waive_deductions`.
pub fn waive_deductions(letting: &Letting, landlord: &Landlord, items: u8) -> Instruction {
    i::WaiveDeductions {
        landlord: landlord.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: landlord.office,
        citizen: landlord.citizen,
        lease: letting.address,
    }
    .instruction(i::WaiveDeductionsInstructionArgs { items })
}

/// `release_deposit`.
pub fn release_deposit(letting: &Letting) -> Instruction {
    i::ReleaseDeposit { lease: letting.address }.instruction()
}

/// `rule_deposit`.
pub fn rule_deposit(letting: &Letting, court: Address, to_landlord: u64) -> Instruction {
    i::RuleDeposit { court, nation: letting.plot.nation, lease: letting.address }
        .instruction(i::RuleDepositInstructionArgs { to_landlord })
}

/// `withdraw_deposit`, to where the tenant keeps such money.
pub fn withdraw_deposit(letting: &Letting, tenant: Address) -> Instruction {
    i::WithdrawDeposit {
        tenant,
        lease: letting.address,
        escrow: letting.escrow,
        destination: letting.till.money.of(&tenant),
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `collect_deductions`.
pub fn collect_deductions(letting: &Letting) -> Instruction {
    i::CollectDeductions {
        lease: letting.address,
        escrow: letting.escrow,
        ledger: letting.till.ledger,
        holding: letting.till.holding,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `claim_tenancy`, by the citizen's present wallet.
pub fn claim_tenancy(letting: &Letting, person: &Person) -> Instruction {
    i::ClaimTenancy { wallet: person.key(), citizen: person.citizen, lease: letting.address }.instruction()
}

/// `close_lease`, the payer of fees having paid for it.
pub fn close_lease(letting: &Letting) -> Instruction {
    i::CloseLease {
        lease: letting.address,
        escrow: letting.escrow,
        rent_payer: payer(),
        ledger: letting.till.ledger,
        holding: letting.till.holding,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `open_auction`, the payer of fees paying.
pub fn open_auction(letting: &Letting, landlord: &Landlord, bidding: &Bidding) -> Instruction {
    i::OpenAuction {
        payer: payer(),
        landlord: landlord.key(),
        nation: letting.plot.nation,
        parcel: letting.plot.address,
        office: landlord.office,
        citizen: landlord.citizen,
        lease: letting.address,
        auction: letting.auction(),
    }
    .instruction(i::OpenAuctionInstructionArgs {
        reserve: bidding.reserve,
        raise_bps: bidding.raise_bps,
        extension: bidding.extension,
        opens_at: bidding.opens_at,
        closes_at: bidding.closes_at,
        closes_at_last: bidding.closes_at_last,
    })
}

/// `bid`, from where the bidder keeps such money, the payer of fees paying for the account.
pub fn bid(letting: &Letting, bidder: &Person, amount: u64) -> Instruction {
    i::Bid {
        payer: payer(),
        bidder: bidder.key(),
        source: letting.till.money.of(&bidder.key()),
        citizen: bidder.citizen,
        lease: letting.address,
        auction: letting.auction(),
        bid: letting.bid(&bidder.key()),
        escrow: letting.escrow,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction(i::BidInstructionArgs { amount })
}

/// `settle_auction`, for the wallet that won; `None` where nobody did. The payer of fees paid for the bid.
pub fn settle_auction(letting: &Letting, winner: Option<Address>) -> Instruction {
    i::SettleAuction {
        registry: letting.plot.registry,
        parcel: letting.plot.address,
        lease: letting.address,
        auction: letting.auction(),
        bid: winner.map(|winner| letting.bid(&winner)),
        bid_rent_payer: payer(),
        escrow: letting.escrow,
        ledger: letting.till.ledger,
        holding: letting.till.holding,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `reclaim_bid` of a wallet, by itself, to where it keeps such money.
pub fn reclaim_bid(letting: &Letting, bidder: Address) -> Instruction {
    reclaim_bid_as(letting, bidder, bidder, None)
}

/// `reclaim_bid` of a wallet, by whoever shows this citizenship, to where the owner keeps such money.
pub fn reclaim_bid_as(
    letting: &Letting,
    owner: Address,
    bidder: Address,
    citizen: Option<Address>,
) -> Instruction {
    i::ReclaimBid {
        owner,
        citizen,
        lease: letting.address,
        auction: letting.auction(),
        bid: letting.bid(&bidder),
        rent_payer: payer(),
        escrow: letting.escrow,
        destination: letting.till.money.of(&owner),
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `declare_value`.
pub fn declare_value(letting: &Letting, tenant: Address, price: u64) -> Instruction {
    i::DeclareValue { tenant, lease: letting.address }.instruction(i::DeclareValueInstructionArgs { price })
}

/// `buy_out`, from where the buyer keeps such money.
pub fn buy_out(letting: &Letting, buyer: &Person, offer_max: u64) -> Instruction {
    i::BuyOut {
        buyer: buyer.key(),
        source: letting.till.money.of(&buyer.key()),
        citizen: buyer.citizen,
        lease: letting.address,
        escrow: letting.escrow,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction(i::BuyOutInstructionArgs { offer_max })
}

/// `complete_buy_out`, the payer of fees paying for the claim.
pub fn complete_buy_out(letting: &Letting, seller: Address) -> Instruction {
    i::CompleteBuyOut {
        payer: payer(),
        lease: letting.address,
        seller,
        claim: letting.claim(&seller),
        escrow: letting.escrow,
        ledger: letting.till.ledger,
        holding: letting.till.holding,
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `withdraw_claim` of a wallet, by itself, to where it keeps such money.
pub fn withdraw_claim(letting: &Letting, wallet: Address) -> Instruction {
    withdraw_claim_as(letting, wallet, wallet, None)
}

/// `withdraw_claim` of a wallet, by whoever shows this citizenship, to where the owner keeps such money.
pub fn withdraw_claim_as(
    letting: &Letting,
    owner: Address,
    wallet: Address,
    citizen: Option<Address>,
) -> Instruction {
    i::WithdrawClaim {
        owner,
        citizen,
        lease: letting.address,
        claim: letting.claim(&wallet),
        rent_payer: payer(),
        escrow: letting.escrow,
        destination: letting.till.money.of(&owner),
        mint: letting.till.money.mint,
        token_program: letting.till.money.program,
    }
    .instruction()
}

/// `cancel_buy_out`, the payer of fees paying for the claim.
pub fn cancel_buy_out(letting: &Letting, buyer: Address) -> Instruction {
    i::CancelBuyOut { payer: payer(), lease: letting.address, buyer, claim: letting.claim(&buyer) }
        .instruction()
}

/// `close_auction`, the payer of fees having paid for it.
pub fn close_auction(letting: &Letting) -> Instruction {
    i::CloseAuction { lease: letting.address, auction: letting.auction(), rent_payer: payer() }.instruction()
}

/// `open_campaign` by a citizen, or by the authority, who shows no citizenship; the payer of fees paying.
pub fn open_campaign(
    drive: &Drive,
    opener: Address,
    citizen: Option<Address>,
    goal: u64,
    deadline: i64,
) -> Instruction {
    open_campaign_for(drive, opener, citizen, goal, deadline, "ipfs://bafy-island")
}

/// `open_campaign`, with the text of its purpose there.
pub fn open_campaign_for(
    drive: &Drive,
    opener: Address,
    citizen: Option<Address>,
    goal: u64,
    deadline: i64,
    purpose_uri: &str,
) -> Instruction {
    i::OpenCampaign {
        payer: payer(),
        opener,
        citizen,
        nation: drive.nation,
        registry: drive.registry,
        campaign: drive.address,
        escrow: drive.escrow,
        ledger: drive.till.ledger,
        mint: drive.till.money.mint,
        token_program: drive.till.money.program,
    }
    .instruction(i::OpenCampaignInstructionArgs {
        goal,
        deadline,
        purpose_hash: [0xca; 32],
        purpose_uri: purpose_uri.into(),
    })
}

/// `pledge`, from where the pledger keeps such money, the payer of fees paying for the account.
pub fn pledge(drive: &Drive, pledger: Address, amount: u64) -> Instruction {
    i::Pledge {
        payer: payer(),
        pledger,
        source: drive.till.money.of(&pledger),
        campaign: drive.address,
        pledge: drive.pledge(&pledger),
        escrow: drive.escrow,
        mint: drive.till.money.mint,
        token_program: drive.till.money.program,
    }
    .instruction(i::PledgeInstructionArgs { amount })
}

/// `settle_campaign`.
pub fn settle_campaign(drive: &Drive) -> Instruction {
    i::SettleCampaign {
        campaign: drive.address,
        escrow: drive.escrow,
        ledger: drive.till.ledger,
        holding: drive.till.holding,
        mint: drive.till.money.mint,
        token_program: drive.till.money.program,
    }
    .instruction()
}

/// `reclaim_pledge`, to where the pledger keeps such money.
pub fn reclaim_pledge(drive: &Drive, pledger: Address) -> Instruction {
    i::ReclaimPledge {
        pledger,
        campaign: drive.address,
        pledge: drive.pledge(&pledger),
        rent_payer: payer(),
        escrow: drive.escrow,
        destination: drive.till.money.of(&pledger),
        mint: drive.till.money.mint,
        token_program: drive.till.money.program,
    }
    .instruction()
}

/// `close_pledge`, the payer of fees having paid for it.
pub fn close_pledge(drive: &Drive, pledger: Address) -> Instruction {
    i::ClosePledge { campaign: drive.address, pledge: drive.pledge(&pledger), rent_payer: payer() }
        .instruction()
}

/// `close_campaign`, the payer of fees having paid for it.
pub fn close_campaign(drive: &Drive) -> Instruction {
    i::CloseCampaign {
        campaign: drive.address,
        escrow: drive.escrow,
        rent_payer: payer(),
        ledger: drive.till.ledger,
        holding: drive.till.holding,
        mint: drive.till.money.mint,
        token_program: drive.till.money.program,
    }
    .instruction()
}
