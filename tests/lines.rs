//! Breaks a statement into lines for a snapshot, so that a changed word is a changed line.
//!
//! A line begins at each clause, condition and join, and is indented by the brackets around it; a line that is still too
//! long is broken at its commas. Only spaces outside quotes become line ends, so joining the lines with spaces yields the
//! statement that ran.

/// Words that begin a line.
const BEGIN: [&str; 20] = [
    "select ",
    "from ",
    "left join ",
    "cross join ",
    "join ",
    "where ",
    "and ",
    "or ",
    "group by ",
    "having ",
    "order by ",
    "limit ",
    "offset ",
    "union ",
    "values ",
    "set ",
    "on conflict ",
    "returning ",
    "for update",
    "lateral ",
];
/// A line longer than this is broken at its commas.
const LONG: usize = 120;

/// The statement in lines, without an end of line after the last.
pub fn broken(statement: &str) -> String {
    let mut lines = Vec::new();
    let (mut start, mut depth, mut indent) = (0, 0, 0);
    for (at, letter) in outside_quotes(statement) {
        let rest = &statement[at + 1..];
        let is_begin = letter == ' ' && BEGIN.iter().any(|word| rest.starts_with(word));
        let is_inside = is_inside_a_clause(&statement[start..at], rest);
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if is_begin && !is_inside => {
                lines.extend(at_commas(&statement[start..at], indent));
                (start, indent) = (at + 1, depth);
            }
            _ => {}
        }
    }
    lines.extend(at_commas(&statement[start..], indent));
    let text = lines.join("\n");
    let again: Vec<&str> = text.lines().map(str::trim_start).collect();
    assert_eq!(again.join(" "), statement, "the lines are the statement that ran");
    text
}

/// Whether the word that follows a line belongs to it: `left join` is one word, `is distinct from` is an operator, and
/// `extract(year from …)` is a function.
fn is_inside_a_clause(line: &str, rest: &str) -> bool {
    let last = line.rsplit([' ', '(']).next().unwrap_or_default();
    let is_join = rest.starts_with("join ") && ["left", "cross"].contains(&last)
        || rest.starts_with("lateral ") && last == "join";
    is_join || rest.starts_with("from ") && ["distinct", "year", "month"].contains(&last)
}

/// One line, or a line for each part where it is too long: the parts between the commas of its outermost bracket. A
/// part of twice the length is broken in its turn.
fn at_commas(line: &str, indent: usize) -> Vec<String> {
    let space = "  ".repeat(indent);
    if line.len() + space.len() <= LONG {
        return vec![format!("{space}{line}")];
    }
    let (mut commas, mut depth) = (Vec::new(), 0_usize);
    for (at, letter) in outside_quotes(line) {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if line[at + 1..].starts_with(' ') => commas.push((depth, at)),
            _ => {}
        }
    }
    let outermost = commas.iter().map(|(depth, _)| *depth).min();
    let mut lines = Vec::new();
    let mut start = 0;
    let ends = commas.iter().filter(|(depth, _)| Some(*depth) == outermost).map(|(_, at)| at + 1).chain([line.len()]);
    for end in ends {
        let (part, indent) = (&line[start..end], if start == 0 { indent } else { indent + 1 });
        if part.len() > 2 * LONG && part.len() < line.len() {
            lines.extend(at_commas(part, indent));
        } else {
            lines.push(format!("{}{part}", "  ".repeat(indent)));
        }
        start = end + 1;
    }
    lines
}

/// The characters of a text outside quotes, with their places.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |(_, letter)| match quote {
        Some(open) => {
            if *letter == open {
                quote = None;
            }
            false
        }
        None if "'\"".contains(*letter) => {
            quote = Some(*letter);
            false
        }
        None => true,
    })
}

#[test]
fn clauses_and_conditions_begin_lines_and_quotes_are_left_alone() {
    let statement = "select t.\"a and b\", 'x from y' from \"t\" t left join \"u\" u on u.id = t.id and u.n = 'it''s' \
                     where (t.a is distinct from $1 or exists (select 1 from \"v\" where v.id = t.id)) limit 1";
    assert_eq!(
        broken(statement),
        "select t.\"a and b\", 'x from y'\nfrom \"t\" t\nleft join \"u\" u on u.id = t.id\nand u.n = 'it''s'\n\
         where (t.a is distinct from $1\n  or exists (select 1\n    from \"v\"\n    where v.id = t.id))\nlimit 1"
    );
    let wide = format!("select {} from \"t\"", ["t.\"column_of_a_name\""; 9].join(", "));
    assert_eq!(broken(&wide).lines().count(), 10);
}
