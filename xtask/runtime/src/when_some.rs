//! [`when_some`]: a setter that is called only if there is a value.

/// Calls the setter with the value, if there is one.
pub fn when_some<R, T>(it: R, value: Option<T>, set: impl FnOnce(R, T) -> R) -> R {
    match value {
        Some(value) => set(it, value),
        None => it,
    }
}
