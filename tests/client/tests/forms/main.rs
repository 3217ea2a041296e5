//! Whatever a form carries is read as the same JSON would be, or it is not sent.

mod schemas;
mod strategies;
mod typed;
mod untyped;
