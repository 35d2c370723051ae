//! The editor: lines with colours, history and completion, on a terminal that can tell where its cursor is.
//!
//! It runs in a thread of its own, which asks the machine's for completions.

use super::highlight::highlight;
use super::whole::{indentation, wants_more};
use crate::vm::signals;
use reedline::{
    ColumnarMenu, Completer, CompletionResult, EditCommand, EditMode, Emacs, FileBackedHistory, Highlighter, KeyCode,
    KeyModifiers, MenuBuilder, Prompt, PromptEditMode, PromptHistorySearch, Reedline, ReedlineEvent, ReedlineMenu,
    ReedlineRawEvent, Signal, Span, StyledText, Suggestion, ValidationResult, Validator, default_emacs_keybindings,
};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the editor's thread tells the machine's.
pub enum Event {
    /// Candidates are wanted for the end of a text: answer where they begin, and which there are.
    Complete(String, Sender<(usize, Vec<String>)>),
    Read(Read),
}

/// What was read.
pub enum Read {
    Text(String),
    /// Ctrl-C.
    Interrupt,
    End,
    /// The terminal cannot be used so.
    Failed,
}

/// The prompts of the first line and of the others.
struct Prompts(String, String);

impl Prompt for Prompts {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.1)
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        Cow::Owned(format!("(search `{}`) ", search.term))
    }
}

/// What the editor shows, as long as no key was pressed since.
type Shown = Arc<Mutex<Option<(String, usize)>>>;

struct Colours {
    shown: Shown,
    is_coloured: bool,
}

impl Highlighter for Colours {
    fn highlight(&self, line: &str, cursor: usize) -> StyledText {
        if let Ok(mut shown) = self.shown.lock() {
            *shown = Some((line.to_string(), cursor));
        }
        let mut styled = StyledText::new();
        match self.is_coloured {
            true => highlight(line).into_iter().for_each(|part| styled.push(part)),
            false => styled.push((nu_ansi_term::Style::new(), line.to_string())),
        }
        styled
    }
}

/// Emacs's keys; behind what is not whole, Enter begins a line that is indented.
struct Keys {
    emacs: Emacs,
    shown: Shown,
}

impl EditMode for Keys {
    fn parse_event(&mut self, event: ReedlineRawEvent) -> ReedlineEvent {
        let shown = self.shown.lock().ok().and_then(|mut shown| shown.take());
        match (self.emacs.parse_event(event), shown) {
            (ReedlineEvent::Enter, Some((text, cursor))) if cursor == text.len() && wants_more(&text) => {
                ReedlineEvent::Edit(vec![EditCommand::InsertString(format!("\n{}", indentation(&text)))])
            }
            (event, _) => event,
        }
    }

    fn edit_mode(&self) -> PromptEditMode {
        self.emacs.edit_mode()
    }
}

struct Whole;

impl Validator for Whole {
    fn validate(&self, line: &str) -> ValidationResult {
        if wants_more(line) { ValidationResult::Incomplete } else { ValidationResult::Complete }
    }
}

struct Names(Sender<Event>);

impl Completer for Names {
    fn complete(&mut self, line: &str, pos: usize) -> CompletionResult {
        let (answer, answered) = channel();
        let text = line.get(..pos).unwrap_or(line).to_string();
        let _ = self.0.send(Event::Complete(text, answer));
        let (start, names) = answered.recv().unwrap_or_default();
        let suggestion = |value| Suggestion { value, span: Span::new(start, pos), ..Suggestion::default() };
        CompletionResult::fresh(names.into_iter().map(suggestion).collect::<Vec<_>>())
    }
}

/// How much history is kept.
const HISTORY: usize = 10_000;

fn make(events: &Sender<Event>, history: Option<PathBuf>, is_coloured: bool) -> Reedline {
    let shown: Shown = Arc::default();
    let mut keys = default_emacs_keybindings();
    let menu = ReedlineEvent::UntilFound(vec![ReedlineEvent::Menu("names".into()), ReedlineEvent::MenuNext]);
    keys.add_binding(KeyModifiers::NONE, KeyCode::Tab, menu);
    keys.add_binding(KeyModifiers::ALT, KeyCode::Enter, ReedlineEvent::Edit(vec![EditCommand::InsertNewline]));
    let editor = Reedline::create()
        .use_bracketed_paste(true)
        .with_ansi_colors(is_coloured)
        .with_validator(Box::new(Whole))
        .with_highlighter(Box::new(Colours { shown: shown.clone(), is_coloured }))
        .with_completer(Box::new(Names(events.clone())))
        .with_quick_completions(true)
        .with_partial_completions(true)
        .with_menu(ReedlineMenu::EngineCompleter(Box::new(ColumnarMenu::default().with_name("names"))))
        .with_edit_mode(Box::new(Keys { emacs: Emacs::new(keys), shown }));
    match history.map(|file| FileBackedHistory::with_file(HISTORY, file)) {
        Some(Ok(history)) => editor.with_history(Box::new(history)),
        _ => editor,
    }
}

/// The editor, from the machine's side.
pub struct Editor {
    prompts: Sender<(String, String)>,
    events: Receiver<Event>,
}

impl Editor {
    pub fn start(history: Option<PathBuf>, is_coloured: bool) -> Editor {
        let (prompts, wanted) = channel::<(String, String)>();
        let (told, events) = channel();
        let edit = move || {
            signals::leave_to_machine();
            let mut editor = make(&told, history, is_coloured);
            for (first, others) in wanted {
                let read = match editor.read_line(&Prompts(first, others)) {
                    Ok(Signal::Success(text)) => Read::Text(text),
                    Ok(Signal::CtrlC) => Read::Interrupt,
                    Ok(Signal::CtrlD) => Read::End,
                    _ => Read::Failed,
                };
                let _ = editor.sync_history();
                if told.send(Event::Read(read)).is_err() {
                    return;
                }
            }
        };
        // Where there is no thread there are no events, and so no editor.
        let _ = thread::Builder::new().name("prompt".into()).spawn(edit);
        Editor { prompts, events }
    }

    /// Has something read.
    pub fn ask(&self, first: String, others: String) {
        let _ = self.prompts.send((first, others));
    }

    /// What comes next; nothing for a while, so that the machine can look at signals.
    pub fn next(&self) -> Option<Event> {
        match self.events.recv_timeout(Duration::from_millis(50)) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Read(Read::Failed)),
        }
    }
}
