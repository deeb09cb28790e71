//! Proposals as they are on chain.

use crate::Error;
use crate::nation::{self, NationArg};
use clap::Args;
use client::governor::accounts::{BallotPage, Proposal};
use client::membership::accounts::Nation;
use client::{addresses, pages};
use cluster::Cluster;
use solana_address::Address;

/// The proposal that a command is about.
#[derive(Clone, Debug, Args)]
pub struct ProposalArg {
    /// Proposal, by its number in the nation or by its address.
    #[arg(value_name = "PROPOSAL")]
    proposal: String,

    #[command(flatten)]
    nation: NationArg,
}

/// A proposal with its nation.
pub struct Motion {
    /// The proposal's address.
    pub address: Address,
    /// The proposal.
    pub proposal: Proposal,
    /// The nation.
    pub nation: Nation,
}

impl ProposalArg {
    /// Reads the proposal.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn open(&self, cluster: &dyn Cluster) -> Result<Motion, Error> {
        if let Ok(address) = self.proposal.parse() {
            return Motion::read(cluster, address);
        }
        let id: u64 = self.proposal.trim_start_matches('#').parse().map_err(|_| {
            Error::Usage(format!("`{}` is neither the number nor the address of a proposal", self.proposal))
        })?;
        let (nation, _) = self.nation.find(cluster)?;
        Motion::read(cluster, addresses::proposal(&addresses::governor(&nation).0, id).0)
    }
}

impl Motion {
    /// Reads a proposal.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none at that address.
    pub fn read(cluster: &dyn Cluster, address: Address) -> Result<Self, Error> {
        let proposal: Proposal = nation::find(cluster, &address)?.ok_or_else(|| {
            Error::Usage(format!("there is no proposal at {address}: civitas proposal list shows all"))
        })?;
        let nation = nation::read(cluster, &proposal.nation)?;
        Ok(Self { address, proposal, nation })
    }

    /// Reads it anew.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn again(&self, cluster: &dyn Cluster) -> Result<Self, Error> {
        Self::read(cluster, self.address)
    }

    /// The ballot pages that were opened, by address.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub fn pages(&self, cluster: &dyn Cluster) -> Result<Vec<(Address, BallotPage)>, Error> {
        nation::all_of(cluster, &self.address)
    }
}

/// The ballot page of a citizen's serial: its number and its address.
pub fn page_of(proposal: &Address, serial: u64) -> (u32, Address) {
    let (index, _) = pages::citizen_place(serial);
    (index, addresses::page(proposal, pages::CITIZENS, index).0)
}
