//! What the `unsafe` in these modules promises where no program shows it; programs that show the rest are in `tests/trials`.

use super::environment;
use super::forms::{Form, Forms, Wanted};
use super::frame::{Stack, look};
use super::op::Op;
use super::threads::Parking;
use crate::cli::with_machine;
use std::ffi::OsStr;
use std::time::Duration;

#[test]
fn forms_are_for_one_version_and_name() {
    with_machine(|vm| {
        let forms = Forms::default();
        let (name, value) = (vm.intern("remembered"), vm.list(Vec::new()));
        let form = Form::of_class(Op::LOAD_ATTR_METHOD, &value);
        forms.put(7, &name, Wanted::Method, form);
        forms.put(8, &name, Wanted::Place, Form::slot(Op::LOAD_ATTR_SLOT, 3));
        assert!(forms.get(7, &name, Wanted::Method).and_then(|form| form.value()).is_some_and(|found| found.is(&value)));
        assert!(forms.get(8, &name, Wanted::Place).is_some_and(|form| form.place == 3 && form.value().is_none()));
        assert!(forms.get(7, &name, Wanted::Value).is_none());
        assert!(forms.since(1).get(7, &name, Wanted::Method).is_none());
    });
}

#[test]
fn no_frame_is_looked_at() {
    assert!(look(std::ptr::null()).is_none());
    drop((Stack::empty(), Stack::new()));
}

#[test]
fn environment_variables() {
    let name = OsStr::new("HYALINE_TEST_OF_ENVIRONMENT");
    environment::set(name, OsStr::new("value"));
    assert_eq!(std::env::var_os(name).as_deref(), Some(OsStr::new("value")));
    environment::remove(name);
    assert!(std::env::var_os(name).is_none());
}

#[test]
fn threads_wait_for_news() {
    with_machine(|vm| {
        let parking = Parking::default();
        let teller = parking.clone();
        let thread = std::thread::spawn(move || teller.tell(true));
        let mut looked = 0;
        let over = vm.wait_at(&parking, Some(Duration::from_millis(50)), |_| {
            looked += 1;
            looked > 1
        });
        assert!(over.is_ok() && looked > 0);
        thread.join().unwrap();
        let seen: &u32 = vm.thread_state();
        assert_eq!(*seen, 0);
    });
}
