//! What a panel says, and which of its jurors said what was ruled in the end.

/// Choice and ruling: the claimant is right, and the remedy is granted.
pub const FOR_CLAIMANT: u8 = 1;
/// Choice and ruling: the respondent is right.
pub const FOR_RESPONDENT: u8 = 2;
/// Choice and ruling: the court refuses to rule.
pub const REFUSE: u8 = 3;
/// Ruling only: no choice had a majority, or nobody chose. As good as a refusal, but no juror's choice.
pub const UNDECIDED: u8 = 4;
/// No ruling yet.
pub const NO_RULING: u8 = 0;
/// Choice of a juror who has revealed none.
pub const NO_CHOICE: u8 = 0;

/// Whether a juror may choose this.
#[inline(always)]
pub const fn is_choice(choice: u8) -> bool {
    matches!(choice, FOR_CLAIMANT..=REFUSE)
}

/// Revealed choices of a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For the claimant.
    pub claimant: u8,
    /// For the respondent.
    pub respondent: u8,
    /// To refuse.
    pub refuse: u8,
}

impl Counts {
    /// All of them.
    pub const fn revealed(&self) -> u16 {
        self.claimant as u16 + self.respondent as u16 + self.refuse as u16
    }

    /// How many chose this.
    pub const fn of(&self, choice: u8) -> u8 {
        match choice {
            FOR_CLAIMANT => self.claimant,
            FOR_RESPONDENT => self.respondent,
            REFUSE => self.refuse,
            _ => 0,
        }
    }

    /// With one choice more. `None` for what is no choice, or when there is no room.
    pub const fn with(&self, choice: u8) -> Option<Self> {
        let Some(count) = self.of(choice).checked_add(1) else { return None };
        match choice {
            FOR_CLAIMANT => Some(Self { claimant: count, ..*self }),
            FOR_RESPONDENT => Some(Self { respondent: count, ..*self }),
            REFUSE => Some(Self { refuse: count, ..*self }),
            _ => None,
        }
    }

    /// What more than half of those who revealed chose.
    pub const fn majority(&self) -> Option<u8> {
        let revealed = self.revealed();
        if self.claimant as u16 * 2 > revealed {
            Some(FOR_CLAIMANT)
        } else if self.respondent as u16 * 2 > revealed {
            Some(FOR_RESPONDENT)
        } else if self.refuse as u16 * 2 > revealed {
            Some(REFUSE)
        } else {
            None
        }
    }
}

/// The ruling after a round: its majority. Without one the ruling that was appealed stands, as with every bench
/// that is equally divided; otherwise an appeal that nobody judges would undo what was ruled. In the first round
/// the court is undecided.
///
/// What `backing` jurors have chosen in one round before, only more jurors reverse: an appeal is better than what it
/// reverses because it is larger, and one whose panel was not filled need not be.
pub const fn ruling(before: u8, backing: u8, counts: &Counts) -> u8 {
    match counts.majority() {
        Some(choice) if before == NO_RULING || choice == before || counts.of(choice) > backing => choice,
        _ if before == NO_RULING => UNDECIDED,
        _ => before,
    }
}

/// Whether a choice is what was ruled in the end.
#[inline]
pub const fn is_coherent(choice: u8, ruling: u8) -> bool {
    is_choice(choice) && choice == ruling
}

/// Whether a seat loses what it has at risk: its juror was absent, or chose otherwise than was ruled in the end.
/// Where the court is undecided nobody chose wrong.
#[inline]
pub const fn loses(choice: u8, ruling: u8) -> bool {
    !is_choice(choice) || (choice != ruling && is_choice(ruling))
}

/// Whether a party may appeal a ruling to a larger panel: it is not in its favour. A refusal is in nobody's.
#[inline]
pub const fn may_appeal(ruling: u8, claimant: bool) -> bool {
    match ruling {
        FOR_CLAIMANT => !claimant,
        FOR_RESPONDENT => claimant,
        REFUSE | UNDECIDED => true,
        _ => false,
    }
}

/// Whether a party may ask the citizens: only the one that has something to gain. Whoever asks may withdraw the
/// question, and must not be able to take the other's last appeal away by it.
#[inline]
pub const fn may_ask_citizens(ruling: u8, claimant: bool) -> bool {
    may_appeal(ruling, claimant) && (claimant || ruling == FOR_CLAIMANT)
}
