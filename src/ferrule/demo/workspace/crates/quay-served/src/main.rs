//! The booking service on the standard streams: `quay-served MANIFEST`.

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;
use std::{env, fs, io, thread};

use quay_plan::{Harbour, Manifest, TightestFit};
use quay_served::{serve, Service};

fn main() -> ExitCode {
    match run(env::args_os().nth(1)) {
        Ok(served) => {
            eprintln!("quay-served: {served} requests served");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("quay-served: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until the input ends, and says how many requests were carried out.
fn run(manifest: Option<OsString>) -> Result<usize, Box<dyn Error>> {
    let path = manifest.ok_or("usage: quay-served MANIFEST")?;
    let Manifest { berths, visits } = Manifest::parse(&fs::read_to_string(path)?)?;
    let mut harbour = Harbour::new(TightestFit, berths);
    for refusal in harbour.place_all(visits).refused {
        eprintln!("quay-served: {refusal}");
    }
    let workers = thread::available_parallelism()?;
    let service = Service::start(harbour, workers);
    serve(&service.client(), io::stdin().lock(), io::stdout().lock())?;
    Ok(service.shutdown())
}
