//! Decides whether a sum of hidden cells follows from the shown cells: Gaussian elimination modulo a large prime.

use std::collections::BTreeMap;

/// A prime above every count, so that two different counts also differ modulo the prime.
const PRIME: u64 = (1 << 61) - 1;
/// The most unknowns of one component that are solved for; with more, each is assumed to follow.
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

/// Equations, each giving the sum of some unknowns, in reduced form.
pub(super) struct Solved {
    /// For each unknown, its component and its place in the component.
    places: Vec<(usize, usize)>,
    components: Vec<Component>,
}

struct Component {
    size: usize,
    /// The rows by the place of their leading coefficient, which is 1.
    rows: BTreeMap<usize, Vec<u64>>,
}

impl Solved {
    /// Solves equations over `unknowns` unknowns; each equation lists the unknowns that it adds up.
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

    /// The rest of a sum after the equations have been subtracted from it.
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

    /// Whether the unknown's component has too many unknowns to solve.
    pub(super) fn is_too_large(&self, unknown: usize) -> bool {
        self.components[self.places[unknown].0].size > MAX_UNKNOWNS
    }

    /// Whether the equations determine the sum of these unknowns.
    pub(super) fn follows(&self, sum: &[usize]) -> bool {
        let mut numbers: Vec<usize> = sum.iter().map(|unknown| self.places[*unknown].0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().all(|number| {
            self.components[number].size > MAX_UNKNOWNS || self.reduced(number, sum).iter().all(|x| *x == 0)
        })
    }
}
