//! The IDLs, read as data: which instructions there are, their accounts, and where arguments lie in the data.

use crate::Address;
use serde_json::Value;
use std::sync::LazyLock;

/// The IDLs, by the program's name, in the order in which programs depend on each other.
pub const IDLS: [(&str, &str); 6] = [
    ("membership", include_str!("../../idl/membership.json")),
    ("governor", include_str!("../../idl/governor.json")),
    ("treasury", include_str!("../../idl/treasury.json")),
    ("land", include_str!("../../idl/land.json")),
    ("court", include_str!("../../idl/court.json")),
    ("diplomacy", include_str!("../../idl/diplomacy.json")),
];

/// A declared account.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// The program writes it.
    pub writable: bool,
    /// It signs.
    pub signer: bool,
    /// It may be left out, by passing the program's own address.
    pub optional: bool,
    /// The one address it can have.
    pub address: Option<Address>,
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct Description {
    /// The program's name.
    pub program: &'static str,
    /// The program.
    pub program_id: Address,
    /// The instruction's name.
    pub name: String,
    /// First bytes of the data.
    pub discriminator: Vec<u8>,
    /// The declared accounts.
    pub slots: Vec<Slot>,
    args: Vec<Value>,
    types: Vec<Value>,
}

/// A number among the arguments.
#[derive(Clone, Debug)]
pub struct Number {
    /// Its path, such as `rules.quorum_bps`.
    pub name: String,
    /// `u8` … `i64`.
    pub kind: String,
    /// Where it lies in the data.
    pub at: usize,
    /// How many bytes it has.
    pub len: usize,
}

impl Description {
    /// `program.instruction`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.program, self.name)
    }

    /// The place of an account.
    ///
    /// # Panics
    /// When there is none of this name.
    pub fn slot(&self, name: &str) -> usize {
        let found = self.slots.iter().position(|slot| slot.name == name);
        found.unwrap_or_else(|| panic!("{} has no account {name}", self.key()))
    }

    /// The numbers in an instruction's data; `None` when the data is not exactly its arguments, encoded.
    pub fn numbers(&self, data: &[u8]) -> Option<Vec<Number>> {
        let body = data.strip_prefix(self.discriminator.as_slice())?;
        let mut reader =
            Reader { data: body, at: 0, base: self.discriminator.len(), types: &self.types, found: vec![] };
        for arg in &self.args {
            reader.read(arg["name"].as_str()?, &arg["type"])?;
        }
        (reader.at == body.len()).then_some(reader.found)
    }
}

struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    base: usize,
    types: &'a [Value],
    found: Vec<Number>,
}

impl Reader<'_> {
    fn skip(&mut self, len: usize) -> Option<&[u8]> {
        let bytes = self.data.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(bytes)
    }

    fn length(&mut self) -> Option<usize> {
        let bytes = self.skip(4)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    fn read(&mut self, name: &str, kind: &Value) -> Option<()> {
        match kind.as_str() {
            Some("bool") => {
                self.skip(1).filter(|byte| byte[0] <= 1)?;
            }
            Some(kind @ ("u8" | "u16" | "u32" | "u64" | "i32" | "i64")) => {
                let len = kind[1..].parse::<usize>().ok()? / 8;
                self.found.push(Number {
                    name: name.into(),
                    kind: kind.into(),
                    at: self.base + self.at,
                    len,
                });
                self.skip(len)?;
            }
            Some("pubkey") => {
                self.skip(32)?;
            }
            Some("bytes") => {
                let len = self.length()?;
                self.skip(len)?;
            }
            Some("string") => {
                let len = self.length()?;
                str::from_utf8(self.skip(len)?).ok()?;
            }
            Some(other) => panic!("this test cannot read a {other} yet"),
            None => return self.read_compound(name, kind),
        }
        Some(())
    }

    fn read_compound(&mut self, name: &str, kind: &Value) -> Option<()> {
        if let Some(item) = kind.get("vec") {
            for _ in 0..self.length()? {
                self.read(name, item)?;
            }
        } else if let Some(array) = kind.get("array") {
            for _ in 0..array[1].as_u64()? {
                self.skip(usize::from(array[0] == "u8"))?;
            }
            assert_eq!(array[0], "u8", "this test cannot read such an array yet");
        } else if let Some(defined) = kind.get("defined") {
            let types = self.types;
            let found =
                types.iter().find(|t| t["name"] == defined["name"]).expect("the IDL defines its types");
            for field in found["type"]["fields"].as_array().expect("a struct") {
                let field_name = field["name"].as_str()?;
                self.read(&format!("{name}.{field_name}"), &field["type"])?;
            }
        } else {
            panic!("this test cannot read a {kind} yet");
        }
        Some(())
    }
}

/// The IDL of a program, as data.
///
/// # Panics
/// When there is no such program.
pub fn source(program: &str) -> Value {
    let (_, text) = IDLS.iter().find(|(name, _)| *name == program).expect("a program of the project");
    serde_json::from_str(text).expect("the IDL is JSON")
}

fn array(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn bytes(value: &Value) -> Vec<u8> {
    array(value).iter().map(|byte| byte.as_u64().expect("a byte") as u8).collect()
}

fn parse(program: &'static str) -> Vec<Description> {
    let idl = source(program);
    let flag = |value: &Value, name: &str| value[name].as_bool().unwrap_or_default();
    let instruction = |ix: &Value| Description {
        program,
        program_id: idl["address"].as_str().expect("an address").parse().expect("an address"),
        name: ix["name"].as_str().expect("a name").into(),
        discriminator: bytes(&ix["discriminator"]),
        slots: array(&ix["accounts"])
            .iter()
            .map(|account| Slot {
                name: account["name"].as_str().expect("a name").into(),
                writable: flag(account, "writable"),
                signer: flag(account, "signer"),
                optional: flag(account, "optional"),
                address: account["address"].as_str().and_then(|a| a.parse().ok()),
            })
            .collect(),
        args: array(&ix["args"]),
        types: array(&idl["types"]),
    };
    array(&idl["instructions"]).iter().map(instruction).collect()
}

/// Every instruction of every program.
pub fn instructions() -> &'static [Description] {
    static ALL: LazyLock<Vec<Description>> =
        LazyLock::new(|| IDLS.iter().flat_map(|(program, _)| parse(program)).collect());
    &ALL
}

/// Every account type of every program: its name, and the first bytes of such an account's data.
pub fn account_types() -> &'static [(String, Vec<u8>)] {
    static ALL: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
        let kind = |account: &Value| {
            (account["name"].as_str().expect("a name").to_owned(), bytes(&account["discriminator"]))
        };
        let idls = IDLS.iter().map(|(program, _)| source(program));
        idls.flat_map(|idl| array(&idl["accounts"]).iter().map(kind).collect::<Vec<_>>()).collect()
    });
    &ALL
}

/// The instruction with this key, `program.instruction`.
///
/// # Panics
/// When no IDL has it.
pub fn instruction(key: &str) -> &'static Description {
    instructions().iter().find(|ix| ix.key() == key).unwrap_or_else(|| panic!("no IDL has {key}"))
}
