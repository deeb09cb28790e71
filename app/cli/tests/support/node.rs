//! As much of Solana's JSON-RPC as a client needs to read accounts and send transactions, over an embedded cluster.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use civitas_tests::{Account, Address, Cluster, World};
use cluster::{ClusterError, Failure, Filter, Receipt};
use serde_json::{Value, json};
use solana_transaction::versioned::VersionedTransaction;
use std::collections::HashMap;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

/// A node on a port of this machine. It stops when it is dropped.
pub struct Node {
    url: String,
    _runtime: Runtime,
}

struct Served {
    world: Arc<World>,
    receipts: Mutex<HashMap<String, Receipt>>,
}

/// An error as JSON-RPC has it.
struct Fault {
    code: i64,
    message: String,
    data: Value,
}

impl Fault {
    fn invalid(message: impl ToString) -> Self {
        Self { code: -32602, message: message.to_string(), data: Value::Null }
    }
}

impl Node {
    /// Serves a world.
    pub fn serve(world: Arc<World>) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let served = Arc::new(Served { world, receipts: Mutex::default() });
        let router = Router::new().route("/", post(answer)).with_state(served);
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        Self { url, _runtime: runtime }
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }
}

async fn answer(State(served): State<Arc<Served>>, Json(request): Json<Value>) -> Json<Value> {
    let id = request["id"].clone();
    let method = request["method"].as_str().unwrap_or_default();
    Json(match served.call(method, &request["params"]) {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(fault) => json!({
            "jsonrpc": "2.0",
            "id": id,
            "error": { "code": fault.code, "message": fault.message, "data": fault.data },
        }),
    })
}

impl Served {
    fn call(&self, method: &str, params: &Value) -> Result<Value, Fault> {
        let cluster = &self.world.cluster;
        let slot = cluster.slot().map_err(Fault::invalid)?;
        let with_context =
            |value: Value| json!({ "context": { "slot": slot, "apiVersion": "4.2.2" }, "value": value });
        Ok(match method {
            "getSlot" | "getBlockHeight" => json!(slot),
            "getLatestBlockhash" => {
                let hash = cluster.latest_blockhash().map_err(Fault::invalid)?.to_string();
                with_context(json!({ "blockhash": hash, "lastValidBlockHeight": slot + 150 }))
            }
            "isBlockhashValid" => with_context(json!(true)),
            "getFeeForMessage" => with_context(json!(5_000)),
            "getMinimumBalanceForRentExemption" => {
                let length = params[0].as_u64().ok_or_else(|| Fault::invalid("no length"))?;
                json!(cluster.rent_exempt(length as usize).map_err(Fault::invalid)?)
            }
            "getAccountInfo" => with_context(account(self.account(&params[0])?.as_ref())),
            "getMultipleAccounts" => {
                let addresses = params[0].as_array().ok_or_else(|| Fault::invalid("no addresses"))?;
                let found = addresses.iter().map(|address| Ok(account(self.account(address)?.as_ref())));
                with_context(found.collect::<Result<_, Fault>>()?)
            }
            "getProgramAccounts" => self.program_accounts(params)?,
            "simulateTransaction" => with_context(self.simulate(params)?),
            "sendTransaction" => self.send(params)?,
            "getSignatureStatuses" => with_context(self.statuses(params)?),
            "getTransaction" => self.transaction(params)?,
            other => {
                return Err(Fault { code: -32601, message: format!("no method {other}"), data: Value::Null });
            }
        })
    }

    fn account(&self, address: &Value) -> Result<Option<Account>, Fault> {
        self.world.cluster.account(&parsed(address)?).map_err(Fault::invalid)
    }

    fn program_accounts(&self, params: &Value) -> Result<Value, Fault> {
        let filters: Vec<Filter> = params[1]["filters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|filter| {
                if let Some(size) = filter["dataSize"].as_u64() {
                    return Ok(Filter::Size(size));
                }
                let memcmp = &filter["memcmp"];
                let offset = memcmp["offset"].as_u64().ok_or_else(|| Fault::invalid("no offset"))? as usize;
                Ok(Filter::bytes(offset, base58(memcmp["bytes"].as_str().unwrap_or_default())))
            })
            .collect::<Result<_, Fault>>()?;
        let found = self.world.cluster.program_accounts(&parsed(&params[0])?, &filters);
        Ok(found
            .map_err(Fault::invalid)?
            .iter()
            .map(|(address, found)| json!({ "pubkey": address.to_string(), "account": account(Some(found)) }))
            .collect())
    }

    fn simulate(&self, params: &Value) -> Result<Value, Fault> {
        let transaction = decoded(&params[0])?;
        let result = if params[1]["sigVerify"].as_bool() == Some(true) {
            self.world.cluster.simulate(transaction)
        } else {
            // Whoever has signed it: a copy that looks at no signatures.
            let svm = self.world.cluster.svm().clone().with_sigverify(false);
            match svm.simulate_transaction(transaction) {
                Ok(done) => Ok(Receipt {
                    compute_units: done.meta.compute_units_consumed,
                    logs: done.meta.logs,
                    ..Receipt::default()
                }),
                Err(failed) => Err(ClusterError::from(failed)),
            }
        };
        match result {
            Ok(receipt) => Ok(simulated(Value::Null, receipt.logs, receipt.compute_units)),
            Err(ClusterError::Failed(failure)) => Ok(refused(*failure)),
            Err(error) => Err(Fault::invalid(error)),
        }
    }

    fn send(&self, params: &Value) -> Result<Value, Fault> {
        let transaction = decoded(&params[0])?;
        let signature = transaction.signatures.first().map(ToString::to_string).unwrap_or_default();
        match self.world.cluster.send(transaction) {
            Ok(receipt) => {
                self.receipts.lock().unwrap().insert(signature.clone(), receipt);
                Ok(json!(signature))
            }
            Err(ClusterError::Failed(failure)) => Err(Fault {
                code: -32002,
                message: format!("Transaction simulation failed: {}", failure.error),
                data: refused(*failure),
            }),
            Err(error) => Err(Fault::invalid(error)),
        }
    }

    fn statuses(&self, params: &Value) -> Result<Value, Fault> {
        let receipts = self.receipts.lock().unwrap();
        let signatures = params[0].as_array().ok_or_else(|| Fault::invalid("no signatures"))?;
        Ok(signatures
            .iter()
            .map(|signature| match receipts.get(signature.as_str().unwrap_or_default()) {
                Some(receipt) => json!({
                    "slot": receipt.slot,
                    "confirmations": null,
                    "err": null,
                    "status": { "Ok": null },
                    "confirmationStatus": "finalized",
                }),
                None => Value::Null,
            })
            .collect())
    }

    fn transaction(&self, params: &Value) -> Result<Value, Fault> {
        let receipts = self.receipts.lock().unwrap();
        let Some(receipt) = receipts.get(params[0].as_str().unwrap_or_default()) else {
            return Ok(Value::Null);
        };
        Ok(json!({
            "slot": receipt.slot,
            "blockTime": null,
            "transaction": ["", "base64"],
            "version": "legacy",
            "meta": {
                "err": null,
                "status": { "Ok": null },
                "fee": receipt.fee,
                "preBalances": [],
                "postBalances": [],
                "innerInstructions": null,
                "logMessages": receipt.logs,
                "preTokenBalances": null,
                "postTokenBalances": null,
                "rewards": null,
                "computeUnitsConsumed": receipt.compute_units,
            },
        }))
    }
}

fn parsed(address: &Value) -> Result<Address, Fault> {
    address.as_str().unwrap_or_default().parse().map_err(|_| Fault::invalid(format!("no address: {address}")))
}

fn decoded(encoded: &Value) -> Result<VersionedTransaction, Fault> {
    let bytes = BASE64.decode(encoded.as_str().unwrap_or_default()).map_err(Fault::invalid)?;
    bincode::deserialize(&bytes).map_err(Fault::invalid)
}

fn account(account: Option<&Account>) -> Value {
    account.map_or(Value::Null, |account| {
        json!({
            "lamports": account.lamports,
            "data": [BASE64.encode(&account.data), "base64"],
            "owner": account.owner.to_string(),
            "executable": account.executable,
            "rentEpoch": account.rent_epoch,
            "space": account.data.len(),
        })
    })
}

fn simulated(error: Value, logs: Vec<String>, units: u64) -> Value {
    json!({
        "err": error,
        "logs": logs,
        "accounts": null,
        "unitsConsumed": units,
        "returnData": null,
        "innerInstructions": null,
    })
}

fn refused(failure: Failure) -> Value {
    let error = serde_json::to_value(&failure.error).unwrap();
    simulated(error, failure.logs, failure.compute_units)
}

/// Bytes of a text in base 58, as addresses have it.
fn base58(text: &str) -> Vec<u8> {
    const LETTERS: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes: Vec<u8> = Vec::new();
    for letter in text.chars() {
        let mut carry = LETTERS.find(letter).unwrap();
        for byte in bytes.iter_mut() {
            carry += usize::from(*byte) * 58;
            *byte = carry as u8;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push(carry as u8);
            carry >>= 8;
        }
    }
    bytes.extend(text.chars().take_while(|letter| *letter == '1').map(|_| 0));
    bytes.reverse();
    bytes
}
