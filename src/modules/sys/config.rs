//! What the command line and the environment say about how programs run.

use crate::builtins::io::StreamOptions;
use crate::cache::HashCheck;

/// Switches, paths and arguments, as `sys` shows them.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub argv: Vec<String>,
    pub orig_argv: Vec<String>,
    pub executable: String,
    /// The command that a virtual environment was made by; outside of one the same.
    pub base_executable: String,
    pub prefix: String,
    pub base_prefix: String,
    /// What `sys.path` has first for the program's sake, if that is wanted.
    pub program_folder: Option<String>,
    /// The rest of it.
    pub path: Vec<String>,
    /// Whether `site` has something to do.
    pub runs_site: bool,
    /// Where the standard library lies.
    pub library: String,
    /// `-X` options: name, and value if there is one.
    pub xoptions: Vec<(String, Option<String>)>,
    pub warnoptions: Vec<String>,
    pub streams: StreamOptions,
    pub debug: u8,
    pub inspect: u8,
    pub interactive: u8,
    pub optimize: u8,
    pub dont_write_bytecode: u8,
    /// The folder below which caches are kept, if not beside their sources.
    pub pycache_prefix: Option<String>,
    pub check_hash_based_pycs: HashCheck,
    pub no_user_site: u8,
    pub no_site: u8,
    pub ignore_environment: u8,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub quiet: u8,
    pub isolated: u8,
    pub safe_path: bool,
    pub dev_mode: bool,
    pub utf8_mode: bool,
    pub warn_default_encoding: bool,
    /// Keep no columns in code.
    pub no_debug_ranges: bool,
    /// `None` for the usual limit.
    pub int_max_str_digits: Option<usize>,
    /// What texts hash by, if that is not to be random.
    pub hash_seed: Option<u32>,
    /// `-R`: whatever the environment says.
    pub random_hashes: bool,
}
