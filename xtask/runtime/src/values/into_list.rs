//! [`IntoList`] and [`IntoItem`]: list arguments.

use std::borrow::Cow;

use super::empty::Empty;
use super::from_string::FromString;

/// A list of `T` as an argument: an array, a `Vec`, a slice, a reference to one of these, any other iterator, or
/// [`Empty`].
///
/// The items are `T`, `&T`, or another type that [`IntoItem`] converts into `T`, such as the string types if `T` is a
/// string or can be created from one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    label = "expected a list of `{T}`",
    note = "pass an array, a `Vec`, a slice, an iterator, or `Empty`"
)]
pub trait IntoList<T> {
    /// Converts into the list.
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

/// A value that converts into an item of a list of `T`, for [`IntoList`].
///
/// `T` and `&T` are items. If `T` is a `String` or can be created from a string, so are `&str`, `&&str`, `String`,
/// `&String`, `Box<str>` and `Cow<str>`. If `T` is the request view of a type, so are its response view and a
/// reference to that.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an item of a list of `{T}`",
    label = "the items of this list are not `{T}`",
    note = "the items may be `{T}`, `&{T}`, or convertible into it, such as strings if it can be created from a string"
)]
pub trait IntoItem<T> {
    /// Converts into the item.
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
