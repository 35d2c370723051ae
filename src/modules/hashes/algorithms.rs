//! The hash functions: what each is called, and the crate's state behind one face.

use md5::Md5;
use sha1::Sha1;
use sha2::digest::{Digest, ExtendableOutput, Update, XofReader};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};
use shake::{Shake128, Shake256};

/// A hash that is being computed.
pub trait State {
    fn update(&mut self, bytes: &[u8]);
    /// The hash of what came until now; so many bytes of it where that can be chosen.
    fn digest(&self, len: usize) -> Vec<u8>;
    fn copy(&self) -> Box<dyn State>;
}

#[derive(Clone, Default)]
struct Fixed<D>(D);

impl<D: Digest + Clone + 'static> State for Fixed<D> {
    fn update(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.0, bytes);
    }

    fn digest(&self, _: usize) -> Vec<u8> {
        self.0.clone().finalize().to_vec()
    }

    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

#[derive(Clone, Default)]
struct Extendable<D>(D);

impl<D: ExtendableOutput + Update + Clone + 'static> State for Extendable<D> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn digest(&self, len: usize) -> Vec<u8> {
        let mut out = vec![0; len];
        self.0.clone().finalize_xof().read(&mut out);
        out
    }

    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

/// The two widths of BLAKE2 have types alike, but no trait in common.
macro_rules! blake2 {
    ($($of:ident)*) => {
        $(impl State for $of::State {
            fn update(&mut self, bytes: &[u8]) {
                self.update(bytes);
            }

            fn digest(&self, _: usize) -> Vec<u8> {
                self.finalize().as_bytes().to_vec()
            }

            fn copy(&self) -> Box<dyn State> {
                Box::new(self.clone())
            }
        })*
    };
}

blake2!(blake2b_simd blake2s_simd);

/// What there is to know of a hash function.
pub struct Algorithm {
    pub name: &'static str,
    /// Its type: with the module's name before it.
    pub type_name: &'static str,
    /// What the module calls the type, where that is not the function's own name.
    pub type_alias: &'static str,
    /// 0 where the length can be chosen.
    pub digest_size: usize,
    pub block_size: usize,
    pub new: fn() -> Box<dyn State>,
}

fn fixed<D: Digest + Clone + Default + 'static>() -> Box<dyn State> {
    Box::new(Fixed::<D>::default())
}

fn extendable<D: ExtendableOutput + Update + Clone + Default + 'static>() -> Box<dyn State> {
    Box::new(Extendable::<D>::default())
}

macro_rules! algorithms {
    ($($name:literal $type_name:literal $alias:literal $size:literal $block:literal $new:expr;)*) => {
        pub const ALGORITHMS: &[Algorithm] = &[$(Algorithm {
            name: $name, type_name: $type_name, type_alias: $alias, digest_size: $size, block_size: $block, new: $new
        },)*];
    };
}

algorithms! {
    "md5" "_md5.md5" "MD5Type" 16 64 fixed::<Md5>;
    "sha1" "_sha1.sha1" "SHA1Type" 20 64 fixed::<Sha1>;
    "sha224" "_sha2.SHA224Type" "SHA224Type" 28 64 fixed::<Sha224>;
    "sha256" "_sha2.SHA256Type" "SHA256Type" 32 64 fixed::<Sha256>;
    "sha384" "_sha2.SHA384Type" "SHA384Type" 48 128 fixed::<Sha384>;
    "sha512" "_sha2.SHA512Type" "SHA512Type" 64 128 fixed::<Sha512>;
    "sha3_224" "_sha3.sha3_224" "" 28 144 fixed::<Sha3_224>;
    "sha3_256" "_sha3.sha3_256" "" 32 136 fixed::<Sha3_256>;
    "sha3_384" "_sha3.sha3_384" "" 48 104 fixed::<Sha3_384>;
    "sha3_512" "_sha3.sha3_512" "" 64 72 fixed::<Sha3_512>;
    "shake_128" "_sha3.shake_128" "" 0 168 extendable::<Shake128>;
    "shake_256" "_sha3.shake_256" "" 0 136 extendable::<Shake256>;
    "blake2b" "_blake2.blake2b" "" 64 128 || Box::new(blake2b_simd::State::new());
    "blake2s" "_blake2.blake2s" "" 32 64 || Box::new(blake2s_simd::State::new());
}
