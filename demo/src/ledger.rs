//! Chart of accounts, funds and cost centres.

use std::collections::HashMap;

use entity::codes::FundType::{self, FixedAsset, RestrictedGag, RestrictedOther, Unrestricted};
use entity::codes::LedgerType::{self, Asset, Expenditure, Income, Liability, Reserve};
use entity::{cost_centre, fund, ledger_code};
use uuid::Uuid;

use crate::maker::Maker;
use crate::schools::School;

/// Codes: code, name, type, reporting category, fund it is limited to. The department's codes end in 0.
const CODES: &[(&str, &str, LedgerType, &str, Option<FundType>)] = &[
    ("10100", "Land and buildings", Asset, "", Some(FixedAsset)),
    ("20100", "Cash at bank", Asset, "", None),
    ("30100", "Trade creditors", Liability, "", None),
    ("40100", "Reserves brought forward", Reserve, "", None),
    ("50100", "General annual grant", Income, "PRE_POST_16", Some(RestrictedGag)),
    ("50200", "Pupil premium", Income, "OTHER_DFE", Some(RestrictedOther)),
    ("50300", "Top-up for special educational needs", Income, "TARGETED", Some(RestrictedOther)),
    ("50400", "PE and sport premium", Income, "OTHER_DFE", Some(RestrictedOther)),
    ("50410", "Universal infant free school meals", Income, "OTHER_DFE", Some(RestrictedOther)),
    ("51100", "Catering income", Income, "CATERING", Some(Unrestricted)),
    ("51200", "Lettings", Income, "FACILITIES", Some(Unrestricted)),
    ("51300", "Donations", Income, "DONATIONS", Some(Unrestricted)),
    ("52100", "Central services charge received", Income, "CENTRAL_CHARGE", Some(RestrictedGag)),
    ("60100", "Teaching staff", Expenditure, "BAE010", None),
    ("60300", "Education support staff", Expenditure, "BAE030", None),
    ("60400", "Administrative and clerical staff", Expenditure, "BAE040", None),
    ("60500", "Premises staff", Expenditure, "BAE050", None),
    ("60600", "Catering staff", Expenditure, "BAE060", None),
    ("60700", "Other staff", Expenditure, "BAE070", None),
    ("61100", "Agency supply teachers", Expenditure, "BAE240", None),
    ("62100", "Staff development", Expenditure, "BAE090", None),
    ("63100", "Learning resources", Expenditure, "BAE200", None),
    ("63200", "ICT learning resources", Expenditure, "BAE210", None),
    ("64100", "Maintenance of premises", Expenditure, "BAE120", None),
    ("64200", "Cleaning and caretaking", Expenditure, "BAE130", None),
    ("64300", "Energy", Expenditure, "BAE150", None),
    ("64400", "Water and sewerage", Expenditure, "BAE140", None),
    ("65100", "Catering supplies", Expenditure, "BAE250", None),
    ("66100", "Insurance", Expenditure, "BAE270", None),
    ("66200", "Professional services", Expenditure, "BAE300", None),
    ("66300", "Administrative supplies", Expenditure, "BAE280", None),
    ("66400", "Examination fees", Expenditure, "BAE220", None),
    ("67100", "Central services charge paid", Expenditure, "CENTRAL_CHARGE", Some(RestrictedGag)),
];

const FUNDS: &[(&str, &str, FundType, &str)] = &[
    ("UNR", "Unrestricted funds", Unrestricted, ""),
    ("GAG", "General annual grant", RestrictedGag, "For the purposes of the funding agreement"),
    ("OTH", "Other restricted grants", RestrictedOther, "For the purpose of each grant"),
    ("RFA", "Restricted fixed asset fund", FixedAsset, "For capital spending"),
];

/// Cost centres of a school: code and name.
const CENTRES: [(&str, &str); 4] =
    [("CUR", "Curriculum"), ("SEN", "Special educational needs"), ("PRE", "Premises"), ("ADM", "Administration")];

/// What budgets refer to beside the codes.
#[derive(Debug)]
pub struct Books {
    /// Funds by their type.
    pub funds: HashMap<FundType, Uuid>,
    /// Cost centres by school, none for the central team, and code.
    pub centres: HashMap<(Option<Uuid>, &'static str), Uuid>,
}

/// The fund an account is limited to; GAG where none is named.
pub fn fund_type(code: &str) -> FundType {
    CODES.iter().find(|row| row.0 == code).and_then(|row| row.4).unwrap_or(RestrictedGag)
}

/// Adds the ledger codes of a trust.
pub fn write_codes(maker: &mut Maker<'_>) {
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    for (code, name, kind, category, fund_type) in CODES {
        let id = maker.ids.next("ledger_code");
        maker.ledger.insert(code, id);
        maker.batch.ledger_code.push(ledger_code::Model {
            id,
            trust_id: maker.trust_id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            name_fold: entity::fold(name),
            r#type: *kind,
            category_code: text(category),
            fund_type: *fund_type,
            active: true,
        });
    }
}

/// Adds funds, and the cost centres of every school and the central team.
pub fn write_books(maker: &mut Maker<'_>, schools: &[School]) -> Books {
    let mut books = Books { funds: HashMap::new(), centres: HashMap::new() };
    for (code, name, fund_type, restriction) in FUNDS {
        let id = maker.ids.next("fund");
        books.funds.insert(*fund_type, id);
        maker.batch.fund.push(fund::Model {
            id,
            trust_id: maker.trust_id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            fund_type: *fund_type,
            restriction: (!restriction.is_empty()).then(|| (*restriction).to_owned()),
        });
    }
    let owners = schools.iter().map(|school| (Some(school.id), school.estab.as_str(), school.name.as_str()));
    for (school_id, prefix, owner) in owners.chain([(None, "CENTRAL", "Central team")]) {
        for (code, name) in CENTRES {
            let id = maker.ids.next("cost_centre");
            books.centres.insert((school_id, code), id);
            maker.batch.cost_centre.push(cost_centre::Model {
                id,
                trust_id: maker.trust_id,
                school_id,
                code: format!("{prefix}-{code}"),
                name: format!("{name}, {owner}"),
            });
        }
    }
    books
}
