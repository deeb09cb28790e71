//! The accounts after the declared ones, walked where they lie, without allocating.

use anchor_lang::bytemuck::Pod;
use anchor_lang::pinocchio::account::{MAX_PERMITTED_DATA_INCREASE, NOT_BORROWED, RuntimeAccount};
use anchor_lang::prelude::*;
use anchor_lang::{Discriminator, address_eq};
use core::marker::PhantomData;

/// Bytes of an account's record besides its data: header and room to grow.
const FIXED: usize = size_of::<RuntimeAccount>() + MAX_PERMITTED_DATA_INCREASE;
/// Bytes after the data, and the whole of a duplicate's record.
const WORD: usize = size_of::<u64>();

/// Walks the accounts that follow the declared ones in the instruction's input.
///
/// The layout is that of the loader's aligned serialisation (agave, `program-runtime/src/
/// serialization.rs`), the same that Anchor's own cursor reads: for a first occurrence a
/// [`RuntimeAccount`] header, the data, room to grow, padding to eight bytes and eight more; for a
/// duplicate, eight bytes of which the first is the index of the first occurrence.
pub struct Remaining<'a> {
    next: *const u8,
    left: usize,
    lifetime: PhantomData<&'a AccountView>,
}

/// One account's record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    header: &'a RuntimeAccount,
}

impl<'a> Remaining<'a> {
    /// The accounts after the `declared` ones.
    ///
    /// # Safety
    /// `first` must be the instruction's first account and `last` the last declared one, and `last` must not
    /// be a duplicate of an earlier one.
    #[inline(always)]
    pub unsafe fn after(first: &'a AccountView, last: &'a AccountView, declared: usize) -> Self {
        // SAFETY: the count of accounts precedes the first account's record; `last`'s record is where the
        // caller says, so the next one begins where it ends.
        unsafe {
            let count = *first.account_ptr().cast::<u64>().sub(1) as usize;
            Self {
                next: end_of(last.account_ptr().cast::<u8>()),
                left: count.saturating_sub(declared),
                lifetime: PhantomData,
            }
        }
    }

    /// How many follow, duplicates among them.
    #[inline(always)]
    pub fn count_left(&self) -> usize {
        self.left
    }
}

/// Where the record at `record` ends.
///
/// # Safety
/// `record` must point at the record of a first occurrence.
#[inline(always)]
unsafe fn end_of(record: *const u8) -> *const u8 {
    // SAFETY: the header is there; data, room and padding follow as described above. Records begin at
    // multiples of eight, so rounding the length rounds the address.
    unsafe {
        let len = (*record.cast::<RuntimeAccount>()).data_len as usize;
        // Wrapping, because the loader's own lengths cannot wrap and checks would cost a fifth of a ballot.
        record.add(FIXED + WORD).add(len.wrapping_add(WORD - 1) & !(WORD - 1))
    }
}

impl<'a> Iterator for Remaining<'a> {
    /// `None` for a duplicate.
    type Item = Option<Record<'a>>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        // SAFETY: `left` records remain, and `next` points at the first of them.
        unsafe {
            let record = self.next;
            // The loader writes 255 for a first occurrence and an index otherwise. Nobody has borrowed an
            // account that was not walked before, so the byte still says what the loader wrote.
            if *record != NOT_BORROWED {
                self.next = record.add(WORD);
                return Some(None);
            }
            self.next = end_of(record);
            Some(Some(Record { header: &*record.cast::<RuntimeAccount>() }))
        }
    }
}

impl<'a> Record<'a> {
    /// The account as a `T` of `owner`; `None` for any other account.
    #[inline(always)]
    pub fn get<T: Pod + Discriminator>(&self, owner: &Address) -> Option<&'a T> {
        const { assert!(align_of::<T>() <= WORD && T::DISCRIMINATOR.len() == WORD) };
        if self.header.data_len < (WORD + size_of::<T>()) as u64 || !address_eq(&self.header.owner, owner) {
            return None;
        }
        // SAFETY: the data follows the header, and was just seen to be long enough for discriminator and `T`;
        // it begins at a multiple of eight; any bytes are a `T`, since it is plain old data. Nothing writes
        // the account while the record lives: it was not declared, so no wrapper of it exists.
        unsafe {
            let data = (self.header as *const RuntimeAccount).add(1).cast::<u8>();
            if data.cast::<u64>().read() != const { discriminator::<T>() } {
                return None;
            }
            Some(&*data.add(WORD).cast::<T>())
        }
    }
}

const fn discriminator<T: Discriminator>() -> u64 {
    let d = T::DISCRIMINATOR;
    u64::from_le_bytes([d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]])
}
