use civitas_tests::catalogue;
#[test]
fn every_instruction_is_in_the_catalogue_and_succeeds() {
    let known: Vec<_> = catalogue::keys().collect();
    for ix in civitas_tests::idl::instructions() {
        assert!(known.contains(&ix.key().as_str()), "{} is missing in tests/src/catalogue.rs", ix.key());
    }
    for case in catalogue::cases() {
        let world = case.world.clone();
        println!("{}", case.idl.key());
        let receipt = case.run_in(&world, case.instruction.clone(), &[]).expect("signed").ok();
        println!("   {} CU", receipt.compute_units);
    }
}
