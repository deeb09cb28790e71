//! `rules::tally`: the checks of `tests/checks/tally.rs` on whatever libFuzzer finds.

#![no_main]

#[path = "../../tests/checks/tally.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    |input: ([u64; 8], u64, (u16, u16), ([u8; 3], [u8; 3], u8, i8), [u64; 8])| {
        let (counts, electorate, bar, (own, by_delegate, absent, strangers), dice) = input;
        checks::decide(counts, electorate, bar);
        let sound = checks::sound_bar(bar.0, bar.1);
        checks::decide(counts, electorate, (sound.quorum_bps, sound.threshold_bps));
        checks::certain(own, by_delegate, absent, strangers, bar);
        let [_, yes, no, abstain, for_by, against_by, abstain_by, absent] = counts;
        checks::certain_large(
            [yes, no, abstain],
            [for_by, against_by, abstain_by],
            (absent, electorate),
            dice,
            bar,
        );
        checks::chambers((own[0], own[1]), (own[2], by_delegate[0]));
    }
);
