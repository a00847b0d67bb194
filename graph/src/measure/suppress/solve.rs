//! Whether a sum of hidden cells follows from what is told: exact elimination, modulo a large prime.

use std::collections::BTreeMap;

/// A prime above every count: what is told apart modulo it is told apart.
const PRIME: u64 = (1 << 61) - 1;
/// The most unknowns that are solved for together; more are taken to be found out.
const MAX_UNKNOWNS: usize = 400;

fn times(a: u64, b: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) % u128::from(PRIME)).expect("below the prime")
}

fn inverse(number: u64) -> u64 {
    let (mut out, mut base, mut exponent) = (1, number, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            out = times(out, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    out
}

/// Equations of which each says what some unknowns add up to, in a form to look sums up in.
pub(super) struct Solved {
    /// The component of each unknown, and its place there.
    places: Vec<(usize, usize)>,
    components: Vec<Component>,
}

struct Component {
    size: usize,
    /// Rows by their leading place, which is one.
    rows: BTreeMap<usize, Vec<u64>>,
}

impl Solved {
    /// Takes in equations over so many unknowns; each names the unknowns it adds up.
    pub(super) fn new(unknowns: usize, equations: &[Vec<usize>]) -> Self {
        let mut root: Vec<usize> = (0..unknowns).collect();
        fn find(root: &mut [usize], mut at: usize) -> usize {
            while root[at] != at {
                root[at] = root[root[at]];
                at = root[at];
            }
            at
        }
        for equation in equations {
            for pair in equation.windows(2) {
                let (a, b) = (find(&mut root, pair[0]), find(&mut root, pair[1]));
                root[a] = b;
            }
        }
        let mut components: Vec<Component> = Vec::new();
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let places = (0..unknowns)
            .map(|unknown| {
                let number = *numbers.entry(find(&mut root, unknown)).or_insert_with(|| {
                    components.push(Component { size: 0, rows: BTreeMap::new() });
                    components.len() - 1
                });
                components[number].size += 1;
                (number, components[number].size - 1)
            })
            .collect();
        let mut solved = Self { places, components };
        for equation in equations.iter().filter(|equation| !equation.is_empty()) {
            let number = solved.places[equation[0]].0;
            if solved.components[number].size > MAX_UNKNOWNS {
                continue;
            }
            let mut row = solved.reduced(number, equation);
            if let Some(lead) = row.iter().position(|x| *x != 0) {
                let factor = inverse(row[lead]);
                row.iter_mut().for_each(|x| *x = times(*x, factor));
                solved.components[number].rows.insert(lead, row);
            }
        }
        solved
    }

    /// What is left of a sum when the equations have been taken from it.
    fn reduced(&self, number: usize, sum: &[usize]) -> Vec<u64> {
        let component = &self.components[number];
        let mut row = vec![0; component.size];
        sum.iter()
            .filter(|unknown| self.places[**unknown].0 == number)
            .for_each(|unknown| row[self.places[*unknown].1] = 1);
        for lead in 0..row.len() {
            if row[lead] != 0
                && let Some(known) = component.rows.get(&lead)
            {
                let factor = PRIME - row[lead];
                row.iter_mut().zip(known).for_each(|(x, y)| *x = (*x + times(factor, *y)) % PRIME);
            }
        }
        row
    }

    /// Whether an unknown is one of too many that hang together.
    pub(super) fn is_too_large(&self, unknown: usize) -> bool {
        self.components[self.places[unknown].0].size > MAX_UNKNOWNS
    }

    /// Whether the sum of these unknowns leaves no doubt.
    pub(super) fn follows(&self, sum: &[usize]) -> bool {
        let mut numbers: Vec<usize> = sum.iter().map(|unknown| self.places[*unknown].0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().all(|number| {
            self.components[number].size > MAX_UNKNOWNS || self.reduced(number, sum).iter().all(|x| *x == 0)
        })
    }
}
