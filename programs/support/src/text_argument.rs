use anchor_lang::wincode::config::ConfigCore;
use anchor_lang::wincode::io::{Reader, Writer};
use anchor_lang::wincode::{ReadResult, SchemaRead, SchemaWrite, TypeMeta, WriteResult};
use core::mem::MaybeUninit;
use core::ops::Deref;

/// A text argument of an instruction: `&str`, by a name that Anchor's IDL builder knows.
///
/// Anchor 2.0.0-rc.2 describes `&str` in an IDL but does not compile it with `idl-build`
/// (`IdlAccountType` is missing for `str`). The IDL says `string`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a>(pub &'a str);

impl Deref for Text<'_> {
    type Target = str;

    #[inline(always)]
    fn deref(&self) -> &str {
        self.0
    }
}

impl anchor_lang::IdlAccountType for Text<'_> {}

// SAFETY: `read` initialises `dst` exactly when it returns `Ok`; the metadata is `Dynamic`, which
// promises nothing.
unsafe impl<'de, C: ConfigCore> SchemaRead<'de, C> for Text<'de>
where
    &'de str: SchemaRead<'de, C, Dst = &'de str>,
{
    type Dst = Text<'de>;
    const TYPE_META: TypeMeta = TypeMeta::Dynamic;

    #[inline(always)]
    fn read(reader: impl Reader<'de>, dst: &mut MaybeUninit<Self::Dst>) -> ReadResult<()> {
        dst.write(Text(<&'de str as SchemaRead<'de, C>>::get(reader)?));
        Ok(())
    }
}

// SAFETY: writes what `str` writes.
unsafe impl<C: ConfigCore> SchemaWrite<C> for Text<'_>
where
    str: SchemaWrite<C, Src = str>,
{
    type Src = Self;
    const TYPE_META: TypeMeta = TypeMeta::Dynamic;

    #[inline(always)]
    fn size_of(src: &Self) -> WriteResult<usize> {
        <str as SchemaWrite<C>>::size_of(src.0)
    }

    #[inline(always)]
    fn write(writer: impl Writer, src: &Self) -> WriteResult<()> {
        <str as SchemaWrite<C>>::write(writer, src.0)
    }
}
