//! One client's conversation, as lines of text.

use std::io::{self, BufRead, Write};

use crate::{Client, Request};

/// Answers each line of `input` with one line, until `quit` or the end; says how many it answered.
///
/// A line that is no request is answered too, and ends nothing.
pub fn serve(client: &Client, input: impl BufRead, mut output: impl Write) -> io::Result<usize> {
    let mut answered = 0;
    for line in input.lines() {
        let line = line?;
        match line.trim() {
            "" => continue,
            "quit" => break,
            text => writeln!(output, "{}", answer(client, text))?,
        }
        output.flush()?;
        answered += 1;
    }
    Ok(answered)
}

fn answer(client: &Client, line: &str) -> String {
    let outcome = line
        .parse::<Request>()
        .map_err(|error| error.to_string())
        .and_then(|request| client.call(request).map_err(|stopped| stopped.to_string()));
    match outcome {
        Ok(response) => response.to_string(),
        Err(problem) => format!("error {problem}"),
    }
}
