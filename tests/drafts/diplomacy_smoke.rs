use civitas_tests::land::{Plot, Survey};
use civitas_tests::*;
use client::DIPLOMACY_ID;
use client::diplomacy::accounts::*;
use client::diplomacy::errors::ERRORS;
use client::diplomacy::instructions as i;
use client::diplomacy::types::TreatyTerms;
use client::membership::accounts::Nation as NationAccount;

const ZERO: Address = Address::new_from_array([0; 32]);
const PERIOD: i64 = 30 * DAY;

fn pda(seeds: &[&[u8]]) -> Address { Address::find_program_address(seeds, &DIPLOMACY_ID).0 }
fn payer() -> Address { client::dev_keys::keypair("payer of fees").pubkey() }
fn key(label: &str) -> Keypair { client::dev_keys::keypair(label) }
#[track_caller]
fn err(o: Outcome, name: &str) { o.code(ERRORS.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name}")).code) }
fn cu(what: &str, r: Receipt) -> Receipt { println!("{what:40} {:6}", r.compute_units); r }

fn body(key: Address) -> Address { pda(&[b"body", key.as_ref()]) }
fn recognition(from: Address, to: Address) -> Address { pda(&[b"recognition", from.as_ref(), to.as_ref()]) }
fn entry(r: Address, n: u32) -> Address { pda(&[b"entry", r.as_ref(), &n.to_le_bytes()]) }
fn treaty(a: Address, b: Address, n: u32) -> Address {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    pda(&[b"treaty", a.as_ref(), b.as_ref(), &n.to_le_bytes()])
}
fn visa(treaty: Address, home: Address, serial: u64) -> Address { pda(&[b"visa", treaty.as_ref(), home.as_ref(), &serial.to_le_bytes()]) }
fn census(nation: Address, period: u32) -> Address { pda(&[b"census", nation.as_ref(), &period.to_le_bytes()]) }
fn stage(nation: Address) -> Address { pda(&[b"stage", nation.as_ref()]) }
fn period(w: &World) -> u32 { (w.now() / PERIOD) as u32 }

fn register(key: Address, name: &str, uri: &str) -> Instruction {
    i::RegisterBody { payer: payer(), key, body: body(key) }.instruction(i::RegisterBodyInstructionArgs { name: name.into(), uri: uri.into() })
}
fn recognise(authority: Address, from: Address, to: Address, n: u32) -> Instruction {
    let r = recognition(from, to);
    i::Recognise { payer: payer(), authority, from, to, recognition: r, entry: entry(r, n) }
        .instruction(i::RecogniseInstructionArgs { statement_hash: [3; 32], statement_uri: "ipfs://statement".into() })
}
fn revoke(authority: Address, from: Address, to: Address, n: u32) -> Instruction {
    let r = recognition(from, to);
    i::RevokeRecognition { payer: payer(), authority, from, recognition: r, entry: entry(r, n) }
        .instruction(i::RevokeRecognitionInstructionArgs { statement_hash: [4; 32], statement_uri: String::new() })
}
const TERMS: TreatyTerms = TreatyTerms { text_hash: [9; 32], notice: 30 * 86_400, visit: 20 * 86_400 };
fn propose(authority: Address, nation: Address, other: Address, number: u32, terms: TreatyTerms, open_until: i64) -> Instruction {
    i::ProposeTreaty { payer: payer(), authority, nation, other, treaty: treaty(nation, other, number) }
        .instruction(i::ProposeTreatyInstructionArgs { number, terms, open_until, text_uri: "ipfs://treaty".into() })
}
fn sign(authority: Address, nation: Address, treaty: Address, terms: TreatyTerms) -> Instruction {
    i::SignTreaty { authority, nation, treaty }.instruction(i::SignTreatyInstructionArgs { terms })
}
fn withdraw(signer: Address, nation: Address, treaty: Address) -> Instruction {
    i::WithdrawProposal { signer, nation, treaty, rent_payer: payer() }.instruction()
}
fn denounce(authority: Address, nation: Address, treaty: Address) -> Instruction { i::DenounceTreaty { authority, nation, treaty }.instruction() }
fn issue(p: &Person, treaty: Address, serial: u64, until: i64) -> Instruction {
    i::IssueVisa { payer: payer(), wallet: p.key(), citizen: p.citizen, treaty, visa: visa(treaty, p.nation, serial) }.instruction(i::IssueVisaInstructionArgs { until })
}
fn close_visa(signer: Address, treaty: Address, visa: Address) -> Instruction { i::CloseVisa { signer, treaty, visa, rent_payer: payer() }.instruction() }
fn expel(authority: Address, nation: Address, visa: Address, expelled: bool) -> Instruction {
    i::ExpelVisitor { authority, nation, visa }.instruction(i::ExpelVisitorInstructionArgs { expelled })
}
fn metas(of: &[Address]) -> Vec<AccountMeta> { of.iter().map(|a| AccountMeta::new_readonly(*a, false)).collect() }
fn publish(w: &World, nation: Address, evidence: &[Address]) -> Instruction { publish_for(nation, period(w), evidence) }
fn publish_for(nation: Address, period: u32, evidence: &[Address]) -> Instruction {
    i::PublishCensus { payer: payer(), nation, registry: addresses::registry(&nation).0, report: census(nation, period) }
        .instruction_with_remaining_accounts(i::PublishCensusInstructionArgs { period }, &metas(evidence))
}
fn complete(report: Address, evidence: &[Address]) -> Instruction { i::CompleteCensus { report }.instruction_with_remaining_accounts(&metas(evidence)) }
fn assess(nation: Address, report: Address, recognition: Option<Address>, recogniser: Option<Address>) -> Instruction {
    i::AssessStage { payer: payer(), report, stage: stage(nation), recognition, recogniser }.instruction()
}

#[test]
fn recognitions() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let (f, g) = (&w.nation.founder, &w.sibling.founder);
    let x = key("a government"); w.fund(&x.pubkey());
    let xb = body(x.pubkey());
    w.give(&xb, 1);
    err(w.send(&[register(x.pubkey(), "", "u")], &[&x]), "NameMalformed");
    err(w.send(&[register(x.pubkey(), &"n".repeat(65), "u")], &[&x]), "NameMalformed");
    err(w.send(&[register(x.pubkey(), "a\u{7}", "u")], &[&x]), "NameMalformed");
    err(w.send(&[register(x.pubkey(), "n", &"u".repeat(97))], &[&x]), "TextMalformed");
    cu("register_body", w.send(&[register(x.pubkey(), &"n".repeat(64), &"u".repeat(96))], &[&x]).ok());
    w.send(&[register(x.pubkey(), "n", "u")], &[&x]).already_exists();
    let r = recognition(xb, a);
    w.give(&r, 1); w.give(&entry(r, 0), 1);
    err(w.send(&[recognise(f.pubkey(), xb, a, 0)], &[f]), "NotBody");
    err(w.send(&[recognise(f.pubkey(), f.pubkey(), a, 0)], &[f]), "NotARecogniser");
    err(w.send(&[recognise(f.pubkey(), w.citizen(0).citizen, b, 0)], &[f]), "NotARecogniser");
    err(w.send(&[recognise(f.pubkey(), a, a, 0)], &[f]), "SelfRecognition");
    w.send(&[recognise(g.pubkey(), a, b, 0)], &[g]).membership_error("NotAuthority");
    w.send(&[recognise(x.pubkey(), xb, a, 1)], &[&x]).wrong_seeds();
    w.send(&[recognise(x.pubkey(), xb, xb, 0)], &[&x]).illegal_owner();
    cu("recognise (body)", w.send(&[recognise(x.pubkey(), xb, a, 0)], &[&x]).ok());
    err(w.send(&[recognise(x.pubkey(), xb, a, 1)], &[&x]), "AlreadyRecognised");
    let acc: Recognition = w.read(&r);
    assert_eq!((acc.from, acc.to, acc.in_force, acc.from_kind, acc.entries, acc.grants, acc.rent_payer), (xb, a, 1, 1, 1, 1, payer()));
    err(w.send(&[revoke(f.pubkey(), xb, a, 1)], &[f]), "NotBody");
    let mut bad = revoke(f.pubkey(), xb, a, 1); bad.accounts[2].pubkey = a;
    err(w.send(&[bad], &[f]), "WrongRecogniser");
    w.wait(50);
    cu("revoke_recognition", w.send(&[revoke(x.pubkey(), xb, a, 1)], &[&x]).ok());
    err(w.send(&[revoke(x.pubkey(), xb, a, 2)], &[&x]), "NotRecognised");
    cu("recognise again", w.send(&[recognise(x.pubkey(), xb, a, 2)], &[&x]).ok());
    let acc: Recognition = w.read(&r);
    assert_eq!((acc.in_force, acc.entries, acc.grants, acc.revoked_at, acc.since), (1, 3, 2, w.now(), w.now()));
    for (n, act) in [(0, 0), (1, 1), (2, 0)] {
        let e: Entry = w.read(&entry(r, n));
        assert_eq!((e.recognition, e.number, e.act), (r, n, act));
    }
    cu("recognise (nation)", w.send(&[recognise(f.pubkey(), a, b, 0)], &[f]).ok());
    w.send(&[recognise(g.pubkey(), b, a, 0)], &[g]).ok();
    // A program of its own pays too: the executor.
    w.edit::<NationAccount>(&a, |n| n.founder_sunset = w.now());
    w.send(&[revoke(f.pubkey(), a, b, 1)], &[f]).membership_error("FoundingOver");
}

#[test]
fn treaties() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let (f, g) = (&w.nation.founder, &w.sibling.founder);
    let now = w.now();
    let t = treaty(a, b, 7);
    let p = |terms, until| propose(f.pubkey(), a, b, 7, terms, until);
    err(w.send(&[p(TreatyTerms { notice: 366 * 86_400 + 1, ..TERMS }, now + 100)], &[f]), "TermsUnsound");
    err(w.send(&[p(TreatyTerms { visit: 0, ..TERMS }, now + 100)], &[f]), "TermsUnsound");
    err(w.send(&[p(TERMS, now)], &[f]), "OfferOutOfRange");
    err(w.send(&[p(TERMS, now + 366 * DAY + 1)], &[f]), "OfferOutOfRange");
    err(w.send(&[propose(f.pubkey(), a, a, 7, TERMS, now + 100)], &[f]), "SameNation");
    w.send(&[propose(g.pubkey(), a, b, 7, TERMS, now + 100)], &[g]).membership_error("NotAuthority");
    let mut bad = p(TERMS, now + 100); bad.accounts[4].pubkey = pda(&[b"treaty", a.max(b).as_ref(), a.min(b).as_ref(), &7u32.to_le_bytes()]);
    w.send(&[bad], &[f]).wrong_seeds();
    w.give(&t, 1);
    cu("propose_treaty", w.send(&[p(TERMS, now + 100)], &[f]).ok());
    w.send(&[p(TERMS, now + 100)], &[f]).already_exists();
    w.send(&[propose(g.pubkey(), b, a, 7, TERMS, now + 100)], &[g]).already_exists();
    err(w.send(&[sign(f.pubkey(), a, t, TERMS)], &[f]), "NotCounterparty");
    w.send(&[sign(f.pubkey(), b, t, TERMS)], &[f]).membership_error("NotAuthority");
    err(w.send(&[sign(g.pubkey(), b, t, TreatyTerms { text_hash: [8; 32], ..TERMS })], &[g]), "TermsDiffer");
    err(w.send(&[denounce(g.pubkey(), b, t)], &[g]), "NotSigned");
    let third = w.found("gamma", 0);
    w.fund(&third.founder.pubkey());
    err(w.send(&[sign(third.founder.pubkey(), third.address, t, TERMS)], &[&third.founder]), "NotParty");
    err(w.send(&[withdraw(third.founder.pubkey(), third.address, t)], &[&third.founder]), "NotParty");
    w.send(&[withdraw(w.citizen(0).key(), a, t)], &[&w.citizen(0).wallet]).membership_error("NotAuthority");
    let mut bad = withdraw(f.pubkey(), a, t); bad.accounts[3].pubkey = f.pubkey();
    err(w.send(&[bad], &[f]), "WrongRentPayer");
    cu("withdraw_proposal (declined)", w.send(&[withdraw(g.pubkey(), b, t)], &[g]).ok());
    assert!(!w.exists(&t));
    w.send(&[p(TERMS, now + 100)], &[f]).ok();
    w.wait(99);
    w.send(&[withdraw(w.citizen(0).key(), b, t)], &[&w.citizen(0).wallet]).membership_error("NotAuthority");
    w.wait(1);
    err(w.send(&[sign(g.pubkey(), b, t, TERMS)], &[g]), "OfferLapsed");
    w.send(&[withdraw(w.citizen(0).key(), b, t)], &[&w.citizen(0).wallet]).ok();
    let now = w.now();
    w.send(&[propose(g.pubkey(), b, a, 7, TERMS, now + 100)], &[g]).ok();
    w.wait(99);
    cu("sign_treaty", w.send(&[sign(f.pubkey(), a, t, TERMS)], &[f]).ok());
    err(w.send(&[sign(f.pubkey(), a, t, TERMS)], &[f]), "NotProposed");
    err(w.send(&[withdraw(f.pubkey(), a, t)], &[f]), "NotProposed");
    // visas
    let c = w.citizen(1);
    let v = visa(t, a, 1);
    let now = w.now();
    w.give(&v, 1);
    err(w.send(&[issue(c, t, 1, now)], &[&c.wallet]), "VisitPast");
    err(w.send(&[issue(c, t, 1, now + 20 * DAY + 1)], &[&c.wallet]), "VisitTooLong");
    w.send(&[issue(c, t, 2, now + 1)], &[&c.wallet]).wrong_seeds();
    let mut bad = issue(c, t, 1, now + 1); bad.accounts[1].pubkey = w.citizen(2).key();
    err(w.send(&[bad], &[&w.citizen(2).wallet]), "WrongWallet");
    cu("issue_visa", w.send(&[issue(c, t, 1, now + 10 * DAY)], &[&c.wallet]).ok());
    cu("issue_visa again", w.send(&[issue(c, t, 1, now + 20 * DAY)], &[&c.wallet]).ok());
    let vis: Visa = w.read(&v);
    assert_eq!((vis.home, vis.host, vis.serial, vis.until, vis.wallet), (a, b, 1, now + 20 * DAY, c.key()));
    // of the other nation
    let d = &w.sibling.people[0];
    w.send(&[issue(d, t, 0, now + DAY)], &[&d.wallet]).ok();
    assert_eq!(w.read::<Visa>(&visa(t, b, 0)).host, a);
    // somebody of a third
    let z = third.person(0); w.join(&z);
    err(w.send(&[issue(&z, t, 0, now + DAY)], &[&z.wallet]), "NotParty");
    // standing
    let saved = w.account(&c.citizen);
    w.edit::<client::membership::accounts::Citizen>(&c.citizen, |c| c.suspended_until = now + 1);
    err(w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]), "Suspended");
    w.put(&c.citizen, saved.clone());
    w.edit::<client::membership::accounts::Citizen>(&c.citizen, |c| c.tier = 1);
    err(w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]), "NotCitizen");
    w.put(&c.citizen, saved.clone());
    w.edit::<client::membership::accounts::Citizen>(&c.citizen, |c| c.status = 1);
    err(w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]), "NotActive");
    w.put(&c.citizen, saved.clone());
    w.edit::<client::membership::accounts::Citizen>(&c.citizen, |c| c.expires_at = now + DAY);
    err(w.send(&[issue(c, t, 1, now + DAY + 1)], &[&c.wallet]), "VisitBeyondTerm");
    w.edit::<client::membership::accounts::Citizen>(&c.citizen, |c| c.expires_at = now);
    err(w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]), "Lapsed");
    w.put(&c.citizen, saved);
    // expulsion
    w.send(&[expel(f.pubkey(), b, v, true)], &[f]).membership_error("NotAuthority");
    err(w.send(&[expel(f.pubkey(), a, v, true)], &[f]), "WrongNation");
    err(w.send(&[expel(g.pubkey(), b, v, false)], &[g]), "AlreadySo");
    let mut two = expel(g.pubkey(), b, v, true); *two.data.last_mut().unwrap() = 2;
    w.send(&[two], &[g]).malformed_data();
    cu("expel_visitor", w.send(&[expel(g.pubkey(), b, v, true)], &[g]).ok());
    err(w.send(&[expel(g.pubkey(), b, v, true)], &[g]), "AlreadySo");
    err(w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]), "Expelled");
    err(w.send(&[close_visa(c.key(), t, v)], &[&c.wallet]), "Expelled");
    w.send(&[expel(g.pubkey(), b, v, false)], &[g]).ok();
    err(w.send(&[close_visa(d.key(), t, v)], &[&d.wallet]), "VisitRunning");
    cu("close_visa", w.send(&[close_visa(c.key(), t, v)], &[&c.wallet]).ok());
    assert!(!w.exists(&v));
    w.send(&[issue(c, t, 1, now + DAY)], &[&c.wallet]).ok();
    w.wait(DAY);
    w.send(&[close_visa(d.key(), t, v)], &[&d.wallet]).ok();
    // the end
    cu("denounce_treaty", w.send(&[denounce(f.pubkey(), a, t)], &[f]).ok());
    err(w.send(&[denounce(g.pubkey(), b, t)], &[g]), "AlreadyDenounced");
    w.wait(20 * DAY);
    let now = w.now();
    err(w.send(&[issue(c, t, 1, now + 10 * DAY + 1)], &[&c.wallet]), "VisitBeyondTreaty");
    w.send(&[issue(c, t, 1, now + 10 * DAY)], &[&c.wallet]).ok();
    w.send(&[expel(g.pubkey(), b, v, true)], &[g]).ok();
    w.wait(10 * DAY - 1);
    err(w.send(&[close_visa(c.key(), t, v)], &[&c.wallet]), "Expelled");
    w.wait(1);
    err(w.send(&[issue(c, t, 1, now + 11 * DAY)], &[&c.wallet]), "NotInForce");
    let mut bad = close_visa(d.key(), t, v); bad.accounts[3].pubkey = d.key();
    err(w.send(&[bad], &[&d.wallet]), "WrongRentPayer");
    w.send(&[close_visa(d.key(), t, v)], &[&d.wallet]).ok();
}

#[test]
fn censuses() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let f = &w.nation.founder;
    // nothing there: the registry's empty address
    let mut bad = publish(&w, b, &[]); bad.accounts[2].pubkey = addresses::registry(&a).0;
    err(w.send(&[bad], &[]), "WrongRegistry");
    cu("publish_census (no land)", w.send(&[publish(&w, b, &[])], &[]).ok());
    w.send(&[publish(&w, b, &[])], &[]).already_exists();
    // all there is
    let sol = w.till(Money::SOL, 10 * SOL);
    let (x, y, z) = (w.coin("gold"), w.coin("silver"), w.coin("brass"));
    let (gold, silver, brass) = (w.till(x, 5), w.till(y, 0), w.till(z, 1));
    let tin = w.till(w.coin("tin"), 0);
    let survey = |code: &[u8; 6], tenure| Survey { jurisdiction: *code, tenure, ..Survey::of(&a) };
    let plots: Vec<Plot> = [(b"PT-15\0", 0), (b"PT-11\0", 1), (b"HN\0\0\0\0", 1), (b"ME\0\0\0\0", 2)]
        .iter().map(|(code, tenure)| w.parcel_of(&w.nation, &survey(code, *tenure))).collect();
    let p = period(&w);
    err(w.send(&[publish_for(a, p + 1, &[])], &[]), "WrongPeriod");
    err(w.send(&[publish_for(a, p - 1, &[])], &[]), "WrongPeriod");
    let mut bad = publish(&w, a, &[]); bad.accounts[2].pubkey = addresses::registry(&b).0;
    err(w.send(&[bad], &[]), "WrongRegistry");
    let mut bad = publish(&w, a, &[]); bad.accounts[2].pubkey = plots[0].address;
    err(w.send(&[bad], &[]), "WrongRegistry");
    err(w.send(&[publish(&w, a, &[w.citizen(0).citizen])], &[]), "NotEvidence");
    err(w.send(&[publish(&w, a, &[sol.treasury])], &[]), "NotEvidence");
    err(w.send(&[publish(&w, a, &[addresses::registry(&a).0])], &[]), "NotEvidence");
    err(w.send(&[publish(&w, a, &[payer()])], &[]), "NotEvidence");
    err(w.send(&[publish(&w, a, &[plots[3].address])], &[]), "ParcelDoesNotCount");
    w.send(&[publish(&w, a, &[census(a, p)])], &[]).code(2040);
    w.registry(&w.sibling);
    let foreign = w.parcel_of(&w.sibling, &Survey::of(&b));
    err(w.send(&[publish(&w, a, &[foreign.address])], &[]), "WrongNation");
    err(w.send(&[publish(&w, a, &[gold.ledger, silver.ledger, brass.ledger, tin.ledger])], &[]), "LedgersFull");
    let probe = |what: &str, evidence: &[Address]| { let c = w.clone(); cu(what, c.send(&[publish(&c, a, evidence)], &[]).ok()); };
    probe("publish_census: land", &[]);
    probe("publish_census: land, SOL", &[sol.ledger]);
    probe("publish_census: land, 4 ledgers", &[sol.ledger, gold.ledger, silver.ledger, brass.ledger]);
    probe("publish_census: land, 4 ledgers, 3 parcels", &[sol.ledger, gold.ledger, silver.ledger, brass.ledger, plots[0].address, plots[1].address, plots[2].address]);
    let many: Vec<Address> = (0..16).map(|n| w.parcel_of(&w.nation, &survey(&[b'A' + n, b'B', 0, 0, 0, 0], 0)).address).collect();
    let mut most = vec![sol.ledger, gold.ledger, silver.ledger, brass.ledger];
    most.extend(&many);
    probe("publish_census: 4 ledgers, 16 parcels", &most);
    w.give(&census(a, p), 1);
    cu("publish_census", w.send(&[publish(&w, a, &[gold.ledger, plots[0].address, gold.ledger, plots[1].address])], &[]).ok());
    let r: CensusReport = w.read(&census(a, p));
    assert_eq!((r.nation, r.population, r.voters, r.serials, r.parcels, r.counts, r.countries, r.self_governed), (a, 3, 3, 3, 20, [17, 2, 1], 1, 0));
    assert_eq!(r.areas, [17, 2, 1].map(|n| n * Survey::of(&a).area));
    assert_eq!((r.ledgers[0].present, r.ledgers[1].mint, r.ledgers[1].income, r.ledgers[1].balance, r.ledgers[2].present), (0, x.mint, [0, 0, 5, 0, 0, 0], 5, 0));
    // complete
    let report = census(a, p);
    err(w.send(&[complete(report, &[])], &[]), "NothingToAdd");
    err(w.send(&[complete(report, &[gold.ledger, plots[1].address])], &[]), "NothingToAdd");
    w.donate(&gold, 100);
    w.wait(100);
    let late = w.parcel_of(&w.nation, &survey(b"ES\0\0\0\0", 0));
    err(w.send(&[complete(report, &[late.address])], &[]), "ParcelTooNew");
    w.amend(&plots[2], &survey(b"HN\0\0\0\0", 0)).ok();
    err(w.send(&[complete(report, &[plots[2].address])], &[]), "ParcelTooNew");
    cu("complete_census", w.send(&[complete(report, &[sol.ledger, silver.ledger, many[0], many[1]])], &[]).ok());
    let r: CensusReport = w.read(&report);
    assert_eq!((r.countries, r.ledgers[1].balance, r.ledgers[0].balance, r.ledgers[0].read_at, r.reported_at), (3, 5, 10 * SOL, w.now(), w.now() - 100));
    w.at(r.reported_at + 7 * DAY - 1);
    w.send(&[complete(report, &[brass.ledger])], &[]).ok();
    err(w.send(&[complete(report, &[tin.ledger])], &[]), "LedgersFull");
    w.wait(1);
    err(w.send(&[complete(report, &[many[2]])], &[]), "ReportFinal");
    w.send(&[complete(report, &[report])], &[]).code(2040);
    let _ = f;
}

#[test]
fn stages() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let g = &w.sibling.founder;
    let sol = w.till(Money::SOL, 1);
    let survey = |code: &[u8; 6]| Survey { jurisdiction: *code, ..Survey::of(&a) };
    let (one, two) = (w.parcel_of(&w.nation, &survey(b"PT\0\0\0\0")), w.parcel_of(&w.nation, &survey(b"HN\0\0\0\0")));
    let people = |nation: &Address, n: u32| w.edit::<NationAccount>(nation, |acc| {
        let slot = (acc.census_first + 40).rem_euclid(64) as usize;
        acc.members[slot] = n; acc.voters[slot] = n;
    });
    let evidence = [sol.ledger, one.address, two.address];
    // A startup society.
    w.send(&[publish(&w, a, &evidence)], &[]).ok();
    let p = period(&w);
    let report = census(a, p);
    w.give(&stage(a), 1);
    cu("assess_stage (first)", w.send(&[assess(a, report, None, None)], &[]).ok());
    let s: Stage = w.read(&stage(a));
    assert_eq!((s.stage, s.first_reached, s.nation, s.report), (0, [w.now(), 0, 0, 0], a, report));
    // Self-governed and grown.
    w.hand_over(&w.nation);
    people(&a, 200);
    w.at((i64::from(p) + 1) * PERIOD);
    let report = census(a, p + 1);
    w.send(&[publish(&w, a, &[])], &[]).ok();
    w.send(&[assess(b, report, None, None)], &[]).wrong_seeds();
    cu("assess_stage", w.send(&[assess(a, report, None, None)], &[]).ok());
    // What the last one showed is known still: archipelago at once.
    assert_eq!(w.read::<Stage>(&stage(a)).stage, 2);
    err(w.send(&[assess(a, census(a, p), None, None)], &[]), "ReportSuperseded");
    w.wait(7 * DAY);
    w.send(&[assess(a, report, None, None)], &[]).ok();
    assert_eq!(w.read::<Stage>(&stage(a)).stage, 0);
    // Recognised by a body.
    people(&a, 600);
    w.at((i64::from(p) + 2) * PERIOD);
    let report = census(a, p + 2);
    w.send(&[publish(&w, a, &evidence)], &[]).ok();
    let x = key("a government"); w.fund(&x.pubkey());
    let xb = body(x.pubkey());
    w.send(&[register(x.pubkey(), "X", "u"), recognise(x.pubkey(), xb, a, 0)], &[&x]).ok();
    let r = recognition(xb, a);
    w.send(&[recognise(x.pubkey(), xb, b, 0)], &[&x]).ok();
    err(w.send(&[assess(a, report, Some(recognition(xb, b)), None)], &[]), "WrongNation");
    w.send(&[assess(a, report, None, None)], &[]).ok();
    assert_eq!(w.read::<Stage>(&stage(a)).stage, 2);
    cu("assess_stage (recognised)", w.send(&[assess(a, report, Some(r), None)], &[]).ok());
    let s: Stage = w.read(&stage(a));
    assert_eq!((s.stage, s.recognition, s.recogniser, s.population, s.countries, s.self_governed, s.has_purse), (3, r, xb, 603, 2, 1, 1));
    err(w.send(&[assess(a, report, None, None)], &[]), "RecognitionOnRecord");
    // A nation that is none cannot make one; one that is can.
    w.send(&[recognise(g.pubkey(), b, a, 0)], &[g]).ok();
    let rb = recognition(b, a);
    err(w.send(&[assess(a, report, Some(rb), None)], &[]), "RecognitionOnRecord");
    w.send(&[publish(&w, b, &[]), assess(b, census(b, p + 2), None, None)], &[]).ok();
    w.send(&[assess(a, report, Some(rb), Some(stage(a)))], &[]).code(2040);
    // The body takes it back.
    w.send(&[revoke(x.pubkey(), xb, a, 1)], &[&x]).ok();
    cu("assess_stage (revoked)", w.send(&[assess(a, report, Some(r), None)], &[]).ok());
    let s: Stage = w.read(&stage(a));
    assert_eq!((s.stage, s.recognition, s.recogniser), (2, ZERO, ZERO));
    err(w.send(&[assess(a, report, Some(r), None)], &[]), "RecognitionRevoked");
    err(w.send(&[assess(a, report, Some(rb), None)], &[]), "RecogniserMissing");
    err(w.send(&[assess(a, report, Some(rb), Some(stage(b)))], &[]), "RecogniserNotState");
    w.send(&[assess(a, report, None, None)], &[]).ok();
    // b becomes a network state and its word counts.
    w.edit::<Stage>(&stage(b), |s| { s.stage = 3; s.population = 500; s.countries = 2; s.self_governed = 1; s.has_purse = 1; s.recognition = xb; s.recogniser = xb; });
    cu("assess_stage (by a nation)", w.send(&[assess(a, report, Some(rb), Some(stage(b)))], &[]).ok());
    assert_eq!(w.read::<Stage>(&stage(a)).stage, 3);
    err(w.send(&[assess(a, report, Some(rb), None)], &[]), "RecogniserMissing");
    let other = w.account(&stage(b));
    w.edit::<Stage>(&stage(b), |s| s.nation = a);
    err(w.send(&[assess(a, report, Some(rb), Some(stage(b)))], &[]), "WrongRecogniser");
    w.put(&stage(b), other);
    w.edit::<Stage>(&stage(b), |s| s.stage = 2);
    w.send(&[assess(a, report, Some(rb), Some(stage(b)))], &[]).ok();
    assert_eq!((w.read::<Stage>(&stage(a)).stage, w.read::<Stage>(&stage(a)).recognition), (2, ZERO));
    w.at((i64::from(p) + 4) * PERIOD);
    err(w.send(&[assess(a, report, Some(rb), Some(stage(b)))], &[]), "ReportOld");
}


#[test]
fn the_citizens_decide() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let g = &w.sibling.founder;
    w.set_track_programs(&w.nation, 0, RULES, &[DIPLOMACY_ID]);
    w.hand_over(&w.nation);
    let e = w.nation.executor;
    w.give(&e, 10 * SOL);
    let t = treaty(a, b, 0);
    w.send(&[propose(g.pubkey(), b, a, 0, TERMS, w.now() + 100 * DAY)], &[g]).ok();
    // The executor pays for what it does, and signs.
    let mut r = recognise(e, a, b, 0);
    r.accounts[0].pubkey = e;
    let calls = [Call::of(r), Call::of(sign(e, a, t, TERMS))];
    let proposal = w.executable(&calls);
    // Between decision and execution the other side makes it another treaty.
    w.send(&[withdraw(g.pubkey(), b, t), propose(g.pubkey(), b, a, 0, TreatyTerms { text_hash: [1; 32], ..TERMS }, w.now() + DAY)], &[g]).ok();
    w.execute(&proposal, 0, &calls[0]).ok();
    assert_eq!(w.read::<Recognition>(&recognition(a, b)).rent_payer, e);
    err(w.execute(&proposal, 1, &calls[1]), "TermsDiffer");
    w.send(&[withdraw(g.pubkey(), b, t), propose(g.pubkey(), b, a, 0, TERMS, w.now() + DAY)], &[g]).ok();
    w.execute(&proposal, 1, &calls[1]).ok();
    assert_eq!(w.read::<Treaty>(&t).state, 1);
}

#[test]
fn look_alikes() {
    let w = World::new(3);
    let (a, b) = (w.nation.address, w.sibling.address);
    let f = &w.nation.founder;
    let x = key("a government"); w.fund(&x.pubkey());
    let xb = body(x.pubkey());
    w.send(&[register(x.pubkey(), "X", "u"), recognise(x.pubkey(), xb, a, 0)], &[&x]).ok();
    w.send(&[publish(&w, a, &[])], &[]).ok();
    let forged = |of: Address, label: &str| {
        let at = key(label).pubkey();
        let mut acc = w.account(&of);
        acc.owner = Address::new_from_array([77; 32]);
        w.put(&at, acc);
        at
    };
    // The same bytes under a foreign owner.
    let report = census(a, period(&w));
    let mut i = assess(a, report, Some(recognition(xb, a)), None);
    i.accounts[1].pubkey = forged(report, "r");
    w.send(&[i], &[]).illegal_owner();
    let mut i = assess(a, report, Some(recognition(xb, a)), None);
    i.accounts[3].pubkey = forged(recognition(xb, a), "s");
    w.send(&[i], &[]).illegal_owner();
    let mut i = recognise(f.pubkey(), a, b, 0);
    let fake = forged(a, "n");
    i = { let _ = &mut i; recognise(f.pubkey(), fake, b, 0) };
    err(w.send(&[i], &[f]), "NotARecogniser");
    let sol = w.till(Money::SOL, 1);
    let fake = forged(sol.ledger, "l");
    w.at((i64::from(period(&w)) + 1) * PERIOD);
    err(w.send(&[publish(&w, a, &[fake])], &[]), "NotEvidence");
    // An account of the other type of this program in each place.
    let mut i = assess(a, recognition(xb, a), Some(recognition(xb, a)), None);
    i.accounts[2].pubkey = stage(a);
    println!("{:?}", w.send(&[i], &[]).failure().error);
    let i = assess(a, report, Some(report), None);
    println!("{:?}", w.send(&[i], &[]).failure().error);
    // Not the registry of this nation: the land program's other account, and a look-alike.
    let registry = w.registry(&w.nation);
    let mut i = publish(&w, a, &[]);
    i.accounts[2].pubkey = forged(registry, "reg");
    err(w.send(&[i], &[]), "WrongRegistry");
    // A lamport at the registry's empty address of the sibling does not make one.
    w.give(&addresses::registry(&b).0, 1);
    w.send(&[publish(&w, b, &[])], &[]).ok();
    // Instruction data is exact.
    let mut i = publish(&w, a, &[]); i.data.push(0);
    w.send(&[i], &[]).malformed_data();
    let mut i = assess(a, report, None, None); i.data.push(0);
    w.send(&[i], &[]).malformed_data();
    // Self-government: a key that took over is a founder, a key is no program.
    w.edit::<NationAccount>(&b, |n| n.authority = key("somebody").pubkey());
    w.at((i64::from(period(&w)) + 1) * PERIOD);
    w.send(&[publish(&w, b, &[])], &[]).ok();
    assert_eq!(w.read::<CensusReport>(&census(b, period(&w))).self_governed, 0);
    w.hand_over(&w.nation);
    w.send(&[publish(&w, a, &[])], &[]).ok();
    assert_eq!(w.read::<CensusReport>(&census(a, period(&w))).self_governed, 1);
}
