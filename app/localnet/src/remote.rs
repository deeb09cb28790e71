//! Commands for a localnet that runs, over its JSON-RPC.

use crate::Error;
use crate::arguments::{Command, LAMPORTS};
use crate::node::{HOST, genesis_hash};
use crate::said::{LAST_SECOND, Said, moment};
use crate::state::{Fresh, read_clock};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use cluster::Account;
use serde::Deserialize;
use serde_json::{Value, json};
use solana_address::Address;
use solana_commitment_config::CommitmentConfig;
use solana_rpc_client::rpc_client::RpcClient;
use solana_rpc_client_api::client_error::{Error as ClientError, ErrorKind};
use solana_rpc_client_api::request::RpcRequest;
use solana_sdk_ids::sysvar;
use std::collections::BTreeMap;
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long an answer may take: a state is large.
const ANSWER_WITHIN: Duration = Duration::from_secs(120);
/// How long a localnet may take to stop, saving its state included.
const STOP_WITHIN: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// A localnet that runs on this machine.
pub struct Running {
    url: String,
    port: u16,
    client: RpcClient,
}

/// An account as `surfnet_exportSnapshot` gives it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exported {
    lamports: u64,
    owner: String,
    executable: bool,
    rent_epoch: u64,
    data: String,
}

impl Running {
    /// The localnet with this port.
    ///
    /// # Errors
    /// Nothing answers there, or something that is no localnet: a command meant for a localnet never reaches another
    /// cluster.
    pub fn at(port: u16) -> Result<Self, Error> {
        let url = format!("http://{HOST}:{port}");
        let client =
            RpcClient::new_with_timeout_and_commitment(&url, ANSWER_WITHIN, CommitmentConfig::processed());
        let running = Self { url, port, client };
        let genesis = running.client.get_genesis_hash().map_err(|error| running.unanswered(&error))?;
        if genesis != genesis_hash() {
            return Err(Error::NotRunning {
                url: running.url,
                reason: format!("it is another cluster, with the genesis hash {genesis}"),
            });
        }
        Ok(running)
    }

    /// Does what is asked of it.
    ///
    /// # Errors
    /// It refuses, or does not answer.
    pub fn execute(&self, command: &Command) -> Result<Said, Error> {
        match command {
            Command::Airdrop { address, sol } => self.airdrop(address, *sol),
            Command::Warp { by, to } => self.warp(*by, *to),
            Command::Status => self.status(),
            Command::Save { file } => self.save(file),
            Command::Stop => self.stop(),
            Command::Wallets => Ok(crate::said::wallets()),
        }
    }

    fn airdrop(&self, address: &Address, lamports: u64) -> Result<Said, Error> {
        // It is done when the answer comes.
        let signature =
            self.request("the airdrop", "requestAirdrop", json!([address.to_string(), lamports]))?;
        let balance = self.client.get_balance(address).map_err(|error| self.unanswered(&error))?;
        Ok(Said::new(
            json!({ "address": address.to_string(), "lamports": lamports, "balance": balance,
                    "signature": signature }),
            format!("{address} has {} SOL\n", in_sol(balance)),
        ))
    }

    /// Slot and time of the cluster's clock.
    fn clock(&self) -> Result<(u64, i64), Error> {
        let data =
            self.client.get_account_data(&sysvar::clock::ID).map_err(|error| self.unanswered(&error))?;
        read_clock(&data).ok_or_else(|| Error::Refused {
            what: "reading the clock",
            reason: "its account cannot be read".into(),
        })
    }

    fn warp(&self, by: Option<Duration>, to: Option<i64>) -> Result<Said, Error> {
        let (_, from) = self.clock()?;
        let target = match (by, to) {
            (Some(by), _) => i64::try_from(by.as_secs()).ok().and_then(|by| from.checked_add(by)),
            (None, to) => to,
        };
        let target = target
            .filter(|target| *target <= LAST_SECOND)
            .ok_or_else(|| Error::Usage("that is further than clocks go".into()))?;
        if target < from {
            return Err(Error::Usage(format!("time goes forward only, and it is {} there", moment(from))));
        }
        self.request(
            "moving the clock",
            "surfnet_timeTravel",
            json!([{ "absoluteTimestamp": target * 1_000 }]),
        )?;
        let (slot, time) = self.clock()?;
        Ok(Said::new(
            json!({ "from": from, "time": time, "slot": slot }),
            format!("It is {} there now, in slot {slot}\n", moment(time)),
        ))
    }

    fn status(&self) -> Result<Said, Error> {
        let (slot, time) = self.clock()?;
        let transactions = self.client.get_transaction_count().map_err(|error| self.unanswered(&error))?;
        let mut programs = BTreeMap::new();
        for (name, program) in civitas::programs::PROGRAMS {
            let data = cluster::loader::program_data_address(&program);
            let found = self.client.get_account_with_commitment(&data, CommitmentConfig::processed());
            let found = found.map_err(|error| self.unanswered(&error))?.value;
            let deployed = found.and_then(|account| cluster::loader::deployment(&account.data));
            let (slot, authority) =
                deployed.map_or((None, None), |(slot, authority)| (Some(slot), authority));
            programs.insert(
                name,
                json!({ "address": program.to_string(), "slot": slot,
                        "upgradeAuthority": authority.map(|authority| authority.to_string()) }),
            );
        }
        let deployed = programs.values().filter(|program| !program["slot"].is_null()).count();
        let human = format!(
            "JSON-RPC      {}\ntime          {}\nslot          {slot}\ntransactions  {transactions}\nprograms      {deployed} of {}\n",
            self.url,
            moment(time),
            programs.len(),
        );
        Ok(Said::new(
            json!({ "rpc": self.url, "time": time, "slot": slot, "transactions": transactions,
                    "programs": programs }),
            human,
        ))
    }

    fn save(&self, file: &Path) -> Result<Said, Error> {
        let config = json!([{
            "includeParsedAccounts": false,
            "filter": { "includeProgramAccounts": true },
            "scope": "network",
        }]);
        let answer = self.request("saving", "surfnet_exportSnapshot", config)?;
        let state = Fresh::look().state(read_export(answer)?)?;
        state.save(file)?;
        let count = state.accounts.len();
        Ok(Said::new(
            json!({ "file": file, "accounts": count, "slot": state.slot, "time": state.time }),
            format!("{count} accounts, as of {}, are in {}\n", moment(state.time), file.display()),
        ))
    }

    fn stop(&self) -> Result<Said, Error> {
        self.request("stopping", "exit", json!([]))?;
        let deadline = Instant::now() + STOP_WITHIN;
        while TcpStream::connect((HOST, self.port)).is_ok() {
            if Instant::now() > deadline {
                return Err(Error::Refused { what: "stopping", reason: "it still listens".into() });
            }
            std::thread::sleep(PAUSE);
        }
        Ok(Said::new(json!({ "stopped": self.url }), "It has stopped\n".into()))
    }

    fn request(&self, what: &'static str, method: &'static str, params: Value) -> Result<Value, Error> {
        self.client.send(RpcRequest::Custom { method }, params).map_err(|error| match error.kind() {
            ErrorKind::RpcError(error) => Error::Refused { what, reason: error.to_string() },
            _ => self.unanswered(&error),
        })
    }

    fn unanswered(&self, error: &ClientError) -> Error {
        Error::NotRunning { url: self.url.clone(), reason: error.to_string() }
    }
}

fn read_export(answer: Value) -> Result<Vec<(Address, Account)>, Error> {
    let unreadable = |reason: String| Error::Refused { what: "reading the state", reason };
    let value = answer.get("value").cloned().unwrap_or(answer);
    let exported: BTreeMap<String, Exported> =
        serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
    let address =
        |text: &str| text.parse::<Address>().map_err(|_| unreadable(format!("`{text}` is no address")));
    let account = |exported: &Exported| -> Result<Account, Error> {
        Ok(Account {
            lamports: exported.lamports,
            data: BASE64.decode(&exported.data).map_err(|error| unreadable(error.to_string()))?,
            owner: address(&exported.owner)?,
            executable: exported.executable,
            rent_epoch: exported.rent_epoch,
        })
    };
    exported.iter().map(|(at, exported)| Ok((address(at)?, account(exported)?))).collect()
}

/// Lamports as SOL, without needless places.
fn in_sol(lamports: u64) -> String {
    let text = format!("{}.{:09}", lamports / LAMPORTS, lamports % LAMPORTS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lamports_are_shown_as_sol() {
        assert_eq!(in_sol(0), "0");
        assert_eq!(in_sol(1), "0.000000001");
        assert_eq!(in_sol(1_500_000_000), "1.5");
        assert_eq!(in_sol(20 * LAMPORTS), "20");
    }
}
