use client::{addresses, dev_keys};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A citizen of a nation with a wallet; or a wallet that could become one.
pub struct Person {
    /// The wallet.
    pub wallet: Keypair,
    /// The nation.
    pub nation: Address,
    /// The citizen account of this wallet in the nation, whether it exists or not.
    pub citizen: Address,
}

impl Person {
    /// The holder of a development key, seen from a nation.
    pub fn named(label: &str, nation: &Address) -> Self {
        Self::holding(dev_keys::keypair(label), nation)
    }

    /// The holder of a wallet, seen from a nation.
    pub fn holding(wallet: Keypair, nation: &Address) -> Self {
        let citizen = addresses::citizen(nation, &wallet.pubkey()).0;
        Self { wallet, nation: *nation, citizen }
    }

    /// The wallet's address.
    pub fn key(&self) -> Address {
        self.wallet.pubkey()
    }
}

impl Clone for Person {
    fn clone(&self) -> Self {
        Self { wallet: self.wallet.insecure_clone(), nation: self.nation, citizen: self.citizen }
    }
}

/// A nation, its governor and its people.
pub struct Nation {
    /// Its name.
    pub slug: String,
    /// Its account.
    pub address: Address,
    /// Its governor.
    pub governor: Address,
    /// Its executor.
    pub executor: Address,
    /// Its founder, who has the authority until it is handed over.
    pub founder: Keypair,
    /// Its citizens, in the order of their serials.
    pub people: Vec<Person>,
}

impl Nation {
    /// A nation by its slug, before anything is on chain. The founder's key follows from the slug.
    pub fn named(slug: &str) -> Self {
        let address = addresses::nation(slug).0;
        let governor = addresses::governor(&address).0;
        Self {
            slug: slug.to_owned(),
            address,
            governor,
            executor: addresses::executor(&governor).0,
            founder: dev_keys::keypair(&format!("founder of {slug}")),
            people: Vec::new(),
        }
    }

    /// The key that [`crate::World::found`] gives to the citizen with this serial.
    pub fn person(&self, serial: usize) -> Person {
        Person::named(&format!("citizen {serial} of {}", self.slug), &self.address)
    }
}

impl Clone for Nation {
    fn clone(&self) -> Self {
        Self {
            slug: self.slug.clone(),
            founder: self.founder.insecure_clone(),
            people: self.people.clone(),
            ..*self
        }
    }
}
