//! Times of many rounds, and tables of them. May use: nothing.

/// The times one contestant took for one task, a round each.
#[derive(Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn push(&mut self, seconds: f64) {
        self.0.push(seconds);
    }

    pub fn best(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    pub fn median(&self) -> f64 {
        median(self.0.clone())
    }
}

pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

pub fn geometric_mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    (numbers.map(f64::ln).sum::<f64>() / count).exp()
}

/// How far, as a factor, the median lies above the best: the machine's unrest.
pub fn spread(times: &[Vec<Times>]) -> f64 {
    median(times.iter().flatten().map(|times| times.median() / times.best()).collect())
}

/// A row for each contestant, a column for each task, and the geometric mean of the columns that count.
pub fn print(title: &str, rows: &[String], columns: &[(&str, bool)], cells: &[Vec<f64>]) {
    println!("\n{title}\n");
    print!("{:<22}", "");
    for (name, counts) in columns {
        print!("{:>13}", if *counts { name.to_string() } else { format!("({name})") });
    }
    println!("{:>9}{:>8}", "mean", "ratio");
    let means: Vec<f64> = cells.iter().map(|row| mean(row, columns)).collect();
    let least = means.iter().copied().fold(f64::INFINITY, f64::min);
    for ((name, row), mean) in rows.iter().zip(cells).zip(means) {
        print!("{name:<22}");
        for cell in row {
            print!("{cell:>13.2}");
        }
        println!("{mean:>9.2}{:>8.3}", mean / least);
    }
}

fn mean(row: &[f64], columns: &[(&str, bool)]) -> f64 {
    let counted: Vec<f64> = row.iter().zip(columns).filter(|(_, (_, counts))| *counts).map(|(cell, _)| *cell).collect();
    geometric_mean(counted.into_iter())
}
