//! The databases of users and groups, as the system is set up to look them up.

use super::Result;
use rustix::io::Errno;
use std::ffi::{CStr, c_char};
use std::mem::MaybeUninit;
use std::ptr;
use std::sync::Mutex;

/// An entry of the password database.
pub struct User {
    pub name: Vec<u8>,
    pub password: Vec<u8>,
    pub uid: u32,
    pub gid: u32,
    pub gecos: Vec<u8>,
    pub home: Vec<u8>,
    pub shell: Vec<u8>,
}

/// An entry of the group database.
pub struct Group {
    pub name: Vec<u8>,
    pub password: Vec<u8>,
    pub gid: u32,
    pub members: Vec<Vec<u8>>,
}

/// By what an entry is looked up.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    Name(&'a CStr),
    Number(u32),
}

/// Going through all entries is the process's, not a thread's.
static ALL: Mutex<()> = Mutex::new(());

/// # Safety
/// Null, or a text that ends with a NUL.
unsafe fn text(pointer: *const c_char) -> Vec<u8> {
    if pointer.is_null() {
        return Vec::new();
    }
    // SAFETY: as above.
    unsafe { CStr::from_ptr(pointer) }.to_bytes().to_vec()
}

/// # Safety
/// An entry that the C library filled in.
unsafe fn user(entry: &libc::passwd) -> User {
    // SAFETY: its texts are.
    unsafe {
        User {
            name: text(entry.pw_name),
            password: text(entry.pw_passwd),
            uid: entry.pw_uid,
            gid: entry.pw_gid,
            gecos: text(entry.pw_gecos),
            home: text(entry.pw_dir),
            shell: text(entry.pw_shell),
        }
    }
}

/// # Safety
/// An entry that the C library filled in.
unsafe fn group(entry: &libc::group) -> Group {
    let mut members = Vec::new();
    // SAFETY: its texts are, and the list of members ends with a null pointer.
    unsafe {
        let mut at = entry.gr_mem;
        while !at.is_null() && !(*at).is_null() {
            members.push(text(*at));
            at = at.add(1);
        }
        Group { name: text(entry.gr_name), password: text(entry.gr_passwd), gid: entry.gr_gid, members }
    }
}

/// Calls with more and more room, until it is enough.
fn with_room<T>(mut call: impl FnMut(&mut [c_char]) -> std::result::Result<Option<T>, i32>) -> Result<Option<T>> {
    let mut room = vec![0; 1024];
    loop {
        match call(&mut room) {
            Ok(found) => return Ok(found),
            Err(libc::ERANGE) if room.len() < 1 << 20 => room.resize(room.len() * 4, 0),
            // Nobody of that name: systems differ in how they say it.
            Err(0 | libc::ENOENT | libc::ESRCH | libc::EBADF | libc::EPERM) => return Ok(None),
            Err(number) => return Err(Errno::from_raw_os_error(number)),
        }
    }
}

/// A user, if there is one.
pub fn find_user(key: Key) -> Result<Option<User>> {
    with_room(|room| {
        let (mut entry, mut found) = (MaybeUninit::uninit(), ptr::null_mut());
        let (place, size) = (room.as_mut_ptr(), room.len());
        // SAFETY: as much room as is said; `found` is null or the entry, filled in.
        unsafe {
            let error = match key {
                Key::Name(name) => libc::getpwnam_r(name.as_ptr(), entry.as_mut_ptr(), place, size, &mut found),
                Key::Number(uid) => libc::getpwuid_r(uid, entry.as_mut_ptr(), place, size, &mut found),
            };
            if error == 0 { Ok(found.as_ref().map(|found| user(found))) } else { Err(error) }
        }
    })
}

/// A group, if there is one.
pub fn find_group(key: Key) -> Result<Option<Group>> {
    with_room(|room| {
        let (mut entry, mut found) = (MaybeUninit::uninit(), ptr::null_mut());
        let (place, size) = (room.as_mut_ptr(), room.len());
        // SAFETY: as above.
        unsafe {
            let error = match key {
                Key::Name(name) => libc::getgrnam_r(name.as_ptr(), entry.as_mut_ptr(), place, size, &mut found),
                Key::Number(gid) => libc::getgrgid_r(gid, entry.as_mut_ptr(), place, size, &mut found),
            };
            if error == 0 { Ok(found.as_ref().map(|found| group(found))) } else { Err(error) }
        }
    })
}

/// All users.
pub fn all_users() -> Vec<User> {
    let _guard = ALL.lock();
    let mut users = Vec::new();
    // SAFETY: only here is the database gone through, by one thread at a time; an entry is read before the next is asked for.
    unsafe {
        libc::setpwent();
        while let Some(entry) = libc::getpwent().as_ref() {
            users.push(user(entry));
        }
        libc::endpwent();
    }
    users
}

/// All groups.
pub fn all_groups() -> Vec<Group> {
    let _guard = ALL.lock();
    let mut groups = Vec::new();
    // SAFETY: as above.
    unsafe {
        libc::setgrent();
        while let Some(entry) = libc::getgrent().as_ref() {
            groups.push(group(entry));
        }
        libc::endgrent();
    }
    groups
}
