//! Relations of nations, by commands alone, against a node.

mod support;

use civitas_tests::{DAY, Money, SOL, World};
use serde_json::json;
use support::Scene;

/// Two nations, alpha and beta, each with its founder as authority.
fn scene() -> Scene {
    Scene::new(World::new(3))
}

#[test]
fn nations_and_bodies_recognise_each_other() {
    let scene = scene();
    let world = scene.world.clone();
    let (ours, theirs) = (&world.nation.founder, &world.sibling.founder);
    let statement = scene.file("statement.md", "We recognise them.\n");
    let words = format!("--uri https://x.example/1 --file {statement}");
    let error = scene.fail(theirs, &format!("diplomacy recognise --nation alpha --to beta {words}"));
    assert!(error["message"].as_str().unwrap().starts_with("the authority of alpha is"), "{error}");
    scene.act(ours, &format!("diplomacy recognise --nation alpha --to beta {words}"));
    scene.act(theirs, &format!("diplomacy recognise --nation beta --to alpha {words}"));
    let error = scene.fail(ours, &format!("diplomacy recognise --nation alpha --to beta {words}"));
    assert_eq!(error["name"], "AlreadyRecognised");

    let body = world.stranger();
    let error = scene.fail(&body.wallet, &format!("diplomacy recognise --body --to alpha {words}"));
    assert_eq!(error["name"], "NotARecogniser");
    scene.act(&body.wallet, "diplomacy register-body --name Utopia --uri https://utopia.example");
    let granted = scene.act(&body.wallet, &format!("diplomacy recognise --body --to alpha {words}"));
    assert_eq!(granted["entry"], 0);
    world.wait(60);
    let revoked = scene.act(&body.wallet, &format!("diplomacy revoke --body --to alpha {words}"));
    assert_eq!(revoked["entry"], 1);

    let shown = scene.look("diplomacy show --nation alpha");
    let mut states: Vec<_> = shown["recognitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap().to_owned(), one["in_force"].clone(), one["mutual"].clone()))
        .collect();
    states.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(states.len(), 3);
    assert_eq!(states[0], ("beta".into(), json!(true), json!(true)));
    assert_eq!(states[2], ("“Utopia”".into(), json!(false), json!(false)));
    let human = scene.read("diplomacy show --nation alpha");
    assert!(human.contains("recognised by “Utopia”") && human.contains("mutually"), "{human}");
}

#[test]
fn a_treaty_is_signed_used_and_denounced() {
    let scene = scene();
    let world = scene.world.clone();
    let (ours, theirs) = (&world.nation.founder, &world.sibling.founder);
    let text = scene.file("treaty.md", "Our citizens may visit each other.\n");
    let other = scene.file("other.md", "Ours may, theirs may not.\n");
    let propose =
        format!("diplomacy treaty propose --nation alpha --with beta --visit 20d --uri u --file {text}");
    scene.act(ours, &propose);
    scene.act(theirs, "diplomacy treaty withdraw 0 --nation beta --with alpha");
    let proposed = scene.act(ours, &propose);
    assert_eq!(proposed["number"], 0, "the number is free again");
    let treaty = proposed["treaty"].as_str().unwrap().to_owned();
    assert_eq!(scene.act(ours, &propose)["number"], 1);
    let error =
        scene.fail(theirs, &format!("diplomacy treaty sign 0 --nation beta --with alpha --file {other}"));
    assert!(error["message"].as_str().unwrap().starts_with("another text was proposed"), "{error}");
    scene.act(theirs, &format!("diplomacy treaty sign 0 --nation beta --with alpha --file {text}"));

    let visitor = world.citizen(1);
    let issued = scene.act(&visitor.wallet, &format!("diplomacy visa issue {treaty} --nation alpha"));
    assert_eq!(issued["until"], world.now() + 20 * DAY);
    let visa = issued["visa"].as_str().unwrap();
    let error =
        scene.fail(&visitor.wallet, &format!("diplomacy visa issue {treaty} --nation alpha --for 21d"));
    assert_eq!(error["name"], "VisitTooLong");
    scene.act(theirs, &format!("diplomacy visa expel {visa}"));
    assert_eq!(scene.fail(&visitor.wallet, &format!("diplomacy visa close {visa}"))["name"], "Expelled");
    scene.act(theirs, &format!("diplomacy visa expel {visa} --lift"));
    scene.act(&visitor.wallet, &format!("diplomacy visa close {visa}"));
    // Somebody may be expelled who never had a visa.
    let early = format!("diplomacy visa expel --treaty {treaty} --serial 2 --nation beta");
    scene.act(theirs, &early);
    let wallet = &world.citizen(2).wallet;
    assert_eq!(
        scene.fail(wallet, &format!("diplomacy visa issue {treaty} --nation alpha"))["name"],
        "Expelled"
    );

    scene.act(ours, &format!("diplomacy treaty denounce {treaty} --nation alpha"));
    let shown = scene.look("diplomacy show --nation beta");
    let treaties = shown["treaties"].as_array().unwrap();
    assert_eq!(treaties.len(), 2);
    let first = treaties.iter().find(|one| one["number"] == 0).unwrap();
    assert!(first["standing"].as_str().unwrap().starts_with("denounced, in force until"), "{first}");
}

#[test]
fn a_census_shows_all_there_is_and_the_stage_follows() {
    let scene = scene();
    let world = scene.world.clone();
    let anyone = &world.payer;
    world.till(Money::SOL, 5 * SOL);
    world.parcel();
    assert!(
        scene.fail(anyone, "diplomacy stage assess --nation alpha")["message"]
            .as_str()
            .unwrap()
            .starts_with("there is no recent census")
    );
    let published = scene.act(anyone, "diplomacy census publish --nation alpha");
    assert_eq!(published["shown"], 2, "a ledger and a parcel");
    let error = scene.fail(anyone, "diplomacy census complete --nation alpha");
    assert!(error["message"].as_str().unwrap().starts_with("the census has everything"), "{error}");
    let assessed = scene.act(anyone, "diplomacy stage assess --nation alpha");
    assert_eq!(assessed["stage"], "startup society");
    let shown = scene.look("diplomacy show --nation alpha");
    assert_eq!(shown["census"]["population"], 3);
    assert_eq!(shown["census"]["countries"], 1);
    assert_eq!(shown["census"]["ledgers"][0]["balance"], 5 * SOL);
    assert_eq!(shown["stage"]["stage"], "startup society");

    // What is found out later can be added for a week.
    let coin = world.coin("crown");
    world.till(coin, 1_000);
    let completed = scene.act(anyone, "diplomacy census complete --nation alpha");
    assert_eq!(completed["shown"], 1);
    // A body's recognition is found by itself.
    let body = world.stranger();
    let statement = scene.file("statement.md", "Welcome.\n");
    scene.act(&body.wallet, "diplomacy register-body --name Utopia --uri https://utopia.example");
    let words = format!("--to alpha --uri u --file {statement}");
    scene.act(&body.wallet, &format!("diplomacy recognise --body {words}"));
    scene.act(anyone, "diplomacy stage assess --nation alpha");
    let shown = scene.look("diplomacy show --nation alpha");
    let recorded = civitas_tests::addresses::recognition(
        &civitas_tests::addresses::body(&body.key()).0,
        &world.nation.address,
    );
    assert_eq!(shown["stage"]["recognition"], recorded.0.to_string());
    scene.act(&body.wallet, &format!("diplomacy revoke --body {words}"));
    scene.act(anyone, "diplomacy stage assess --nation alpha");
    let shown = scene.look("diplomacy show --nation alpha");
    assert_eq!(shown["stage"]["recognition"], "11111111111111111111111111111111");
}
