//! Whole lives in a real bank (`solana-program-test`), step by step beside LiteSVM: every transaction succeeds in
//! both, costs the same compute units, and leaves the same bytes. So what the other tests show in LiteSVM holds
//! for a validator.

mod governor;
mod recorder;
mod treasury;

// The group mint is made by Token-2022, of which each machine brings its own build.
const FOREIGN: &[&str] = &["found_nation"];

#[test]
fn a_proposal_lives_the_same_life() {
    recorder::play_again(&governor::life(), FOREIGN);
}

#[test]
fn a_treasury_lives_the_same_life() {
    recorder::play_again(&treasury::life(), FOREIGN);
}
