//! `termios`: how terminals behave.
//!
//! The numbers are those of Linux's headers, which differ on a few processors nobody runs this on.

use super::posix::fd_of_file;
use crate::builtins::text::c_int;
use crate::number::IntRef;
use crate::object::{Bytes, Exception, List, Module, Ref, Value};
use crate::system::terminals::{self as system, CHARACTERS, Settings};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm, error_words};
use rustix::fd::AsRawFd;
use rustix::io::Errno;
use rustix::termios::Winsize;

const FUNCTIONS: &[Native] = &[
    Native { name: "tcgetattr", signature: "(fd, /)", function: get },
    Native { name: "tcsetattr", signature: "(fd, when, attributes, /)", function: set },
    Native {
        name: "tcsendbreak",
        signature: "(fd, duration, /)",
        function: |vm, args| control(vm, args, system::send_break),
    },
    Native { name: "tcdrain", signature: "(fd, /)", function: |vm, args| control(vm, args, |fd, _| system::drain(fd)) },
    Native { name: "tcflush", signature: "(fd, queue, /)", function: |vm, args| control(vm, args, system::flush) },
    Native { name: "tcflow", signature: "(fd, action, /)", function: |vm, args| control(vm, args, system::flow) },
    Native { name: "tcgetwinsize", signature: "(fd, /)", function: get_size },
    Native { name: "tcsetwinsize", signature: "(fd, winsize, /)", function: set_size },
];

macro_rules! names {
    ($($name:ident $number:literal)*) => { &[$((stringify!($name), $number)),*] };
}

const NUMBERS: &[(&str, i64)] = names! {
    B0 0 B1000000 4104 B110 3 B115200 4098 B1152000 4105 B1200 9 B134 4 B150 5 B1500000 4106 B1800 10 B19200 14 B200 6
    B2000000 4107 B230400 4099 B2400 11 B2500000 4108 B300 7 B3000000 4109 B3500000 4110 B38400 15 B4000000 4111
    B460800 4100 B4800 12 B50 1 B500000 4101 B57600 4097 B576000 4102 B600 8 B75 2 B921600 4103 B9600 13 BRKINT 2 BS0 0
    BS1 8192 BSDLY 8192 CBAUD 4111 CBAUDEX 4096 CDSUSP 25 CEOF 4 CEOL 0 CEOT 4 CERASE 127 CFLUSH 15 CIBAUD 269418496
    CINTR 3 CKILL 21 CLNEXT 22 CLOCAL 2048 CQUIT 28 CR0 0 CR1 512 CR2 1024 CR3 1536 CRDLY 1536 CREAD 128 CRPRNT 18
    CRTSCTS 2147483648 CS5 0 CS6 16 CS7 32 CS8 48 CSIZE 48 CSTART 17 CSTOP 19 CSTOPB 64 CSUSP 26 CWERASE 23 ECHO 8
    ECHOCTL 512 ECHOE 16 ECHOK 32 ECHOKE 2048 ECHONL 64 ECHOPRT 1024 EXTA 14 EXTB 15 EXTPROC 65536 FF0 0 FF1 32768
    FFDLY 32768 FIOASYNC 21586 FIOCLEX 21585 FIONBIO 21537 FIONCLEX 21584 FIONREAD 21531 FLUSHO 4096 HUPCL 1024 ICANON 2
    ICRNL 256 IEXTEN 32768 IGNBRK 1 IGNCR 128 IGNPAR 4 IMAXBEL 8192 INLCR 64 INPCK 16 IOCSIZE_MASK 1073676288
    IOCSIZE_SHIFT 16 ISIG 1 ISTRIP 32 IUCLC 512 IUTF8 16384 IXANY 2048 IXOFF 4096 IXON 1024 NCC 8 NCCS 32 NL0 0 NL1 256
    NLDLY 256 NOFLSH 128 N_MOUSE 2 N_PPP 3 N_SLIP 1 N_STRIP 4 N_TTY 0 OCRNL 8 OFDEL 128 OFILL 64 OLCUC 2 ONLCR 4 ONLRET 32
    ONOCR 16 OPOST 1 PARENB 256 PARMRK 8 PARODD 512 PENDIN 16384 TAB0 0 TAB1 2048 TAB2 4096 TAB3 6144 TABDLY 6144
    TCFLSH 21515 TCGETA 21509 TCGETS 21505 TCIFLUSH 0 TCIOFF 2 TCIOFLUSH 2 TCION 3 TCOFLUSH 1 TCOOFF 0 TCOON 1 TCSADRAIN 1
    TCSAFLUSH 2 TCSANOW 0 TCSBRK 21513 TCSBRKP 21541 TCSETA 21510 TCSETAF 21512 TCSETAW 21511 TCSETS 21506 TCSETSF 21508
    TCSETSW 21507 TCXONC 21514 TIOCCONS 21533 TIOCEXCL 21516 TIOCGETD 21540 TIOCGICOUNT 21597 TIOCGLCKTRMIOS 21590
    TIOCGPGRP 21519 TIOCGSERIAL 21534 TIOCGSOFTCAR 21529 TIOCGWINSZ 21523 TIOCINQ 21531 TIOCLINUX 21532 TIOCMBIC 21527
    TIOCMBIS 21526 TIOCMGET 21525 TIOCMIWAIT 21596 TIOCMSET 21528 TIOCM_CAR 64 TIOCM_CD 64 TIOCM_CTS 32 TIOCM_DSR 256
    TIOCM_DTR 2 TIOCM_LE 1 TIOCM_RI 128 TIOCM_RNG 128 TIOCM_RTS 4 TIOCM_SR 16 TIOCM_ST 8 TIOCNOTTY 21538 TIOCNXCL 21517
    TIOCOUTQ 21521 TIOCPKT 21536 TIOCPKT_DATA 0 TIOCPKT_DOSTOP 32 TIOCPKT_FLUSHREAD 1 TIOCPKT_FLUSHWRITE 2
    TIOCPKT_NOSTOP 16 TIOCPKT_START 8 TIOCPKT_STOP 4 TIOCSCTTY 21518 TIOCSERCONFIG 21587 TIOCSERGETLSR 21593
    TIOCSERGETMULTI 21594 TIOCSERGSTRUCT 21592 TIOCSERGWILD 21588 TIOCSERSETMULTI 21595 TIOCSERSWILD 21589 TIOCSER_TEMT 1
    TIOCSETD 21539 TIOCSLCKTRMIOS 21591 TIOCSPGRP 21520 TIOCSSERIAL 21535 TIOCSSOFTCAR 21530 TIOCSTI 21522
    TIOCSWINSZ 21524 TOSTOP 256 VDISCARD 13 VEOF 4 VEOL 11 VEOL2 16 VERASE 2 VINTR 0 VKILL 3 VLNEXT 15 VMIN 6 VQUIT 1
    VREPRINT 12 VSTART 8 VSTOP 9 VSUSP 10 VSWTC 7 VSWTCH 7 VT0 0 VT1 16384 VTDLY 16384 VTIME 5 VWERASE 14 XCASE 4
    XTABS 6144 _POSIX_VDISABLE 0
};

#[derive(Default)]
struct State {
    error: Value,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("termios");
    vm.add_functions(&module, FUNCTIONS);
    for (name, number) in NUMBERS {
        vm.module_set(&module, name, Value::size(*number as usize));
    }
    let error = super::support::exception_value(vm, "termios", "error", ExceptionKind::Exception);
    vm.module_set(&module, "error", error.clone());
    vm.state::<State>().error = error;
    module
}

/// `termios.error`, with the number and the words.
fn failed(vm: &mut Vm, error: Errno) -> Raised {
    let class = vm.state::<State>().error.clone();
    let (number, words) = (vm.int(error.raw_os_error().into()), vm.str(&error_words(&error.into())));
    match vm.call(&class, &[number, words]).map(|made| made.downcast::<Exception>()) {
        Ok(Ok(made)) => Raised(made),
        Ok(Err(_)) => vm.os_error(&error.into(), &[]),
        Err(raised) => raised,
    }
}

/// Calls the system, again if a signal came in between.
fn run<T>(vm: &mut Vm, mut call: impl FnMut() -> rustix::io::Result<T>) -> PyResult<T> {
    loop {
        match call() {
            Ok(given) => return Ok(given),
            Err(Errno::INTR) => vm.attend()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
}

fn fd(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    Ok(fd_of_file(vm, given)?.as_raw_fd())
}

/// The places of what are numbers when input is not taken line by line.
const NUMBERED: [usize; 2] = [libc::VMIN, libc::VTIME];

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let settings = run(vm, || system::settings(fd))?;
    let is_raw = settings.flags[3] & libc::ICANON == 0;
    let character = |(place, byte): (usize, &u8)| match is_raw && NUMBERED.contains(&place) {
        true => Value::size((*byte).into()),
        false => vm.bytes(&[*byte]),
    };
    let characters = settings.characters.iter().enumerate().map(character).collect();
    let numbers = settings.flags.iter().chain(&settings.speeds);
    let mut parts: Vec<Value> = numbers.map(|number| Value::size(*number as usize)).collect();
    parts.push(vm.list(characters));
    Ok(vm.list(parts))
}

fn number(vm: &mut Vm, given: &Value) -> PyResult<u32> {
    let index = vm.index(given)?;
    match index.as_int().and_then(IntRef::to_i64) {
        Some(number) => Ok(number as u32),
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, when) = (fd(vm, &args[0])?, c_int(vm, &args[1])?);
    let parts = args[2].get::<List>().map(|list| list.items(vm).to_vec()).filter(|parts| parts.len() == 7);
    let Some(parts) = parts else { return Err(vm.type_error("tcsetattr, arg 3: must be 7 element list")) };
    let mut settings = run(vm, || system::settings(fd))?;
    for (flags, given) in settings.flags.iter_mut().chain(&mut settings.speeds).zip(&parts) {
        *flags = number(vm, given)?;
    }
    let characters = parts[6].get::<List>().map(|list| list.items(vm).to_vec()).filter(|list| list.len() == CHARACTERS);
    let Some(characters) = characters else {
        return Err(vm.type_error(format!("tcsetattr: attributes[6] must be {CHARACTERS} element list")));
    };
    for (place, given) in settings.characters.iter_mut().zip(&characters) {
        let byte = given.get::<Bytes>().and_then(|bytes| <[u8; 1]>::try_from(bytes.as_bytes()).ok());
        *place = match byte {
            Some([byte]) => byte,
            None if given.as_int().is_some() => number(vm, given)? as u8,
            None => {
                let words = "tcsetattr: elements of attributes must be characters or integers";
                return Err(vm.type_error(words));
            }
        };
    }
    let settings: Settings = settings;
    run(vm, || system::set(fd, when, &settings))?;
    Ok(Value::NONE)
}

fn control(vm: &mut Vm, args: &[Value], control: fn(i32, i32) -> rustix::io::Result<()>) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let argument = match args.get(1) {
        Some(argument) => c_int(vm, argument)?,
        None => 0,
    };
    run(vm, || control(fd, argument))?;
    Ok(Value::NONE)
}

fn get_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd_of_file(vm, &args[0])?;
    let size = run(vm, || rustix::termios::tcgetwinsize(fd))?;
    Ok(vm.tuple([Value::size(size.ws_row.into()), Value::size(size.ws_col.into())]))
}

fn set_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd_of_file(vm, &args[0])?;
    if !vm.is_sequence(&args[1]) {
        return Err(vm.type_error("tcsetwinsize, arg 2: must be a two-item sequence"));
    }
    let Ok([rows, columns]) = <[Value; 2]>::try_from(vm.collect(&args[1])?) else {
        return Err(vm.type_error("tcsetwinsize, arg 2: must be a two-item sequence"));
    };
    let mut numbers = [0; 2];
    for (number, given) in numbers.iter_mut().zip([rows, columns]) {
        let wide = vm.index_i64(&given)?;
        *number = u16::try_from(wide).map_err(|_| vm.overflow_error("winsize value(s) out of range."))?;
    }
    let before = run(vm, || rustix::termios::tcgetwinsize(fd))?;
    let size = Winsize { ws_row: numbers[0], ws_col: numbers[1], ..before };
    run(vm, || rustix::termios::tcsetwinsize(fd, size))?;
    Ok(Value::NONE)
}
