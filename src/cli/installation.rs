//! Where hyaline lies and what is installed there for programs: `sys.executable`, `sys.prefix`, virtual environments (PEP 405), and
//! whether `site` has anything to do. Takes the command's name and the environment, fills in the configuration.

use crate::modules::sys::Config;
use crate::source::files;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf, absolute};

/// Where modules that were installed are, below a prefix.
const PACKAGES: &str = "lib/python3.14/site-packages";
/// Modules that `site` runs if they can be found.
const CUSTOM: [&str; 4] = ["sitecustomize.py", "sitecustomize", "usercustomize.py", "usercustomize"];

/// Finds all that is to be found, for the command as it was called.
pub fn locate(config: &mut Config, name: &OsStr) {
    let program = env::current_exe().unwrap_or_default();
    if config.library.is_empty() {
        config.library = text(files::library_below(&program));
    }
    let executable = called(name).unwrap_or(program);
    config.executable = text(&executable);
    config.base_executable = config.executable.clone();
    config.prefix = text(above(&executable, 2));
    config.base_prefix = config.prefix.clone();
    let environment = Environment::around(&executable);
    if let Some(Environment { home, .. }) = &environment {
        if let Some(home) = home {
            config.base_prefix = text(above(home, 1));
            config.base_executable = text(&home.join(executable.file_name().unwrap_or_default()));
        }
    } else if config.ignore_environment == 0
        && let Some(folder) = env::var_os("VIRTUAL_ENV").filter(|folder| !folder.is_empty()).map(PathBuf::from)
        && let Some(activated) = Environment::read(&folder.join("pyvenv.cfg"))
    {
        // One that was activated: it need not be hyaline's own.
        config.prefix = text(&folder);
        config.no_user_site = config.no_user_site.max(!activated.sees_system as u8);
    }
    config.runs_site =
        config.no_site == 0 && site_has_work(config, environment.is_none_or(|environment| environment.sees_system));
    config.path.push(config.library.clone());
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn above(path: &Path, levels: usize) -> &Path {
    path.ancestors().nth(levels).unwrap_or(Path::new("/"))
}

/// The file that a command's name means. Links stay as they are: an environment's command may be one.
fn called(name: &OsStr) -> Option<PathBuf> {
    let is_path = Path::new(name).components().count() > 1;
    let found = match is_path {
        true => Some(PathBuf::from(name)),
        false => env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file()),
    };
    found.and_then(|file| absolute(file).ok()).filter(|file| file.is_file())
}

/// What `pyvenv.cfg` says.
struct Environment {
    /// The folder of the command that made it.
    home: Option<PathBuf>,
    sees_system: bool,
}

impl Environment {
    /// That of a command: beside it or a folder above.
    fn around(executable: &Path) -> Option<Environment> {
        [1, 2].into_iter().find_map(|levels| Environment::read(&above(executable, levels).join("pyvenv.cfg")))
    }

    fn read(file: &Path) -> Option<Environment> {
        let lines = std::fs::read_to_string(file).ok()?;
        let mut found = Environment { home: None, sees_system: true };
        for (key, value) in lines.lines().filter_map(|line| line.split_once('=')) {
            match key.trim().to_lowercase().as_str() {
                "home" => found.home = Some(value.trim().into()),
                "include-system-site-packages" => found.sees_system = value.trim().eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
        Some(found)
    }
}

/// Whether `site` would change anything: it takes longer than all the rest of a start, and mostly finds nothing.
fn site_has_work(config: &Config, sees_system: bool) -> bool {
    let mut prefixes = vec![PathBuf::from(&config.prefix)];
    if sees_system {
        prefixes.push(PathBuf::from(&config.base_prefix));
        prefixes.extend(user_base(config));
    }
    let is_custom = |folder: &String| {
        let folder = Path::new(folder);
        // An archive may hold anything.
        folder.is_file() || CUSTOM.iter().any(|name| folder.join(name).exists())
    };
    prefixes.iter().any(|prefix| prefix.join(PACKAGES).is_dir()) || config.path.iter().any(is_custom)
}

fn user_base(config: &Config) -> Option<PathBuf> {
    if config.no_user_site > 0 {
        return None;
    }
    let base = env::var_os("PYTHONUSERBASE").filter(|base| config.ignore_environment == 0 && !base.is_empty());
    base.map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".local")))
}
