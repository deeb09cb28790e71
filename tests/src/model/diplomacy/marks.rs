//! What was reached between nations.

use super::census::STATE;
use super::op::Voice;
use crate::model::Model;
use crate::model::op::NATIONS;

/// What a step has changed that is worth counting.
pub fn marks(before: &Model, after: &Model) -> Vec<String> {
    let mut marks = vec![];
    for nation in 0..NATIONS {
        let Some(is) = after.stage(nation) else { continue };
        let was = before.stage(nation);
        let had = was.map_or(0, |was| was.stage);
        if is.stage > had {
            marks.push(format!("stage {} after {had}", is.stage));
        }
        if is.stage < had {
            marks.push(format!("stage {} fallen from {had}", is.stage));
        }
        if is.stage == STATE && had < STATE && matches!(is.by, Some(Voice::Nation(_))) {
            marks.push("stage 3 by the word of a nation".into());
        }
        if is.by.is_none() && was.is_some_and(|was| was.by.is_some()) {
            marks.push("a recognition off the record".into());
        }
    }
    marks
}
