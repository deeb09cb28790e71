use super::{Description, Supersede};
use crate::event::ParcelChanged;
use anchor_lang::prelude::*;

impl Supersede {
    pub(crate) fn amend_parcel(&mut self, description: &Description<'_>, bump: u8) -> Result<()> {
        let now = support::now()?;
        self.validate(now)?;
        self.supersede(now, bump)?;
        let parcel = &mut self.parcel;
        // A retired parcel counts in no total, and is back.
        if parcel.is_retired() {
            parcel.retired = 0;
        } else {
            self.registry.remove(&parcel.facts)?;
        }
        description.write(&mut parcel.facts)?;
        self.registry.add(&parcel.facts)?;
        self.registry.invariant()?;
        parcel.invariant()?;
        emit!(ParcelChanged::of(parcel));
        Ok(())
    }
}
