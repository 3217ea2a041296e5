//! The architecture, held by tests: who uses what, what nobody does, what stands where. `ARCHITECTURE.md` says why.

mod builder;
mod determinism;
mod document;
mod facts;
mod generated;
mod homes;
mod identifiers;
mod packages;
mod panics;
mod publishing;
mod runtime;
mod source;
mod style;
mod uses;
