//! Programs: deployed where they are missing, upgraded where they differ.

use crate::{Error, Plan};
use client::{COURT_ID, DIPLOMACY_ID, GOVERNOR_ID, LAND_ID, MEMBERSHIP_ID, TREASURY_ID};
use cluster::{Cluster, ClusterError, Rpc, TransactionBuilder, loader};
use sha2::{Digest, Sha256};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::{Keypair, keypair_from_seed};
use solana_loader_v3_interface::instruction::{create_buffer, deploy_with_max_program_len, upgrade, write};
use solana_loader_v3_interface::state::UpgradeableLoaderState as State;
use solana_rpc_client_api::config::RpcSendTransactionConfig;
use solana_signature::Signature;
use solana_signer::Signer;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// The programs, in the order in which they depend on each other.
pub const PROGRAMS: [(&str, Address); 6] = [
    ("membership", MEMBERSHIP_ID),
    ("governor", GOVERNOR_ID),
    ("treasury", TREASURY_ID),
    ("land", LAND_ID),
    ("court", COURT_ID),
    ("diplomacy", DIPLOMACY_ID),
];

/// Bytes of a binary in one transaction: what is left of 1,232 beside two signatures, addresses and lengths.
const CHUNK: usize = 880;
/// Room that a program has to grow, beside its first size, in percent.
const ROOM: usize = 50;
/// Transactions whose status a node tells in one answer (`getSignatureStatuses`).
const STATUSES: usize = 256;
/// How long a round of writing is waited for, before what is missing is written again.
const ROUND: Duration = Duration::from_secs(20);
/// Rounds before it is given up.
const ROUNDS: usize = 10;
const PAUSE: Duration = Duration::from_millis(200);

struct Hands {
    payer: Keypair,
    authority: Keypair,
}

impl Hands {
    fn execute(&self, cluster: &Rpc, instructions: Vec<Instruction>, more: &[&Keypair]) -> Result<(), Error> {
        // Only those whose signature is asked for: the authority signs some, and may be the payer.
        let asked = |key: &Address| {
            let mut metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
            metas.any(|meta| meta.is_signer && meta.pubkey == *key)
        };
        let mut signers: Vec<&dyn Signer> = vec![&self.payer];
        for signer in [&self.authority].into_iter().chain(more.iter().copied()) {
            let key = signer.pubkey();
            if asked(&key) && signers.iter().all(|other| other.pubkey() != key) {
                signers.push(signer);
            }
        }
        let transaction = TransactionBuilder::new(self.payer.pubkey()).instructions(instructions);
        Ok(cluster.execute(&transaction, &signers).map(drop)?)
    }
}

/// Deploys and upgrades.
///
/// # Errors
/// A file is missing, a program is somebody else's, or the cluster refuses.
pub fn deploy(cluster: &Rpc, plan: &Plan, dry_run: bool, say: &mut dyn FnMut(String)) -> Result<(), Error> {
    let hands = Hands { payer: plan.key(&plan.payer)?, authority: plan.key(&plan.upgrade_authority)? };
    let folder = plan.path(&plan.binaries);
    for (name, program) in PROGRAMS {
        let path = folder.join(format!("{name}.so"));
        let binary = std::fs::read(&path).map_err(|error| Error::File { path, reason: error.to_string() })?;
        match cluster.account(&loader::program_data_address(&program))? {
            None => {
                say(format!("deploy {name} at {program}, {} bytes", binary.len()));
                if !dry_run {
                    let key = plan.programs.get(name).ok_or_else(|| {
                        Error::Refused(format!("[programs] has no key for {name}, which is not deployed yet"))
                    })?;
                    first_deployment(cluster, &hands, &plan.key(key)?, (name, program), &binary)?;
                }
            }
            Some(account) => {
                let (_, authority) = loader::deployment(&account.data).ok_or_else(|| {
                    Error::Refused(format!("{name} is deployed by another loader than the upgradeable one"))
                })?;
                let (deployed, room) = account.data[loader::HEADER_BYTES..]
                    .split_at(binary.len().min(account.data.len() - loader::HEADER_BYTES));
                if deployed == binary && room.iter().all(|byte| *byte == 0) {
                    say(format!("{name} is deployed as it is here"));
                    continue;
                }
                if authority != Some(hands.authority.pubkey()) {
                    return Err(Error::Refused(format!(
                        "{name} is deployed otherwise, and {} may upgrade it, not {}",
                        authority.map_or("nobody".into(), |authority| authority.to_string()),
                        hands.authority.pubkey()
                    )));
                }
                say(format!("upgrade {name} at {program}, {} bytes", binary.len()));
                if !dry_run {
                    let buffer = fill_buffer(cluster, &hands, name, &binary)?;
                    let (authority, payer) = (hands.authority.pubkey(), hands.payer.pubkey());
                    let upgrade = upgrade(&program, &buffer.pubkey(), &authority, &payer);
                    hands.execute(cluster, vec![upgrade], &[])?;
                }
            }
        }
    }
    Ok(())
}

fn first_deployment(
    cluster: &Rpc,
    hands: &Hands,
    key: &Keypair,
    (name, program): (&str, Address),
    binary: &[u8],
) -> Result<(), Error> {
    if key.pubkey() != program {
        return Err(Error::Refused(format!(
            "the key for {name} is {}'s, and the program says that it is at {program}",
            key.pubkey()
        )));
    }
    let buffer = fill_buffer(cluster, hands, name, binary)?;
    let room = binary.len() + binary.len() * ROOM / 100;
    let deploy = deploy_with_max_program_len(
        &hands.payer.pubkey(),
        &program,
        &buffer.pubkey(),
        &hands.authority.pubkey(),
        cluster.rent_exempt(State::size_of_program())?,
        room,
    )
    .map_err(|error| Error::Refused(error.to_string()))?;
    hands.execute(cluster, deploy, &[key])
}

/// An account with the binary, made or completed. Its key follows from the payer's and the binary, so that another
/// run goes on where one has stopped.
fn fill_buffer(cluster: &Rpc, hands: &Hands, name: &str, binary: &[u8]) -> Result<Keypair, Error> {
    let digest = Sha256::digest(binary);
    let seed = hands.payer.sign_message(format!("civitas buffer of {name} {digest:x}").as_bytes());
    let buffer = keypair_from_seed(&Sha256::digest(seed.as_ref()))
        .map_err(|error| Error::Refused(error.to_string()))?;
    let address = buffer.pubkey();
    if cluster.account(&address)?.is_none() {
        let rent = cluster.rent_exempt(State::size_of_buffer(binary.len()))?;
        let create =
            create_buffer(&hands.payer.pubkey(), &address, &hands.authority.pubkey(), rent, binary.len())
                .map_err(|error| Error::Refused(error.to_string()))?;
        hands.execute(cluster, create, &[&buffer])?;
    }
    for _ in 0..ROUNDS {
        let account = cluster.account(&address)?;
        let written = account.map(|account| account.data).unwrap_or_default();
        let written = written.get(State::size_of_buffer_metadata()..).unwrap_or_default();
        let missing = (0..binary.len()).step_by(CHUNK).filter(|at| {
            let end = binary.len().min(at + CHUNK);
            written.get(*at..end) != binary.get(*at..end)
        });
        let missing: Vec<usize> = missing.collect();
        if missing.is_empty() {
            return Ok(buffer);
        }
        write_all(cluster, hands, &address, binary, &missing)?;
    }
    Err(Error::Refused(format!("{name} cannot be written to the cluster: run it again to go on")))
}

/// Sends chunks without waiting for one before the next, and waits until all are told of or the round is over.
fn write_all(
    cluster: &Rpc,
    hands: &Hands,
    buffer: &Address,
    binary: &[u8],
    chunks: &[usize],
) -> Result<(), Error> {
    let blockhash = cluster.latest_blockhash()?;
    let config = RpcSendTransactionConfig { skip_preflight: true, ..RpcSendTransactionConfig::default() };
    let mut waiting: BTreeMap<Signature, usize> = BTreeMap::new();
    for at in chunks {
        let end = binary.len().min(at + CHUNK);
        let offset = u32::try_from(*at).map_err(|error| Error::Refused(error.to_string()))?;
        let write = write(buffer, &hands.authority.pubkey(), offset, binary[*at..end].to_vec());
        let transaction = TransactionBuilder::new(hands.payer.pubkey()).instruction(write);
        let signers: &[&dyn Signer] = if hands.payer.pubkey() == hands.authority.pubkey() {
            &[&hands.payer]
        } else {
            &[&hands.payer, &hands.authority]
        };
        let signed = transaction.sign(signers, blockhash)?;
        let signature = cluster
            .client()
            .send_transaction_with_config(&signed, config)
            .map_err(|error| ClusterError::Unreachable(error.to_string()))?;
        waiting.insert(signature, *at);
    }
    let deadline = Instant::now() + ROUND;
    while !waiting.is_empty() && Instant::now() < deadline {
        let asked: Vec<Signature> = waiting.keys().copied().take(STATUSES).collect();
        let statuses = cluster
            .client()
            .get_signature_statuses(&asked)
            .map_err(|error| ClusterError::Unreachable(error.to_string()))?;
        for (signature, status) in asked.iter().zip(statuses.value) {
            if status.is_some_and(|status| status.satisfies_commitment(cluster.client().commitment())) {
                waiting.remove(signature);
            }
        }
        std::thread::sleep(PAUSE);
    }
    Ok(())
}
