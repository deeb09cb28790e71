//! Starting, serving until told to stop, and leaving a state behind.

use crate::Error;
use crate::arguments::Start;
use crate::node::{Node, Ports, genesis_hash};
use crate::said::{Said, moment};
use crate::world::{self, World};
use civitas::output::Format;
use serde_json::json;
use std::time::{Duration, Instant};

/// How often a cluster that stopped by itself is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Serves until told to stop.
///
/// # Errors
/// It cannot start, or fails while it runs, or cannot save its state.
pub fn serve(start: &Start, rpc_port: u16, format: Format) -> Result<(), Error> {
    let began = Instant::now();
    let ports = Ports::choose(rpc_port, start.ws_port)?;
    let World { state, nation } = world::prepare(start)?;
    eprintln!("Starting with {} accounts, on {}", state.accounts.len(), moment(state.time));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Node(error.to_string()))?;
    // Before the cluster runs, so that no signal is lost.
    let mut signals = {
        let _guard = runtime.enter();
        Signals::listen()?
    };
    let node = Node::start(&state, ports, start.slot_time, start.verbose)?;
    let nations: Vec<String> = world::nations(&state).iter().map(ToString::to_string).collect();
    drop(state);
    eprintln!(
        "Serving after {:.1} s; WebSocket at {}; stop with Ctrl-C",
        began.elapsed().as_secs_f32(),
        ports.ws_url()
    );
    let said = Said::new(
        json!({ "rpc": ports.rpc_url(), "ws": ports.ws_url(), "pid": std::process::id(),
                "genesisHash": genesis_hash().to_string(), "nations": nations, "scenario": nation }),
        format!("{}\n", ports.rpc_url()),
    );
    // Whoever started it may not want to read; it serves all the same.
    let _ = said.print(format);
    runtime.block_on(async {
        loop {
            tokio::select! {
                () = signals.any() => break node.terminate(),
                () = tokio::time::sleep(LOOK_EVERY) => if node.ended() { break },
            }
        }
    });
    eprintln!("Stopping");
    let state = node.join()?;
    if let Some(file) = &start.save {
        state.save(file)?;
        eprintln!(
            "Saved {} accounts, as of {}, in {}",
            state.accounts.len(),
            moment(state.time),
            file.display()
        );
    }
    Ok(())
}

/// What a terminal or a supervisor says to end a program.
#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    fn listen() -> Result<Self, Error> {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let signals = kinds.into_iter().map(signal).collect::<Result<_, _>>();
        signals.map(Self).map_err(|error| Error::Node(error.to_string()))
    }

    async fn any(&mut self) {
        std::future::poll_fn(|context| {
            let came = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if came { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> Result<Self, Error> {
        Ok(Self)
    }

    async fn any(&mut self) {
        // Without a way to be told by Ctrl-C it can still be stopped by the command.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
