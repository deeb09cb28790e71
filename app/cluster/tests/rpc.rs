//! What can be said of a node without one: that it is missing.

use cluster::{Cluster, ClusterError, Rpc};
use solana_address::Address;

#[test]
fn a_node_that_is_not_there_is_unreachable() {
    // Bound and let go at once, so that nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let node = Rpc::new(format!("http://127.0.0.1:{port}"));
    assert!(matches!(node.latest_blockhash(), Err(ClusterError::Unreachable(_))));
    assert!(matches!(node.account(&Address::default()), Err(ClusterError::Unreachable(_))));
    assert!(matches!(node.now(), Err(ClusterError::Unreachable(_))));
}
