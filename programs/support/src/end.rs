use anchor_lang::wincode::config::ConfigCore;
use anchor_lang::wincode::io::{Reader, Writer};
use anchor_lang::wincode::{ReadError, ReadResult, SchemaRead, SchemaWrite, TypeMeta, WriteResult};
use core::mem::MaybeUninit;

/// The end of an instruction's data, as the last argument of every handler.
///
/// Anchor's decoder ignores bytes after the last argument. This type takes no byte and refuses any that
/// is left, so instruction data is exact: one meaning, one encoding. It does not appear in the IDL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End;

impl anchor_lang::IdlAccountType for End {}

// SAFETY: `read` initialises `dst` (a zero-sized type) exactly when it returns `Ok`; the metadata is
// `Dynamic`, which promises nothing.
unsafe impl<'de, C: ConfigCore> SchemaRead<'de, C> for End {
    type Dst = Self;
    const TYPE_META: TypeMeta = TypeMeta::Dynamic;

    #[inline(always)]
    fn read(mut reader: impl Reader<'de>, dst: &mut MaybeUninit<Self>) -> ReadResult<()> {
        match reader.take_byte() {
            Ok(_) => Err(ReadError::Custom("bytes after the last argument")),
            Err(_) => {
                dst.write(Self);
                Ok(())
            }
        }
    }
}

// SAFETY: writes nothing and says so.
unsafe impl<C: ConfigCore> SchemaWrite<C> for End {
    type Src = Self;
    const TYPE_META: TypeMeta = TypeMeta::Dynamic;

    #[inline(always)]
    fn size_of(_: &Self) -> WriteResult<usize> {
        Ok(0)
    }

    #[inline(always)]
    fn write(_: impl Writer, _: &Self) -> WriteResult<()> {
        Ok(())
    }
}
