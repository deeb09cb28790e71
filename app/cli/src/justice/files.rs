//! Courts and cases as they are on chain.

use crate::Error;
use crate::money::Money;
use crate::nation::{self, NationArg};
use clap::Args;
use client::addresses;
use client::court::accounts::{Case, Court, Juror, JurorOf, Seat};
use client::membership::accounts::Nation;
use cluster::Cluster;
use solana_address::Address;

/// A nation's court.
pub struct CourtFile {
    /// The nation's address.
    pub nation: Address,
    /// The nation.
    pub of: Nation,
    /// The court's address.
    pub address: Address,
    /// The court.
    pub court: Court,
    /// What it is paid in.
    pub money: Money,
}

impl CourtFile {
    /// Reads the court of a nation.
    ///
    /// # Errors
    /// [`Error::Usage`] when the nation has none.
    pub fn open(cluster: &dyn Cluster, nation: &NationArg) -> Result<Self, Error> {
        let (nation, of) = nation.find(cluster)?;
        let address = addresses::court(&nation).0;
        let court: Court = nation::find(cluster, &address)?.ok_or_else(|| {
            Error::Usage(
                "this nation has no court yet; its authority creates one: civitas court create".into(),
            )
        })?;
        let money = Money::of(cluster, &court)?;
        Ok(Self { nation, of, address, court, money })
    }

    /// The juror that a wallet is.
    ///
    /// # Errors
    /// [`Error::Usage`] when it is none.
    pub fn juror(&self, cluster: &dyn Cluster, wallet: &Address) -> Result<(Address, Juror), Error> {
        find_juror(cluster, &self.nation, &self.address, wallet)?
            .ok_or_else(|| Error::Usage(format!("{wallet} is no juror of this court: civitas juror join")))
    }
}

/// The juror that a wallet is: by its citizenship, else by the wallet that the juror has.
///
/// # Errors
/// The cluster does not answer.
pub fn find_juror(
    cluster: &dyn Cluster,
    nation: &Address,
    court: &Address,
    wallet: &Address,
) -> Result<Option<(Address, Juror)>, Error> {
    if let Some((_, citizen)) = nation::citizen(cluster, nation, wallet)?
        && let Some(names) = nation::find::<JurorOf>(cluster, &addresses::juror_of(court, citizen.serial).0)?
        && let Some(juror) = nation::find(cluster, &names.juror)?
    {
        return Ok(Some((names.juror, juror)));
    }
    // The citizenship may be gone; the bond is not.
    let jurors = nation::all_of::<Juror>(cluster, court)?;
    Ok(jurors.into_iter().find(|(_, juror)| juror.wallet == *wallet))
}

/// The case that a command is about.
#[derive(Clone, Debug, Args)]
pub struct CaseArg {
    /// Case, by its number in the nation's court or by its address.
    #[arg(value_name = "CASE")]
    case: String,

    #[command(flatten)]
    nation: NationArg,
}

/// A case with its court.
pub struct Filed {
    /// The case's address.
    pub address: Address,
    /// The case.
    pub case: Case,
    /// The court.
    pub court: Court,
    /// The nation.
    pub nation: Nation,
    /// What the court is paid in.
    pub money: Money,
}

impl CaseArg {
    /// Reads the case.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn open(&self, cluster: &dyn Cluster) -> Result<Filed, Error> {
        Filed::read(cluster, self.address(cluster)?)
    }

    fn address(&self, cluster: &dyn Cluster) -> Result<Address, Error> {
        if let Ok(address) = self.case.parse() {
            return Ok(address);
        }
        let id: u64 = self.case.trim_start_matches('#').parse().map_err(|_| {
            Error::Usage(format!("`{}` is neither the number nor the address of a case", self.case))
        })?;
        let (nation, _) = self.nation.find(cluster)?;
        Ok(addresses::case(&addresses::court(&nation).0, id).0)
    }
}

impl Filed {
    /// Reads a case and its court.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no case at that address.
    pub fn read(cluster: &dyn Cluster, address: Address) -> Result<Self, Error> {
        let case: Case = nation::find(cluster, &address)?.ok_or_else(|| {
            Error::Usage(format!("there is no case at {address}: civitas case list shows all"))
        })?;
        let court: Court = nation::read(cluster, &case.court)?;
        let nation = nation::read(cluster, &case.nation)?;
        let money = Money::of(cluster, &court)?;
        Ok(Self { address, case, court, nation, money })
    }

    /// Reads it anew.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn again(&self, cluster: &dyn Cluster) -> Result<Self, Error> {
        Self::read(cluster, self.address)
    }

    /// The seats that still have an account, by round and number.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub fn seats(&self, cluster: &dyn Cluster) -> Result<Vec<(Address, Seat)>, Error> {
        let mut seats = nation::all_of::<Seat>(cluster, &self.address)?;
        seats.sort_by_key(|(_, seat)| (seat.round, seat.number));
        Ok(seats)
    }

    /// The citizen account that shows that a wallet acts for a party; nothing for the wallets of the filing.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub fn party_citizen(&self, cluster: &dyn Cluster, wallet: &Address) -> Result<Option<Address>, Error> {
        if [self.case.claimant, self.case.respondent].contains(wallet) {
            return Ok(None);
        }
        Ok(nation::citizen(cluster, &self.case.nation, wallet)?.map(|(address, _)| address))
    }

    /// The seat that a wallet holds in the present round, and its juror.
    ///
    /// # Errors
    /// [`Error::Usage`] when it holds none.
    pub fn seat_of(
        &self,
        cluster: &dyn Cluster,
        wallet: &Address,
    ) -> Result<(Address, Seat, Address, Juror), Error> {
        let found = find_juror(cluster, &self.case.nation, &self.case.court, wallet)?;
        let (at, juror) = found.ok_or_else(|| Error::Usage(format!("{wallet} is no juror of this court")))?;
        let seats = self.seats(cluster)?;
        let seat =
            seats.into_iter().find(|(_, seat)| seat.round == self.case.round && seat.index == juror.index);
        let (address, seat) = seat.ok_or_else(|| {
            Error::Usage(format!("juror {} does not sit on the present panel of this case", juror.index))
        })?;
        Ok((address, seat, at, juror))
    }
}
