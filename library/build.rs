//! Packs the library's files into one, each compressed alone, and writes a table of where they are.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where the source of the library was changed for another interpreter, and what stands there for this one. A text that is not
/// there any more fails the build.
const AMENDED: &[(&str, &str, &str)] = &[
    ("platform.py", "if \"RustPython\" in sys_version", "if \"hyaline\" in sys_version"),
    ("platform.py", "name = \"RustPython\"", "name = \"hyaline\""),
    ("site.py", "return 'RustPython'", "return 'Python'"),
    ("site.py", "{userbase}/lib/rustpython{version", "{userbase}/lib/python{version"),
    ("sysconfig/__init__.py", "return 'RustPython'", "return 'Python'"),
];

/// What is of no use in a binary: programs that are shown off, wheels to install.
const LEFT_OUT: &[&str] = &["turtledemo", "idlelib", "ensurepip/_bundled"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=own");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let root = Path::new(rustpython_pylib::LIB_PATH);
    let mut files = Vec::new();
    find(root, root, &mut files);
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().map(|name| (name.clone(), amended(root, &name))).collect();
    files.push((system_name(), fs::read("own/_sysconfigdata.py").expect("our own file")));
    files.sort();
    let (mut pack, mut table) = (Vec::new(), String::from("&[\n"));
    for (name, contents) in files {
        let packed = miniz_oxide::deflate::compress_to_vec(&contents, 8);
        let (start, size, stamp) = (pack.len(), contents.len(), hash(&contents));
        writeln!(table, "File {{ name: {name:?}, start: {start}, size: {size}, stamp: {stamp} }},").expect("memory");
        pack.extend(packed);
    }
    table.push(']');
    fs::write(out.join("pack"), pack).expect("a folder to write to");
    fs::write(out.join("table.rs"), table).expect("a folder to write to");
}

/// Under which name `sysconfig` looks for what it tells of the build.
fn system_name() -> String {
    let of = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    format!("_sysconfigdata__{}_{}-{}-gnu.py", of("OS"), of("ARCH"), of("OS"))
}

/// A file's contents as they are for this interpreter.
fn amended(root: &Path, name: &str) -> Vec<u8> {
    let mut contents = fs::read(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (_, old, new) in AMENDED.iter().filter(|(file, ..)| *file == name) {
        let text = String::from_utf8(contents).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.contains(old), "{name} does not have {old:?} any more");
        contents = text.replace(old, new).into_bytes();
    }
    contents
}

fn find(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder that can be read").path();
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        if LEFT_OUT.contains(&&*name) || name.ends_with("__pycache__") {
            continue;
        }
        match path.is_dir() {
            true => find(root, &path, files),
            false => files.push(name),
        }
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
