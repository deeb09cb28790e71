//! As much of an IDL as it takes to read an instruction.

use super::Value;
use serde::Deserialize;
use solana_address::Address;

/// Deepest nesting of a type that is read: no program's is deeper than three.
const DEEPEST: u8 = 8;

#[derive(Debug, Deserialize)]
pub struct Idl {
    pub instructions: Vec<InstructionOf>,
    types: Vec<TypeOf>,
}

#[derive(Debug, Deserialize)]
pub struct InstructionOf {
    pub name: String,
    discriminator: Vec<u8>,
    pub accounts: Vec<AccountOf>,
    pub args: Vec<Field>,
}

#[derive(Debug, Deserialize)]
pub struct AccountOf {
    pub name: String,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Deserialize)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    kind: Type,
}

#[derive(Debug, Deserialize)]
struct TypeOf {
    name: String,
    #[serde(rename = "type")]
    layout: Layout,
}

#[derive(Debug, Deserialize)]
struct Layout {
    #[serde(default)]
    fields: Vec<Field>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Type {
    Bool,
    U8,
    U16,
    U32,
    U64,
    U128,
    I8,
    I16,
    I32,
    I64,
    I128,
    Pubkey,
    String,
    Bytes,
    Array(Box<Type>, usize),
    Vec(Box<Type>),
    Defined { name: String },
}

impl Idl {
    /// The instruction that data belong to, and the data after its discriminator.
    pub fn instruction<'a>(&self, data: &'a [u8]) -> Option<(&InstructionOf, &'a [u8])> {
        self.instructions
            .iter()
            .find_map(|declared| Some((declared, data.strip_prefix(declared.discriminator.as_slice())?)))
    }

    fn fields(&self, name: &str) -> Option<&[Field]> {
        self.types.iter().find(|declared| declared.name == name).map(|found| found.layout.fields.as_slice())
    }
}

impl InstructionOf {
    /// The arguments; `None` unless the data are exactly those.
    pub fn arguments<'a>(&'a self, idl: &Idl, mut data: &[u8]) -> Option<Vec<(&'a str, Value)>> {
        let arguments = self
            .args
            .iter()
            .map(|field| Some((field.name.as_str(), field.kind.read(idl, &mut data, 0)?)))
            .collect::<Option<Vec<_>>>()?;
        data.is_empty().then_some(arguments)
    }
}

impl Type {
    /// Reads a value in Borsh, and moves `data` on behind it.
    fn read(&self, idl: &Idl, data: &mut &[u8], depth: u8) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let value = match self {
            Self::Bool => match take::<1>(data)? {
                [0] => Value::Bool(false),
                [1] => Value::Bool(true),
                _ => return None,
            },
            Self::U8 => Value::Number(u8::from_le_bytes(take(data)?).into()),
            Self::U16 => Value::Number(u16::from_le_bytes(take(data)?).into()),
            Self::U32 => Value::Number(u32::from_le_bytes(take(data)?).into()),
            Self::U64 => Value::Number(u64::from_le_bytes(take(data)?).into()),
            Self::U128 => Value::Number(u128::from_le_bytes(take(data)?).try_into().ok()?),
            Self::I8 => Value::Number(i8::from_le_bytes(take(data)?).into()),
            Self::I16 => Value::Number(i16::from_le_bytes(take(data)?).into()),
            Self::I32 => Value::Number(i32::from_le_bytes(take(data)?).into()),
            Self::I64 => Value::Number(i64::from_le_bytes(take(data)?).into()),
            Self::I128 => Value::Number(i128::from_le_bytes(take(data)?)),
            Self::Pubkey => Value::Address(Address::new_from_array(take(data)?)),
            Self::String => Value::Text(String::from_utf8(prefixed(data)?.to_vec()).ok()?),
            Self::Bytes => Value::Bytes(prefixed(data)?.to_vec()),
            Self::Array(of, length) if matches!(**of, Self::U8) => {
                Value::Bytes(some(data, *length)?.to_vec())
            }
            Self::Array(of, length) => Value::List(of.list(idl, data, *length, depth)?),
            Self::Vec(of) => {
                let length = usize::try_from(u32::from_le_bytes(take(data)?)).ok()?;
                Value::List(of.list(idl, data, length, depth)?)
            }
            Self::Defined { name } => {
                let fields = idl.fields(name)?.iter();
                let fields = fields.map(|field| {
                    let value = field.kind.read(idl, data, depth + 1)?;
                    Some((field.name.clone(), value))
                });
                Value::Record(fields.collect::<Option<_>>()?)
            }
        };
        Some(value)
    }

    fn list(&self, idl: &Idl, data: &mut &[u8], length: usize, depth: u8) -> Option<Vec<Value>> {
        // No type is empty, so that a length beyond the data is a lie, and not worth trying.
        if length > data.len() {
            return None;
        }
        (0..length).map(|_| self.read(idl, data, depth + 1)).collect()
    }
}

fn some<'a>(data: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = data.split_at_checked(length)?;
    *data = rest;
    Some(taken)
}

fn take<const N: usize>(data: &mut &[u8]) -> Option<[u8; N]> {
    some(data, N)?.try_into().ok()
}

fn prefixed<'a>(data: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(u32::from_le_bytes(take(data)?)).ok()?;
    some(data, length)
}
