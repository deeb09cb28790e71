//! How a nation comes to govern itself: `create_governor`, `set_track`, `set_guardian`, `assume_authority`,
//! `create_stake_vault`.

use civitas_tests::*;
use client::governor::events::Event;
use client::governor::types::{GovernorChanged, Track};

/// Two years, the longest power of a guardian.
const LONGEST_GUARDIAN: i64 = 2 * 366 * DAY;

/// `alpha`, founded but without a governor.
fn founded() -> World {
    let mut w = World::bare();
    w.nation = w.found("alpha", 1);
    w.sibling = w.found("beta", 1);
    w
}

fn set_track(w: &World, rules: TrackRules) -> Outcome {
    let founder = &w.nation.founder;
    w.send(&[ix::set_track(&w.nation, founder.pubkey(), 1, "other matters", rules, &[])], &[founder])
}

#[test]
fn create_governor_writes_it() {
    let w = founded();
    let (guardian, until) = (w.stranger().key(), w.now() + LONGEST_GUARDIAN);
    let receipt = w.send(&[ix::create_governor(&w.nation, guardian, until)], &[&w.nation.founder]).ok();
    let governor = w.governor(&w.nation);
    assert_eq!(governor.nation, w.nation.address);
    assert_eq!(governor.executor, w.nation.executor);
    assert_eq!((governor.guardian, governor.guardian_until), (guardian, until));
    assert_eq!(governor.stake_mint, Address::default());
    assert_eq!(
        (governor.next_proposal, governor.submissions, governor.next_stake, governor.staked),
        (0, 0, 0, 0)
    );
    assert_eq!(governor.version, 1);
    assert_eq!(governor.bump, addresses::governor(&w.nation.address).1);
    assert_eq!(governor.executor_bump, addresses::executor(&w.nation.governor).1);
    assert!(governor.tracks.iter().all(|track| track.version == 0 && track.open == 0));
    let changed = GovernorChanged { governor: w.nation.governor, track: u64::MAX };
    assert_eq!(World::events(&receipt), [Event::GovernorChanged(changed)]);
    // Once and for all.
    w.send(&[ix::create_governor(&w.nation, guardian, until)], &[&w.nation.founder]).already_exists();
}

#[test]
fn create_governor_is_the_authoritys() {
    let w = founded();
    let stranger = w.stranger();
    let mut create = ix::create_governor(&w.nation, Address::default(), 0);
    create.accounts[1].pubkey = stranger.key();
    w.send(&[create], &[&stranger.wallet]).membership_error("NotAuthority");
    let create = ix::create_governor(&w.nation, Address::default(), 0);
    let sunset = w.nation_account(&w.nation).founder_sunset;
    w.at(sunset).send(std::slice::from_ref(&create), &[&w.nation.founder]).membership_error("FoundingOver");
    w.at(sunset - 1).send(&[create], &[&w.nation.founder]).ok();
}

#[test]
fn create_governor_needs_the_nations_successor_to_be_its_executor() {
    let w = World::bare();
    let mut founding = ix::founding(&w.nation, w.now());
    founding.successor = w.stranger().key();
    w.fund(&w.nation.founder.pubkey());
    w.send(&[ix::found_nation_as(&w.nation, founding)], &[&w.nation.founder]).ok();
    let create = ix::create_governor(&w.nation, Address::default(), 0);
    w.send(&[create], &[&w.nation.founder]).governor_error("WrongSuccessor");
}

#[test]
fn create_governor_refuses_another_nations_addresses() {
    let w = founded();
    let mut create = ix::create_governor(&w.nation, Address::default(), 0);
    create.accounts[3].pubkey = w.sibling.governor;
    w.send(&[create], &[&w.nation.founder]).wrong_seeds();
    let mut create = ix::create_governor(&w.nation, Address::default(), 0);
    create.accounts[4].pubkey = w.sibling.executor;
    w.send(&[create], &[&w.nation.founder]).wrong_seeds();
}

#[test]
fn guardians_rule_for_two_years_at_most() {
    let w = founded();
    let guardian = w.stranger().key();
    let create = |who: Address, until: i64| {
        w.send(&[ix::create_governor(&w.nation, who, until)], &[&w.nation.founder])
    };
    let now = w.now();
    create(guardian, now + LONGEST_GUARDIAN + 1).governor_error("GuardianTermOutOfRange");
    create(guardian, now).governor_error("GuardianTermOutOfRange");
    create(guardian, i64::MIN).governor_error("GuardianTermOutOfRange");
    create(guardian, i64::MAX).governor_error("GuardianTermOutOfRange");
    create(Address::default(), now + 1).governor_error("GuardianTermOutOfRange");
    create(guardian, now + 1).ok();

    let set = |who: Address, until: i64| {
        w.send(&[ix::set_guardian(&w.nation, w.nation.founder.pubkey(), who, until)], &[&w.nation.founder])
    };
    set(guardian, now).governor_error("GuardianTermOutOfRange");
    set(guardian, now + LONGEST_GUARDIAN + 1).governor_error("GuardianTermOutOfRange");
    set(Address::default(), 1).governor_error("GuardianTermOutOfRange");
    let receipt = set(guardian, now + LONGEST_GUARDIAN).ok();
    assert!(matches!(World::events(&receipt)[..], [Event::GovernorChanged(_)]));
    assert_eq!(w.governor(&w.nation).guardian_until, now + LONGEST_GUARDIAN);
    set(Address::default(), 0).ok();
    let governor = w.governor(&w.nation);
    assert_eq!((governor.guardian, governor.guardian_until), (Address::default(), 0));
}

#[test]
fn set_guardian_is_the_authoritys() {
    let w = World::new(1);
    let stranger = w.stranger();
    let set = ix::set_guardian(&w.nation, stranger.key(), stranger.key(), w.now() + 1);
    w.send(&[set], &[&stranger.wallet]).membership_error("NotAuthority");
    let mut set = ix::set_guardian(&w.nation, w.sibling.founder.pubkey(), stranger.key(), w.now() + 1);
    set.accounts[1].pubkey = w.sibling.address;
    w.send(&[set], &[&w.sibling.founder]).governor_error("WrongNation");
}

#[test]
fn set_track_writes_it() {
    let w = World::new(1);
    let programs: Vec<_> = (1..=8).map(|i| Address::new_from_array([i; 32])).collect();
    let founder = &w.nation.founder;
    let rules = TrackRules { quorum_bps: 0, threshold_bps: 9_999, ..RULES };
    let set = ix::set_track(&w.nation, founder.pubkey(), 7, &"x".repeat(32), rules.clone(), &programs);
    let before = w.governor(&w.nation);
    let receipt = w.send(&[set], &[founder]).ok();
    let after = w.governor(&w.nation);
    let track = Track {
        name: [b'x'; 32],
        rules,
        version: 1,
        open: 0,
        program_count: 8,
        padding: 0,
        programs: programs.clone().try_into().unwrap(),
    };
    assert_eq!(after.tracks[7], track);
    assert_eq!(after.tracks[..7], before.tracks[..7]);
    let changed = GovernorChanged { governor: w.nation.governor, track: 7 };
    assert_eq!(World::events(&receipt), [Event::GovernorChanged(changed)]);

    // A change: the version rises, programs that are gone leave no trace.
    let set = ix::set_track(&w.nation, founder.pubkey(), 7, "y", RULES, &programs[..1]);
    w.send(&[set], &[founder]).ok();
    let track = &w.governor(&w.nation).tracks[7];
    assert_eq!((track.version, track.program_count), (2, 1));
    assert_eq!(track.programs[1..], [Address::default(); 7]);
    assert_eq!(track.name[..2], *b"y\0");
}

#[test]
fn set_track_is_the_authoritys() {
    let w = World::new(1);
    let stranger = w.stranger();
    let set = ix::set_track(&w.nation, stranger.key(), 0, "mine", RULES, &[]);
    w.send(&[set], &[&stranger.wallet]).membership_error("NotAuthority");
    let set = ix::set_track(&w.nation, w.nation.founder.pubkey(), 0, "mine", RULES, &[]);
    let mut foreign = set.clone();
    foreign.accounts[1].pubkey = w.sibling.address;
    w.send(&[foreign], &[&w.nation.founder]).governor_error("WrongNation");
    w.at(w.nation_account(&w.nation).founder_sunset);
    w.send(&[set], &[&w.nation.founder]).membership_error("FoundingOver");
}

#[test]
fn set_track_refuses_rules_that_could_never_decide() {
    let w = World::new(1);
    let longest = 366 * 86_400;
    let unsound = [
        TrackRules { voting_seconds: 0, ..RULES },
        TrackRules { execution_seconds: 0, ..RULES },
        TrackRules { review_seconds: longest + 1, ..RULES },
        TrackRules { voting_seconds: longest + 1, ..RULES },
        TrackRules { objection_seconds: longest + 1, ..RULES },
        TrackRules { timelock_seconds: longest + 1, ..RULES },
        TrackRules { execution_seconds: longest + 1, ..RULES },
        TrackRules { tenure_seconds: longest + 1, ..RULES },
        TrackRules { quorum_bps: 10_001, ..RULES },
        TrackRules { threshold_bps: 4_999, ..RULES },
        TrackRules { threshold_bps: 10_000, ..RULES },
        TrackRules { max_open: 0, ..RULES },
        TrackRules { chambers: 0, ..RULES },
        TrackRules { chambers: 4, ..RULES },
        TrackRules { final_ballots: 2, ..RULES },
    ];
    for rules in unsound {
        set_track(&w, rules).governor_error("TrackUnsound");
    }
    let widest = TrackRules {
        deposit: u64::MAX,
        review_seconds: longest,
        voting_seconds: longest,
        objection_seconds: longest,
        timelock_seconds: longest,
        execution_seconds: longest,
        tenure_seconds: longest,
        quorum_bps: 10_000,
        threshold_bps: 9_999,
        max_open: u16::MAX,
        chambers: CITIZENS,
        final_ballots: 1,
    };
    set_track(&w, widest).ok();
}

#[test]
fn set_track_refuses_malformed_names_numbers_and_programs() {
    let w = World::new(1);
    let founder = &w.nation.founder;
    let set = |index: u8, name: &str, programs: &[Address]| {
        w.send(&[ix::set_track(&w.nation, founder.pubkey(), index, name, RULES, programs)], &[founder])
    };
    set(8, "no such track", &[]).governor_error("TrackUnknown");
    set(u8::MAX, "no such track", &[]).governor_error("TrackUnknown");
    set(0, &"x".repeat(33), &[]).governor_error("TextMalformed");
    set(0, "two\nlines", &[]).governor_error("TextMalformed");
    set(0, "nil\0", &[]).governor_error("TextMalformed");
    let nine: Vec<_> = (1..=9).map(|i| Address::new_from_array([i; 32])).collect();
    set(0, "nine", &nine).governor_error("TrackProgramsMalformed");
    set(0, "twice", &[nine[0], nine[1], nine[0]]).governor_error("TrackProgramsMalformed");
    set_track(&w, TrackRules { chambers: STAKERS, ..RULES }).governor_error("StakeMintMissing");
    set_track(&w, TrackRules { chambers: BOTH, ..RULES }).governor_error("StakeMintMissing");
}

#[test]
fn a_full_version_counter_refuses_another_change() {
    let w = World::new(1);
    w.edit::<client::governor::accounts::Governor>(&w.nation.governor, |g| g.tracks[1].version = u32::MAX);
    set_track(&w, RULES).governor_error("ArithmeticOverflow");
}

#[test]
fn assume_authority_takes_what_was_proposed() {
    let w = World::new(1);
    w.send(&[ix::assume_authority(&w.nation)], &[]).membership_error("NotPendingAuthority");
    w.hand_over(&w.nation);
    let nation = w.nation_account(&w.nation);
    assert_eq!(nation.authority, w.nation.executor);
    assert_eq!(nation.pending_authority, Address::default());
    // From now on the founder sets no track, and nobody signs for the executor.
    set_track(&w, RULES).membership_error("NotAuthority");
}

#[test]
fn assume_authority_refuses_foreign_accounts() {
    let w = World::new(1);
    let propose = ix::propose_authority(&w.nation, w.nation.founder.pubkey(), w.nation.executor);
    w.send(&[propose], &[&w.nation.founder]).ok();
    let assume = ix::assume_authority(&w.nation);
    let mut foreign = assume.clone();
    foreign.accounts[1].pubkey = w.sibling.governor;
    w.send(&[foreign], &[]).governor_error("WrongNation");
    let mut foreign = assume.clone();
    foreign.accounts[2].pubkey = w.sibling.executor;
    w.send(&[foreign], &[]).wrong_seeds();
    let mut fake_program = assume.clone();
    fake_program.accounts[3].pubkey = GOVERNOR_ID;
    w.send(&[fake_program], &[]).code(anchor::ADDRESS);
    w.send(&[assume], &[]).ok();
}

#[test]
fn the_executor_takes_over_after_the_sunset_without_the_founder() {
    let w = World::new(1);
    w.at(w.nation_account(&w.nation).founder_sunset);
    w.send(&[ix::end_founding(&w.nation)], &[]).ok();
    assert_eq!(w.nation_account(&w.nation).authority, w.nation.executor);
}

#[test]
fn create_stake_vault_names_the_mint_once() {
    let w = World::new(1);
    let mint = w.create_stakers();
    let vault = addresses::stake_vault(&w.nation.governor).0;
    assert_eq!(w.governor(&w.nation).stake_mint, mint);
    let held = w.account(&vault);
    assert_eq!(held.owner, tokens::PROGRAM);
    assert_eq!((&held.data[..32], &held.data[32..64]), (mint.as_ref(), w.nation.governor.as_ref()));
    let other = w.mint("another mint");
    let again = ix::create_stake_vault(&w.nation, other, tokens::PROGRAM);
    w.send(&[again], &[&w.nation.founder]).already_exists();
    assert_eq!(w.governor(&w.nation).stake_mint, mint);
}

#[test]
fn create_stake_vault_is_the_authoritys() {
    let w = World::new(1);
    let mint = w.mint("stake mint");
    let stranger = w.stranger();
    let create = ix::create_stake_vault(&w.nation, mint, tokens::PROGRAM);
    let mut by_stranger = create.clone();
    by_stranger.accounts[1].pubkey = stranger.key();
    w.send(&[by_stranger], &[&stranger.wallet]).membership_error("NotAuthority");
    let mut foreign = create;
    foreign.accounts[1].pubkey = w.sibling.founder.pubkey();
    foreign.accounts[2].pubkey = w.sibling.address;
    w.send(&[foreign], &[&w.sibling.founder]).governor_error("WrongNation");
}

#[test]
fn mints_that_somebody_else_commands_form_no_chamber() {
    let w = World::new(1);
    let create = |mint: Address, program: Address| {
        w.send(&[ix::create_stake_vault(&w.nation, mint, program)], &[&w.nation.founder])
    };
    let freezable = w.mint("freezable");
    w.put_data(&freezable, tokens::PROGRAM, tokens::mint_bytes(1, Some(w.stranger().key())));
    create(freezable, tokens::PROGRAM).governor_error("MintRefused");
    // Token-2022: fee, close authority, permanent delegate, hook, pausable.
    for (kind, len) in [(1u16, 108usize), (3, 32), (12, 32), (14, 64), (26, 33)] {
        let mint = w.mint(&format!("extension {kind}"));
        let mut data = tokens::mint_bytes(1, None);
        data.resize(165, 0);
        data.push(1);
        data.extend(kind.to_le_bytes());
        data.extend((len as u16).to_le_bytes());
        data.resize(data.len() + len, 0);
        w.put_data(&mint, tokens::TOKEN_2022, data);
        let outcome = create(mint, tokens::TOKEN_2022);
        outcome.governor_error("MintRefused");
    }
    let plain = w.mint("plain");
    w.put_data(&plain, tokens::TOKEN_2022, tokens::mint_bytes(1, None));
    create(plain, tokens::TOKEN_2022).ok();
}

#[test]
fn addresses_that_hold_lamports_already() {
    let w = founded();
    let vault = addresses::stake_vault(&w.nation.governor).0;
    let stake = ix::stake_of(w.citizen(0), w.nation.governor);
    for address in [w.nation.governor, w.nation.executor, vault, stake] {
        w.give(&address, 1);
    }
    let create = ix::create_governor(&w.nation, Address::default(), 0);
    w.send(&[create], &[&w.nation.founder]).ok();
    let mint = w.create_stakers();
    w.stake(w.citizen(0), mint, 5);
    assert_eq!(w.governor(&w.nation).staked, 5);
}
