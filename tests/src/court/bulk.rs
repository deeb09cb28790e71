//! Steps of a case without the checks of the house after each, for tests with thousands of them; such a test calls
//! [`World::check_courts`] itself. And hashes that draw whom a test wants.

use super::{Dispute, Tribunal, lot};
use crate::{Instruction, Keypair, Person, World, ix};
use cluster::{Cluster, Receipt, TransactionBuilder};
use sha2::{Digest, Sha256};
use solana_signer::Signer;

/// Compute units that a transaction can have at most (`MAX_COMPUTE_UNIT_LIMIT` of Solana).
const MOST_UNITS: u32 = 1_400_000;

impl World {
    /// Runs instructions in one transaction, and looks at nothing else.
    #[track_caller]
    pub fn quietly(&self, instructions: &[Instruction], signers: &[&Keypair]) -> Receipt {
        let transaction = TransactionBuilder::new(self.payer.pubkey())
            .instructions(instructions.iter().cloned())
            .compute_unit_limit(MOST_UNITS);
        let mut all: Vec<&dyn Signer> = vec![&self.payer];
        for signer in signers {
            if signer.pubkey() != self.payer.pubkey() {
                all.push(*signer);
            }
        }
        self.cluster.execute(&transaction, &all).unwrap_or_else(|error| panic!("failed: {error}"))
    }

    /// Makes these people jurors, by the next indices; each with this bond.
    #[track_caller]
    pub fn join_juries(&self, tribunal: &Tribunal, people: &[Person], bond: u64) {
        for (index, person) in (self.court_account(tribunal).next_juror..).zip(people) {
            let serial = self.citizen_account(person).serial;
            self.quietly(&[ix::join_jury(tribunal, person, serial, index, bond)], &[&person.wallet]);
        }
    }

    /// Draws until the panel is what it will be; the indices on which the lot fell, and the number of each seat that
    /// was taken.
    #[track_caller]
    pub fn draw_all(&self, dispute: &Dispute) -> Vec<(u32, Option<u8>)> {
        let mut drawn = vec![];
        loop {
            let case = self.case_account(dispute);
            if self.now() >= case.draw_until {
                return drawn;
            }
            let (index, seat) = (self.drawn(dispute), self.round(dispute).seats);
            self.quietly(&[self.next_draw(dispute)], &[]);
            let taken = self.round(dispute).seats > seat;
            drawn.push((index, taken.then_some(seat)));
        }
    }

    /// Lets the whole panel choose the same, and counts the ruling.
    #[track_caller]
    pub fn agree_quietly(&self, dispute: &Dispute, choice: u8) {
        let bench = self.bench(dispute);
        for sitting in &bench {
            self.quietly(&[ix::commit(dispute, sitting, choice)], &[&sitting.wallet]);
        }
        for sitting in &bench {
            self.quietly(&[ix::reveal(dispute, sitting, choice)], &[&sitting.wallet]);
        }
        self.quietly(&[ix::rule(dispute)], &[]);
    }

    /// Lets slots pass with a hash by which the first lot of the present round falls on juror `index`, and captures it.
    #[track_caller]
    pub fn capture_for(&self, dispute: &Dispute, index: u32) {
        let (case, round) = (self.case_account(dispute), self.round(dispute));
        let favours = |n: &u64| {
            let hash = hash_of(*n, round.pinned_slot);
            lot(&hash, &dispute.address, case.round, 0, 0, round.jurors) == index
        };
        let n = (0..).find(favours).expect("some hash does");
        self.pass_slots_with(10, &[], |slot| hash_of(n, slot));
        self.capture(dispute, &self.payer).ok();
    }
}

/// The hash of a slot in the `n`th of many histories.
fn hash_of(n: u64, slot: u64) -> [u8; 32] {
    Sha256::new().chain_update(n.to_le_bytes()).chain_update(slot.to_le_bytes()).finalize().into()
}
