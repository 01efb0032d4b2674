use std::{env, error::Error};

type DynError = Box<dyn Error>;

pub mod tasks {
    pub fn docgen() -> Result<(), crate::DynError> {
        Ok(())
    }

    pub fn print_help() {
        println!("Run with `cargo xtask <task>`");
    }
}

fn main() -> Result<(), DynError> {
    let mut args = env::args().skip(1);
    let task = args.next();
    match task {
        None => tasks::print_help(),
        Some(t) => match t.as_str() {
            "docgen" => tasks::docgen()?,
            "theme-check" => tasks::themecheck(args)?,
            "query-check" | "queries" => tasks::querycheck(args)?,
            "--help" => tasks::print_help(),
            invalid => return Err(format!("Invalid task name: {invalid}").into()),
        },
    };
    Ok(())
}
