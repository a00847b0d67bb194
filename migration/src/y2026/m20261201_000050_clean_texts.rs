//! Cleans the texts that stand stored, in the way in which classes of text clean what is written from now on: one form of
//! Unicode, nothing that cannot be seen, plain spaces, and postcodes, telephone numbers, e-mail addresses and codes in one
//! form. Folded names follow where a letter was taken out.
//!
//! A text that is none of its class, such as a telephone number with a word in it, is cleaned as a line and stays. A code
//! stays where another row has its clean form. Versions do not rise: nobody changed the rows. Going down changes nothing.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

step!(up, down);

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Line,
    Prose,
    Code,
    Email,
    Telephone,
    Postcode,
}

/// The columns of each kind, by table.
const TEXTS: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::Line,
        &[
            ("academic_year", "label"),
            ("assessment", "source_scale source_value"),
            ("assessment_point", "name"),
            ("band", "label"),
            ("band_scale", "name"),
            ("class", "code name"),
            ("contact", "relationship"),
            ("contract", "source_key source_system"),
            ("cost_centre", "name"),
            ("enrolment", "leaving_destination source_key source_system"),
            ("fund", "name"),
            ("governance_appointment", "appointed_by"),
            ("ledger_code", "name"),
            ("pay_scale", "name"),
            (
                "person",
                "address_line1 family_name former_names given_name nationality preferred_name religion sexual_orientation title town",
            ),
            ("pool_allocation", "driver"),
            ("post", "title"),
            ("principal", "name"),
            ("pupil", "address_line1 family_name given_name preferred_name religion source_key source_system town"),
            ("pupil_year", "registration_group"),
            ("register_census", "academic_year school_type"),
            ("register_link", "link_type linked_name"),
            (
                "register_school",
                "address_line1 admissions_policy county diocese district la_name locality name reason_closed reason_opened region religious_character status town type_name urban_rural",
            ),
            ("register_trust", "address_line1 county name status town"),
            ("role", "name"),
            (
                "school",
                "address_line1 admissions_policy county diocese name reason_closed reason_opened region religious_character source_key source_system town type_name urban_rural",
            ),
            ("school_link", "link_type linked_name"),
            ("sen_record", "ehcp_authority top_up_band"),
            ("staff_member", "family_name given_name main_post_title source_key source_system"),
            ("statutory_result", "value"),
            ("subject", "name"),
            ("term", "name"),
            ("test_result", "test_name"),
            ("trust", "address_line1 county name town"),
        ],
    ),
    (
        Kind::Code,
        &[
            ("assessment_point", "code"),
            ("band", "code"),
            ("contract", "pay_point"),
            ("cost_centre", "code"),
            ("enrolment", "admission_no"),
            ("fund", "code"),
            ("governance_appointment", "role_code"),
            ("ledger_code", "category_code code"),
            ("pay_point", "next_point point"),
            ("pay_scale", "code"),
            ("person", "ethnicity ni_number"),
            ("post", "workforce_census_post"),
            ("pupil", "ethnicity first_language uln upn"),
            ("register_census", "urn"),
            ("register_link", "linked_urn urn"),
            ("register_school", "estab_no la_code type_code ukprn urn"),
            ("register_trust", "companies_house_no group_id ukprn"),
            ("school", "ukprn urn"),
            ("school_link", "linked_urn"),
            ("sen_need", "need_type"),
            ("staff_member", "staff_no teacher_pension_no trn"),
            ("statutory_result", "component key_stage subject_code"),
            ("subject", "code"),
            ("term", "code"),
            ("trust", "companies_house_no gias_group_id ukprn"),
        ],
    ),
    (
        Kind::Prose,
        &[
            ("care_flag", "detail"),
            ("central_charge_policy", "appeal_route services"),
            ("contact", "court_order"),
            ("enrolment", "grounds_for_removal"),
            ("fund", "restriction"),
            ("funding_flag", "detail"),
            ("person", "disability"),
            ("pool_allocation", "reason"),
            ("protection_flag", "detail"),
            ("pupil", "medical_conditions"),
            ("role", "description"),
        ],
    ),
    (Kind::Email, &[("person", "email_personal email_work"), ("principal", "email"), ("staff_member", "email_work")]),
    (Kind::Telephone, &[("person", "phone")]),
    (
        Kind::Postcode,
        &[
            ("person", "postcode"),
            ("pupil", "postcode"),
            ("register_school", "postcode"),
            ("register_trust", "postcode"),
            ("school", "postcode"),
            ("trust", "postcode"),
        ],
    ),
];

/// A folded column, and the columns whose fold it holds.
const FOLDS: &[(&str, &str, &[&str])] = &[
    ("class", "name_fold", &["name"]),
    ("ledger_code", "name_fold", &["name"]),
    ("person", "name_fold", &["given_name", "family_name", "preferred_name"]),
    ("person", "family_fold", &["family_name"]),
    ("post", "title_fold", &["title"]),
    ("principal", "name_fold", &["name"]),
    ("pupil", "name_fold", &["given_name", "family_name", "preferred_name"]),
    ("pupil", "family_fold", &["family_name"]),
    ("pupil", "given_fold", &["given_name"]),
    ("register_school", "name_fold", &["name"]),
    ("register_trust", "name_fold", &["name"]),
    ("school", "name_fold", &["name"]),
    ("staff_member", "family_fold", &["family_name"]),
    ("trust", "name_fold", &["name"]),
];

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (kind, tables) in TEXTS {
        for (table, columns) in *tables {
            for column in columns.split(' ') {
                clean_column(manager, *kind, table, column).await?;
            }
        }
    }
    for (table, column, of) in FOLDS {
        fold_column(manager, table, column, of).await?;
    }
    let person = "(select p.name_fold from person p where p.id = staff_member.person_id)";
    let copied = format!("update staff_member set name_fold = {person} where name_fold <> {person}");
    manager.get_connection().execute_unprepared(&copied).await?;
    Ok(())
}

async fn down(_: &SchemaManager<'_>) -> Result<(), DbErr> {
    Ok(())
}

async fn clean_column(manager: &SchemaManager<'_>, kind: Kind, table: &str, column: &str) -> Result<(), DbErr> {
    let known = rows(manager, &format!("select distinct {column} from {table} where {column} is not null"), 1).await?;
    let known: Vec<String> = known.into_iter().flatten().flatten().collect();
    let mut forms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for text in &known {
        forms.entry(cleaned(kind, text)).or_default().push(text);
    }
    for (form, texts) in forms {
        if (kind == Kind::Code && texts.len() > 1) || form.is_empty() {
            continue;
        }
        for text in texts.into_iter().filter(|text| *text != form) {
            let place = places(manager);
            let update = format!("update {table} set {column} = {} where {column} = {}", place(1), place(2));
            run(manager, update, vec![form.clone().into(), text.into()]).await?;
        }
    }
    Ok(())
}

async fn fold_column(manager: &SchemaManager<'_>, table: &str, column: &str, of: &[&str]) -> Result<(), DbErr> {
    let all = of.join(", ");
    for row in rows(manager, &format!("select distinct {column}, {all} from {table}"), of.len() + 1).await? {
        let (Some(stored), parts) = (&row[0], &row[1..]) else { continue };
        let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
        let right = fold(&parts.join(" "));
        if right == *stored {
            continue;
        }
        let place = places(manager);
        let mut values: Vec<Value> = vec![right.into()];
        let mut tests = Vec::new();
        for (name, value) in of.iter().zip(&row[1..]) {
            match value {
                Some(value) => {
                    values.push(value.as_str().into());
                    tests.push(format!("{name} = {}", place(values.len())));
                }
                None => tests.push(format!("{name} is null")),
            }
        }
        let update = format!("update {table} set {column} = {} where {}", place(1), tests.join(" and "));
        run(manager, update, values).await?;
    }
    Ok(())
}

fn places(manager: &SchemaManager<'_>) -> impl Fn(usize) -> String + use<> {
    let sign = if manager.get_database_backend() == DbBackend::Postgres { '$' } else { '?' };
    move |number| format!("{sign}{number}")
}

async fn run(manager: &SchemaManager<'_>, text: String, values: Vec<Value>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    manager.get_connection().execute_raw(Statement::from_sql_and_values(backend, text, values)).await?;
    Ok(())
}

async fn rows(manager: &SchemaManager<'_>, text: &str, columns: usize) -> Result<Vec<Vec<Option<String>>>, DbErr> {
    let backend = manager.get_database_backend();
    let found = manager.get_connection().query_all_raw(Statement::from_string(backend, text)).await?;
    found.iter().map(|row| (0..columns).map(|at| row.try_get_by_index(at)).collect()).collect()
}

fn cleaned(kind: Kind, text: &str) -> String {
    let line = seen(kind, text);
    let line = line.trim();
    let bare = || line.chars().filter(|letter| *letter != ' ').collect::<String>();
    match kind {
        Kind::Line | Kind::Prose => line.to_owned(),
        Kind::Code => bare().to_uppercase(),
        Kind::Email => line.to_lowercase(),
        Kind::Telephone => telephone(&bare()).unwrap_or_else(|| line.to_owned()),
        Kind::Postcode => {
            let bare = bare().to_uppercase();
            let split = bare.is_ascii() && (5..=7).contains(&bare.len()) && !bare.starts_with("BFPO");
            if split { format!("{} {}", &bare[..bare.len() - 3], &bare[bare.len() - 3..]) } else { line.to_owned() }
        }
    }
}

/// What can be seen of a text, in composed form.
fn seen(kind: Kind, text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let letters: Vec<char> = text.chars().collect();
    let kept = letters.iter().enumerate().filter_map(|(at, letter)| match *letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some(if kind == Kind::Prose { '\n' } else { ' ' })
        }
        // A joiner changes letters of scripts that come after the Latin ones.
        joiner @ ('\u{200c}' | '\u{200d}') => {
            let shaped = |at: Option<&char>| at.is_some_and(|letter| *letter >= '\u{590}' && !letter.is_whitespace());
            (at > 0 && shaped(letters.get(at - 1)) && shaped(letters.get(at + 1))).then_some(joiner)
        }
        letter if letter.is_whitespace() => Some(' '),
        '\u{91}' | '\u{92}' if kind != Kind::Prose => Some('\''),
        '\u{96}' if kind != Kind::Prose => Some('-'),
        letter if is_unseen(letter) => None,
        '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' if kind != Kind::Prose => {
            Some('\'')
        }
        '\u{201c}' | '\u{201d}' | '\u{201f}' | '\u{2033}' if kind != Kind::Prose => Some('"'),
        '\u{2010}'..='\u{2013}' | '\u{2212}' if kind != Kind::Prose => Some('-'),
        letter => Some(letter),
    });
    let mut out = String::with_capacity(text.len());
    for letter in kept.nfc() {
        if letter == '\n' {
            out.truncate(out.trim_end_matches(' ').len());
        }
        if (letter == ' ' && out.ends_with(' ')) || (letter == '\n' && out.ends_with("\n\n")) {
            continue;
        }
        out.push(letter);
    }
    out
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// A national number with its leading zero, or `+` and the digits of another country's; none where the text is no number.
fn telephone(bare: &str) -> Option<String> {
    let abroad = bare.starts_with('+');
    let bare = bare.replace("(0)", "");
    let rest = bare.strip_prefix('+').unwrap_or(&bare);
    if !rest.chars().all(|sign| sign.is_ascii_digit() || "()-./".contains(sign)) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let other = if abroad { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let national = |rest: &str| format!("0{}", rest.trim_start_matches('0'));
    let found = match other {
        Some(digits) => digits.strip_prefix("44").map_or_else(|| format!("+{digits}"), national),
        None if digits.len() == 12 && digits.starts_with("44") => national(&digits[2..]),
        None if digits.len() == 10 && digits.starts_with(['1', '2', '3', '7']) => national(&digits),
        None => digits,
    };
    ((6..=16).contains(&found.len())).then_some(found)
}

/// A folded text, as it was on the day of this step.
fn fold(text: &str) -> String {
    let mut folded = String::new();
    let mut gap = false;
    let joins = |letter: &char| {
        matches!(letter, '\'' | '`' | '\u{b4}' | '\u{2bb}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{2032}')
    };
    for letter in text.chars().filter(|letter| !joins(letter)).nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ð' | 'đ' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ı' => folded.push('i'),
            'ŋ' => folded.push_str("ng"),
            letter => folded.push(letter),
        }
    }
    folded
}
