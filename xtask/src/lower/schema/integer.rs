//! Integers: which are unsigned, and what two schemas of one integer say together.

use crate::api::{Constraints, IntegerFormat, Type};

/// The type with unsigned integers where the constraints rule out a negative one.
pub(super) fn with_sign(ty: Type, constraints: &Constraints) -> Type {
    match ty {
        Type::Integer(format) if is_never_negative(constraints) => {
            Type::Integer(match is_32_bits(format) {
                true => IntegerFormat::Uint32,
                false => IntegerFormat::Uint64,
            })
        }
        ty => ty,
    }
}

/// The format of an integer that has both formats: 64 bits and a sign are what a schema without a format has too.
pub(super) fn narrow(a: IntegerFormat, b: IntegerFormat) -> IntegerFormat {
    match (
        is_32_bits(a) || is_32_bits(b),
        is_unsigned(a) || is_unsigned(b),
    ) {
        (true, true) => IntegerFormat::Uint32,
        (true, false) => IntegerFormat::Int32,
        (false, true) => IntegerFormat::Uint64,
        (false, false) => IntegerFormat::Int64,
    }
}

fn is_never_negative(constraints: &Constraints) -> bool {
    let minimum = constraints.minimum.as_ref();
    minimum.is_some_and(|bound| match bound.value.as_f64() {
        // -0.5 leaves no negative integer either.
        Some(least) => least > -1.0 || bound.exclusive && least >= -1.0,
        None => false,
    })
}

fn is_32_bits(format: IntegerFormat) -> bool {
    matches!(format, IntegerFormat::Int32 | IntegerFormat::Uint32)
}

fn is_unsigned(format: IntegerFormat) -> bool {
    matches!(format, IntegerFormat::Uint32 | IntegerFormat::Uint64)
}
