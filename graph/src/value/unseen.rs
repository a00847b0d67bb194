//! What can be seen of a text, in one form of Unicode.

use unicode_normalization::UnicodeNormalization;

/// Which marks a text keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// One line with the plain apostrophe, quotation mark and hyphen: office software turns them into others, and people take
    /// them for the same.
    OfLine,
    /// Line breaks and all marks as they are written.
    OfProse,
}

/// The text in composed form (NFC), without what cannot be seen, with single plain spaces. A space at either end stays.
pub(super) fn seen(text: &str, marks: Marks) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains('`') && !text.contains("  ") {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let letters: Vec<char> = text.chars().map(repaired).collect();
    let kept = letters.iter().enumerate().filter_map(|(at, letter)| match *letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some(if marks == Marks::OfProse { '\n' } else { ' ' })
        }
        '\u{200c}' | '\u{200d}' => joins(&letters, at).then_some(*letter),
        letter if letter.is_whitespace() => Some(' '),
        letter if is_unseen(letter) => None,
        letter if marks == Marks::OfLine => Some(plain(letter)),
        letter => Some(letter),
    });
    let composed = kept.nfc();
    let mut out = String::with_capacity(text.len());
    for letter in composed {
        let breaks = letter == '\n';
        if breaks {
            out.truncate(out.trim_end_matches(' ').len());
        }
        // More than one blank line says no more than one does.
        if (letter == ' ' && out.ends_with(' ')) || (breaks && out.ends_with("\n\n")) {
            continue;
        }
        out.push(letter);
    }
    out
}

/// The letters that Windows-1252 has where Unicode has control characters: a text that was read as Latin-1 holds those.
fn repaired(letter: char) -> char {
    match letter {
        '\u{80}' => '€',
        '\u{8a}' => 'Š',
        '\u{8c}' => 'Œ',
        '\u{8e}' => 'Ž',
        '\u{91}' => '‘',
        '\u{92}' => '’',
        '\u{93}' => '“',
        '\u{94}' => '”',
        '\u{96}' => '–',
        '\u{97}' => '—',
        '\u{9a}' => 'š',
        '\u{9c}' => 'œ',
        '\u{9e}' => 'ž',
        '\u{9f}' => 'Ÿ',
        letter => letter,
    }
}

/// The plain form of an apostrophe, a quotation mark or a hyphen.
fn plain(letter: char) -> char {
    match letter {
        '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201f}' | '\u{2033}' | '\u{ff02}' => '"',
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        letter => letter,
    }
}

/// Whether a joiner stands between letters of a script whose shapes it changes; between Latin letters nobody sees it.
fn joins(letters: &[char], at: usize) -> bool {
    let shaped = |at: Option<usize>| {
        at.and_then(|at| letters.get(at)).is_some_and(|letter| {
            *letter >= '\u{590}'
                && !letter.is_whitespace()
                && !is_unseen(*letter)
                && !('\u{1e00}'..'\u{2c00}').contains(letter)
        })
    };
    shaped(at.checked_sub(1)) && shaped(Some(at + 1))
}

/// Control characters, marks of direction, fillers and what Unicode has for no character at all.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || (letter as u32) & 0xfffe == 0xfffe
}
