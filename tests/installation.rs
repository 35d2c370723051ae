//! What is installed beside programs is found: folders and archives as programs, `site-packages`, `.pth` files, `sitecustomize`,
//! virtual environments.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run prints, its standard error behind it, and its status.
fn run(folder: &Path, command: &Path, args: &[&str], environment: &[(&str, &Path)]) -> String {
    let mut command = Command::new(command);
    command.args(args).current_dir(folder).env_remove("VIRTUAL_ENV").env_remove("PYTHONPATH");
    command.env("PYTHONUSERBASE", folder.join("nothing")).env("XDG_CACHE_HOME", folder.join("cache"));
    let output = command.envs(environment.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(folder.to_str().unwrap(), "HERE");
    format!("{}{}{}", text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
}

/// A folder of a test's own.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("installation-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn hyaline() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hyaline"))
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// An archive with files as they are.
fn zip(folder: &Path, archive: &str, names: &[&str]) {
    let code =
        "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z:\n    for name in sys.argv[2:]: z.write(name)";
    let args: Vec<&str> = ["-c", code, archive].into_iter().chain(names.iter().copied()).collect();
    assert_eq!(run(folder, hyaline(), &args, &[]), "0");
}

#[test]
fn folders_and_archives_are_programs() {
    let folder = Folder::new("programs");
    let folder = &*folder.0;
    write(&folder.join("program/__main__.py"), "import helper, sys\nprint(__name__, __file__, sys.argv)");
    write(&folder.join("program/helper.py"), "print('helper', __file__)");
    fs::create_dir(folder.join("empty")).unwrap();
    let shown = run(folder, hyaline(), &["program", "a"], &[]);
    assert_eq!(shown, "helper HERE/program/helper.py\n__main__ HERE/program/__main__.py ['program', 'a']\n0");
    zip(&folder.join("program"), "../program.zip", &["__main__.py", "helper.py"]);
    let shown = run(folder, hyaline(), &["program.zip"], &[]);
    assert_eq!(shown, "helper HERE/program.zip/helper.py\n__main__ HERE/program.zip/__main__.py ['program.zip']\n0");
    let archive = fs::read(folder.join("program.zip")).unwrap();
    fs::write(folder.join("launched"), [b"#!/usr/bin/env hyaline\n", &archive[..]].concat()).unwrap();
    assert!(run(folder, hyaline(), &["launched"], &[]).ends_with("['launched']\n0"));
    let shown = run(folder, hyaline(), &["empty"], &[]);
    assert!(shown.ends_with(": can't find '__main__' module in 'HERE/empty'\n1"), "{shown}");
    // Cut off at any place it is an error of Python's, of one kind or another.
    for length in (0..archive.len()).step_by(97) {
        fs::write(folder.join("cut.zip"), &archive[..length]).unwrap();
        let shown = run(folder, hyaline(), &["cut.zip"], &[]);
        assert!(shown == "0" || shown.ends_with("1"), "{length}: {shown}");
        assert!(!shown.contains("panicked"), "{length}: {shown}");
    }
}

#[test]
fn sites_are_found() {
    let folder = Folder::new("sites");
    let folder = &*folder.0;
    let packages = folder.join("base/lib/python3.14/site-packages");
    write(&packages.join("installed.py"), "where = __file__");
    write(&packages.join("more.pth"), "HERE\n/nowhere\nimport sys; sys.ran = 'a .pth'\n");
    let base = folder.join("base");
    let user: &[(&str, &Path)] = &[("PYTHONUSERBASE", &base)];
    let code = "import installed, sys; print(installed.where, sys.ran)";
    assert_eq!(run(folder, hyaline(), &["-c", code], user), "HERE/base/lib/python3.14/site-packages/installed.py a .pth\n0");
    for switch in ["-s", "-S", "-I"] {
        assert!(run(folder, hyaline(), &[switch, "-c", code], user).contains("No module named 'installed'"), "{switch}");
    }
    write(&packages.join("broken.pth"), "import nothing_such\n");
    let shown = run(folder, hyaline(), &["-c", code], user);
    assert!(
        shown.starts_with("HERE/base/lib/python3.14/site-packages/installed.py a .pth\nError processing line 1"),
        "{shown}"
    );
    assert!(shown.contains("ModuleNotFoundError: No module named 'nothing_such'\n"), "{shown}");
    assert!(shown.ends_with("\nRemainder of file ignored\n0"), "{shown}");
}

#[test]
fn sites_are_customised() {
    let folder = Folder::new("customised");
    let folder = &*folder.0;
    let path: &[(&str, &Path)] = &[("PYTHONPATH", folder)];
    let file = folder.join("sitecustomize.py");
    write(&file, "print('first')");
    assert_eq!(run(folder, hyaline(), &["-c", "print('then')"], path), "first\nthen\n0");
    assert_eq!(run(folder, hyaline(), &["-S", "-c", "print('then')"], path), "then\n0");
    write(&file, "raise ValueError('customised badly')");
    let shown = run(folder, hyaline(), &["-c", "print('then')"], path);
    assert_eq!(shown, "then\nError in sitecustomize; set PYTHONVERBOSE for traceback:\nValueError: customised badly\n0");
    write(&file, "raise SystemExit(7)");
    let shown = run(folder, hyaline(), &["-c", "print('then')"], path);
    assert!(shown.starts_with("Fatal Python error: init_import_site: Failed to import the site module\n"), "{shown}");
    assert!(shown.ends_with("SystemExit: 7\n1"), "{shown}");
}

#[cfg(unix)]
#[test]
fn virtual_environments_are_entered() {
    let folder = Folder::new("environments");
    let folder = &*folder.0;
    assert_eq!(run(folder, hyaline(), &["-m", "venv", "--without-pip", "env"], &[]), "0");
    let env = folder.join("env");
    write(&env.join("lib/python3.14/site-packages/installed.py"), "where = __file__");
    let code = "import installed, sys; print(installed.where, sys.prefix, sys.base_prefix != sys.prefix)";
    let expected = "HERE/env/lib/python3.14/site-packages/installed.py HERE/env True\n0";
    assert_eq!(run(folder, &env.join("bin/python"), &["-c", code], &[]), expected);
    assert_eq!(run(folder, hyaline(), &["-c", code], &[("VIRTUAL_ENV", &env)]), expected);
    assert!(run(folder, hyaline(), &["-E", "-c", code], &[("VIRTUAL_ENV", &env)]).contains("No module named 'installed'"));
}
