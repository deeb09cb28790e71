//! A case from its filing to its end, by commands alone, against a node.

mod support;

use civitas_tests::{
    Address, Call, DAY, Draft, Grant, Keypair, Money, Person, SOL, Signer, TrackRules, World,
};
use client::membership::accounts::Citizen;
use client::treasury::accounts::Stream;
use serde_json::Value;
use support::Scene;

/// Rules of the court: short, and with whole numbers.
const RULES: &str = "--fee 0.01 --bond 0.05 --answer 2h --evidence 3h --draw 1h --commit 2h --reveal 2h --appeal 4h \
     --max-suspension 30d --max-injunction 10d --max-appeals 1";

/// A court whose jurors are the citizens from 2 on.
fn court(citizens: usize) -> Scene {
    let scene = Scene::new(World::new(citizens));
    let founder = scene.world.nation.founder.insecure_clone();
    scene.act(&founder, &format!("court create --nation alpha {RULES}"));
    for person in &scene.world.nation.people[2..] {
        scene.act(&person.wallet, "juror join --nation alpha --bond 0.2");
    }
    scene
}

fn wallet_of(scene: &Scene, juror: u64) -> &Person {
    let listed = scene.look("juror list --nation alpha");
    let jurors = listed["jurors"].as_array().unwrap();
    let wallet = jurors.iter().find(|one| one["juror"] == juror).unwrap()["wallet"].as_str().unwrap();
    scene.world.nation.people.iter().find(|person| person.key().to_string() == wallet).unwrap()
}

/// The jurors on the bench of the present round.
fn bench<'a>(scene: &'a Scene, case: &str) -> Vec<&'a Person> {
    let told = scene.look(&format!("case show {case} --nation alpha"));
    let round = told["rounds"].as_array().unwrap().last().unwrap();
    let seats = round["jurors"].as_array().unwrap();
    seats.iter().map(|seat| wallet_of(scene, seat["juror"].as_u64().unwrap())).collect()
}

/// Lets time pass until the present phase of a case is over.
fn wait(scene: &Scene, case: &str) {
    let told = scene.look(&format!("case show {case} --nation alpha"));
    scene.world.at(told["deadline"].as_i64().unwrap());
}

fn phase(scene: &Scene, case: &str) -> String {
    scene.look(&format!("case show {case} --nation alpha"))["phase"].as_str().unwrap().to_owned()
}

/// What a wallet is told to do.
fn told(scene: &Scene, case: &str, wallet: &Address) -> Vec<(String, String)> {
    let told = scene.look(&format!("case show {case} --nation alpha --as {wallet}"));
    let steps = told["next"].as_array().unwrap().iter();
    steps.map(|step| (text(&step["who"]), text(&step["command"]))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A panel is drawn, and chooses so.
fn judge(scene: &Scene, case: &str, choice: &str) {
    let anyone = scene.world.payer.insecure_clone();
    scene.slots(20);
    scene.act(&anyone, &format!("case draw {case} --nation alpha"));
    assert_eq!(phase(scene, case), "commit");
    for person in bench(scene, case) {
        let next = told(scene, case, &person.key());
        assert_eq!(next[0].0, "you, as a juror");
        assert!(next[0].1.starts_with(&format!("civitas case commit {case} --choice ")), "{next:?}");
        let desk = scene.look(&format!("juror desk {} --nation alpha", person.key()));
        let mine = desk["cases"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["case"].as_u64() == case.parse().ok())
            .unwrap();
        assert_eq!(mine["next"][0]["command"], next[0].1);
        scene.act(&person.wallet, &format!("case commit {case} --nation alpha --choice {choice}"));
    }
    assert_eq!(phase(scene, case), "reveal");
    for person in bench(scene, case) {
        let next = told(scene, case, &person.key());
        assert!(next[0].1.starts_with(&format!("civitas case reveal {case}")), "{next:?}");
        let shown = scene.act(&person.wallet, &format!("case reveal {case} --nation alpha"));
        assert!(shown["choice"].as_str().unwrap().ends_with(choice), "{shown}");
    }
    scene.act(&anyone, &format!("case rule {case} --nation alpha"));
}

#[test]
fn a_case_is_driven_by_commands_alone() {
    let scene = court(9);
    let world = scene.world.clone();
    let (claimant, respondent) = (world.citizen(0), world.citizen(1));
    let statement = scene.file("statement.md", "He shouts at night.\n");
    let file = format!(
        "case file --nation alpha --remedy suspend --target {} --for 7d --uri https://x.example/1 --file {statement}",
        respondent.key()
    );
    let filed = scene.act(&claimant.wallet, &file);
    assert_eq!((filed["case"].as_u64(), text(&filed["respondent"])), (Some(0), respondent.key().to_string()));
    let sentence = text(&filed["transactions"][0]["instructions"][0]["sentence"]);
    assert!(
        sentence.contains("suspend a citizen") && sentence.contains(&respondent.key().to_string()),
        "{sentence}"
    );

    // Pleading: each is told what to do.
    let next = told(&scene, "0", &respondent.key());
    assert!(next.iter().any(|(_, command)| command.starts_with("civitas case answer 0")), "{next:?}");
    assert!(told(&scene, "0", &world.stranger().key()).is_empty());
    scene.act(
        &respondent.wallet,
        &format!("case answer 0 --nation alpha --uri https://x.example/2 --file {statement}"),
    );
    scene.act(
        &claimant.wallet,
        &format!("case evidence 0 --nation alpha --uri https://x.example/3 --sha256 {}", "ab".repeat(32)),
    );
    let error = scene.fail(
        &world.citizen(3).wallet,
        &format!("case evidence 0 --nation alpha --uri u --file {statement}"),
    );
    assert_eq!((text(&error["kind"]), text(&error["name"])), ("transaction".into(), "NotParty".into()));
    assert_eq!(error["instruction"], "court.submit_evidence");
    let error = scene.fail(&claimant.wallet, "case close-evidence 0 --nation alpha");
    assert_eq!(error["name"], "EvidenceOpen");
    wait(&scene, "0");
    assert_eq!(phase(&scene, "0"), "evidence");
    wait(&scene, "0");
    assert_eq!(phase(&scene, "0"), "evidence_over");
    scene.act(&world.payer, "case close-evidence 0 --nation alpha");
    let error = scene.fail(&world.payer, "case draw 0 --nation alpha");
    assert!(text(&error["message"]).contains("still to come"), "{error}");

    // The same is told of a snapshot, and by the case's address.
    let programs = [client::COURT_ID, client::MEMBERSHIP_ID];
    let snapshot = scene.path("snapshot.json");
    cluster::Snapshot::take(&world.cluster, &programs).unwrap().save(&snapshot).unwrap();
    let words = ["case", "show", filed["address"].as_str().unwrap(), "--snapshot", "snapshot.json"];
    let offline = scene.run(&[&words[..], &["--output", "json"]].concat());
    let offline: Value = serde_json::from_slice(&offline.stdout).unwrap();
    assert_eq!(offline, scene.look("case show 0 --nation alpha"));
    let human = scene.read(&format!("case show 0 --nation alpha --as {}", claimant.key()));
    for part in [
        "asks to     suspend a citizen, for 7d",
        "is to be drawn by the hash of slot",
        "(in 1 h)",
        "> anyone: wait",
    ] {
        assert!(human.contains(part), "no {part:?} in {human}");
    }

    // The panel, with nothing but the wallets: there are no files of secrets to lose.
    judge(&scene, "0", "claimant");
    let told_now = scene.look("case show 0 --nation alpha");
    assert_eq!(
        (text(&told_now["phase"]), text(&told_now["ruling"])),
        ("appeal".into(), "for the claimant".into())
    );
    let next = told(&scene, "0", &respondent.key());
    assert_eq!(next[0].1, "civitas case appeal 0 --nation alpha");
    assert_eq!(scene.fail(&claimant.wallet, "case finalize 0 --nation alpha")["name"], "NotEnding");
    wait(&scene, "0");
    scene.act(&world.payer, "case finalize 0 --nation alpha");
    scene.act(&world.payer, "case enforce 0 --nation alpha");
    let until = world.citizen_account(respondent).suspended_until;
    assert_eq!(until, world.now() + 7 * DAY);
    assert_eq!(scene.fail(&world.payer, "case enforce 0 --nation alpha")["name"], "AlreadyEnforced");

    // Money and accounts.
    let settled = scene.act(&world.payer, "case settle 0 --nation alpha");
    assert_eq!(settled["settled"], 3);
    let juror = bench(&scene, "0")[0];
    let before = world.lamports(&juror.key());
    scene.act(&juror.wallet, "juror withdraw --nation alpha");
    assert_eq!(world.lamports(&juror.key()), before + SOL / 100 - 5_000);
    let closed = scene.act(&world.payer, "case close 0 --nation alpha");
    assert_eq!((closed["accounts"].as_u64(), closed["case"].as_bool()), (Some(4), Some(true)));
    let error = scene.fail(&world.payer, "case close 0 --nation alpha");
    assert_eq!(error["kind"], "usage");
}

#[test]
fn an_appeal_goes_to_a_larger_panel_and_then_to_all_citizens() {
    let scene = court(11);
    let world = scene.world.clone();
    let (claimant, respondent) = (world.citizen(0), world.citizen(1));
    let statement = scene.file("statement.md", "Money was taken.\n");
    scene.act(
        &claimant.wallet,
        &format!(
            "case file --nation alpha --remedy award-escrow --respondent {} --amount 0.3 --uri u --file {statement}",
            respondent.key()
        ),
    );
    scene.act(&respondent.wallet, "case escrow 0 --nation alpha --amount 0.5");
    world.wait(5 * 3_600);
    scene.act(&world.payer, "case close-evidence 0 --nation alpha");
    judge(&scene, "0", "respondent");
    scene.act(&claimant.wallet, "case appeal 0 --nation alpha");
    judge(&scene, "0", "respondent");
    let shown = scene.look("case show 0 --nation alpha");
    assert_eq!(
        (shown["rounds"].as_array().unwrap().len(), shown["rounds"][1]["panel"].as_u64()),
        (2, Some(7))
    );
    assert_eq!(scene.fail(&claimant.wallet, "case appeal 0 --nation alpha")["name"], "AppealsUsedUp");
    let next = told(&scene, "0", &claimant.key());
    assert_eq!(next[0].1, "civitas case appeal-to-citizens 0 --nation alpha");
    let asked = scene.act(&claimant.wallet, "case appeal-to-citizens 0 --nation alpha");
    assert_eq!(asked["proposal"], 0);
    assert_eq!(scene.fail(&world.payer, "case conclude 0 --nation alpha")["name"], "CitizensUndecided");
    // Nobody votes: the quorum is missed, and the ruling stands.
    world.wait(2_000);
    let proposal = civitas_tests::addresses::proposal(&world.nation.governor, 0).0;
    let decide = client::governor::instructions::Decide { governor: world.nation.governor, proposal };
    world.send(&[decide.instruction()], &[]).ok();
    scene.act(&world.payer, "case conclude 0 --nation alpha");
    let before = world.lamports(&respondent.key());
    scene.act(&respondent.wallet, "case withdraw 0 --nation alpha");
    assert!(world.lamports(&respondent.key()) > before + SOL / 2 - 10_000, "the escrow comes back");
    let error = scene.fail(&world.payer, "case withdraw 0 --nation alpha");
    assert!(text(&error["message"]).starts_with("nothing is due"));
}

#[test]
fn every_remedy_finds_its_accounts() {
    let scene = court(12);
    let world = scene.world.clone();
    let claimant = world.stranger();
    let statement = scene.file("statement.md", "It must be done.\n");
    let till = world.till(Money::SOL, 50 * SOL);
    let tenant = world.citizen(1);
    let letting = world.lease(&till, &civitas_tests::land::fixed(), tenant);
    let now = world.now();
    let stream = world.stream(&till, world.citizen(2).key(), SOL, [now, now, now + 30 * DAY]);
    // Voted on while the court sits, and in its timelock when it has ruled.
    let rules = TrackRules { voting_seconds: 4 * 3_600, timelock_seconds: 864_000, ..civitas_tests::RULES };
    world.set_track(&world.nation, 1, rules);
    let call = Call::of(civitas_tests::ix::set_guardian(
        &world.nation,
        world.nation.executor,
        Address::default(),
        0,
    ));
    let proposer = world.citizen(0);
    let proposal = world.submitted(&world.nation, &Draft::motion().on(1), &[call]);
    let new = Keypair::new();
    world.fund(&new.pubkey());
    let cases = [
        format!("--remedy evict --target {}", letting.address),
        format!("--remedy pause --target {stream}"),
        format!("--remedy enjoin --target {} --for 2d", proposal.address),
        format!("--remedy reissue --target {} --to {}", world.citizen(1).citizen, new.pubkey()),
    ];
    for case in &cases {
        scene.act(&claimant.wallet, &format!("case file --nation alpha {case} --uri u --file {statement}"));
    }
    assert_eq!(text(&scene.look("case show 2 --nation alpha")["respondent"]), proposer.key().to_string());
    let listed = scene.look("case list --nation alpha --open");
    assert_eq!(listed["cases"].as_array().unwrap().len(), cases.len());
    world.at(world.proposal(&proposal).voting_opens_at);
    for person in &world.nation.people {
        world.cast(person, &proposal, civitas_tests::FOR).ok();
    }
    world.conclude(&proposal);
    world.wait(5 * 3_600);
    for id in 0..cases.len() {
        scene.act(&world.payer, &format!("case close-evidence {id} --nation alpha"));
        judge(&scene, &id.to_string(), "claimant");
    }
    world.wait(4 * 3_600);
    for id in 0..cases.len() {
        scene.act(&world.payer, &format!("case finalize {id} --nation alpha"));
        scene.act(&world.payer, &format!("case enforce {id} --nation alpha"));
        assert!(scene.look(&format!("case show {id} --nation alpha"))["enforced_at"].as_i64() > Some(0));
    }
    assert_eq!(world.lease_account(&letting).state, 5, "evicted");
    assert_eq!(world.stream_account(&stream).paused, 1);
    assert_eq!(world.proposal(&proposal).state, civitas_tests::state::ENJOINED);
    let order = civitas_tests::addresses::reissue(&world.citizen(1).citizen).0;
    assert_eq!(world.read::<client::membership::accounts::Reissue>(&order).new_wallet, new.pubkey());
}

#[test]
fn what_was_ordered_is_lifted_and_money_awarded() {
    let scene = court(12);
    let world = scene.world.clone();
    let (claimant, statement) = (world.citizen(0), scene.file("statement.md", "Enough.\n"));
    let till = world.till(Money::SOL, 50 * SOL);
    // A lease that is over, with a deduction that the tenant has not accepted.
    let tenant = world.citizen(1);
    let letting = world.lease(&till, &civitas_tests::land::fixed(), tenant);
    world.at(world.lease_account(&letting).ends_at);
    world.end_lease(&letting, &world.authority()).ok();
    world.deduct(&letting, &[1_000]).ok();
    // Orders that some court has given before.
    let now = world.now();
    let stream = world.stream(&till, claimant.key(), SOL, [now, now, now + 90 * DAY]);
    world.edit::<Stream>(&stream, |stream| (stream.paused, stream.paused_at) = (1, now));
    world.edit::<Citizen>(&claimant.citizen, |citizen| {
        citizen.expires_at = now + 400 * DAY;
        citizen.suspended_until = now + 30 * DAY;
    });
    let budget = world.budget(
        &till,
        &Grant { holder_kind: 2, per_period: SOL, until: now + 30 * DAY, ..world.grant(Address::default()) },
    );
    let award = world.stranger();
    let cases = [
        (claimant, format!("--remedy reinstate --target {}", claimant.key())),
        (claimant, format!("--remedy resume --target {stream}")),
        (claimant, format!("--remedy award-budget --target {budget} --amount 0.5 --to {}", award.key())),
        (tenant, format!("--remedy split-deposit --target {} --amount 0.0000004", letting.address)),
    ];
    let authority = world.nation.founder.pubkey();
    for (id, (party, case)) in cases.iter().enumerate() {
        let filed =
            scene.act(&party.wallet, &format!("case file --nation alpha {case} --uri u --file {statement}"));
        assert_eq!(
            (filed["case"].as_u64(), text(&filed["respondent"])),
            (Some(id as u64), authority.to_string())
        );
    }
    let error = scene.fail(&tenant.wallet, &format!("case file --remedy evict --uri u --file {statement}"));
    assert_eq!(error["message"], "to evict a tenant needs --target");
    world.wait(5 * 3_600);
    for id in 0..cases.len() {
        scene.act(&world.payer, &format!("case close-evidence {id} --nation alpha"));
        judge(&scene, &id.to_string(), "claimant");
    }
    world.wait(4 * 3_600);
    let before = world.lamports(&award.key());
    for id in 0..cases.len() {
        scene.act(&world.payer, &format!("case finalize {id} --nation alpha"));
        scene.act(&world.payer, &format!("case enforce {id} --nation alpha"));
    }
    assert!(world.citizen_account(claimant).suspended_until <= world.now());
    assert_eq!(world.stream_account(&stream).paused, 0);
    assert_eq!(world.lamports(&award.key()), before + SOL / 2);
    let lease = world.lease_account(&letting);
    assert_eq!((lease.open, lease.to_landlord), (0, 400), "of a thousand units");
}
