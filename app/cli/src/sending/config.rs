//! The configuration file of the Solana CLI, as far as it concerns sending.

use crate::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Where the Solana CLI keeps it, from the home directory.
const PLACE: &str = ".config/solana/cli/config.yml";
/// Where the Solana CLI keeps a keypair, from the home directory.
const KEYPAIR: &str = ".config/solana/id.json";

/// What the file says; whatever it does not say is decided elsewhere.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
pub struct Config {
    /// Address of a node.
    #[serde(default)]
    pub json_rpc_url: Option<String>,
    /// Whose keypair signs.
    #[serde(default)]
    pub keypair_path: Option<String>,
    /// What counts as done.
    #[serde(default)]
    pub commitment: Option<String>,
}

impl Config {
    /// Reads the file; the Solana CLI's own when none is named, and nothing where that does not exist.
    ///
    /// # Errors
    /// The file cannot be read, or is no configuration.
    pub fn load(named: Option<&Path>) -> Result<Self, Error> {
        let path = match (named, in_home(PLACE)) {
            (Some(path), _) => path.to_owned(),
            (None, Some(path)) if path.is_file() => path,
            _ => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Error::input(&path, None, format!("cannot be read: {error}")))?;
        Self::parse(&text).map_err(|reason| {
            Error::input(&path, None, format!("this is not a configuration of the Solana CLI: {reason}"))
        })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let config: Self = serde_saphyr::from_str(text).map_err(|error| error.to_string())?;
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Ok(Self {
            json_rpc_url: said(config.json_rpc_url),
            keypair_path: said(config.keypair_path),
            commitment: said(config.commitment),
        })
    }

    /// Whose keypair signs when no other is named.
    pub fn keypair(&self) -> Option<String> {
        self.keypair_path.clone().or_else(|| Some(in_home(KEYPAIR)?.to_str()?.to_owned()))
    }
}

/// A path from the home directory.
fn in_home(place: &str) -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty()).map(|home| home.join(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_solana_cli_writes_is_read() {
        let text = "---\njson_rpc_url: http://localhost:8899\nwebsocket_url: ''\nkeypair_path: /home/ann/.config/solana/id.json\n\
            address_labels:\n  \"11111111111111111111111111111111\": System Program\ncommitment: confirmed\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.json_rpc_url.as_deref(), Some("http://localhost:8899"));
        assert_eq!(config.keypair().as_deref(), Some("/home/ann/.config/solana/id.json"));
        assert_eq!(config.commitment.as_deref(), Some("confirmed"));
    }

    #[test]
    fn what_it_does_not_say_is_left_open() {
        let config = Config::parse("json_rpc_url: ''\n").unwrap();
        assert_eq!(config, Config::default());
        assert!(Config::parse("- 1\n").is_err());
        assert!(Config::load(Some(Path::new("/nowhere/config.yml"))).is_err());
    }
}
