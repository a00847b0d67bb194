//! The unique learner number: what makes one well formed (domain-model §4).

/// Why a text is no unique learner number; none where it is one.
#[must_use]
pub fn uln_fault(text: &str) -> Option<String> {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(10)).collect();
    if digits.len() != 10 || text.len() != 10 {
        return Some("a ULN has ten digits".to_owned());
    }
    let sum: u32 = digits.iter().zip(0..9).map(|(digit, place)| digit * (10 - place)).sum();
    let rest = sum % 11;
    let fits = rest != 0 && digits[9] == 10 - rest;
    (!fits).then(|| "its last digit does not fit the others: one of them is mistyped".to_owned())
}

#[cfg(test)]
mod tests {
    use super::uln_fault;

    #[test]
    fn what_is_no_number_is_refused_whatever_it_holds() {
        assert_eq!(uln_fault("1000000043"), None);
        for wrong in ["1000000044", "100000004", "10000000430", "100000004x"] {
            assert!(uln_fault(wrong).is_some(), "{wrong}");
        }
    }
}
