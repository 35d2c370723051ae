//! `cargo bench -p bench`: the parsers on one corpus (`CORPUS=DIR` names another), by criterion.

use bench::{CONTESTANTS, default_corpus, read_corpus};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn front_end(criterion: &mut Criterion) {
    let programs = read_corpus(&default_corpus()).expect("a folder of programs");
    let bytes = programs.iter().map(String::len).sum::<usize>();
    let mut group = criterion.benchmark_group("front end");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    for contestant in &CONTESTANTS {
        group.bench_function(contestant.name, |bencher| {
            bencher.iter(|| programs.iter().filter(|program| (contestant.accepts)(black_box(program))).count());
        });
    }
    group.finish();
}

criterion_group!(benches, front_end);
criterion_main!(benches);
