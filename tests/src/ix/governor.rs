use crate::{AccountMeta, Address, Call, Draft, Instruction, Nation, Person, Proposal, TrackRules, tokens};
use client::addresses;
use client::governor::instructions as i;

/// `cast`, the voter's serial being on page 0.
pub fn cast(voter: &Person, proposal: &Proposal, choice: u8) -> Instruction {
    cast_on(voter, proposal.page(0), choice)
}

/// `cast` on a page.
pub fn cast_on(voter: &Person, page: Address, choice: u8) -> Instruction {
    i::Cast { voter: voter.key(), citizen: voter.citizen, page }
        .instruction(i::CastInstructionArgs { choice })
}

/// `cast_delegated` for these citizen accounts.
pub fn cast_delegated(delegate: &Person, page: Address, choice: u8, delegators: &[Address]) -> Instruction {
    let metas: Vec<_> = delegators.iter().map(|address| AccountMeta::new_readonly(*address, false)).collect();
    i::CastDelegated { delegate: delegate.key(), citizen: delegate.citizen, page }
        .instruction_with_remaining_accounts(i::CastDelegatedInstructionArgs { choice }, &metas)
}

/// `cast_relayed` for these citizen accounts; the signature check goes before it, see [`crate::relay`].
pub fn cast_relayed(page: Address, voters: &[Address]) -> Instruction {
    let metas: Vec<_> = voters.iter().map(|address| AccountMeta::new_readonly(*address, false)).collect();
    i::CastRelayed { page }.instruction_with_remaining_accounts(&metas)
}

/// `cast_stake`, the stake's index being on page 0.
pub fn cast_stake(voter: &Person, proposal: &Proposal, choice: u8) -> Instruction {
    i::CastStake {
        voter: voter.key(),
        stake: stake_of(voter, proposal.governor),
        page: proposal.stake_page(0),
    }
    .instruction(i::CastStakeInstructionArgs { choice })
}

/// The address of a person's stake.
pub fn stake_of(person: &Person, governor: Address) -> Address {
    addresses::stake(&governor, &person.key()).0
}

/// `create_governor`, by the founder.
pub fn create_governor(nation: &Nation, guardian: Address, guardian_until: i64) -> Instruction {
    let founder = solana_signer::Signer::pubkey(&nation.founder);
    // Payer and authority would be the same wallet; the payer is writable, so another one pays.
    i::CreateGovernor {
        payer: payer(),
        authority: founder,
        nation: nation.address,
        governor: nation.governor,
        executor: nation.executor,
    }
    .instruction(i::CreateGovernorInstructionArgs { guardian, guardian_until })
}

/// The payer of fees, who also pays rent where the signer must be somebody else.
pub fn payer() -> Address {
    solana_signer::Signer::pubkey(&client::dev_keys::keypair("payer of fees"))
}

/// `set_track`, by this authority.
pub fn set_track(
    nation: &Nation,
    authority: Address,
    index: u8,
    name: &str,
    rules: TrackRules,
    programs: &[Address],
) -> Instruction {
    i::SetTrack { authority, nation: nation.address, governor: nation.governor }.instruction(
        i::SetTrackInstructionArgs { index, name: name.into(), rules, programs: programs.to_vec() },
    )
}

/// `set_guardian`, by this authority.
pub fn set_guardian(
    nation: &Nation,
    authority: Address,
    guardian: Address,
    guardian_until: i64,
) -> Instruction {
    i::SetGuardian { authority, nation: nation.address, governor: nation.governor }
        .instruction(i::SetGuardianInstructionArgs { guardian, guardian_until })
}

/// `assume_authority`.
pub fn assume_authority(nation: &Nation) -> Instruction {
    i::AssumeAuthority { nation: nation.address, governor: nation.governor, executor: nation.executor }
        .instruction()
}

/// `open_proposal`.
pub fn open_proposal(proposal: &Proposal, draft: &Draft) -> Instruction {
    i::OpenProposal {
        proposer: proposal.proposer.key(),
        citizen: proposal.proposer.citizen,
        governor: proposal.governor,
        proposal: proposal.address,
    }
    .instruction(i::OpenProposalInstructionArgs {
        track: draft.track,
        kind: draft.kind,
        choices: draft.choices,
        title: draft.title.clone(),
        uri: draft.uri.clone(),
        text_hash: draft.text_hash,
    })
}

/// `add_action` as number `index` of the proposal.
pub fn add_action(proposal: &Proposal, index: u8, option: u8, call: &Call) -> Instruction {
    i::AddAction {
        proposer: proposal.proposer.key(),
        governor: proposal.governor,
        proposal: proposal.address,
        action: proposal.action(index),
        program: call.program,
        program_data: call.program_data,
    }
    .instruction(i::AddActionInstructionArgs { option, metas: call.metas(), data: call.data.clone() })
}

/// `submit`.
pub fn submit(proposal: &Proposal) -> Instruction {
    i::Submit {
        proposer: proposal.proposer.key(),
        citizen: proposal.proposer.citizen,
        nation: proposal.nation,
        governor: proposal.governor,
        proposal: proposal.address,
    }
    .instruction()
}

/// `open_page`, paid by the payer of fees.
pub fn open_page(proposal: &Proposal, chamber: u8, index: u32) -> Instruction {
    let page = addresses::page(&proposal.address, chamber, index).0;
    i::OpenPage { payer: payer(), proposal: proposal.address, page }
        .instruction(i::OpenPageInstructionArgs { chamber, index })
}

/// `tally` of these pages.
pub fn tally(proposal: &Proposal, pages: &[Address]) -> Instruction {
    let metas: Vec<_> = pages.iter().map(|page| AccountMeta::new(*page, false)).collect();
    i::Tally { proposal: proposal.address }.instruction_with_remaining_accounts(&metas)
}

/// `decide`.
pub fn decide(proposal: &Proposal) -> Instruction {
    i::Decide { governor: proposal.governor, proposal: proposal.address }.instruction()
}

/// `execute` of action `index`.
pub fn execute(proposal: &Proposal, index: u8, call: &Call) -> Instruction {
    i::Execute {
        governor: proposal.governor,
        proposal: proposal.address,
        action: proposal.action(index),
        program: call.program,
        program_data: call.program_data,
    }
    .instruction_with_remaining_accounts(&call.remaining())
}

/// `cancel`.
pub fn cancel(proposal: &Proposal, signer: Address) -> Instruction {
    i::Cancel { signer, governor: proposal.governor, proposal: proposal.address }.instruction()
}

/// `enjoin`.
pub fn enjoin(proposal: &Proposal, court: Address, until: i64) -> Instruction {
    i::Enjoin { court, nation: proposal.nation, proposal: proposal.address }
        .instruction(i::EnjoinInstructionArgs { until })
}

/// `release`.
pub fn release(proposal: &Proposal, signer: Address) -> Instruction {
    i::Release { court: signer, nation: proposal.nation, proposal: proposal.address }.instruction()
}

/// `expire`.
pub fn expire(proposal: &Proposal) -> Instruction {
    i::Expire { proposal: proposal.address }.instruction()
}

/// `close_page`, the rent going to this account.
pub fn close_page(proposal: &Proposal, page: Address, rent_payer: Address) -> Instruction {
    i::ClosePage { proposal: proposal.address, rent_payer, page }.instruction()
}

/// `close_action`, the rent going to the proposer.
pub fn close_action(proposal: &Proposal, index: u8) -> Instruction {
    i::CloseAction {
        proposal: proposal.address,
        rent_payer: proposal.proposer.key(),
        action: proposal.action(index),
    }
    .instruction()
}

/// `close_proposal`, a forfeited deposit going to this account.
pub fn close_proposal(proposal: &Proposal, forfeit_to: Address) -> Instruction {
    i::CloseProposal { proposer: proposal.proposer.key(), forfeit_to, proposal: proposal.address }
        .instruction()
}

/// `create_stake_vault`, by the founder.
pub fn create_stake_vault(nation: &Nation, mint: Address, token_program: Address) -> Instruction {
    i::CreateStakeVault {
        payer: payer(),
        authority: solana_signer::Signer::pubkey(&nation.founder),
        nation: nation.address,
        governor: nation.governor,
        mint,
        vault: addresses::stake_vault(&nation.governor).0,
        token_program,
    }
    .instruction()
}

/// `open_stake`.
pub fn open_stake(person: &Person, governor: Address) -> Instruction {
    i::OpenStake { wallet: person.key(), governor, stake: stake_of(person, governor) }.instruction()
}

/// `stake` from the person's own token account.
pub fn stake(person: &Person, governor: Address, mint: Address, amount: u64) -> Instruction {
    i::Stake {
        wallet: person.key(),
        governor,
        stake: stake_of(person, governor),
        mint,
        tokens: tokens::account_of(&person.key(), &mint),
        vault: addresses::stake_vault(&governor).0,
        token_program: tokens::PROGRAM,
    }
    .instruction(i::StakeInstructionArgs { amount })
}

/// `unstake` to the person's own token account.
pub fn unstake(person: &Person, governor: Address, mint: Address, amount: u64) -> Instruction {
    i::Unstake {
        wallet: person.key(),
        governor,
        stake: stake_of(person, governor),
        mint,
        tokens: tokens::account_of(&person.key(), &mint),
        vault: addresses::stake_vault(&governor).0,
        token_program: tokens::PROGRAM,
    }
    .instruction(i::UnstakeInstructionArgs { amount })
}

/// `close_stake`, the rent going to this account.
pub fn close_stake(person: &Person, governor: Address, rent_payer: Address) -> Instruction {
    i::CloseStake { wallet: person.key(), rent_payer, stake: stake_of(person, governor) }.instruction()
}
