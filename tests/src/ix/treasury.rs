use super::payer;
use crate::{Address, Grant, Instruction, Nation, Person, Till};
use client::addresses;
use client::treasury::instructions as i;

/// `create_treasury`, the payer of fees paying.
pub fn create_treasury(nation: &Nation, authority: Address) -> Instruction {
    let treasury = addresses::treasury(&nation.address).0;
    i::CreateTreasury {
        payer: payer(),
        authority,
        nation: nation.address,
        treasury,
        vault: addresses::vault(&treasury).0,
    }
    .instruction()
}

/// `open_ledger`, the payer of fees paying.
pub fn open_ledger(till: &Till, authority: Address) -> Instruction {
    i::OpenLedger {
        payer: payer(),
        authority,
        nation: till.nation,
        treasury: till.treasury,
        vault: till.vault,
        ledger: till.ledger,
        mint: till.money.mint,
        holding: till.holding,
        token_program: till.money.program,
    }
    .instruction()
}

/// `deposit` from where the payer keeps such money.
pub fn deposit(till: &Till, payer: Address, kind: u8, amount: u64) -> Instruction {
    i::Deposit {
        payer,
        source: till.money.of(&payer),
        ledger: till.ledger,
        holding: till.holding,
        mint: till.money.mint,
        token_program: till.money.program,
    }
    .instruction(i::DepositInstructionArgs { kind, amount })
}

/// `pay_dues` for this person, from where the payer keeps such money.
pub fn pay_dues(till: &Till, payer: Address, person: &Person, terms: u8, amount: u64) -> Instruction {
    i::PayDues {
        payer,
        source: till.money.of(&payer),
        nation: till.nation,
        citizen: person.citizen,
        treasury: till.treasury,
        ledger: till.ledger,
        holding: till.holding,
        mint: till.money.mint,
        token_program: till.money.program,
    }
    .instruction(i::PayDuesInstructionArgs { terms, amount })
}

/// `pay` to a holding.
pub fn pay(till: &Till, authority: Address, destination: Address, amount: u64) -> Instruction {
    i::Pay {
        authority,
        nation: till.nation,
        treasury: till.treasury,
        ledger: till.ledger,
        vault: till.vault,
        holding: till.holding,
        destination,
        mint: till.money.mint,
        token_program: till.money.program,
    }
    .instruction(i::PayInstructionArgs { amount })
}

/// `set_breaker`.
pub fn set_breaker(till: &Till, authority: Address, limit_bps: u16, window: u32) -> Instruction {
    i::SetBreaker { authority, nation: till.nation, ledger: till.ledger }
        .instruction(i::SetBreakerInstructionArgs { limit_bps, window })
}

/// `create_budget` number `id`, the payer of fees paying.
pub fn create_budget(till: &Till, authority: Address, id: u64, grant: &Grant) -> Instruction {
    i::CreateBudget {
        payer: payer(),
        authority,
        nation: till.nation,
        treasury: till.treasury,
        ledger: till.ledger,
        holder: grant.holder,
        destination: grant.destination,
        budget: till.budget(id),
    }
    .instruction(i::CreateBudgetInstructionArgs {
        holder_kind: grant.holder_kind,
        per_period: grant.per_period,
        period: grant.period,
        from: grant.from,
        until: grant.until,
        set_aside: grant.set_aside,
    })
}

/// `spend` from a wallet's budget.
pub fn spend(
    till: &Till,
    spender: Address,
    budget: Address,
    destination: Address,
    amount: u64,
) -> Instruction {
    spend_as(till, spender, budget, None, destination, amount)
}

/// `spend` from the budget of an office, by the citizen who holds it.
pub fn spend_by_office(
    till: &Till,
    holder: &Person,
    office: Address,
    budget: Address,
    destination: Address,
    amount: u64,
) -> Instruction {
    spend_as(till, holder.key(), budget, Some((office, holder.citizen)), destination, amount)
}

fn spend_as(
    till: &Till,
    spender: Address,
    budget: Address,
    office: Option<(Address, Address)>,
    destination: Address,
    amount: u64,
) -> Instruction {
    i::Spend {
        spender,
        nation: till.nation,
        ledger: till.ledger,
        budget,
        office: office.map(|(office, _)| office),
        citizen: office.map(|(_, citizen)| citizen),
        vault: till.vault,
        holding: till.holding,
        destination,
        mint: till.money.mint,
        token_program: till.money.program,
        treasury: till.treasury,
    }
    .instruction(i::SpendInstructionArgs { amount })
}

/// `award`.
pub fn award(till: &Till, court: Address, budget: Address, destination: Address, amount: u64) -> Instruction {
    i::Award {
        court,
        nation: till.nation,
        ledger: till.ledger,
        budget,
        vault: till.vault,
        holding: till.holding,
        destination,
        mint: till.money.mint,
        token_program: till.money.program,
        treasury: till.treasury,
    }
    .instruction(i::AwardInstructionArgs { amount })
}

/// `revoke_budget`, the payer of fees having paid for it.
pub fn revoke_budget(till: &Till, signer: Address, budget: Address) -> Instruction {
    i::RevokeBudget { signer, nation: till.nation, ledger: till.ledger, budget, rent_payer: payer() }
        .instruction()
}

/// `create_stream` number `id`, the payer of fees paying.
pub fn create_stream(
    till: &Till,
    authority: Address,
    id: u64,
    payee: Address,
    total: u64,
    [start, cliff, end]: [i64; 3],
) -> Instruction {
    i::CreateStream {
        payer: payer(),
        authority,
        nation: till.nation,
        treasury: till.treasury,
        ledger: till.ledger,
        payee,
        stream: till.stream(id),
    }
    .instruction(i::CreateStreamInstructionArgs { total, start, cliff, end })
}

/// `withdraw_stream`.
pub fn withdraw_stream(
    till: &Till,
    payee: Address,
    stream: Address,
    destination: Address,
    amount: u64,
) -> Instruction {
    i::WithdrawStream {
        payee,
        treasury: till.treasury,
        ledger: till.ledger,
        stream,
        vault: till.vault,
        holding: till.holding,
        destination,
        mint: till.money.mint,
        token_program: till.money.program,
    }
    .instruction(i::WithdrawStreamInstructionArgs { amount })
}

/// `cancel_stream`.
pub fn cancel_stream(till: &Till, authority: Address, stream: Address) -> Instruction {
    i::CancelStream { authority, nation: till.nation, ledger: till.ledger, stream }.instruction()
}

/// `pause_stream`.
pub fn pause_stream(till: &Till, court: Address, stream: Address) -> Instruction {
    i::PauseStream { court, nation: till.nation, stream }.instruction()
}

/// `resume_stream`.
pub fn resume_stream(till: &Till, signer: Address, stream: Address) -> Instruction {
    i::ResumeStream { signer, nation: till.nation, stream }.instruction()
}

/// `close_stream`, the payer of fees having paid for it.
pub fn close_stream(stream: Address) -> Instruction {
    i::CloseStream { stream, rent_payer: payer() }.instruction()
}

/// `reconcile`.
pub fn reconcile(till: &Till) -> Instruction {
    i::Reconcile {
        ledger: till.ledger,
        treasury: till.treasury,
        holding: till.holding,
        mint: till.money.mint,
        token_program: till.money.program,
    }
    .instruction()
}
