//! [`when_some`]: calls a setter if there is a value.

/// Calls the setter if there is a value.
pub fn when_some<R, T>(it: R, value: Option<T>, set: impl FnOnce(R, T) -> R) -> R {
    match value {
        Some(value) => set(it, value),
        None => it,
    }
}
