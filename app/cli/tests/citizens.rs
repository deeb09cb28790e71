//! What wallets do most, by commands alone, against a node: founding, joining, voting, paying, being paid.

mod support;

use civitas_tests::{DAY, Grant, Keypair, Money, SOL, Signer, World, land};
use support::Scene;

fn wallet(scene: &Scene) -> Keypair {
    let key = Keypair::new();
    scene.world.fund(&key.pubkey());
    key
}

#[test]
fn a_nation_is_founded_joined_and_decides() {
    let scene = Scene::new(World::bare());
    let world = scene.world.clone();
    let founder = wallet(&scene);
    let charter = scene.file("charter.md", "One for all.\n");
    let other = scene.file("other.md", "All for me.\n");
    let found = format!("nation found utopia --uri https://utopia.example --file {charter} --dues 0.25");
    scene.act(&founder, &found);
    let error = scene.fail(&founder, &found);
    assert!(error["message"].as_str().unwrap().contains("there is a nation `utopia` already"));
    let shown = scene.look("nation show");
    assert_eq!(shown["authority_is"], "its founder");
    assert_eq!(shown["dues"]["amount"], SOL / 4);
    let error = scene.fail(&founder, "nation set-track 0");
    assert!(error["message"].as_str().unwrap().starts_with("name the track"), "{error}");
    scene.act(
        &founder,
        "nation set-track 0 --name main --review 1h --voting 1d --objection 0s --program membership",
    );
    scene.act(&founder, "nation set-track 0 --quorum 1000");

    // Joining is consent to the charter in force, and to no other.
    let people: Vec<Keypair> = (0..4).map(|_| wallet(&scene)).collect();
    let error = scene.fail(&people[0], &format!("citizen join --charter {other}"));
    assert!(error["message"].as_str().unwrap().starts_with("this is not the charter in force"), "{error}");
    for person in &people {
        scene.act(person, &format!("citizen join --charter {charter}"));
    }
    let own = people[0].pubkey();
    let shown = scene.look(&format!("citizen show {own}"));
    assert_eq!((shown["serial"].as_u64(), shown["standing"].as_str()), (Some(0), Some("in good standing")));
    assert_eq!(scene.look("nation show")["members"], 4);
    let human = scene.read("nation show");
    assert!(
        human.contains("dues       0.25 SOL for 360d") && human.contains("4, of whom 4 have a vote"),
        "{human}"
    );

    // Two name a delegate, one of whom votes in person all the same.
    world.wait(1);
    let error = scene.fail(&people[1], &format!("delegate {}", founder.pubkey()));
    assert!(error["message"].as_str().unwrap().ends_with("is no citizen of this nation"), "{error}");
    for person in &people[1..3] {
        scene.act(person, &format!("delegate {own}"));
    }
    let text = scene.file("text.md", "Shall we?\n");
    let made = scene.act(&people[0], &format!("proposal create --title Question --uri u --file {text}"));
    assert_eq!(made["proposal"], 0);
    assert_eq!(scene.look("proposal list")["proposals"][0]["phase"], "draft");
    scene.act(&people[0], "proposal submit 0");
    let error = scene.fail(&people[0], "proposal vote 0 for");
    assert!(error["message"].as_str().unwrap().contains("voting has not begun"), "{error}");
    world.wait(3_600);
    let late = wallet(&scene);
    scene.act(&late, "citizen join");
    let error = scene.fail(&late, "proposal vote 0 for");
    assert!(error["message"].as_str().unwrap().contains("after it was submitted"), "{error}");
    let shown = scene.look(&format!("proposal show 0 --as {}", late.pubkey()));
    assert_eq!(shown["you"]["may_vote"], false);
    scene.act(&people[1], "proposal vote 0 against");
    let voted = scene.act(&people[0], "proposal delegate-vote 0 for");
    assert_eq!(voted["ballots"], 1, "whoever voted in person is left alone");
    let error = scene.fail(&people[3], "proposal delegate-vote 0 for");
    assert!(error["message"].as_str().unwrap().starts_with("nobody who named you"), "{error}");
    scene.act(&people[0], "proposal vote 0 for");
    let human = scene.read(&format!("proposal show 0 --as {own}"));
    assert!(human.contains("being voted on") && human.contains("> you can vote"), "{human}");
    assert_eq!(scene.fail(&people[3], "proposal decide 0")["name"], "VotingNotClosed");
    world.wait(DAY);
    let decided = scene.act(&late, "proposal decide 0");
    assert_eq!((decided["pages"].as_u64(), decided["state"].as_str()), (Some(1), Some("succeeded")));
    let tally = scene.look("proposal show 0")["tally"].clone();
    assert_eq!(tally[0]["citizens"], 2);
    assert_eq!(tally[1]["citizens"], 1);
}

#[test]
fn what_a_command_exports_is_decided_and_executed() {
    let scene = Scene::new(World::new(3));
    let world = scene.world.clone();
    let founder = world.nation.founder.insecure_clone();
    scene.act(&founder, "court create --nation alpha");
    scene.act(&founder, "nation set-track 0 --nation alpha --program court");
    world.hand_over(&world.nation);
    let proposer = &world.citizen(0).wallet;
    let error = scene.fail(&founder, "court set-parameters --nation alpha --panel 5");
    assert!(error["message"].as_str().unwrap().contains("must be an action of a proposal"), "{error}");
    let (executor, payer) = (world.nation.executor.to_string(), proposer.pubkey().to_string());
    let words = [
        "court",
        "set-parameters",
        "--nation",
        "alpha",
        "--panel",
        "5",
        "--max-appeals",
        "1",
        "-u",
        scene.url(),
    ];
    let output =
        scene.run(&[&words[..], &["-k", &executor, "--fee-payer", &payer, "--export", "panel.tx"]].concat());
    assert!(output.status.success(), "{output:?}");
    let text = scene.file("text.md", "Larger panels.\n");
    let create = format!(
        "proposal create --nation alpha --title Panels --uri u --file {text} --action panel.tx --submit"
    );
    let made = scene.act(proposer, &create);
    assert_eq!((made["actions"].as_u64(), made["transactions"].as_array().unwrap().len()), (Some(1), 3));
    let shown = scene.look("proposal show 0 --nation alpha");
    let sentence = shown["actions"][0]["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Change the parameters of court "), "{sentence}");
    assert_eq!(shown["actions"][0]["arguments"]["params"]["panel"], 5);
    let error = scene.fail(proposer, "proposal execute 0 --nation alpha");
    assert!(error["message"].as_str().unwrap().contains("has no action to execute"), "{error}");
    world.at(shown["deadline"].as_i64().unwrap());
    for person in &world.nation.people {
        scene.act(&person.wallet, "proposal vote 0 for --nation alpha");
    }
    world.wait(2 * DAY);
    scene.act(proposer, "proposal decide 0 --nation alpha");
    let shown = scene.look("proposal show 0 --nation alpha");
    assert_eq!(shown["phase"], "timelock");
    world.at(shown["deadline"].as_i64().unwrap());
    let run = scene.act(proposer, "proposal execute 0 --nation alpha");
    assert_eq!(run["executed"], 1);
    assert_eq!(scene.look("court show --nation alpha")["rules"]["panel"], 5);
}

#[test]
fn applicants_are_vouched_for_and_charters_signed_again() {
    let scene = Scene::new(World::new(2));
    let world = scene.world.clone();
    let founder = world.nation.founder.insecure_clone();
    world.send(&[civitas_tests::ix::set_admission(&world.nation, founder.pubkey(), 1, 1)], &[&founder]).ok();
    let applicant = wallet(&scene);
    let key = applicant.pubkey();
    let error = scene.fail(&world.citizen(0).wallet, &format!("citizen vouch {key} --nation alpha"));
    assert!(error["message"].as_str().unwrap().ends_with("has not applied"), "{error}");
    assert!(scene.act(&applicant, "citizen join --nation alpha")["application"].is_string());
    assert_eq!(
        scene.fail(&applicant, &format!("citizen admit {key} --nation alpha"))["name"],
        "VouchesMissing"
    );
    scene.act(&world.citizen(0).wallet, &format!("citizen vouch {key} --nation alpha"));
    scene.act(&applicant, &format!("citizen admit {key} --nation alpha"));
    let error = scene.fail(&applicant, "charter sign --nation alpha");
    assert_eq!(error["message"], "version 1 is signed already");
    world
        .send(&[civitas_tests::ix::amend_charter(&world.nation, founder.pubkey(), [7; 32])], &[&founder])
        .ok();
    assert!(scene.read(&format!("citizen show {key} --nation alpha")).contains("version 2 is in force"));
    scene.act(&applicant, "charter sign --nation alpha");
    assert_eq!(scene.look(&format!("citizen show {key} --nation alpha"))["charter_version"], 2);
    scene.act(&applicant, "citizen renounce --nation alpha");
    let shown = scene.look(&format!("citizen show {key} --nation alpha"));
    assert_eq!(shown["standing"], "the citizenship has ended");
}

#[test]
fn dues_rent_and_pay_are_paid() {
    let scene = Scene::new(World::new(3));
    let world = scene.world.clone();
    let till = world.till(Money::SOL, 20 * SOL);
    let (tenant, payee) = (world.citizen(1), world.citizen(2));

    let before = world.citizen_account(tenant).expires_at;
    let renewed = scene.act(&tenant.wallet, "citizen renew --nation alpha");
    assert_eq!(
        (renewed["paid"].as_u64(), renewed["expires_at"].as_i64() > Some(before)),
        (Some(1_000), true)
    );

    scene.act(&tenant.wallet, "treasury deposit 1.5 --nation alpha --kind sale");
    assert_eq!(world.ledger(&till).income[4], SOL * 3 / 2);

    let now = world.now();
    let stream = world.stream(&till, payee.key(), 10 * SOL, [now, now + DAY, now + 10 * DAY]);
    let withdraw = format!("treasury stream withdraw {stream}");
    let error = scene.fail(&payee.wallet, &withdraw);
    assert!(error["message"].as_str().unwrap().contains("the first pay is"), "{error}");
    world.wait(2 * DAY);
    assert_eq!(scene.act(&payee.wallet, &withdraw)["amount"], 2 * SOL);
    assert_eq!(
        scene.act(&payee.wallet, "treasury deposit 0.1 --nation alpha")["transactions"][0]["instructions"][0]
            ["name"],
        "treasury.deposit"
    );
    world.wait(DAY);
    let half = scene.act(&payee.wallet, &format!("{withdraw} --amount 0.5"));
    assert_eq!(half["amount"], SOL / 2);
    assert_eq!(scene.fail(&payee.wallet, &format!("{withdraw} --amount 0.6"))["name"], "AmountUnearned");
    assert_eq!(scene.fail(&tenant.wallet, &withdraw)["name"], "NotPayee");

    let letting = world.offer(&till, &land::fixed());
    let lease = letting.address;
    let error = scene.fail(&tenant.wallet, &format!("land lease accept {lease} --price 1"));
    assert_eq!(error["message"], "this lease takes no --price");
    scene.act(&tenant.wallet, &format!("land lease accept {lease}"));
    let paid = scene.act(&tenant.wallet, &format!("land rent pay {lease}"));
    assert_eq!(paid["amount"].as_u64(), Some(land::fixed().rent), "the first period is due at once");
    let error = scene.fail(&tenant.wallet, &format!("land rent pay {lease}"));
    assert!(error["message"].as_str().unwrap().starts_with("no rent is due; paid until"), "{error}");
    let ends = world.lease_account(&letting).ends_at;
    scene.act(&tenant.wallet, &format!("land lease renew {lease}"));
    assert!(world.lease_account(&letting).ends_at > ends);

    let grant = Grant { per_period: SOL, ..world.grant(payee.key()) };
    let budget = world.budget(&till, &grant);
    let spend = format!("treasury budget spend {budget} 0.25 --to {}", tenant.key());
    let before = world.lamports(&tenant.key());
    scene.act(&payee.wallet, &spend);
    assert_eq!(world.lamports(&tenant.key()), before + SOL / 4);
}

#[test]
fn the_authority_keeps_the_treasury() {
    let scene = Scene::new(World::new(2));
    let world = scene.world.clone();
    let founder = world.nation.founder.insecure_clone();
    let payee = world.citizen(1);
    scene.act(&founder, "treasury create --nation alpha");
    scene.act(&world.citizen(0).wallet, "treasury deposit 30 --nation alpha");
    let coin = world.coin("crown");
    scene.act(&founder, &format!("treasury open-ledger {} --nation alpha", coin.mint));
    let error = scene.fail(&payee.wallet, &format!("treasury pay 1 --to {} --nation alpha", payee.key()));
    assert!(error["message"].as_str().unwrap().starts_with("the authority of alpha is"), "{error}");
    let before = world.lamports(&payee.key());
    scene.act(&founder, &format!("treasury pay 1 --to {} --nation alpha", payee.key()));
    assert_eq!(world.lamports(&payee.key()), before + SOL);

    let made = scene.act(
        &founder,
        &format!("treasury stream create 10 --to {} --for 10d --cliff 1d --nation alpha", payee.key()),
    );
    let stream = made["stream"].as_str().unwrap().to_owned();
    world.wait(2 * DAY);
    assert_eq!(scene.act(&payee.wallet, &format!("treasury stream withdraw {stream}"))["amount"], 2 * SOL);
    scene.act(&founder, &format!("treasury stream cancel {stream}"));
    assert_eq!(scene.fail(&founder, &format!("treasury stream cancel {stream}"))["name"], "AllEarned");

    let made = scene.act(
        &founder,
        &format!("treasury budget create 0.5 --to {} --period 1d --for 30d --nation alpha", payee.key()),
    );
    let budget = made["budget"].as_str().unwrap().to_owned();
    scene.act(&payee.wallet, &format!("treasury budget spend {budget} 0.5 --to {}", payee.key()));
    let error =
        scene.fail(&payee.wallet, &format!("treasury budget spend {budget} 0.1 --to {}", payee.key()));
    assert_eq!(error["name"], "AmountOverBudget");
    scene.act(&founder, &format!("treasury budget revoke {budget}"));

    // Once the governor is the authority the same commands make actions, whose rent the executor pays.
    scene.act(&founder, "nation set-track 0 --nation alpha --program treasury");
    world.hand_over(&world.nation);
    world.give(&world.nation.executor, SOL);
    let (executor, payer) = (world.nation.executor.to_string(), payee.key().to_string());
    let words = [
        "treasury",
        "budget",
        "create",
        "1",
        "--court",
        "--for",
        "30d",
        "--nation",
        "alpha",
        "-u",
        scene.url(),
    ];
    let output =
        scene.run(&[&words[..], &["-k", &executor, "--fee-payer", &payer, "--export", "budget.tx"]].concat());
    assert!(output.status.success(), "{output:?}");
    let text = scene.file("text.md", "Money for the court.\n");
    let create = format!("proposal create --nation alpha --title Court --uri u --file {text} --submit");
    scene.act(&payee.wallet, &format!("{create} --action budget.tx"));
    let shown = scene.look("proposal show 0 --nation alpha");
    assert_eq!(shown["actions"][0]["name"], "treasury.create_budget");
    world.at(shown["deadline"].as_i64().unwrap());
    scene.act(&payee.wallet, "proposal vote 0 for --nation alpha");
    world.wait(2 * DAY);
    scene.act(&payee.wallet, "proposal decide 0 --nation alpha");
    let shown = scene.look("proposal show 0 --nation alpha");
    world.at(shown["deadline"].as_i64().unwrap());
    scene.act(&payee.wallet, "proposal execute 0 --nation alpha");
    let shown = scene.look("treasury show");
    assert_eq!(shown["budgets"].as_array().unwrap().len(), 1);
}

#[test]
fn bids_and_pledges_are_made_and_taken_back() {
    let scene = Scene::new(World::new(3));
    let world = scene.world.clone();
    let till = world.till(Money::SOL, 0);
    let (one, other) = (world.citizen(1), world.citizen(2));
    let letting = world.auction(&till, &land::fixed());
    world.at(world.auction_account(&letting).opens_at);
    let lease = letting.address;
    scene.act(&one.wallet, &format!("land bid {lease} 1"));
    assert_eq!(scene.fail(&other.wallet, &format!("land bid {lease} 1"))["name"], "BidTooLow");
    scene.act(&other.wallet, &format!("land bid {lease} 2"));
    let before = world.lamports(&one.key());
    scene.act(&one.wallet, &format!("land reclaim-bid {lease}"));
    assert!(world.lamports(&one.key()) > before + SOL, "with deposit and rent");
    assert_eq!(world.auction_account(&letting).highest, 2 * SOL);

    let drive = world.campaign(&till, 5 * SOL);
    let campaign = drive.address;
    scene.act(&one.wallet, &format!("land pledge {campaign} 1.25"));
    assert_eq!(world.campaign_account(&drive).pledged, SOL * 5 / 4);
    world.at(world.campaign_account(&drive).deadline);
    let before = world.lamports(&one.key());
    scene.act(&one.wallet, &format!("land reclaim-pledge {campaign}"));
    assert!(world.lamports(&one.key()) > before + SOL * 5 / 4 - 10_000);
}
