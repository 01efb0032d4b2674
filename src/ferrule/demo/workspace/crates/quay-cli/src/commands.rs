//! What each command does.

use std::error::Error;
use std::io::{self, Read, Write};
use std::{fs, path::Path};

use quay_plan::{FirstFit, Harbour, Manifest, Plan, Policy, StayIterator, TightestFit};
use quay_types::Stay;

use crate::args::{Command, PolicyName, USAGE};
use crate::{Exit, Streams};

/// Carries out `command`.
pub(crate) fn execute(command: Command, streams: &mut Streams<'_>) -> Result<Exit, Box<dyn Error>> {
    let exit = match command {
        Command::Help => {
            streams.out.write_all(USAGE.as_bytes())?;
            Exit::Done
        }
        Command::Plan { policy, manifest } => {
            let manifest = read(&manifest, streams.input)?;
            let plan = match policy {
                PolicyName::First => settle(FirstFit, manifest).1,
                PolicyName::Tightest => settle(TightestFit, manifest).1,
            };
            show_plan(&plan, streams)?
        }
        Command::Busy { manifest } => {
            let (harbour, _) = settle(FirstFit, read(&manifest, streams.input)?);
            show_busy(&harbour, streams.out)?;
            Exit::Done
        }
    };
    streams.out.flush()?;
    Ok(exit)
}

fn read(path: &Path, input: &mut dyn Read) -> Result<Manifest, Box<dyn Error>> {
    let text = if path == Path::new("-") {
        io::read_to_string(input)?
    } else {
        fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?
    };
    Ok(Manifest::parse(&text)?)
}

fn settle<P: Policy>(policy: P, manifest: Manifest) -> (Harbour<P>, Plan) {
    let mut harbour = Harbour::new(policy, manifest.berths);
    let plan = harbour.place_all(manifest.visits);
    (harbour, plan)
}

fn show_plan(plan: &Plan, streams: &mut Streams<'_>) -> io::Result<Exit> {
    for placement in &plan.placed {
        writeln!(streams.out, "{placement}")?;
    }
    for refusal in &plan.refused {
        writeln!(streams.err, "{refusal}")?;
    }
    if plan.refused.is_empty() {
        Ok(Exit::Done)
    } else {
        Ok(Exit::Refused)
    }
}

fn show_busy<P: Policy>(harbour: &Harbour<P>, out: &mut dyn Write) -> io::Result<()> {
    for (berth, calendar) in harbour.calendars() {
        let hours: u32 = calendar.stays().map(Stay::hours).sum();
        write!(out, "{berth} {hours}h")?;
        for stretch in calendar.stays().merged() {
            write!(out, " {stretch}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
