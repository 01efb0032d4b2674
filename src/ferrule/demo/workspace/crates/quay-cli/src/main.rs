//! The `quay` command.

use std::env;
use std::io;
use std::process::ExitCode;

use quay_cli::{run, Streams};

fn main() -> ExitCode {
    let streams = Streams {
        input: &mut io::stdin().lock(),
        out: &mut io::stdout().lock(),
        err: &mut io::stderr().lock(),
    };
    run(env::args().skip(1), streams).into()
}
