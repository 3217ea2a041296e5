//! Programs that must compile, as users would like to write them.

#![expect(dead_code, reason = "they are compiled, and not run")]

#[path = "ergonomics/pass/await_without_send.rs"]
mod await_without_send;
#[path = "ergonomics/pass/exclude_anywhere.rs"]
mod exclude_anywhere;
#[path = "ergonomics/pass/groups_move_into_tasks.rs"]
mod groups_move_into_tasks;
#[path = "ergonomics/pass/setters_with_options.rs"]
mod setters_with_options;
