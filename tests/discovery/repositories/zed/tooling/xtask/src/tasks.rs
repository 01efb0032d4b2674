pub mod clippy {
    #[derive(clap::Parser)]
    pub struct ClippyArgs {
        /// Automatically apply lint suggestions.
        #[arg(long)]
        fix: bool,
        /// The package to run Clippy against.
        #[arg(long, short)]
        package: Option<String>,
    }
}
