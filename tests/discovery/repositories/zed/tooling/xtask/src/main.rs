mod tasks;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Runs `cargo clippy`.
    Clippy(tasks::clippy::ClippyArgs),
    Licenses(tasks::licenses::LicensesArgs),
    /// Checks that packages conform to a set of standards.
    PackageConformity(tasks::package_conformity::PackageConformityArgs),
    /// Publishes GPUI and its dependencies to crates.io.
    PublishGpui(PublishGpuiArgs),
    #[command(name = "web-examples", visible_alias = "web")]
    WebExamples { port: Option<u16>, name: String },
    Ci,
    #[clap(aliases = ["qa"])]
    TestAllOfIt { fast: bool },
}

#[derive(Parser)]
pub struct PublishGpuiArgs {
    /// Optional pre-release identifier to append to the version.
    #[arg(long)]
    pre_release: Option<String>,
    #[arg(long, default_value = "crates-io")]
    registry: String,
}

fn main() -> Result<()> {
    match Args::parse().command {
        CliCommand::Clippy(args) => tasks::clippy::run_clippy(args),
        _ => Ok(()),
    }
}
