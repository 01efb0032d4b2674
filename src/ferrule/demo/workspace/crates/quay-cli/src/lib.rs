//! The `quay` command as a library, so that it can be tested without a process.
//!
//! Results go to the output stream; refusals and failures go to the error stream.

mod args;
mod commands;

use std::error::Error;
use std::io::{Read, Write};
use std::process::ExitCode;

pub use args::{Command, PolicyName, UsageError, USAGE};

/// Where the command reads and writes.
pub struct Streams<'a> {
    /// Read when the manifest is `-`.
    pub input: &'a mut dyn Read,
    /// For results.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
}

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Done = 0,
    /// The plan was made, but some visits got no berth.
    Refused = 1,
    /// The arguments make no sense.
    Usage = 2,
    /// The manifest could not be read, or the result not written.
    Failed = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command with `args`, which do not include the program's name.
///
/// ```
/// use quay_cli::{run, Exit, Streams};
///
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let streams = Streams { input: &mut "".as_bytes(), out: &mut out, err: &mut err };
/// assert_eq!(run(["--help".to_owned()], streams), Exit::Done);
/// assert!(out.starts_with(b"usage: quay"));
/// ```
pub fn run(args: impl IntoIterator<Item = String>, mut streams: Streams<'_>) -> Exit {
    let (exit, problem): (Exit, Box<dyn Error>) = match Command::parse(args) {
        Err(error) => (Exit::Usage, error.into()),
        Ok(command) => match commands::execute(command, &mut streams) {
            Ok(exit) => return exit,
            Err(error) => (Exit::Failed, error),
        },
    };
    // If even the error stream is closed, the exit code has to say it all.
    writeln!(streams.err, "quay: {problem}").ok();
    exit
}
