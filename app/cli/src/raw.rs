//! Accounts as bytes, for whoever counts and audits without the programs' own code. Numbers are little-endian.

use solana_address::Address;

/// Why an account cannot be read: a predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

/// Bytes that are known to be there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// The data of an account of at least `least` bytes.
    pub fn of(data: &'a [u8], least: usize, what: &str) -> Result<Self, Malformed> {
        if data.len() < least {
            return Err(Malformed(format!("is too short for a {what}: {} bytes of {least}", data.len())));
        }
        Ok(Self(data))
    }

    /// All zeros beyond the end, which the check of the length excludes.
    pub fn at<const N: usize>(&self, offset: usize) -> [u8; N] {
        self.0.get(offset..offset + N).and_then(|bytes| bytes.try_into().ok()).unwrap_or([0; N])
    }

    pub fn byte(&self, offset: usize) -> u8 {
        u8::from_le_bytes(self.at(offset))
    }

    pub fn u16(&self, offset: usize) -> u16 {
        u16::from_le_bytes(self.at(offset))
    }

    pub fn u32(&self, offset: usize) -> u32 {
        u32::from_le_bytes(self.at(offset))
    }

    pub fn u64(&self, offset: usize) -> u64 {
        u64::from_le_bytes(self.at(offset))
    }

    pub fn i32(&self, offset: usize) -> i32 {
        i32::from_le_bytes(self.at(offset))
    }

    pub fn i64(&self, offset: usize) -> i64 {
        i64::from_le_bytes(self.at(offset))
    }

    /// Numbers of eight bytes, one after the other.
    pub fn u64s<const N: usize>(&self, offset: usize) -> [u64; N] {
        std::array::from_fn(|n| self.u64(offset + 8 * n))
    }

    /// Numbers of four bytes, one after the other.
    pub fn u32s<const N: usize>(&self, offset: usize) -> [u32; N] {
        std::array::from_fn(|n| self.u32(offset + 4 * n))
    }

    pub fn address(&self, offset: usize) -> Address {
        Address::new_from_array(self.at(offset))
    }

    /// Text that is padded with zeros.
    pub fn text(&self, offset: usize, room: usize) -> String {
        let bytes = self.0.get(offset..offset + room).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned()
    }

    /// Refuses another layout than the one described.
    pub fn version(&self, offset: usize, expected: u8) -> Result<(), Malformed> {
        let version = self.byte(offset);
        if version == expected {
            return Ok(());
        }
        Err(Malformed(format!("has layout version {version}, this program reads {expected}")))
    }
}
