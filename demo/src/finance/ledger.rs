//! Chart of accounts, funds and cost centres.

use std::collections::HashMap;

use entity::{cost_centre, fund, ledger_code};
use uuid::Uuid;

use crate::builder::Builder;
use crate::trust::schools::School;

/// Ledger codes: code, name, type, reporting category, type of the fund it is limited to. Codes of the department end in 0.
const CODES: &[(&str, &str, &str, &str, &str)] = &[
    ("10100", "Land and buildings", "ASSET", "", "FIXED_ASSET"),
    ("20100", "Cash at bank", "ASSET", "", ""),
    ("30100", "Trade creditors", "LIABILITY", "", ""),
    ("40100", "Reserves brought forward", "RESERVE", "", ""),
    ("50100", "General annual grant", "INCOME", "PRE_POST_16", "RESTRICTED_GAG"),
    ("50200", "Pupil premium", "INCOME", "OTHER_DFE", "RESTRICTED_OTHER"),
    ("50300", "Top-up for special educational needs", "INCOME", "TARGETED", "RESTRICTED_OTHER"),
    ("50400", "PE and sport premium", "INCOME", "OTHER_DFE", "RESTRICTED_OTHER"),
    ("50410", "Universal infant free school meals", "INCOME", "OTHER_DFE", "RESTRICTED_OTHER"),
    ("51100", "Catering income", "INCOME", "CATERING", "UNRESTRICTED"),
    ("51200", "Lettings", "INCOME", "FACILITIES", "UNRESTRICTED"),
    ("51300", "Donations", "INCOME", "DONATIONS", "UNRESTRICTED"),
    ("52100", "Central services charge received", "INCOME", "CENTRAL_CHARGE", "RESTRICTED_GAG"),
    ("60100", "Teaching staff", "EXPENDITURE", "BAE010", ""),
    ("60300", "Education support staff", "EXPENDITURE", "BAE030", ""),
    ("60400", "Administrative and clerical staff", "EXPENDITURE", "BAE040", ""),
    ("60500", "Premises staff", "EXPENDITURE", "BAE050", ""),
    ("60600", "Catering staff", "EXPENDITURE", "BAE060", ""),
    ("60700", "Other staff", "EXPENDITURE", "BAE070", ""),
    ("61100", "Agency supply teachers", "EXPENDITURE", "BAE240", ""),
    ("62100", "Staff development", "EXPENDITURE", "BAE090", ""),
    ("63100", "Learning resources", "EXPENDITURE", "BAE200", ""),
    ("63200", "ICT learning resources", "EXPENDITURE", "BAE210", ""),
    ("64100", "Maintenance of premises", "EXPENDITURE", "BAE120", ""),
    ("64200", "Cleaning and caretaking", "EXPENDITURE", "BAE130", ""),
    ("64300", "Energy", "EXPENDITURE", "BAE150", ""),
    ("64400", "Water and sewerage", "EXPENDITURE", "BAE140", ""),
    ("65100", "Catering supplies", "EXPENDITURE", "BAE250", ""),
    ("66100", "Insurance", "EXPENDITURE", "BAE270", ""),
    ("66200", "Professional services", "EXPENDITURE", "BAE300", ""),
    ("66300", "Administrative supplies", "EXPENDITURE", "BAE280", ""),
    ("66400", "Examination fees", "EXPENDITURE", "BAE220", ""),
    ("67100", "Central services charge paid", "EXPENDITURE", "CENTRAL_CHARGE", "RESTRICTED_GAG"),
];

/// Funds: code, name, type, restriction.
const FUNDS: &[(&str, &str, &str, &str)] = &[
    ("UNR", "Unrestricted funds", "UNRESTRICTED", ""),
    ("GAG", "General annual grant", "RESTRICTED_GAG", "For the purposes of the funding agreement"),
    ("OTH", "Other restricted grants", "RESTRICTED_OTHER", "For the purpose of each grant"),
    ("RFA", "Restricted fixed asset fund", "FIXED_ASSET", "For capital spending"),
];

/// Cost centres of a school: code and name.
const CENTRES: [(&str, &str); 4] =
    [("CUR", "Curriculum"), ("SEN", "Special educational needs"), ("PRE", "Premises"), ("ADM", "Administration")];

/// Ids that the lines of a budget refer to, besides ledger codes.
#[derive(Debug)]
pub struct Books {
    /// Funds by their type.
    pub funds: HashMap<&'static str, Uuid>,
    /// Cost centres by school (`None` for the central team) and code.
    pub centres: HashMap<(Option<Uuid>, &'static str), Uuid>,
}

/// The type of the fund that a ledger code is limited to; the general annual grant if it is not limited.
pub fn fund_type(code: &str) -> &'static str {
    CODES.iter().find(|row| row.0 == code).map(|row| row.4).filter(|fund| !fund.is_empty()).unwrap_or("RESTRICTED_GAG")
}

/// Adds the ledger codes of a trust.
pub fn write_codes(builder: &mut Builder<'_>) {
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    for (code, name, kind, category, fund_type) in CODES {
        let id = builder.ids.next("ledger_code");
        builder.ledger.insert(code, id);
        builder.batch.ledger_code.push(ledger_code::Model {
            id,
            trust_id: builder.trust_id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            name_fold: entity::fold(name),
            r#type: (*kind).to_owned(),
            category_code: text(category),
            fund_type: text(fund_type),
            active: true,
        });
    }
}

/// Adds funds, and the cost centres of every school and the central team.
pub fn write_books(builder: &mut Builder<'_>, schools: &[School]) -> Books {
    let mut books = Books { funds: HashMap::new(), centres: HashMap::new() };
    for (code, name, fund_type, restriction) in FUNDS {
        let id = builder.ids.next("fund");
        books.funds.insert(fund_type, id);
        builder.batch.fund.push(fund::Model {
            id,
            trust_id: builder.trust_id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            fund_type: (*fund_type).to_owned(),
            restriction: (!restriction.is_empty()).then(|| (*restriction).to_owned()),
        });
    }
    let owners = schools.iter().map(|school| (Some(school.id), school.estab.as_str(), school.name.as_str()));
    for (school_id, prefix, owner) in owners.chain([(None, "CENTRAL", "Central team")]) {
        for (code, name) in CENTRES {
            let id = builder.ids.next("cost_centre");
            books.centres.insert((school_id, code), id);
            builder.batch.cost_centre.push(cost_centre::Model {
                id,
                trust_id: builder.trust_id,
                school_id,
                code: format!("{prefix}-{code}"),
                name: format!("{name}, {owner}"),
            });
        }
    }
    books
}
