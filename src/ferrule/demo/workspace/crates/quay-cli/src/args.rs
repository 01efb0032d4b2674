//! The arguments of the command.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The help text.
pub const USAGE: &str = "\
usage: quay plan [--policy first|tightest] MANIFEST   say who lies where
       quay busy MANIFEST                             list the hours each berth is in use
MANIFEST is a file, or - for the standard input.
";

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print the help text.
    Help,
    /// Say who lies where.
    Plan {
        /// How berths are chosen.
        policy: PolicyName,
        /// The file to read.
        manifest: PathBuf,
    },
    /// List the hours in which each berth is in use.
    Busy {
        /// The file to read.
        manifest: PathBuf,
    },
}

/// The policies that have a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PolicyName {
    /// The first berth that will do.
    #[default]
    First,
    /// The berth that leaves the least quay unused.
    Tightest,
}

/// Arguments that make no sense.
#[derive(Debug, PartialEq, Eq)]
pub enum UsageError {
    /// An argument is not there.
    Missing(&'static str),
    /// An argument is not known or not wanted.
    Unexpected(String),
}

impl Command {
    /// Reads the arguments, which do not include the program's name.
    ///
    /// ```
    /// use quay_cli::Command;
    ///
    /// let command = Command::parse(["busy", "day.txt"].map(String::from));
    /// let manifest = "day.txt".into();
    /// assert_eq!(command, Ok(Command::Busy { manifest }));
    /// ```
    pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Self, UsageError> {
        let mut args = args.into_iter().peekable();
        let command = match required(&mut args, "command")?.as_str() {
            "help" | "--help" | "-h" => Self::Help,
            "plan" => {
                let policy = match args.next_if_eq("--policy") {
                    Some(_) => required(&mut args, "policy")?.parse()?,
                    None => PolicyName::default(),
                };
                let manifest = required(&mut args, "manifest")?.into();
                Self::Plan { policy, manifest }
            }
            "busy" => {
                let manifest = required(&mut args, "manifest")?.into();
                Self::Busy { manifest }
            }
            other => return Err(UsageError::Unexpected(other.to_owned())),
        };
        match args.next() {
            Some(extra) => Err(UsageError::Unexpected(extra)),
            None => Ok(command),
        }
    }
}

fn required<I>(args: &mut I, what: &'static str) -> Result<String, UsageError>
where
    I: Iterator<Item = String>,
{
    args.next().ok_or(UsageError::Missing(what))
}

impl FromStr for PolicyName {
    type Err = UsageError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "first" => Ok(Self::First),
            "tightest" => Ok(Self::Tightest),
            other => Err(UsageError::Unexpected(other.to_owned())),
        }
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(f, "no {what} given (try --help)"),
            Self::Unexpected(argument) => write!(f, "unexpected {argument:?} (try --help)"),
        }
    }
}

impl Error for UsageError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, UsageError> {
        Command::parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn the_policy_is_optional() {
        for (line, policy) in [
            ("plan day", PolicyName::First),
            ("plan --policy tightest day", PolicyName::Tightest),
        ] {
            let manifest = "day".into();
            assert_eq!(parse(line), Ok(Command::Plan { policy, manifest }));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        let unexpected = |word: &str| Err(UsageError::Unexpected(word.to_owned()));
        assert_eq!(parse("busy"), Err(UsageError::Missing("manifest")));
        assert_eq!(parse("busy day night"), unexpected("night"));
        assert_eq!(parse("plan --policy best day"), unexpected("best"));
    }
}
