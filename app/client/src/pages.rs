//! Ballots as they lie in a page after its header, and how an electorate is spread over pages.
//!
//! This is written from the layout's description, not from the program's code, so that a recount with it
//! checks the program.

/// The chamber of the citizens.
pub const CITIZENS: u8 = 1;
/// The chamber of the stakers.
pub const STAKERS: u8 = 2;

/// Citizens a page holds at most.
pub const CITIZENS_PER_PAGE: u64 = 16_384;
/// Stakes a page holds at most.
pub const STAKES_PER_PAGE: u64 = 1_024;

/// Choices a ballot can hold, "none" (0) included.
pub const CHOICES: usize = 8;

/// A citizen's ballot: four bits, the lower half of a byte for an even place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CitizenBallot {
    /// 1…7; 0 for none.
    pub choice: u8,
    /// Whether the citizen cast it, in person or by signed message, rather than a delegate.
    pub in_person: bool,
}

/// A stake's ballot: eight little-endian bytes, the choice in the top four bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StakeBallot {
    /// 1…7; 0 for none.
    pub choice: u8,
    /// Tokens behind it, in the smallest unit.
    pub weight: u64,
}

/// The page that holds a citizen's serial, and the ballot's place on it.
pub fn citizen_place(serial: u64) -> (u32, usize) {
    place(serial, CITIZENS_PER_PAGE)
}

/// The page that holds a stake's index, and the ballot's place on it.
pub fn stake_place(index: u64) -> (u32, usize) {
    place(index, STAKES_PER_PAGE)
}

fn place(seat: u64, per_page: u64) -> (u32, usize) {
    // Beyond 2^32 pages there is no electorate; the highest number then names a page that does not exist.
    (u32::try_from(seat / per_page).unwrap_or(u32::MAX), (seat % per_page) as usize)
}

/// How many pages hold the `seats` of a chamber.
pub fn page_count(chamber: u8, seats: u64) -> u64 {
    seats.div_ceil(if chamber == STAKERS { STAKES_PER_PAGE } else { CITIZENS_PER_PAGE })
}

/// The `capacity` ballots of a page of the citizens' chamber, in the order of serials.
///
/// Stops early when the account is shorter than its header says, which no program leaves behind.
pub fn citizen_ballots(tail: &[u8], capacity: u32) -> impl Iterator<Item = CitizenBallot> + '_ {
    tail.iter()
        .flat_map(|byte| [byte & 0xf, byte >> 4])
        .take(capacity as usize)
        .map(|ballot| CitizenBallot { choice: ballot & 0b0111, in_person: ballot & 0b1000 != 0 })
}

/// The `capacity` ballots of a page of the stakers' chamber, in the order of stake indices.
///
/// Stops early when the account is shorter than its header says, which no program leaves behind.
pub fn stake_ballots(tail: &[u8], capacity: u32) -> impl Iterator<Item = StakeBallot> + '_ {
    tail.as_chunks().0.iter().take(capacity as usize).map(|bytes| {
        let ballot = u64::from_le_bytes(*bytes);
        StakeBallot { choice: (ballot >> 60) as u8, weight: ballot & ((1 << 60) - 1) }
    })
}

/// What a page's ballots add up to, by choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Citizens, or weight, by choice; index 0 counts the citizens who have not voted.
    pub by_choice: [u64; CHOICES],
    /// Of the citizens' ballots, those cast by delegates.
    pub delegated: u64,
}

/// Counts a page of the citizens' chamber anew.
pub fn count_citizens(tail: &[u8], capacity: u32) -> Count {
    let mut count = Count::default();
    for ballot in citizen_ballots(tail, capacity) {
        count.by_choice[usize::from(ballot.choice)] += 1;
        count.delegated += u64::from(ballot.choice != 0 && !ballot.in_person);
    }
    count
}

/// Counts a page of the stakers' chamber anew. `None` for a ballot with a choice that does not exist, or
/// weights beyond what tokens can be.
pub fn count_stakes(tail: &[u8], capacity: u32) -> Option<Count> {
    let mut count = Count::default();
    for ballot in stake_ballots(tail, capacity).filter(|ballot| ballot.choice != 0) {
        let sum = count.by_choice.get_mut(usize::from(ballot.choice))?;
        *sum = sum.checked_add(ballot.weight)?;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_have_places() {
        assert_eq!(citizen_place(0), (0, 0));
        assert_eq!(citizen_place(16_385), (1, 1));
        assert_eq!(stake_place(1_023), (0, 1_023));
        assert_eq!(page_count(CITIZENS, 16_384), 1);
        assert_eq!(page_count(CITIZENS, 16_385), 2);
        assert_eq!(page_count(STAKERS, 0), 0);
    }

    #[test]
    fn citizens_are_counted() {
        // in person for 1, delegated for 2, in person none (taken back), nothing, delegated 7 beyond capacity
        let tail = [0x29, 0x08, 0x07];
        let ballots: Vec<_> = citizen_ballots(&tail, 4).collect();
        assert_eq!(ballots[0], CitizenBallot { choice: 1, in_person: true });
        assert_eq!(ballots[1], CitizenBallot { choice: 2, in_person: false });
        assert_eq!(ballots[2], CitizenBallot { choice: 0, in_person: true });
        let count = count_citizens(&tail, 4);
        assert_eq!(count.by_choice, [2, 1, 1, 0, 0, 0, 0, 0]);
        assert_eq!(count.delegated, 1);
    }

    #[test]
    fn stakes_are_counted_by_weight() {
        let page = |ballots: &[u64]| -> Vec<u8> { ballots.iter().flat_map(|b| b.to_le_bytes()).collect() };
        let tail = page(&[(1 << 60) | 5, 0, (2 << 60) | 7, (1 << 60) | 1]);
        assert_eq!(count_stakes(&tail, 4).unwrap().by_choice, [0, 6, 7, 0, 0, 0, 0, 0]);
        assert_eq!(count_stakes(&tail, 1).unwrap().by_choice, [0, 5, 0, 0, 0, 0, 0, 0]);
        assert_eq!(count_stakes(&page(&[8 << 60]), 1), None);
    }
}
