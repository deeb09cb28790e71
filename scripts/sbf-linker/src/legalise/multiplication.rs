//! Multiplication with a result wider than 64 bits.
//!
//! The machine multiplies 64 by 64 bits and keeps the low 64. For the rest the backend wants
//! functions that it then refuses to call. They arise from every checked product of `u64` or `i64`
//! (its overflow is in the high half) and from `u128` and `i128`.
//!
//! Runs after the last optimisation: LLVM recognises these sequences and would fold them back.

use crate::llvm::{Builder, Context, Module, Opcode, Predicate, Value};

/// Expands them all.
pub fn expand<'c>(context: &'c Context, module: &Module<'c>) {
    for instruction in module.instructions() {
        let operation = instruction.callee().map(Value::name).unwrap_or_default();
        let expansion = match operation.as_str() {
            "llvm.umul.with.overflow.i64" => checked_unsigned_64,
            "llvm.smul.with.overflow.i64" => checked_signed_64,
            "llvm.umul.with.overflow.i128" => checked_unsigned_128,
            "llvm.smul.with.overflow.i128" => checked_signed_128,
            _ if is_wide_product(instruction) => wrapping_128,
            _ => continue,
        };
        let build = Arithmetic::before(context, instruction);
        let result = expansion(&build, instruction.operand(0), instruction.operand(1));
        instruction.replace_with(result);
    }
}

fn is_wide_product(instruction: Value) -> bool {
    instruction.opcode() == Opcode::LLVMMul && instruction.ty().int_width() == Some(128)
}

fn checked_unsigned_64<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> Value<'c> {
    let overflow = b.non_zero(b.high_product(x, y));
    b.builder.pair(b.builder.mul(x, y), overflow)
}

/// The product fits if the high half is nothing but the low half's sign.
fn checked_signed_64<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> Value<'c> {
    let low = b.builder.mul(x, y);
    // A negative factor reads as 2^64 too much when taken as unsigned.
    let sign = |v| b.builder.ashr(v, b.word(63));
    let high = b.high_product(x, y);
    let high = b.builder.sub(high, b.builder.and(sign(x), y));
    let high = b.builder.sub(high, b.builder.and(sign(y), x));
    let overflow = b.builder.compare(Predicate::LLVMIntNE, high, sign(low));
    b.builder.pair(low, overflow)
}

fn wrapping_128<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> Value<'c> {
    let ((x_low, x_high), (y_low, y_high)) = (b.split(x), b.split(y));
    let high = b.builder.add(b.high_product(x_low, y_low), b.builder.mul(x_low, y_high));
    let high = b.builder.add(high, b.builder.mul(x_high, y_low));
    b.join(b.builder.mul(x_low, y_low), high)
}

fn checked_unsigned_128<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> Value<'c> {
    let (product, overflow) = unsigned_128(b, x, y);
    b.builder.pair(product, overflow)
}

/// Overflows if both high halves count, if a cross product does not fit, or if the sum does not.
fn unsigned_128<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> (Value<'c>, Value<'c>) {
    let ((x_low, x_high), (y_low, y_high)) = (b.split(x), b.split(y));
    let both = b.builder.and(b.non_zero(x_high), b.non_zero(y_high));
    let cross_overflow = b.builder.or(b.high_product(x_low, y_high), b.high_product(x_high, y_low));
    // Unless both count, one of the two is zero.
    let cross = b.builder.add(b.builder.mul(x_low, y_high), b.builder.mul(x_high, y_low));
    let high = b.builder.add(b.high_product(x_low, y_low), cross);
    let carry = b.builder.compare(Predicate::LLVMIntULT, high, cross);
    let overflow = b.builder.or(b.builder.or(both, carry), b.non_zero(cross_overflow));
    (b.join(b.builder.mul(x_low, y_low), high), overflow)
}

/// Multiplies the magnitudes; the product fits if it then has the sign it should have.
fn checked_signed_128<'c>(b: &Arithmetic<'c>, x: Value<'c>, y: Value<'c>) -> Value<'c> {
    let wide = x.ty();
    let sign = |v| b.builder.ashr(v, wide.constant(127));
    let negate_if = |v, mask| b.builder.sub(b.builder.xor(v, mask), mask);
    let expected = b.builder.xor(sign(x), sign(y));
    let (magnitude, overflow) = unsigned_128(b, negate_if(x, sign(x)), negate_if(y, sign(y)));
    let product = negate_if(magnitude, expected);
    let wrong = b.builder.compare(Predicate::LLVMIntNE, sign(product), expected);
    let not_zero = b.builder.compare(Predicate::LLVMIntNE, product, wide.constant(0));
    b.builder.pair(product, b.builder.or(overflow, b.builder.and(wrong, not_zero)))
}

/// 64-bit arithmetic on the halves of 128-bit values.
pub(super) struct Arithmetic<'c> {
    pub(super) builder: Builder<'c>,
}

impl<'c> Arithmetic<'c> {
    pub(super) fn before(context: &'c Context, instruction: Value<'c>) -> Self {
        Self { builder: context.builder_before(instruction) }
    }

    fn word(&self, value: u64) -> Value<'c> {
        self.builder.context().int(64).constant(value)
    }

    fn non_zero(&self, value: Value<'c>) -> Value<'c> {
        self.builder.compare(Predicate::LLVMIntNE, value, self.word(0))
    }

    /// The low and high half.
    fn split(&self, value: Value<'c>) -> (Value<'c>, Value<'c>) {
        let word = self.builder.context().int(64);
        let high = self.builder.lshr(value, value.ty().constant(64));
        (self.builder.truncate(value, word), self.builder.truncate(high, word))
    }

    fn join(&self, low: Value<'c>, high: Value<'c>) -> Value<'c> {
        let wide = self.builder.context().int(128);
        let high = self.builder.shl(self.builder.zero_extend(high, wide), wide.constant(64));
        self.builder.or(high, self.builder.zero_extend(low, wide))
    }

    /// The high 64 bits of a product, from the four products of 32-bit halves.
    fn high_product(&self, x: Value<'c>, y: Value<'c>) -> Value<'c> {
        let b = &self.builder;
        let low = |v| b.and(v, self.word(0xffff_ffff));
        let high = |v| b.lshr(v, self.word(32));
        let carry = high(b.mul(low(x), low(y)));
        let middle = b.add(b.mul(high(x), low(y)), carry);
        let other = b.add(b.mul(low(x), high(y)), low(middle));
        b.add(b.add(b.mul(high(x), high(y)), high(middle)), high(other))
    }
}
