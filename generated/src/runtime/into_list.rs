//! [`IntoList`] and [`IntoItem`]: what functions take that want a list.

use std::borrow::Cow;

use super::empty::Empty;
use super::from_string::FromString;

/// A list of `T` as an argument: an array, a `Vec`, a slice, a reference to one of these, any other iterator, or
/// [`Empty`].
///
/// The items are `T`, `&T`, or whatever else [`IntoItem`] converts into `T`: strings in all their forms where `T` is a
/// string or is made from one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    label = "expected a list of `{T}`",
    note = "pass an array, a `Vec`, a slice, an iterator, or `Empty`"
)]
pub trait IntoList<T> {
    /// The list.
    fn into_list(self) -> Vec<T>;
}

impl<T, I> IntoList<T> for I
where
    I: IntoIterator,
    I::Item: IntoItem<T>,
{
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(IntoItem::into_item).collect()
    }
}

impl<T> IntoList<T> for Empty {
    fn into_list(self) -> Vec<T> {
        Vec::new()
    }
}

/// A value that becomes an item of a list of `T`, as [`IntoList`] takes it.
///
/// `T` and `&T` are items. Where `T` is a `String` or is made from a string, so are `&str`, `&&str`, `String`, `&String`,
/// `Box<str>` and `Cow<str>`. Where `T` is what requests take of a type, so are the type of responses and a reference to
/// it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an item of a list of `{T}`",
    label = "the items of this list are not `{T}`",
    note = "the items may be `{T}`, `&{T}`, or what converts into it: strings, where it is made from a string"
)]
pub trait IntoItem<T> {
    /// The item.
    fn into_item(self) -> T;
}

impl<T> IntoItem<T> for T {
    fn into_item(self) -> T {
        self
    }
}

impl<T: Clone> IntoItem<T> for &T {
    fn into_item(self) -> T {
        self.clone()
    }
}

macro_rules! string_items {
    ($($item:ty => |$value:ident| $string:expr),* $(,)?) => {$(
        impl IntoItem<String> for $item {
            fn into_item(self) -> String {
                let $value = self;
                String::from($string)
            }
        }

        impl<T: FromString> IntoItem<T> for $item {
            fn into_item(self) -> T {
                let $value = self;
                T::from($string)
            }
        }
    )*};
}

string_items! {
    &str => |item| item,
    &&str => |item| *item,
    Box<str> => |item| String::from(item),
    Cow<'_, str> => |item| item.into_owned(),
}

impl<T: FromString> IntoItem<T> for String {
    fn into_item(self) -> T {
        T::from(self)
    }
}

impl<T: FromString> IntoItem<T> for &String {
    fn into_item(self) -> T {
        T::from(self.as_str())
    }
}
