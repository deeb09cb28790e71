//! Cases of the diplomacy program. `alpha` deals with a third nation, `gamma`, so that the sibling is a stranger to
//! both. `.body` are those in which a body recognises, and no nation.

use super::{Builder, Case, Ready, Seeds, benefactor, derived, founder, ready, with, world};
use crate::diplomacy::{COMPLETION, PERIOD, STATEMENT, TERMS, TEXT_URI};
use crate::{
    Address, DAY, DIPLOMACY_ID, Instruction, Keypair, LAND_ID, Money, Nation, Pact, Person, Signer, Voice,
    World, addresses, ix,
};
use client::diplomacy::accounts::Stage;

/// Builders by key, in the order of the discriminators.
pub(super) const BUILDERS: &[(&str, Builder)] = &[
    ("diplomacy.register_body", register_body),
    ("diplomacy.recognise", recognise),
    ("diplomacy.recognise.body", recognise_by_body),
    ("diplomacy.recognise.again", recognise_again),
    ("diplomacy.revoke_recognition", revoke_recognition),
    ("diplomacy.revoke_recognition.body", revoke_recognition_by_body),
    ("diplomacy.propose_treaty", propose_treaty),
    ("diplomacy.sign_treaty", sign_treaty),
    ("diplomacy.withdraw_proposal", withdraw_proposal),
    ("diplomacy.withdraw_proposal.lapsed", withdraw_lapsed),
    ("diplomacy.denounce_treaty", denounce_treaty),
    ("diplomacy.issue_visa", issue_visa),
    ("diplomacy.issue_visa.again", issue_visa_again),
    ("diplomacy.close_visa", close_visa),
    ("diplomacy.close_visa.over", close_visa_over),
    ("diplomacy.expel_visitor", expel_visitor),
    ("diplomacy.expel_visitor.absent", expel_absent),
    ("diplomacy.publish_census", publish_census),
    ("diplomacy.publish_census.landless", publish_landless),
    ("diplomacy.complete_census", complete_census),
    ("diplomacy.assess_stage", assess_stage),
    ("diplomacy.assess_stage.first", assess_first),
    ("diplomacy.assess_stage.body", assess_by_body),
];

/// Number of the treaty in the cases.
const NUMBER: u32 = 7;
/// The citizen of `alpha` who visits `gamma`.
const VISITOR: usize = 1;

/// A world with a third nation of two citizens, and somebody who pays for things.
struct Congress {
    w: World,
    gamma: Nation,
    patron: Keypair,
}

fn congress() -> Congress {
    let w = world();
    let gamma = w.found("gamma", 2);
    let patron = benefactor(&w, "patron");
    Congress { w, gamma, patron }
}

impl Congress {
    /// Runs an instruction in which `patron` pays.
    fn patronised(&self, instruction: Instruction, key: &str, signers: &[&Keypair]) {
        let mut all = signers.to_vec();
        all.push(&self.patron);
        self.w.send(&[with(instruction, key, "payer", self.patron.pubkey())], &all).ok();
    }

    fn founder(&self) -> Keypair {
        founder(&self.w).insecure_clone()
    }

    fn alpha(&self) -> Voice {
        Voice::nation(&self.w.nation)
    }

    fn visitor(&self) -> Person {
        self.w.citizen(VISITOR).clone()
    }

    /// A treaty that one nation has proposed to the other, for which `patron` has paid.
    fn proposed(&self, from: &Nation, to: &Nation) -> Pact {
        let pact = Pact::of(from, to, NUMBER);
        let until = self.w.now() + crate::diplomacy::OPEN;
        let propose = ix::propose_treaty(&pact, from.founder.pubkey(), TERMS, until, TEXT_URI);
        self.patronised(propose, "diplomacy.propose_treaty", &[&from.founder]);
        pact
    }

    /// A treaty of `alpha` and `gamma` in force.
    fn treaty(&self) -> Pact {
        let pact = self.proposed(&self.w.nation, &self.gamma);
        self.w.sign(&pact, &self.gamma).ok();
        pact
    }

    /// A visa that `patron` has paid for, of ten days.
    fn visa(&self, pact: &Pact, visitor: &Person, serial: u64) {
        let issue = ix::issue_visa(pact, visitor, serial, self.w.now() + 10 * DAY);
        self.patronised(issue, "diplomacy.issue_visa", &[&visitor.wallet]);
    }

    /// A ledger of `alpha`'s that has taken money, beside one of the sibling's, and a parcel.
    fn evidence(&self) -> [Address; 2] {
        self.w.registry(&self.w.nation);
        self.w.open_till(&self.w.sibling, Money::SOL);
        [self.w.till(Money::SOL, 1_000).ledger, self.w.parcel().address]
    }

    /// A census of `alpha`'s as its own publication left it, bare.
    fn published(&self) -> Address {
        self.w.publish(&self.w.nation, &[]).ok();
        self.w.census_of(&self.w.nation)
    }

    /// The case of an instruction that `patron` pays for.
    fn ready_patronised(self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "payer", self.patron.pubkey());
        let mut all = signers.to_vec();
        all.push(&self.patron);
        ready(self.w, instruction, &all)
    }

    /// The case of an instruction that returns rent to `patron`.
    fn ready_closing(self, instruction: Instruction, key: &str, signers: &[&Keypair]) -> Ready {
        let instruction = with(instruction, key, "rent_payer", self.patron.pubkey());
        ready(self.w, instruction, signers)
    }
}

// Recognition.

fn register_body() -> Ready {
    let c = congress();
    let key = benefactor(&c.w, "a government");
    let register = ix::register_body(key.pubkey(), "The government", "https://example.org/key");
    c.ready_patronised(register, "diplomacy.register_body", &[&key])
}

fn recognise() -> Ready {
    let c = congress();
    let recognise = ix::recognise(&c.alpha(), c.gamma.address, 0, &STATEMENT);
    let founder = c.founder();
    c.ready_patronised(recognise, "diplomacy.recognise", &[&founder])
}

fn recognise_by_body() -> Ready {
    let c = congress();
    let body = c.w.body("a government");
    let recognise = ix::recognise(&body, c.w.nation.address, 0, &STATEMENT);
    c.ready_patronised(recognise, "diplomacy.recognise", &[&body.wallet])
}

fn recognise_again() -> Ready {
    let c = congress();
    let founder = c.founder();
    c.w.recognise(&c.alpha(), &c.gamma).ok();
    c.w.revoke(&c.alpha(), &c.gamma).ok();
    let recognise = ix::recognise(&c.alpha(), c.gamma.address, 2, &STATEMENT);
    c.ready_patronised(recognise, "diplomacy.recognise", &[&founder])
}

fn revoke_recognition() -> Ready {
    let c = congress();
    let founder = c.founder();
    c.w.recognise(&c.alpha(), &c.gamma).ok();
    let revoke = ix::revoke_recognition(&c.alpha(), c.gamma.address, 1, &STATEMENT);
    c.ready_patronised(revoke, "diplomacy.revoke_recognition", &[&founder])
}

fn revoke_recognition_by_body() -> Ready {
    let c = congress();
    let body = c.w.body("a government");
    c.w.recognise(&body, &c.w.nation).ok();
    let revoke = ix::revoke_recognition(&body, c.w.nation.address, 1, &STATEMENT);
    c.ready_patronised(revoke, "diplomacy.revoke_recognition", &[&body.wallet])
}

// Treaties.

fn propose_treaty() -> Ready {
    let c = congress();
    let founder = c.founder();
    let pact = Pact::of(&c.w.nation, &c.gamma, NUMBER);
    let until = c.w.now() + crate::diplomacy::OPEN;
    let propose = ix::propose_treaty(&pact, founder.pubkey(), TERMS, until, TEXT_URI);
    c.ready_patronised(propose, "diplomacy.propose_treaty", &[&founder])
}

fn sign_treaty() -> Ready {
    let c = congress();
    let founder = c.founder();
    let pact = c.proposed(&c.gamma, &c.w.nation);
    ready(c.w, ix::sign_treaty(&pact, founder.pubkey(), TERMS), &[&founder])
}

fn withdraw_proposal() -> Ready {
    let c = congress();
    let founder = c.founder();
    let pact = c.proposed(&c.w.nation, &c.gamma);
    let withdraw = ix::withdraw_proposal(&pact, c.w.nation.address, founder.pubkey());
    c.ready_closing(withdraw, "diplomacy.withdraw_proposal", &[&founder])
}

fn withdraw_lapsed() -> Ready {
    let c = congress();
    let anyone = c.visitor();
    let pact = c.proposed(&c.w.nation, &c.gamma);
    c.w.wait(crate::diplomacy::OPEN);
    let withdraw = ix::withdraw_proposal(&pact, c.w.nation.address, anyone.key());
    c.ready_closing(withdraw, "diplomacy.withdraw_proposal", &[&anyone.wallet])
}

fn denounce_treaty() -> Ready {
    let c = congress();
    let (founder, pact) = (c.founder(), c.treaty());
    let denounce = ix::denounce_treaty(&pact, c.w.nation.address, founder.pubkey());
    ready(c.w, denounce, &[&founder])
}

// Visas.

fn issue_visa() -> Ready {
    let c = congress();
    let (pact, visitor) = (c.treaty(), c.visitor());
    let issue = ix::issue_visa(&pact, &visitor, VISITOR as u64, c.w.now() + 10 * DAY);
    c.ready_patronised(issue, "diplomacy.issue_visa", &[&visitor.wallet])
}

fn issue_visa_again() -> Ready {
    let c = congress();
    let (pact, visitor) = (c.treaty(), c.visitor());
    c.visa(&pact, &visitor, VISITOR as u64);
    c.w.wait(DAY);
    let issue = ix::issue_visa(&pact, &visitor, VISITOR as u64, c.w.now() + 10 * DAY);
    c.ready_patronised(issue, "diplomacy.issue_visa", &[&visitor.wallet])
}

fn close_visa() -> Ready {
    let c = congress();
    let (pact, visitor) = (c.treaty(), c.visitor());
    c.visa(&pact, &visitor, VISITOR as u64);
    let close = ix::close_visa(&pact, visitor.nation, VISITOR as u64, visitor.key());
    c.ready_closing(close, "diplomacy.close_visa", &[&visitor.wallet])
}

fn close_visa_over() -> Ready {
    let c = congress();
    let (pact, visitor, anyone) = (c.treaty(), c.visitor(), c.w.citizen(2).clone());
    c.visa(&pact, &visitor, VISITOR as u64);
    c.w.wait(10 * DAY);
    let close = ix::close_visa(&pact, visitor.nation, VISITOR as u64, anyone.key());
    c.ready_closing(close, "diplomacy.close_visa", &[&anyone.wallet])
}

fn expel_visitor() -> Ready {
    let c = congress();
    let (pact, founder) = (c.treaty(), c.founder());
    c.visa(&pact, &c.gamma.people[1], 1);
    let expel = ix::expel_visitor(&pact, c.w.nation.address, founder.pubkey(), 1, true);
    c.ready_patronised(expel, "diplomacy.expel_visitor", &[&founder])
}

fn expel_absent() -> Ready {
    let c = congress();
    let (pact, founder) = (c.treaty(), c.founder());
    let expel = ix::expel_visitor(&pact, c.w.nation.address, founder.pubkey(), 1, true);
    c.ready_patronised(expel, "diplomacy.expel_visitor", &[&founder])
}

// Censuses.

fn publish(c: Congress, evidence: &[Address]) -> Ready {
    let publish = ix::publish_census(c.w.nation.address, c.w.period(), evidence);
    c.ready_patronised(publish, "diplomacy.publish_census", &[])
}

fn publish_census() -> Ready {
    let c = congress();
    let evidence = c.evidence();
    publish(c, &evidence)
}

fn publish_landless() -> Ready {
    publish(congress(), &[])
}

fn complete_census() -> Ready {
    let c = congress();
    let evidence = c.evidence();
    // Known a day before the census, which can be completed for a week.
    c.w.wait(DAY);
    let report = c.published();
    c.w.wait(COMPLETION - 1);
    ready(c.w, ix::complete_census(report, &evidence), &[])
}

// Stages.

/// A network state that a body recognises: `gamma`, behind the program's back.
fn network_state(c: &Congress) {
    c.w.publish(&c.gamma, &[]).ok();
    c.w.assess(&c.gamma, None).ok();
    let government = Address::new_from_array([71; 32]);
    c.w.edit::<Stage>(&addresses::stage(&c.gamma.address).0, |stage| {
        (stage.stage, stage.population, stage.countries) = (3, 500, 2);
        (stage.self_governed, stage.has_purse, stage.by_body) = (1, 1, 1);
        (stage.recognition, stage.recogniser) = (government, government);
    });
}

fn assess_stage() -> Ready {
    let c = congress();
    network_state(&c);
    let gamma = Voice::nation(&c.gamma);
    c.w.recognise(&gamma, &c.w.nation).ok();
    let report = c.published();
    c.w.assess(&c.w.nation, None).ok();
    c.w.wait(DAY);
    let nation = c.w.nation.address;
    let recogniser = addresses::stage(&c.gamma.address).0;
    let assess = ix::assess_stage(nation, report, Some(gamma.of(&c.w.nation)), Some(recogniser));
    c.ready_patronised(assess, "diplomacy.assess_stage", &[])
}

fn assess_first() -> Ready {
    let c = congress();
    let report = c.published();
    let assess = ix::assess_stage(c.w.nation.address, report, None, None);
    c.ready_patronised(assess, "diplomacy.assess_stage", &[])
}

fn assess_by_body() -> Ready {
    let c = congress();
    let body = c.w.body("a government");
    c.w.recognise(&body, &c.w.nation).ok();
    let report = c.published();
    let assess = ix::assess_stage(c.w.nation.address, report, Some(body.of(&c.w.nation)), None);
    c.ready_patronised(assess, "diplomacy.assess_stage", &[])
}

/// Seeds of the address in a slot: of what a nation has to do with `gamma`.
pub(super) fn seeds(case: &Case, slot: &str, nation: &Nation) -> Option<Seeds> {
    let own = nation.address == case.world.nation.address;
    let made = |seeds: &[&[u8]]| Some(derived(seeds, DIPLOMACY_ID));
    let gamma = addresses::nation("gamma").0;
    // The key of a body has nothing to do with a nation: that of the sibling's founder is another one.
    let body_of = |key: Address| if own { key } else { nation.founder.pubkey() };
    let by_body =
        case.variant() == Some("body") && case.idl.slots.iter().any(|slot| slot.name == "authority");
    let (from, to) = if by_body {
        (addresses::body(&case.address("authority")).0, nation.address)
    } else {
        (nation.address, gamma)
    };
    let recognition = addresses::recognition(&from, &to).0;
    let number = u32::from(case.variant() == Some("again")) * 2;
    let pact = Pact::between(&nation.address, &gamma, NUMBER);
    let period = (case.world.now() / PERIOD) as u32;
    match (case.idl.name.as_str(), slot) {
        ("register_body", "body") => made(&[b"body", body_of(case.address("key")).as_ref()]),
        ("recognise", "recognition") => made(&[b"recognition", from.as_ref(), to.as_ref()]),
        ("recognise", "entry") => made(&[b"entry", recognition.as_ref(), &number.to_le_bytes()]),
        ("revoke_recognition", "entry") => made(&[b"entry", recognition.as_ref(), &1u32.to_le_bytes()]),
        ("propose_treaty", "treaty") => {
            let (lower, higher) = (nation.address.min(gamma), nation.address.max(gamma));
            made(&[b"treaty", lower.as_ref(), higher.as_ref(), &NUMBER.to_le_bytes()])
        }
        ("issue_visa", "visa") => {
            let serial = (VISITOR as u64).to_le_bytes();
            made(&[b"visa", pact.address.as_ref(), nation.address.as_ref(), &serial])
        }
        ("expel_visitor", "visa") => {
            made(&[b"visa", pact.address.as_ref(), gamma.as_ref(), &1u64.to_le_bytes()])
        }
        ("publish_census", "report") => made(&[b"census", nation.address.as_ref(), &period.to_le_bytes()]),
        ("publish_census", "registry") if case.variant() == Some("landless") => {
            Some(derived(&[b"registry", nation.address.as_ref()], LAND_ID))
        }
        ("assess_stage", "stage") => made(&[b"stage", nation.address.as_ref()]),
        _ => None,
    }
}
