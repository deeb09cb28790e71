//! What becomes of a ruling: `appeal`, `appeal_to_citizens`, `conclude_appeal`, `finalize`.

use civitas_tests::court::{self, FEE, PARAMS, ruling, stage};
use civitas_tests::*;
use client::court::types::CourtParams;
use ruling::{ABSENT, FOR_CLAIMANT, FOR_RESPONDENT, REFUSED, SILENT, UNDECIDED};

/// A case with so many jurors whose first panel of three has chosen so.
fn ruled_by(jurors: usize, choices: [u8; 3], params: &CourtParams) -> (World, Dispute) {
    let (w, tribunal) = court::world(jurors, |_| Money::SOL, params);
    let dispute = w.file(&tribunal, &w.citizen(0).wallet, &Petition::suspend(w.citizen(1), DAY as u32));
    w.empanel(&dispute);
    w.deliberate(&dispute, &choices);
    (w, dispute)
}

/// A case with no appeal but to the citizens, and what the first panel has ruled.
fn last(choice: u8) -> (World, Dispute) {
    ruled_by(6, [choice; 3], &CourtParams { max_appeals: 0, ..PARAMS })
}

fn wallet(w: &World, citizen: usize) -> &Keypair {
    &w.citizen(citizen).wallet
}

#[test]
fn who_has_not_won_appeals_and_only_in_time() {
    for (choices, expected, may) in [
        ([1; 3], FOR_CLAIMANT, [false, true]),
        ([2; 3], FOR_RESPONDENT, [true, false]),
        ([3; 3], REFUSED, [true, true]),
        ([1, 2, 3], UNDECIDED, [true, true]),
        ([ABSENT; 3], UNDECIDED, [true, true]),
    ] {
        let (w, dispute) = ruled_by(12, choices, &PARAMS);
        assert_eq!(w.case_account(&dispute).ruling, expected);
        w.appeal(&dispute, wallet(&w, 2)).court_error("NotParty");
        w.appeal(&dispute, &w.stranger().wallet).court_error("NotParty");
        for (party, may) in may.into_iter().enumerate() {
            let w = w.clone();
            let outcome = w.appeal(&dispute, wallet(&w, party));
            if !may {
                outcome.court_error("RulingNotAgainst");
                continue;
            }
            outcome.ok();
            let round = w.round(&dispute);
            assert_eq!((round.panel, round.pool, round.costs), (7, 7 * FEE, 7 * FEE));
            assert_eq!(usize::from(round.payer), party);
            // Once: whoever else wanted to has what they want.
            for other in [0, 1] {
                w.appeal(&dispute, wallet(&w, other)).court_error("NotAppealable");
            }
        }
        w.at(w.case_account(&dispute).appeal_until);
        for party in [0, 1] {
            w.appeal(&dispute, wallet(&w, party)).court_error("NotAppealable");
        }
    }
}

#[test]
fn there_is_nothing_to_appeal_before_a_ruling() {
    let (w, tribunal) = court::world(12, |_| Money::SOL, &PARAMS);
    let dispute = w.file(&tribunal, wallet(&w, 0), &Petition::suspend(w.citizen(1), DAY as u32));
    let refused = || {
        for party in [0, 1] {
            w.appeal(&dispute, wallet(&w, party)).court_error("NotAppealable");
            w.appeal_to_citizens(&dispute, wallet(&w, party), w.citizen(5)).0.court_error("NotAppealable");
        }
        w.finalize(&dispute).court_error("NotEnding");
        w.conclude_appeal_of(&dispute).court_error("NotBeforeCitizens");
        w.enforce(&dispute).court_error("NotFinal");
        w.withdraw_case(&dispute, wallet(&w, 0)).court_error("NotFinal");
    };
    refused();
    w.empanel(&dispute);
    refused();
    for seat in w.seats(&dispute) {
        w.settle_seat(&dispute, &seat).court_error("NotFinal");
    }
    w.commit_all(&dispute, &[1; 3]);
    refused();
    w.reveal_all(&dispute, &[1; 3]);
    refused();
}

#[test]
fn a_larger_panel_reverses() {
    let (w, dispute) = ruled_by(12, [1; 3], &PARAMS);
    w.appeal(&dispute, wallet(&w, 1)).ok();
    let first: Vec<_> = w.bench_of(&dispute, 0).iter().map(|sitting| sitting.index).collect();
    w.empanel(&dispute);
    let second: Vec<_> = w.bench(&dispute).iter().map(|sitting| sitting.index).collect();
    assert_eq!(second.len(), 7);
    assert!(second.iter().all(|index| !first.contains(index)), "other jurors than before");
    w.deliberate(&dispute, &[2, 2, 2, 2, 1, 1, 1]);
    assert_eq!(w.case_account(&dispute).ruling, FOR_RESPONDENT);
    // Appeals are used up: the citizens can be asked, no panel.
    w.appeal(&dispute, wallet(&w, 0)).court_error("AppealsUsedUp");
    w.end_case(&dispute);
    let case = w.case_account(&dispute);
    assert_eq!((case.stage, case.ruling), (stage::FINAL, FOR_RESPONDENT));
    w.settle_seats(&dispute);
    // All of the first panel were wrong, as it turned out: nobody earned the claimant's fee. Of that the winner is paid
    // what the second panel earned, as far as it goes, and has the security for costs back.
    assert_eq!(case.rounds[0].reward, 0);
    assert_eq!(case.rounds[1].reward, (7 * FEE + 3 * court::BOND) / 4);
    assert_eq!((case.claimant_due, case.respondent_due), (0, 7 * FEE + 3 * FEE));
    w.enforce(&dispute).court_error("NothingGranted");
}

#[test]
fn a_panel_that_was_not_filled_does_not_reverse_a_full_one() {
    // Of five jurors three sat in the first panel: only two are left for the seven seats of the second.
    let (w, dispute) = ruled_by(5, [1; 3], &PARAMS);
    w.appeal(&dispute, wallet(&w, 1)).ok();
    w.empanel(&dispute);
    assert_eq!(w.round(&dispute).seats, 2);
    w.deliberate(&dispute, &[2; 2]);
    let case = w.case_account(&dispute);
    assert_eq!(
        (case.ruling, case.rounds[1].ruling, case.rounds[1].for_respondent),
        (FOR_CLAIMANT, FOR_CLAIMANT, 2)
    );
    // Two are enough against one: of the first panel two said nothing.
    let (w, dispute) = ruled_by(5, [1, ABSENT, SILENT], &PARAMS);
    w.appeal(&dispute, wallet(&w, 1)).ok();
    w.empanel(&dispute);
    w.deliberate(&dispute, &[2; 2]);
    assert_eq!(w.case_account(&dispute).ruling, FOR_RESPONDENT);
}

#[test]
fn as_many_jurors_do_not_reverse_only_more_do() {
    for (appeal, expected) in [
        ([2, 2, 2, ABSENT, ABSENT, ABSENT, ABSENT], FOR_CLAIMANT),
        ([2, 2, 2, 1, ABSENT, SILENT, ABSENT], FOR_CLAIMANT),
        ([2, 2, 2, 2, 1, 1, 1], FOR_RESPONDENT),
        ([3, 3, 3, 3, ABSENT, ABSENT, ABSENT], REFUSED),
        ([1, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT], FOR_CLAIMANT),
    ] {
        let (w, dispute) = ruled_by(12, [1; 3], &PARAMS);
        w.appeal(&dispute, wallet(&w, 1)).ok();
        w.empanel(&dispute);
        w.deliberate(&dispute, &appeal);
        assert_eq!(w.case_account(&dispute).ruling, expected, "{appeal:?}");
    }
}

#[test]
fn a_panel_that_says_nothing_leaves_the_ruling_as_it_was() {
    for appeal in [[ABSENT; 7], [1, 1, 2, 2, ABSENT, ABSENT, ABSENT], [1, 1, 2, 2, 3, 3, SILENT]] {
        let (w, dispute) = ruled_by(12, [2; 3], &PARAMS);
        w.appeal(&dispute, wallet(&w, 0)).ok();
        w.empanel(&dispute);
        w.deliberate(&dispute, &appeal);
        assert_eq!(w.case_account(&dispute).ruling, FOR_RESPONDENT, "{appeal:?}");
    }
    // Nor does one that nobody draws.
    let (w, dispute) = ruled_by(12, [2; 3], &PARAMS);
    w.appeal(&dispute, wallet(&w, 0)).ok();
    w.at(w.case_account(&dispute).draw_until);
    w.rule(&dispute).ok();
    assert_eq!(w.case_account(&dispute).ruling, FOR_RESPONDENT);
}

#[test]
fn a_party_acts_by_its_present_wallet() {
    let params = CourtParams { appeal_seconds: 30 * 86_400, ..PARAMS };
    let (w, dispute) = ruled_by(12, [1; 3], &params);
    let old = w.citizen(1).clone();
    let new = w.without_court(&dispute.tribunal, || w.move_wallet(&old, "a new wallet"));
    let appeal =
        |party: &Person, citizen| w.send(&[ix::appeal(&dispute, party.key(), citizen)], &[&party.wallet]);
    appeal(&new, None).court_error("NotParty");
    appeal(&new, Some(w.citizen(2).citizen)).court_error("NotParty");
    // A citizen of another nation with the same serial is somebody else.
    let foreigner = &w.sibling.people[1];
    assert_eq!(w.citizen_account(foreigner).serial, w.citizen_account(&new).serial);
    appeal(foreigner, Some(foreigner.citizen)).court_error("NotParty");
    appeal(&new, Some(new.citizen)).ok();
}

// The last appeal.

impl Shortcuts for World {
    fn conclude_appeal_of(&self, dispute: &Dispute) -> Outcome {
        self.send(&[ix::conclude_appeal(dispute, self.case_account(dispute).proposal)], &[])
    }
}

/// Short cuts of this file.
trait Shortcuts {
    fn conclude_appeal_of(&self, dispute: &Dispute) -> Outcome;
}

/// The citizens are asked by this party, with citizen 5 as proposer; their motion, when voting has just opened.
fn asked(w: &World, dispute: &Dispute, party: usize) -> Proposal {
    let (outcome, proposal) = w.appeal_to_citizens(dispute, wallet(w, party), w.citizen(5));
    outcome.ok();
    w.send(&[ix::open_page(&proposal, CITIZENS, 0)], &[]).ok();
    w.at(w.proposal(&proposal).voting_opens_at);
    proposal
}

#[test]
fn all_citizens_decide_the_last_appeal() {
    for (ruling, party, votes, expected) in [
        (FOR_CLAIMANT, 1, Some(AGAINST), FOR_RESPONDENT),
        (FOR_CLAIMANT, 1, Some(FOR), FOR_CLAIMANT),
        (FOR_RESPONDENT, 0, Some(FOR), FOR_CLAIMANT),
        (FOR_RESPONDENT, 0, Some(AGAINST), FOR_RESPONDENT),
        (REFUSED, 0, Some(FOR), FOR_CLAIMANT),
        (REFUSED, 0, Some(AGAINST), FOR_RESPONDENT),
        // Nobody votes: the quorum is missed, and the last ruling stands.
        (FOR_CLAIMANT, 1, None, FOR_CLAIMANT),
        (REFUSED, 0, None, REFUSED),
    ] {
        let (w, dispute) = last(ruling);
        let proposal = asked(&w, &dispute, party);
        assert_eq!(w.case_account(&dispute).stage, stage::CITIZENS);
        for person in &w.nation.people {
            if let Some(choice) = votes {
                w.cast(person, &proposal, choice).ok();
            }
        }
        w.conclude_appeal(&dispute).court_error("CitizensUndecided");
        w.to_close(&proposal);
        w.conclude_appeal(&dispute).court_error("CitizensUndecided");
        w.conclude(&proposal);
        w.finalize(&dispute).court_error("NotEnding");
        w.conclude_appeal(&dispute).ok();
        let case = w.case_account(&dispute);
        assert_eq!((case.ruling, case.stage), (expected, stage::FINAL), "{ruling} by {party}: {votes:?}");
        w.conclude_appeal(&dispute).court_error("NotBeforeCitizens");
        w.settle_seats(&dispute);
        // Jurors are paid by what the citizens decided.
        let right = w
            .bench_of(&dispute, 0)
            .iter()
            .all(|sitting| w.juror_account(&dispute.tribunal, sitting.index).due > 0);
        assert_eq!(right, expected == ruling);
    }
}

#[test]
fn the_motion_is_the_case_and_carries_nothing() {
    let (w, dispute) = last(FOR_CLAIMANT);
    let (outcome, proposal) = w.appeal_to_citizens(&dispute, wallet(&w, 1), w.citizen(5));
    outcome.ok();
    let (case, motion) = (w.case_account(&dispute), w.proposal(&proposal));
    use sha2::{Digest, Sha256};
    let text: [u8; 32] = Sha256::new()
        .chain_update(b"civitas court appeal v1")
        .chain_update(dispute.address)
        .chain_update([case.remedy])
        .chain_update(case.target)
        .chain_update(case.beneficiary)
        .chain_update(case.amount.to_le_bytes())
        .chain_update(case.seconds.to_le_bytes())
        .chain_update(case.claimant)
        .chain_update(case.respondent)
        .chain_update(case.statement_hash)
        .chain_update(case.answer_hash)
        .finalize()
        .into();
    assert_eq!((motion.text_hash, motion.actions, motion.state), (text, 0, state::SUBMITTED));
    assert_eq!((motion.track, motion.kind, motion.choices), (PARAMS.citizens_track, 0, 3));
    let title =
        String::from_utf8(motion.title.iter().copied().take_while(|byte| *byte != 0).collect()).unwrap();
    assert_eq!(title, "Appeal in case 0, for the claimant: suspend a citizen");
    assert_eq!(case.proposal, proposal.address);
    // Nothing can be added to it any more.
    let call = Call::of(ix::set_court(&w.nation, w.nation.executor, w.citizen(0).key()));
    w.add_action(&proposal, 0, 1, &call).governor_error("ProposalNotDraft");
    // Nor another motion be taken for it.
    let other = w.voting(&w.nation, 0);
    w.send(&[ix::conclude_appeal(&dispute, other.address)], &[]).court_error("WrongProposal");
}

#[test]
fn who_may_ask_the_citizens() {
    // Not before the appeals to a panel are used up.
    let (w, dispute) = ruled_by(12, [1; 3], &PARAMS);
    w.appeal_to_citizens(&dispute, wallet(&w, 1), w.citizen(5)).0.court_error("AppealsLeft");
    for (ruling, may) in [(FOR_CLAIMANT, 1), (FOR_RESPONDENT, 0), (REFUSED, 0)] {
        let (w, dispute) = last(ruling);
        // Whoever asks can withdraw the question: the winner must not be able to use the last appeal up.
        let other = 1 - may;
        w.appeal_to_citizens(&dispute, wallet(&w, other), w.citizen(5)).0.court_error("RulingNotAgainst");
        w.appeal_to_citizens(&dispute, wallet(&w, 3), w.citizen(5)).0.court_error("NotParty");
        w.appeal(&dispute, wallet(&w, may)).court_error("AppealsUsedUp");
        w.appeal_to_citizens(&dispute, wallet(&w, may), &w.stranger()).0.failure();
        // By the party as proposer.
        w.appeal_to_citizens(&dispute, wallet(&w, may), w.citizen(may)).0.ok();
        w.appeal_to_citizens(&dispute, wallet(&w, may), w.citizen(5)).0.court_error("NotAppealable");
    }
    let (w, dispute) = last(FOR_CLAIMANT);
    w.at(w.case_account(&dispute).appeal_until);
    w.appeal_to_citizens(&dispute, wallet(&w, 1), w.citizen(5)).0.court_error("NotAppealable");
}

#[test]
fn the_citizens_asked_are_those_of_the_nation() {
    let (w, dispute) = last(FOR_CLAIMANT);
    let appellant = wallet(&w, 1);
    // Another nation's governor, with a citizen of it.
    let foreign = w.next_proposal(&w.sibling, &w.sibling.people[0]);
    let appeal = ix::appeal_to_citizens(&dispute, appellant.pubkey(), None, &foreign);
    w.send(&[appeal], &[appellant, &foreign.proposer.wallet]).court_error("WrongNation");
    // Another nation itself.
    let proposal = w.next_proposal(&w.nation, w.citizen(5));
    let mut appeal = ix::appeal_to_citizens(&dispute, appellant.pubkey(), None, &proposal);
    for meta in &mut appeal.accounts {
        if meta.pubkey == w.nation.address {
            meta.pubkey = w.sibling.address;
        }
    }
    w.send(&[appeal], &[appellant, &proposal.proposer.wallet]).court_error("WrongNation");
    // A program that says yes to everything.
    let mut appeal = ix::appeal_to_citizens(&dispute, appellant.pubkey(), None, &proposal);
    for meta in &mut appeal.accounts {
        if meta.pubkey == GOVERNOR_ID {
            meta.pubkey = TREASURY_ID;
        }
    }
    w.send(&[appeal], &[appellant, &proposal.proposer.wallet]).court_error("WrongProgram");
    // A proposal that there is already is not taken.
    let stale = w.voting(&w.nation, 0);
    let mut appeal = ix::appeal_to_citizens(&dispute, appellant.pubkey(), None, &proposal);
    for meta in &mut appeal.accounts {
        if meta.pubkey == proposal.address {
            meta.pubkey = stale.address;
        }
    }
    w.send(&[appeal], &[appellant, &proposal.proposer.wallet]).failure();
    assert_eq!(w.case_account(&dispute).proposal, Address::default());
}

#[test]
fn each_case_asks_by_a_motion_of_its_own() {
    let (w, tribunal) = court::world(6, |_| Money::SOL, &CourtParams { max_appeals: 0, ..PARAMS });
    let petition = Petition::suspend(w.citizen(1), DAY as u32);
    let mut motions = vec![];
    for _ in 0..2 {
        let dispute = w.file(&tribunal, wallet(&w, 0), &petition);
        w.empanel(&dispute);
        w.agree(&dispute, FOR_CLAIMANT);
        let (outcome, proposal) = w.appeal_to_citizens(&dispute, wallet(&w, 1), w.citizen(5));
        outcome.ok();
        motions.push((dispute, proposal));
    }
    let [(first, one), (second, other)] = &motions[..] else { unreachable!() };
    assert_ne!(w.proposal(one).text_hash, w.proposal(other).text_hash);
    w.send(&[ix::conclude_appeal(first, other.address)], &[]).court_error("WrongProposal");
    w.send(&[ix::conclude_appeal(second, one.address)], &[]).court_error("WrongProposal");
}

#[test]
fn a_motion_that_is_withdrawn_or_stopped_leaves_the_ruling() {
    let (w, dispute) = last(FOR_CLAIMANT);
    let (outcome, proposal) = w.appeal_to_citizens(&dispute, wallet(&w, 1), w.citizen(5));
    outcome.ok();
    let gone = w.clone();
    gone.send(&[ix::cancel(&proposal, proposal.proposer.key())], &[&proposal.proposer.wallet]).ok();
    gone.conclude_appeal(&dispute).ok();
    assert_eq!(gone.case_account(&dispute).ruling, FOR_CLAIMANT);
    // The same when its account is closed before anybody concludes.
    w.send(&[ix::cancel(&proposal, proposal.proposer.key())], &[&proposal.proposer.wallet]).ok();
    w.send(&[ix::close_proposal(&proposal, proposal.proposer.key())], &[]).ok();
    assert!(!w.exists(&proposal.address));
    w.conclude_appeal(&dispute).ok();
    assert_eq!(w.case_account(&dispute).ruling, FOR_CLAIMANT);
}

#[test]
fn a_carried_motion_counts_even_when_the_court_enjoins_it() {
    // The motion of an appeal is a proposal like any other, which another case may hold back: what was decided stays.
    let (w, dispute) = last(FOR_RESPONDENT);
    let proposal = asked(&w, &dispute, 0);
    for person in &w.nation.people {
        w.cast(person, &proposal, FOR).ok();
    }
    w.conclude(&proposal);
    let (court, until) = (w.stranger().wallet, w.now() + DAY);
    w.without_court(&dispute.tribunal, || {
        w.appoint_court(&court);
        w.send(&[ix::enjoin(&proposal, court.pubkey(), until)], &[&court]).ok();
    });
    assert_eq!(w.proposal(&proposal).state, state::ENJOINED);
    w.conclude_appeal(&dispute).ok();
    assert_eq!(w.case_account(&dispute).ruling, FOR_CLAIMANT);
    w.enforce(&dispute).ok();
}
