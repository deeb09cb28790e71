//! What the property tests share.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// At least 512 cases (more through `PROPTEST_CASES`); failures are kept in `proptest-regressions/`.
pub fn config(regressions: &'static str) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(512),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        ..default
    }
}

/// The file for [`config`].
#[macro_export]
macro_rules! regressions {
    ($module:literal) => {
        common::config(concat!(env!("CARGO_MANIFEST_DIR"), "/proptest-regressions/", $module, ".txt"))
    };
}

/// 64 bits that are often at or near an edge: 0, a power of two, the largest (which is −1 as `i64`).
pub fn number() -> impl Strategy<Value = u64> {
    prop_oneof![
        3 => any::<u64>(),
        2 => 0u64..100,
        1 => (0u64..100).prop_map(|n| u64::MAX - n),
        2 => (0u32..64, 0u64..5).prop_map(|(shift, n)| (1u64 << shift).wrapping_add(n).wrapping_sub(2)),
        1 => (0u32..64).prop_flat_map(|shift| any::<u64>().prop_map(move |n| n >> shift)),
    ]
}
