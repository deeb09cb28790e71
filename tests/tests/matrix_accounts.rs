//! Attacks by the accounts of an instruction: every kind on every slot of every instruction of the IDLs.

use civitas_tests::catalogue::{self, Case};
use civitas_tests::matrix::{Effects, Matrix, is_ours, type_name, typed_slots};
use civitas_tests::{Account, Address, Instruction, Signer, Till, World, addresses, artifact, idl};
use client::governor::accounts::Governor;
use client::membership::accounts::Nation;
use std::collections::BTreeMap;

/// A variant of the case's instruction.
fn variant(case: &Case, change: impl FnOnce(&mut Instruction)) -> Instruction {
    let mut instruction = case.instruction.clone();
    change(&mut instruction);
    instruction
}

#[test]
fn every_instruction_is_in_the_catalogue_and_succeeds() {
    let known: Vec<_> = catalogue::keys().collect();
    for ix in idl::instructions() {
        assert!(known.contains(&ix.key().as_str()), "{} is missing in tests/src/catalogue", ix.key());
    }
    for case in catalogue::cases() {
        case.run_in(&case.world, case.instruction.clone(), &[]).expect("its signers are there").ok();
        let flags = |instruction: &Instruction| -> Vec<_> {
            let declared = instruction.accounts.iter().take(case.idl.slots.len());
            declared.map(|meta| (meta.is_signer, meta.is_writable)).collect()
        };
        // An account that is left out is neither written nor signs.
        let left_out = |index: usize| case.instruction.accounts[index].pubkey == case.idl.program_id;
        let described: Vec<_> = (case.idl.slots.iter().enumerate())
            .map(|(index, slot)| if left_out(index) { (false, false) } else { (slot.signer, slot.writable) })
            .collect();
        assert_eq!(flags(&case.instruction), described, "{}: the client does not follow the IDL", case.key);
    }
}

#[test]
fn no_account_is_there_twice_or_pays_the_fee() {
    for case in catalogue::cases() {
        let keys: Vec<_> = case.instruction.accounts.iter().map(|meta| meta.pubkey).collect();
        for (index, key) in keys.iter().enumerate() {
            // A ruling is signed for by the court, and so is what it calls.
            let is_court = case.idl.name == "enforce" && *key == keys[0];
            let twice = keys[..index].contains(key) && case.variant().is_none() && !is_court;
            assert!(!twice, "{}: {} is there twice", case.key, case.name(index));
            assert_ne!(*key, civitas_tests::ix::payer(), "{}: {} pays the fee", case.key, case.name(index));
        }
    }
}

#[test]
fn missing_signer() {
    let exceptions = [
        (
            "court.appeal_to_citizens.party *",
            "the party signs as appellant and as proposer: one signature is both",
        ),
        ("court.enforce.reissue remaining 0", "the runtime refuses what the reissue asks for"),
    ];
    let mut matrix = Matrix::new("missing-signer", &["MissingRequiredSignature"], &exceptions);
    for case in catalogue::cases() {
        for index in 0..case.instruction.accounts.len() {
            if case.instruction.accounts[index].is_signer {
                let stripped = variant(&case, |ix| ix.accounts[index].is_signer = false);
                let outcome = case.run_in(&case.world, stripped, &[]);
                matrix.judge(&case, &case.name(index), outcome);
            }
        }
    }
    matrix.end();
}

#[test]
fn not_writable() {
    // Anchor checks both flags of a signer at once, and leaves those of an account to be created to the runtime.
    const PAYER: &str = "MissingRequiredSignature";
    const CREATED: &str = "PrivilegeEscalation";
    let exceptions = [("governor.execute remaining 1", "the runtime refuses what the action asks for")];
    let mut matrix = Matrix::new("not-writable", &["ConstraintMut", PAYER, CREATED], &exceptions);
    for case in catalogue::cases() {
        for index in 0..case.instruction.accounts.len() {
            if case.instruction.accounts[index].is_writable {
                let stripped = variant(&case, |ix| ix.accounts[index].is_writable = false);
                let outcome = case.run_in(&case.world, stripped, &[]);
                matrix.judge(&case, &case.name(index), outcome);
            }
        }
    }
    matrix.end();
}

#[test]
fn missing_account() {
    const LIST: &str = "a list that may be of any length, and does nothing when it is empty";
    const CENSUS: &str = "ledgers and parcels are shown by whoever cares to";
    let exceptions = [
        ("diplomacy.publish_census without remaining*", CENSUS),
        ("diplomacy.complete_census without remaining*", CENSUS),
        ("governor.cast_delegated without remaining 0 and what follows", LIST),
        ("governor.cast_relayed without remaining 0 and what follows", LIST),
        ("governor.tally without remaining 0 and what follows", LIST),
        ("governor.execute without remaining*", "the accounts are compared with the action's"),
    ];
    let expected = ["NotEnoughAccountKeys", "AccountsDiffer"];
    let mut matrix = Matrix::new("missing-account", &expected, &exceptions);
    for case in catalogue::cases() {
        for index in 0..case.instruction.accounts.len() {
            let shortened = variant(&case, |ix| ix.accounts.truncate(index));
            let outcome = case.run_in(&case.world, shortened, &[]);
            matrix.judge(&case, &format!("without {} and what follows", case.name(index)), outcome);
        }
    }
    matrix.end();
}

#[test]
fn optional_account_left_out() {
    const PARTY: &str = "the wallet of the filing shows no citizenship";
    let exceptions = [
        ("diplomacy.assess_stage recognition", "without one, while none is on record, none counts"),
        ("diplomacy.assess_stage.first*", "nobody recognises; both are left out already"),
        ("diplomacy.assess_stage.body*", "without one none counts, and a body has no stage"),
        ("membership.set_delegate delegate", "without a delegate, the delegation ends"),
        (
            "treasury.spend.wallet*",
            "a wallet's budget needs neither office nor citizen; they are left out already",
        ),
        ("land.offer_lease.authority*", "the authority shows neither office nor citizenship"),
        ("land.end_lease.tenant*", "the tenant shows neither office nor citizenship"),
        ("land.settle_auction.unsold bid", "nobody has bid"),
        ("land.open_campaign.authority citizen", "the authority shows no citizenship"),
        ("court.answer.wallet citizen", PARTY),
        ("court.submit_evidence.wallet citizen", PARTY),
        ("court.put_in_escrow.wallet citizen", PARTY),
        ("court.put_in_escrow.sol citizen", PARTY),
        ("court.appeal.wallet citizen", PARTY),
        ("court.appeal.sol citizen", PARTY),
        ("court.appeal_to_citizens.party citizen", PARTY),
        ("court.withdraw_case.wallet citizen", PARTY),
        ("court.withdraw_case.sol citizen", PARTY),
    ];
    let expected = [
        "PassportValid",
        "WrongProgramData",
        "OfficeMissing",
        "NotLandlord",
        "NotOwner",
        "NotAuthority",
        "WrongBid",
        "RecogniserMissing",
        "NotParty",
    ];
    let mut matrix = Matrix::new("optional-account", &expected, &exceptions);
    for case in catalogue::cases() {
        for (index, _) in case.idl.slots.iter().enumerate().filter(|(_, slot)| slot.optional) {
            let without = variant(&case, |ix| ix.accounts[index].pubkey = case.idl.program_id);
            let outcome = case.run_in(&case.world.clone(), without, &[]);
            matrix.judge(&case, &case.name(index), outcome);
        }
    }
    matrix.end();
}

/// Tries the case with another account at the address of a slot.
fn with_account(case: &Case, index: usize, account: Account) -> Option<civitas_tests::Outcome> {
    let address = case.instruction.accounts[index].pubkey;
    let world = case.world.clone();
    world.put(&address, account);
    case.run_in(&world, case.instruction.clone(), &[])
}

const UNSOLD: &str = "nobody has bid, so nothing is paid or closed";

const NO_CITIZEN: &str =
    "an account that is no citizen, where a citizenship of the party would be: there is none";

const GONE: &str =
    "an account that is no citizen: the juror's citizenship is gone, and the juror is not seated";

const NO_MOTION: &str = "an account that is no proposal: the motion is gone, and the last ruling stands";

/// Whether a slot is that of a juror who is drawn: its address is that of its index, where nothing but a juror, or
/// after leaving nothing, ever is. What is forged there counts as a juror who has left, and fits no books.
fn is_where_a_juror_is_drawn(case: &Case, index: usize) -> bool {
    case.idl.key() == "court.draw" && case.name(index) == "juror"
}

const REMAINING: &str = "accounts that follow are looked at by the governor program itself, not by Anchor";

#[test]
fn wrong_owner() {
    // The same bytes at the same address, so that nothing but the owner can give them away.
    let exceptions = [
        ("governor.cast_delegated remaining*", REMAINING),
        ("governor.cast_relayed remaining*", REMAINING),
        ("land.settle_auction.unsold ledger: *", UNSOLD),
        (
            "land.close_auction*",
            "the auction is settled, or its lease closed: an account of nobody's program",
        ),
        ("court.file* claimant_citizen: *", NO_CITIZEN),
        ("court.file* respondent_citizen: *", NO_CITIZEN),
        ("court.draw* citizen: *", GONE),
        ("court.conclude_appeal proposal: *", NO_MOTION),
    ];
    let expected = [
        "IllegalOwner",
        "WrongLedger",
        "NotARecogniser",
        "WrongRegistry",
        "NotEvidence",
        "WrongTarget",
        "WrongNation",
    ];
    let mut matrix = Matrix::new("wrong-owner", &expected, &exceptions);
    let foreign = Address::new_from_array([66; 32]);
    for case in catalogue::cases() {
        for (index, account) in typed_slots(&case) {
            if is_where_a_juror_is_drawn(&case, index) {
                continue;
            }
            let other = if account.owner == civitas_tests::GOVERNOR_ID {
                civitas_tests::MEMBERSHIP_ID
            } else {
                civitas_tests::GOVERNOR_ID
            };
            for (whose, owner) in [("a stranger's", foreign), ("the other program's", other)] {
                let outcome = with_account(&case, index, Account { owner, ..account.clone() });
                matrix.judge(&case, &format!("{}: {whose}", case.name(index)), outcome);
            }
        }
    }
    matrix.end();
}

#[test]
fn type_cosplay() {
    // An account of every type of all programs, in the place of every account of another: at the same address,
    // with the right owner and as long, so that nothing but the type can give it away.
    let mut samples = BTreeMap::new();
    for case in catalogue::cases() {
        for (_, account) in typed_slots(&case) {
            samples.entry(type_name(&account)).or_insert(account);
        }
        if case.key == "land.amend_parcel" {
            // No instruction takes a parcel's former version, which only comes into being.
            let effects = Effects::of(&case);
            let version = effects.after.account(&case.address("version"));
            samples.entry(type_name(&version)).or_insert(version);
        }
        if case.key == "diplomacy.recognise" {
            // Nor an act in the history of a recognition.
            let effects = Effects::of(&case);
            let entry = effects.after.account(&case.address("entry"));
            samples.entry(type_name(&entry)).or_insert(entry);
        }
    }
    assert_eq!(
        samples.len(),
        idl::account_types().len(),
        "every account type is somewhere in the catalogue: {:?}",
        samples.keys()
    );
    let exceptions = [
        ("governor.cast_delegated remaining*", REMAINING),
        ("governor.cast_relayed remaining*", REMAINING),
        ("land.close_auction lease: *", "the auction is settled: its lease is not looked at"),
        ("court.file claimant_citizen: *", NO_CITIZEN),
        ("court.file respondent_citizen: *", NO_CITIZEN),
        ("court.draw citizen: *", GONE),
        ("court.conclude_appeal proposal: *", NO_MOTION),
    ];
    let expected = [
        "InvalidAccountData",
        "AccountDataTooSmall",
        "WrongLedger",
        "ConstraintSpace",
        "NotARecogniser",
        "WrongRegistry",
        "NotEvidence",
        "WrongTarget",
        "WrongNation",
    ];
    let mut matrix = Matrix::new("type-cosplay", &expected, &exceptions);
    // A variant has accounts of the same types.
    for case in catalogue::cases().filter(|case| case.variant().is_none()) {
        for (index, account) in typed_slots(&case) {
            if is_where_a_juror_is_drawn(&case, index) {
                continue;
            }
            let slot = case.name(index);
            for (kind, sample) in samples.iter().filter(|(kind, _)| **kind != type_name(&account)) {
                let mut data = sample.data.clone();
                data.resize(data.len().max(account.data.len()), 0);
                let outcome = with_account(&case, index, Account { data, ..account.clone() });
                matrix.judge(&case, &format!("{slot}: {kind}"), outcome);
            }
            let blank = Account { data: vec![0; account.data.len()], ..account.clone() };
            let outcome = with_account(&case, index, blank);
            matrix.judge(&case, &format!("{slot}: zeros"), outcome);
            let empty = Account { data: vec![], ..account.clone() };
            let outcome = with_account(&case, index, empty);
            matrix.judge(&case, &format!("{slot}: no data"), outcome);
            // Ballots, and the accounts and data of an action, follow a fixed part.
            let follows = ["BallotPage", "Action"].contains(&type_name(&account));
            let len = if follows { 100 } else { account.data.len() - 1 };
            let short = Account { data: account.data[..len].to_vec(), ..account };
            let outcome = with_account(&case, index, short);
            matrix.judge(&case, &format!("{slot}: too short"), outcome);
        }
    }
    matrix.end();
}

/// What the sibling has of the money that a ledger books.
fn their_till(world: &World, ledger: &Address) -> Till {
    let own = Till::of_ledger(&world.read(ledger));
    Till::of(&world.sibling.address, own.money)
}

/// Another nation's account, in all else the same: the sibling's own nation, governor, treasury or ledger, or a
/// copy in which every address of the nation is replaced by the sibling's.
fn sibling_account(case: &Case, world: &World, account: &Account, address: &Address) -> Address {
    let (nation, sibling) = (&world.nation, &world.sibling);
    match type_name(account) {
        "Nation" => return sibling.address,
        "Governor" => return sibling.governor,
        "Treasury" => return addresses::treasury(&sibling.address).0,
        "Ledger" => return their_till(world, address).ledger,
        _ => {}
    }
    let twin_of =
        |address: &Address| Address::find_program_address(&[b"twin", address.as_ref()], &account.owner).0;
    let mut pairs = vec![
        (nation.address, sibling.address),
        (nation.governor, sibling.governor),
        (nation.executor, sibling.executor),
    ];
    for (index, other) in typed_slots(case) {
        let address = case.instruction.accounts[index].pubkey;
        match type_name(&other) {
            "Nation" | "Governor" => {}
            "Treasury" => pairs.push((address, addresses::treasury(&sibling.address).0)),
            "Ledger" => pairs.push((address, their_till(world, &address).ledger)),
            _ => pairs.push((address, twin_of(&address))),
        }
    }
    let mut data = account.data.clone();
    for at in 0..data.len().saturating_sub(31) {
        let here = data[at..at + 32].to_vec();
        if let Some((_, replacement)) = pairs.iter().find(|(old, _)| old.as_ref() == here.as_slice()) {
            data[at..at + 32].copy_from_slice(replacement.as_ref());
        }
    }
    let twin = twin_of(address);
    world.put(&twin, Account { data, ..account.clone() });
    twin
}

#[test]
fn wrong_nation() {
    const POWER: &str = "nothing but the nation: the signer has no power there";
    let exceptions = [
        ("diplomacy.assess_stage recogniser", "it is gamma's, and so is the copy: one that cannot be made"),
        ("membership.set_admission nation", POWER),
        ("membership.amend_charter nation", POWER),
        ("membership.propose_authority nation", POWER),
        ("membership.accept_authority nation", POWER),
        ("membership.set_court nation", POWER),
        ("membership.set_treasury nation", POWER),
        ("governor.execute remaining 1", "ActionAccountsDiffer: accounts are compared with the action's"),
        ("governor.close_proposal proposal", "WrongReceiver: its deposit is forfeit to its own nation"),
        ("membership.end_founding nation", "anyone may end any founding whose sunset has come"),
        (
            "membership.withdraw_application application",
            "the same wallet has applied there too, and takes it back",
        ),
        ("governor.expire proposal", "anyone may mark any proposal whose time is over"),
        ("governor.close_stake stake", "the same wallet has an empty stake there too, and closes it"),
        ("land.declare_arrears lease", "anyone may find any rent late"),
        ("land.declare_default lease", "anyone may find any rent in default"),
        ("land.release_deposit lease", "anyone may release any deposit that nobody claimed"),
        ("land.accept_deductions lease", "the same wallet is the tenant there too, and accepts there"),
        ("land.declare_value lease", "the same wallet is the tenant there too, and declares there"),
        ("land.withdraw_deposit lease", "PrivilegeEscalation: only its own lease signs for an escrow"),
        ("land.withdraw_deposit.sol lease", "PrivilegeEscalation: likewise"),
        ("land.settle_auction.unsold ledger", "nobody has bid, so nothing is paid"),
        ("treasury.close_stream stream", "anyone may close any stream that has nothing more to pay"),
        ("court.answer.wallet case", "the same wallet is the respondent there too, and answers there"),
        ("court.capture case", "anyone may capture the hash of any case"),
        ("court.repin case", "anyone may pin another slot for any case"),
        ("court.rule case", "anyone may count any ruling"),
    ];
    let expected = [
        "WrongNation",
        "InvalidSeeds",
        "WrongStake",
        "WrongReissue",
        "PageOfAnotherProposal",
        "ActionOfAnotherProposal",
        "DelegatorMalformed",
        "WrongTreasury",
        "WrongLedger",
        "WrongVault",
        "WrongHolding",
        "NotHolder",
        "NotLandlord",
        "NotOwner",
        "WrongParcel",
        "WrongLease",
        "WrongAuction",
        "WrongBid",
        "WrongPledge",
        "NotParty",
        "WrongRecogniser",
        "WrongTreaty",
        "WrongRegistry",
        "WrongCourt",
        "WrongCase",
        "WrongSeat",
        "WrongJuror",
        "WrongCitizen",
        "WrongProposal",
        "WrongTarget",
        "AccountsDiffer",
    ];
    let mut matrix = Matrix::new("wrong-nation", &expected, &exceptions);
    for case in catalogue::cases() {
        let slots = typed_slots(&case);
        let world = case.world.clone();
        if slots.len() > 1 {
            // Both nations have the same powers, so that only what belongs together can tell them apart.
            let own = world.nation_account(&world.nation);
            world.edit(&world.sibling.address, |nation: &mut Nation| {
                nation.authority = own.authority;
                nation.pending_authority = own.pending_authority;
                nation.founder = own.founder;
                nation.court = own.court;
                nation.treasury = own.treasury;
                nation.admission = own.admission;
                nation.vouches_required = own.vouches_required;
            });
        }
        world.edit(&world.sibling.governor, |governor: &mut Governor| {
            governor.stake_mint = world.governor(&world.nation).stake_mint;
        });
        for (index, account) in slots {
            let address = case.instruction.accounts[index].pubkey;
            let theirs = sibling_account(&case, &world, &account, &address);
            let replaced = variant(&case, |ix| ix.accounts[index].pubkey = theirs);
            let copy = world.clone();
            let outcome = case.run_in(&copy, replaced, &[]);
            matrix.judge(&case, &case.name(index), outcome);
        }
    }
    matrix.end();
}

#[test]
fn a_stranger() {
    // In the place of every signer a stranger who signs, and in that of every other account which is not one of
    // the programs' the stranger's wallet: whoever acts or is paid must be who the accounts say.
    const PAYS: &str = "anyone may pay the rent";
    const GRANTED: &str = "the authority grants to whom it likes, and signs for it";
    const PAID: &str = "who may pay says whom; a stranger's wallet cannot take tokens, but SOL it can";
    let exceptions = [
        ("diplomacy.register_body payer", PAYS),
        ("diplomacy.recognise payer", PAYS),
        ("diplomacy.recognise.body payer", PAYS),
        ("diplomacy.recognise.again payer", PAYS),
        ("diplomacy.revoke_recognition payer", PAYS),
        ("diplomacy.revoke_recognition.body payer", PAYS),
        ("diplomacy.propose_treaty payer", PAYS),
        ("diplomacy.withdraw_proposal.lapsed signer", "the offer has lapsed, so anyone may"),
        ("diplomacy.issue_visa payer", PAYS),
        ("diplomacy.issue_visa.again payer", PAYS),
        ("diplomacy.close_visa.over signer", "the visit is over, so anyone may"),
        ("diplomacy.expel_visitor payer", PAYS),
        ("diplomacy.expel_visitor.absent payer", PAYS),
        ("diplomacy.publish_census payer", PAYS),
        ("diplomacy.publish_census.landless payer", PAYS),
        ("diplomacy.assess_stage payer", PAYS),
        ("diplomacy.assess_stage.first payer", PAYS),
        ("diplomacy.assess_stage.body payer", PAYS),
        ("membership.found_nation founder", "anyone may found a nation"),
        ("membership.join payer", PAYS),
        ("membership.apply payer", PAYS),
        ("membership.admit payer", PAYS),
        ("membership.reissue payer", PAYS),
        ("membership.complete_reissue payer", PAYS),
        ("membership.issue_passport payer", PAYS),
        ("membership.burn_passport caller", "its reissue is ready, so anyone may"),
        ("membership.appoint payer", PAYS),
        ("governor.create_governor payer", PAYS),
        ("governor.open_page payer", PAYS),
        ("governor.create_stake_vault payer", PAYS),
        ("treasury.create_treasury payer", PAYS),
        ("treasury.open_ledger payer", PAYS),
        ("treasury.open_ledger.sol payer", PAYS),
        ("treasury.create_budget payer", PAYS),
        ("treasury.create_stream payer", PAYS),
        ("treasury.create_budget holder", GRANTED),
        ("treasury.create_budget destination", GRANTED),
        ("treasury.create_stream payee", GRANTED),
        ("treasury.pay.sol destination", PAID),
        ("treasury.spend.sol destination", PAID),
        ("treasury.award.sol destination", PAID),
        ("treasury.withdraw_stream.sol destination", PAID),
        ("land.create_registry payer", PAYS),
        ("land.register_parcel payer", PAYS),
        ("land.amend_parcel payer", PAYS),
        ("land.retire_parcel payer", PAYS),
        ("land.offer_lease payer", PAYS),
        ("land.offer_lease.sol payer", PAYS),
        ("land.offer_lease.authority payer", PAYS),
        ("land.open_auction payer", PAYS),
        ("land.bid payer", PAYS),
        ("land.bid.sol payer", PAYS),
        ("land.bid.raise payer", PAYS),
        ("land.complete_buy_out payer", PAYS),
        ("land.complete_buy_out.sol payer", PAYS),
        ("land.open_campaign payer", PAYS),
        ("land.open_campaign.sol payer", PAYS),
        ("land.open_campaign.authority payer", PAYS),
        ("land.pledge payer", PAYS),
        ("land.pledge.sol payer", PAYS),
        ("land.cancel_buy_out payer", PAYS),
        ("land.withdraw_deposit.sol destination", PAID),
        ("land.reclaim_bid.sol destination", PAID),
        ("land.withdraw_claim.sol destination", PAID),
        ("land.reclaim_pledge.sol destination", PAID),
        ("court.create_court payer", PAYS),
        ("court.create_court.sol payer", PAYS),
        ("court.join_jury payer", PAYS),
        ("court.join_jury.sol payer", PAYS),
        ("court.file* payer", PAYS),
        ("court.submit_evidence payer", PAYS),
        ("court.submit_evidence.wallet payer", PAYS),
        ("court.draw* payer", PAYS),
        ("court.enforce.reissue remaining 0", PAYS),
        ("court.capture capturer", "anyone may capture, and gets the bounty"),
        ("court.draw.missed seat", "the juror cannot be seated, so no seat is looked at"),
        ("court.draw.left seat", "likewise"),
        ("court.draw.left citizen", "the juror has left, so no citizen is looked at"),
        ("court.withdraw_bond.sol destination", PAID),
        ("court.withdraw_rewards.sol destination", PAID),
        ("court.withdraw_case.sol destination", PAID),
        ("court.withdraw_bounty.sol destination", PAID),
        ("land.settle_auction.unsold bid_rent_payer", UNSOLD),
        ("land.settle_auction.unsold holding", UNSOLD),
        ("land.settle_auction.unsold token_program", UNSOLD),
    ];
    let mut matrix = Matrix::new("stranger", &[], &exceptions);
    for case in catalogue::cases() {
        let stranger = client::dev_keys::keypair("an outsider");
        case.world.fund(&stranger.pubkey());
        for index in 0..case.instruction.accounts.len() {
            if case.account(index).as_ref().is_some_and(is_ours) {
                continue;
            }
            let replaced = variant(&case, |ix| ix.accounts[index].pubkey = stranger.pubkey());
            let mut all = case.before.clone();
            all.push(replaced);
            let mut without = all.clone();
            for meta in without.iter_mut().flat_map(|ix| &mut ix.accounts) {
                meta.is_signer &= meta.pubkey != stranger.pubkey();
            }
            let mut signers = case.signers(&without).expect("its other signers are there");
            if case.instruction.accounts[index].is_signer {
                signers.push(&stranger);
            }
            let outcome = case.world.clone().send(&all, &signers);
            matrix.judge(&case, &case.name(index), Some(outcome));
        }
    }
    matrix.end();
}

#[test]
fn fake_program() {
    // Programs and sysvars: another program's address in every slot that can have only one, or whose name says
    // that it holds a program.
    let exceptions = [
        ("governor.cast_relayed instructions", "SignatureMissing: a sysvar, not a program"),
        ("governor.assume_authority membership_program", "ConstraintAddress: the one program by its address"),
        ("land.settle_auction.unsold token_program", "nobody has bid, so nothing is paid"),
        ("treasury.pay_dues membership_program", "ConstraintAddress: likewise"),
        ("treasury.pay_dues.sol membership_program", "ConstraintAddress: likewise"),
        ("governor.add_action program*", "any program that the track allows, with its own deployment"),
        ("governor.execute program*", "the program of the action, with its own deployment"),
    ];
    let fake = Address::new_from_array([67; 32]);
    let expected = ["IncorrectProgramId", "WrongTokenProgram", "WrongMint", "WrongProgram"];
    let mut matrix = Matrix::new("fake-program", &expected, &exceptions);
    for case in catalogue::cases() {
        let binary = std::fs::read(artifact("membership")).expect("it is built");
        case.world.cluster.deploy_immutable(&fake, &binary).expect("it is a program");
        for (index, slot) in case.idl.slots.iter().enumerate() {
            let program =
                slot.name.ends_with("program") || slot.name == "program_data" || slot.address.is_some();
            if program {
                let replaced = variant(&case, |ix| ix.accounts[index].pubkey = fake);
                let outcome = case.run_in(&case.world, replaced, &[]);
                matrix.judge(&case, &slot.name, outcome);
            }
        }
    }
    matrix.end();
}

#[test]
fn look_alike_program_data() {
    // The same bytes under the same owner at another address.
    let fake = Address::new_from_array([68; 32]);
    let mut matrix = Matrix::new("look-alike", &["WrongProgramData"], &[]);
    for case in catalogue::cases() {
        for (index, slot) in case.idl.slots.iter().enumerate() {
            let Some(account) = case.account(index) else { continue };
            if slot.name == "program_data" {
                case.world.put(&fake, account);
                let replaced = variant(&case, |ix| ix.accounts[index].pubkey = fake);
                let outcome = case.run_in(&case.world, replaced, &[]);
                matrix.judge(&case, &slot.name, outcome);
            }
        }
    }
    matrix.end();
}

/// What the Instructions sysvar would hold while the last of these runs (`solana-instructions-sysvar`).
fn instructions_sysvar(instructions: &[Instruction]) -> Vec<u8> {
    let mut data = (instructions.len() as u16).to_le_bytes().to_vec();
    let mut records = Vec::new();
    let start = 2 + 2 * instructions.len();
    for ix in instructions {
        data.extend(((start + records.len()) as u16).to_le_bytes());
        records.extend((ix.accounts.len() as u16).to_le_bytes());
        for meta in &ix.accounts {
            records.push(u8::from(meta.is_signer) | u8::from(meta.is_writable) << 1);
            records.extend(meta.pubkey.to_bytes());
        }
        records.extend(ix.program_id.to_bytes());
        records.extend((ix.data.len() as u16).to_le_bytes());
        records.extend(&ix.data);
    }
    data.extend(records);
    data.extend((instructions.len() as u16 - 1).to_le_bytes());
    data
}

#[test]
fn look_alike_instructions_sysvar() {
    // An account that tells of a signature check that never was: in the sysvar's own format, under any owner.
    let case = catalogue::case("governor.cast_relayed");
    let slot = case.idl.slot("instructions");
    let genuine = case.instruction.accounts[slot].pubkey;
    let [check] = case.before.as_slice() else { panic!("a signature check goes before it") };
    let data = instructions_sysvar(&[check.clone(), case.instruction.clone()]);
    let fake = Address::new_from_array([70; 32]);
    let sysvar_owner = Address::from_str_const("Sysvar1111111111111111111111111111111111111");
    for owner in [Address::default(), civitas_tests::GOVERNOR_ID, sysvar_owner] {
        case.world.put_data(&fake, owner, data.clone());
        let forged = variant(&case, |ix| ix.accounts[slot].pubkey = fake);
        case.world.send(&[forged], &[]).governor_error("SignatureMissing");
    }
    // The check itself must be in the transaction, just before the call.
    assert_eq!(case.instruction.accounts[slot].pubkey, genuine);
    case.world.send(std::slice::from_ref(&case.instruction), &[]).governor_error("SignatureMissing");
    case.world.send(&[case.instruction.clone(), check.clone()], &[]).governor_error("SignatureMissing");
}

#[test]
fn duplicate_accounts() {
    const ELSEWHERE: &str = "SOL may go to any account; this program writes none that is not its own";
    const PAYERS: &str = "whoever is asked may also pay; `unsafe(dup)` in the program";
    const SIGNER: &str = "whoever signs may be paid; `unsafe(dup)` in the program";
    const ANYWHERE: &str =
        "SOL may be sent to any account that is not the treasury's, and this program writes none of it";
    const SHOWN: &str = "what is passed twice counts where it stands first, and as what it is there";
    let payers = [
        ("diplomacy.register_body key in the place of payer", PAYERS),
        ("diplomacy.recognise authority in the place of payer", PAYERS),
        ("diplomacy.recognise.body authority in the place of payer", PAYERS),
        ("diplomacy.recognise.again authority in the place of payer", PAYERS),
        ("diplomacy.revoke_recognition authority in the place of payer", PAYERS),
        ("diplomacy.revoke_recognition.body authority in the place of payer", PAYERS),
        ("diplomacy.propose_treaty authority in the place of payer", PAYERS),
        ("diplomacy.issue_visa wallet in the place of payer", PAYERS),
        ("diplomacy.issue_visa.again wallet in the place of payer", PAYERS),
        ("diplomacy.expel_visitor authority in the place of payer", PAYERS),
        ("diplomacy.expel_visitor.absent authority in the place of payer", PAYERS),
        ("diplomacy.publish_census payer in the place of remaining*", SHOWN),
        ("diplomacy.publish_census report in the place of remaining*", SHOWN),
        ("diplomacy.complete_census report in the place of remaining*", SHOWN),
        ("membership.join wallet in the place of payer", PAYERS),
        ("membership.apply wallet in the place of payer", PAYERS),
        ("membership.admit caller in the place of payer", PAYERS),
        ("membership.reissue court in the place of payer", PAYERS),
        ("membership.complete_reissue new_wallet in the place of payer", PAYERS),
        ("membership.issue_passport wallet in the place of payer", PAYERS),
        ("membership.appoint authority in the place of payer", PAYERS),
        ("governor.create_governor authority in the place of payer", PAYERS),
        ("governor.create_stake_vault authority in the place of payer", PAYERS),
        ("treasury.create_treasury authority in the place of payer", PAYERS),
        ("treasury.open_ledger authority in the place of payer", PAYERS),
        ("treasury.open_ledger.sol authority in the place of payer", PAYERS),
        ("treasury.create_budget authority in the place of payer", PAYERS),
        ("treasury.create_stream authority in the place of payer", PAYERS),
        ("treasury.create_budget payer in the place of holder", "whoever pays the rent may also spend"),
        (
            "treasury.create_budget payer in the place of destination",
            "whoever pays the rent may also be paid",
        ),
        ("treasury.create_stream payer in the place of payee", "whoever pays the rent may also be paid"),
        ("treasury.pay.sol authority in the place of destination", SIGNER),
        ("treasury.spend.sol spender in the place of destination", SIGNER),
        ("treasury.award.sol court in the place of destination", SIGNER),
        ("treasury.withdraw_stream.sol payee in the place of destination", SIGNER),
        ("treasury.pay.sol nation in the place of destination", ANYWHERE),
        ("treasury.spend.sol nation in the place of destination", ANYWHERE),
        ("treasury.spend.sol office in the place of destination", ANYWHERE),
        ("treasury.spend.sol citizen in the place of destination", ANYWHERE),
        ("treasury.award.sol nation in the place of destination", ANYWHERE),
        ("land.create_registry authority in the place of payer", PAYERS),
        ("land.register_parcel authority in the place of payer", PAYERS),
        ("land.amend_parcel authority in the place of payer", PAYERS),
        ("land.retire_parcel authority in the place of payer", PAYERS),
        ("land.offer_lease landlord in the place of payer", PAYERS),
        ("land.offer_lease.sol landlord in the place of payer", PAYERS),
        ("land.offer_lease.authority landlord in the place of payer", PAYERS),
        ("land.open_auction landlord in the place of payer", PAYERS),
        ("land.bid bidder in the place of payer", PAYERS),
        ("land.bid.sol bidder in the place of payer", PAYERS),
        ("land.bid.raise bidder in the place of payer", PAYERS),
        ("land.bid.sol source in the place of payer", PAYERS),
        ("land.open_campaign opener in the place of payer", PAYERS),
        ("land.open_campaign.sol opener in the place of payer", PAYERS),
        ("land.open_campaign.authority opener in the place of payer", PAYERS),
        ("land.pledge pledger in the place of payer", PAYERS),
        ("land.pledge.sol pledger in the place of payer", PAYERS),
        ("land.pledge.sol source in the place of payer", PAYERS),
        ("land.withdraw_deposit.sol tenant in the place of destination", SIGNER),
        ("land.reclaim_bid.sol owner in the place of destination", SIGNER),
        ("land.withdraw_claim.sol owner in the place of destination", SIGNER),
        ("land.reclaim_pledge.sol pledger in the place of destination", SIGNER),
        ("land.reclaim_bid.sol citizen in the place of destination", ELSEWHERE),
        ("land.reclaim_bid.sol rent_payer in the place of destination", ELSEWHERE),
        ("land.withdraw_claim.sol citizen in the place of destination", ELSEWHERE),
        ("land.withdraw_claim.sol rent_payer in the place of destination", ELSEWHERE),
        ("land.reclaim_pledge.sol rent_payer in the place of destination", ELSEWHERE),
        ("court.create_court authority in the place of payer", PAYERS),
        ("court.create_court.sol authority in the place of payer", PAYERS),
        ("court.join_jury wallet in the place of payer", PAYERS),
        ("court.join_jury.sol wallet in the place of payer", PAYERS),
        ("court.join_jury.sol source in the place of payer", PAYERS),
        ("court.file.sol source in the place of payer", PAYERS),
        ("court.file* claimant in the place of payer", PAYERS),
        ("court.submit_evidence party in the place of payer", PAYERS),
        ("court.submit_evidence.wallet party in the place of payer", PAYERS),
        ("court.withdraw_bond.sol wallet in the place of destination", SIGNER),
        ("court.withdraw_bond.sol rent_payer in the place of destination", ELSEWHERE),
        ("court.withdraw_rewards.sol wallet in the place of destination", SIGNER),
        ("court.withdraw_case.sol party in the place of destination", SIGNER),
        ("court.withdraw_bounty.sol capturer in the place of destination", SIGNER),
        ("land.settle_auction.unsold mint in the place of bid_rent_payer", UNSOLD),
        ("land.settle_auction.unsold token_program in the place of bid_rent_payer", UNSOLD),
        ("land.settle_auction.unsold treasury_program in the place of bid_rent_payer", UNSOLD),
        ("land.settle_auction.unsold bid_rent_payer in the place of token_program", UNSOLD),
    ];
    let mut matrix = Matrix::new("duplicate-accounts", &[], &payers);
    for case in catalogue::cases() {
        let count = case.instruction.accounts.len();
        for (index, other) in (0..count).flat_map(|a| (0..count).map(move |b| (a, b))).filter(|(a, b)| a != b)
        {
            let metas = &case.instruction.accounts;
            let differ = metas[index].pubkey != metas[other].pubkey;
            if differ && (metas[index].is_writable || metas[other].is_writable) {
                let aliased = variant(&case, |ix| ix.accounts[index].pubkey = metas[other].pubkey);
                let what = format!("{} in the place of {}", case.name(other), case.name(index));
                let copy = case.world.clone();
                let outcome = case.run_in(&copy, aliased, &[]);
                matrix.judge(&case, &what, outcome);
            }
        }
    }
    matrix.end();
}
