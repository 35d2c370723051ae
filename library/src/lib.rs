//! CPython's standard library, the part that is written in Python, as one compressed file in the binary.
//!
//! Names are relative to `Lib`, with slashes: `json/decoder.py`. The files are CPython's, under its licence, which is among them
//! (`PSF-LICENSE`).

/// A file of the library.
pub struct File {
    pub name: &'static str,
    start: usize,
    pub size: usize,
    /// A hash of the contents.
    pub stamp: u64,
}

/// By name.
static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/table.rs"));
static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pack"));

/// The file with a name.
pub fn file(name: &str) -> Option<&'static File> {
    FILES.binary_search_by(|file| file.name.cmp(name)).ok().map(|place| &FILES[place])
}

/// The files in a folder and the folders below it, by name; `""` is the whole library.
pub fn files_below(folder: &str) -> impl Iterator<Item = &'static File> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let first = FILES.partition_point(|file| *file.name < *prefix);
    FILES[first..].iter().take_while(move |file| file.name.starts_with(&prefix))
}

impl File {
    pub fn contents(&self) -> Vec<u8> {
        let next = FILES.partition_point(|file| file.start <= self.start);
        let end = FILES.get(next).map_or(PACK.len(), |next| next.start);
        miniz_oxide::inflate::decompress_to_vec_with_limit(&PACK[self.start..end], self.size).expect("what the build packed")
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, file, files_below};

    #[test]
    fn every_file_unpacks() {
        for file in FILES {
            assert_eq!(file.contents().len(), file.size, "{}", file.name);
        }
    }

    #[test]
    fn files_are_found_by_name() {
        assert!(
            file("json/decoder.py").is_some_and(|file| file.contents().starts_with(b"\"\"\"Implementation of JSONDecoder"))
        );
        assert!(file("json").is_none());
        assert!(files_below("json").all(|file| file.name.starts_with("json/")));
        assert_eq!(files_below("json").filter(|file| file.name == "json/__init__.py").count(), 1);
        assert_eq!(files_below("").count(), FILES.len());
    }
}
