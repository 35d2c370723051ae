//! Indentation: the columns of the open blocks, counted twice so that the width of a tab never decides.

/// CPython's limit of open blocks, the outermost included.
const MAX_LEVELS: usize = 100;
const TAB_WIDTH: u32 = 8;

/// How far a line is indented: with tabs to multiples of eight, and with tabs as wide as a space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    pub wide: u32,
    pub narrow: u32,
}

impl Column {
    #[inline]
    pub fn space(&mut self) {
        self.wide += 1;
        self.narrow += 1;
    }

    pub fn tab(&mut self) {
        self.wide = (self.wide / TAB_WIDTH + 1) * TAB_WIDTH;
        self.narrow += 1;
    }
}

/// An open block.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    column: Column,
    /// It is the block of a `match`: its lines start with the keyword `case`.
    holds_cases: bool,
}

/// What a line's indentation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Same,
    Indent,
    /// So many blocks end.
    Dedent(u32),
    /// So many blocks end, but the line belongs to none that is open.
    Stray(u32),
    /// Whether it is deeper depends on the width of a tab; so many blocks end.
    Mixed(u32),
    TooDeep,
}

/// The open blocks, outermost first.
#[derive(Clone, Debug)]
pub(super) struct Indentation {
    levels: Vec<Level>,
}

impl Indentation {
    pub fn new() -> Indentation {
        Indentation { levels: vec![Level::default()] }
    }

    /// How many blocks are open besides the outermost.
    pub fn depth(&self) -> usize {
        self.levels.len() - 1
    }

    fn top(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the outermost block never ends")
    }

    /// A line starts at a column.
    #[inline]
    pub fn line(&mut self, column: Column) -> Step {
        if self.top().column == column { Step::Same } else { self.change(column) }
    }

    fn change(&mut self, column: Column) -> Step {
        let top = self.top().column;
        if column.wide > top.wide {
            return self.deeper(column, top);
        }
        let before = self.depth();
        while column.wide < self.top().column.wide {
            self.levels.pop();
        }
        let ended = (before - self.depth()) as u32;
        let top = self.top().column;
        if column.wide != top.wide {
            Step::Stray(ended)
        } else if column.narrow != top.narrow {
            Step::Mixed(ended)
        } else {
            Step::Dedent(ended)
        }
    }

    fn deeper(&mut self, column: Column, top: Column) -> Step {
        if self.levels.len() >= MAX_LEVELS {
            return Step::TooDeep;
        }
        if column.narrow <= top.narrow {
            return Step::Mixed(0);
        }
        self.levels.push(Level { column, holds_cases: false });
        Step::Indent
    }

    /// The block that has just begun is that of a `match`.
    pub fn expect_cases(&mut self) {
        self.top().holds_cases = true;
    }

    pub fn holds_cases(&self) -> bool {
        self.levels.last().is_some_and(|level| level.holds_cases)
    }
}
