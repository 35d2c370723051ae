//! The colours of a report: CPython's default theme.

/// Escape sequences, empty without colours.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// File, line and function.
    pub place: &'static str,
    pub class: &'static str,
    pub message: &'static str,
    /// What is marked with `^`; with `~`.
    pub highlight: &'static str,
    pub range: &'static str,
    pub reset: &'static str,
}

impl Theme {
    pub const NONE: Theme = Theme { place: "", class: "", message: "", highlight: "", range: "", reset: "" };
    pub const COLOURS: Theme = Theme {
        place: "\x1b[35m",
        class: "\x1b[1;35m",
        message: "\x1b[35m",
        highlight: "\x1b[1;31m",
        range: "\x1b[31m",
        reset: "\x1b[0m",
    };
}
