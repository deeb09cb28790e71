//! Files of dated steps, as they are written, with the place of everything in them.

use super::economy::values::Name;
use super::values::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue, ValueDeserializer};

/// The key that says what a step or an action is.
const DO: &str = "do";

/// A step's day, its kind and all that depends on it.
pub struct RawStep<W> {
    pub at: Spanned<Date>,
    pub kind: String,
    pub what: W,
}

/// A motion, which does some actions of the file it is in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMotion<A> {
    pub title: Spanned<String>,
    pub track: Option<Spanned<String>>,
    pub proposer: Option<Spanned<Name>>,
    pub yes: usize,
    pub no: usize,
    #[serde(default)]
    pub abstain: usize,
    pub actions: Spanned<Vec<A>>,
}

/// An enum of tables, told apart by their only key.
macro_rules! what {
    ($(#[$meta:meta])* $name:ident { $($variant:ident($raw:ty)),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($variant($raw)),+
        }
    };
}

pub(in crate::scenario) use what;

/// What is wrong, and the byte where.
pub struct Wrong {
    pub at: Option<usize>,
    pub reason: String,
}

impl From<toml::de::Error> for Wrong {
    fn from(error: toml::de::Error) -> Self {
        Self { at: error.span().map(|span| span.start), reason: error.message().to_owned() }
    }
}

/// A step that has not been read: where it begins, and its table.
pub struct Unread<'a>(Spanned<DeValue<'a>>);

/// The file, with the steps not read yet, so that what is wrong with one can be said with its number.
pub fn parse<R: DeserializeOwned>(text: &str) -> Result<(R, Vec<Unread<'_>>), Wrong> {
    let mut document = DeTable::parse(text)?;
    let steps = match document.get_mut().remove("steps") {
        None => Vec::new(),
        Some(steps) => {
            let at = steps.span().start;
            match steps.into_inner() {
                DeValue::Array(steps) => steps.into_iter().map(Unread).collect(),
                _ => {
                    return Err(Wrong {
                        at: Some(at),
                        reason: "`steps` are tables, each under [[steps]]".into(),
                    });
                }
            }
        }
    };
    let rest = R::deserialize(toml::Deserializer::from(document))?;
    Ok((rest, steps))
}

impl Unread<'_> {
    /// The byte in which the step begins.
    pub fn start(&self) -> usize {
        self.0.span().start
    }

    /// Its kind, as far as it says.
    pub fn kind(&self) -> Option<&str> {
        let DeValue::Table(table) = self.0.get_ref() else { return None };
        match table.get(DO)?.get_ref() {
            DeValue::String(kind) => Some(kind),
            _ => None,
        }
    }

    /// Reads it.
    pub fn read<W: DeserializeOwned>(self) -> Result<RawStep<W>, Wrong> {
        let start = self.start();
        let kind = self.kind().unwrap_or_default().to_owned();
        let missing = |reason: &str| Wrong { at: Some(start), reason: reason.to_owned() };
        let span = self.0.span();
        let DeValue::Table(mut table) = self.0.into_inner() else { return Err(missing("a step is a table")) };
        let at = table.remove("at").ok_or_else(|| missing("missing field `at`: the day"))?;
        let at = Spanned::<Date>::deserialize(ValueDeserializer::from(at))?;
        let tagged = tagged(Spanned::new(span, table))?;
        Ok(RawStep { at, kind, what: W::deserialize(ValueDeserializer::from(tagged))? })
    }
}

/// A table with what it is as its only member, `{ pay = { … } }` for `{ do = "pay", … }`: the form that keeps the
/// places of everything in it. Its `actions` likewise.
fn tagged<'a>(table: Spanned<DeTable<'a>>) -> Result<Spanned<DeValue<'a>>, Wrong> {
    let span = table.span();
    let mut table = table.into_inner();
    let wrong = |at: usize, reason: &str| Wrong { at: Some(at), reason: reason.to_owned() };
    let kind = table.remove(DO).ok_or_else(|| wrong(span.start, "missing field `do`: what happens"))?;
    let kind_span = kind.span();
    let DeValue::String(kind) = kind.into_inner() else {
        return Err(wrong(kind_span.start, "`do` is a text"));
    };
    if let Some(DeValue::Array(actions)) = table.get_mut("actions").map(Spanned::get_mut) {
        for action in actions.iter_mut() {
            let span = action.span();
            match std::mem::replace(action.get_mut(), DeValue::Boolean(false)) {
                DeValue::Table(table) => *action = tagged(Spanned::new(span, table))?,
                _ => return Err(wrong(span.start, "an action is a table")),
            }
        }
    }
    let mut only = DeTable::new();
    let kind: Spanned<DeString<'a>> = Spanned::new(kind_span, kind);
    only.insert(kind, Spanned::new(span.clone(), DeValue::Table(table)));
    Ok(Spanned::new(span, DeValue::Table(only)))
}
