//! Every remedy, as it is asked for and as it is enforced.

use super::*;
use crate::land::{self, Letting};
use crate::treasury::kind;
use crate::{Draft, Proposal, RULES, TrackRules};

/// Claims of the landlord's against a deposit.
const ITEMS: [u64; 2] = [1_000_000, 2_000_000];

impl Bar {
    /// What is asked for by a case about a remedy, in a world that is made ready for it; and who asks.
    fn plea(&self, remedy: u8) -> (Petition, Keypair) {
        let (w, respondent) = (&self.w, self.w.citizen(RESPONDENT));
        let authority = w.nation.founder.pubkey();
        let petition = match remedy {
            SUSPEND => Petition::suspend(respondent, DAY as u32),
            REISSUE => Petition::reissue(respondent, benefactor(w, "the new wallet").pubkey()),
            EVICT => Petition::evict(&self.running(), respondent.key()),
            SPLIT_DEPOSIT => Petition::split_deposit(&self.disputed(), respondent.key(), 2_500_000),
            AWARD_BUDGET => Petition::award(self.budget(), authority, self.elsewhere(), 5_000),
            AWARD_ESCROW => Petition::award_escrow(respondent.key(), AMOUNT),
            ENJOIN => Petition::enjoin(&self.carried(), DAY as u32),
            RELEASE => Petition::release(&self.enjoined(), authority),
            PAUSE => Petition::pause(self.stream(), respondent.key()),
            RESUME => Petition::resume(self.paused(), authority),
            REINSTATE => {
                self.ruled_by_key(|key| {
                    w.send(&[ix::suspend(respondent, key.pubkey(), w.now() + 30 * DAY)], &[key]).ok()
                });
                Petition::reinstate(respondent, authority)
            }
            other => panic!("there is no remedy {other}"),
        };
        // A proposer is asked by somebody else; who was ruled against asks for the end of it.
        let claimant = if [ENJOIN, RESUME, REINSTATE].contains(&remedy) { RESPONDENT } else { CLAIMANT };
        (petition, self.wallet(claimant))
    }

    /// A lease of citizen 1's.
    fn running(&self) -> Letting {
        self.w.lease(&self.till, &land::fixed(), self.w.citizen(RESPONDENT))
    }

    /// A lease of citizen 1's that is over, with items open.
    fn disputed(&self) -> Letting {
        let letting = self.running();
        self.w.at(self.w.lease_account(&letting).ends_at);
        self.w.end_lease(&letting, &self.w.authority()).ok();
        self.w.deduct(&letting, &ITEMS).ok();
        letting
    }

    /// A budget of the court's.
    fn budget(&self) -> Address {
        self.w.donate(&self.till, 100 * AMOUNT);
        let grant = self.w.grant(Address::default());
        let (period, until) = (100 * DAY as u32, self.w.now() + 1_000 * DAY);
        self.w.budget(&self.till, &crate::Grant { holder_kind: kind::COURT, period, until, ..grant })
    }

    /// A motion of citizen 0's that was carried, and waits long enough for a court.
    fn carried(&self) -> Proposal {
        let rules =
            TrackRules { timelock_seconds: 2 * DAY as u32, execution_seconds: 30 * DAY as u32, ..RULES };
        self.w.set_track(&self.w.nation, 0, rules);
        let proposal = self.w.voting_on(&self.w.nation, &Draft::motion(), &[]);
        for person in &self.w.nation.people {
            self.w.cast(person, &proposal, crate::FOR).ok();
        }
        self.w.conclude(&proposal);
        proposal
    }

    /// The same, held back for nine days.
    fn enjoined(&self) -> Proposal {
        let proposal = self.carried();
        let until = self.w.now() + 9 * DAY;
        self.ruled_by_key(|key| self.w.send(&[ix::enjoin(&proposal, key.pubkey(), until)], &[key]).ok());
        proposal
    }

    /// A stream to citizen 1.
    fn stream(&self) -> Address {
        self.w.donate(&self.till, 100 * AMOUNT);
        let now = self.w.now();
        self.w.stream(&self.till, self.w.citizen(RESPONDENT).key(), AMOUNT, [now, now, now + 300 * DAY])
    }

    /// The same, paused.
    fn paused(&self) -> Address {
        let stream = self.stream();
        self.ruled_by_key(|key| {
            self.w.send(&[ix::pause_stream(&self.till, key.pubkey(), stream)], &[key]).ok()
        });
        stream
    }
}

pub(super) fn file(kind: Kind, remedy: u8) -> Ready {
    let b = bar(kind);
    let (petition, claimant) = b.plea(remedy);
    let file = ix::file(&b.w.next_dispute(&b.tribunal), claimant.pubkey(), &petition);
    b.ready_patronised(file, "court.file", &[&claimant])
}

pub(super) fn enforce(remedy: u8) -> Ready {
    let b = bar(coin);
    let (petition, claimant) = b.plea(remedy);
    let dispute = b.filed(&claimant, &petition);
    b.ended(&dispute, &[1, 1, 2]);
    let enforcement = b.w.enforcement(&dispute);
    let mut enforce = ix::enforce(&dispute, enforcement.program, &enforcement.accounts);
    let patron = b.patron.insecure_clone();
    // Only a reissue has somebody pay for something.
    let mut signers = vec![];
    for meta in enforce.accounts.iter_mut().filter(|meta| meta.is_signer) {
        meta.pubkey = patron.pubkey();
        signers.push(&patron);
    }
    b.ready(enforce, &signers)
}
