//! The server reads a form as it reads the same JSON, or the form is not sent.

mod schemas;
mod strategies;
mod typed;
mod untyped;
