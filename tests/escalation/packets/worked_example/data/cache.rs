//! A cache of texts that somebody else keeps.

/// What can be asked for a text by its name.
pub trait Lookup {
    /// Gives the text of a name, for as long as the cache lives.
    fn find<'a>(&'a self, name: &str) -> Option<&'a str>;
}

/// Values by name; `'t` is how long the names live.
pub struct Cache<'t, T> {
    entries: Vec<(&'t str, T)>,
}

impl<'t, T: AsRef<str>> Lookup for Cache<'t, T> {
    fn find<'a>(&'a self, name: &'t str) -> Option<&'a str> {
        let found = self.entries.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_ref())
    }
}
