//! How a report looks: CPython's default colours, and whether stretches of source are marked.

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
    /// Whether marks stand below what was being done. Without them only lines of files are shown, one a frame.
    pub marks: bool,
}

impl Theme {
    pub const NONE: Theme = Theme { place: "", class: "", message: "", highlight: "", range: "", reset: "", marks: true };
    /// What is reported where no handler can be: the interpreter does that itself in CPython, and it is brief.
    pub const BRIEF: Theme = Theme { marks: false, ..Theme::NONE };
    pub const COLOURS: Theme = Theme {
        place: "\x1b[35m",
        class: "\x1b[1;35m",
        message: "\x1b[35m",
        highlight: "\x1b[1;31m",
        range: "\x1b[31m",
        reset: "\x1b[0m",
        marks: true,
    };
}
