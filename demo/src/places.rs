//! The county of the demo: towns, streets and schools that are on no map.
//!
//! The postcode area ZZ, the local authority 998 and URNs from 900000 are not in use, and
//! telephone numbers are from the ranges kept free for drama, so that nothing leads to anybody.

use crate::dice::Dice;

/// County and local authority.
pub const COUNTY: &str = "Colnshire";
/// Its code in LAESTAB and UPN.
pub const LA_CODE: &str = "998";
/// Region of the county.
pub const REGION: &str = "East Midlands";

/// Towns with the postcode district of each.
pub const TOWNS: &[(&str, &str)] = &[
    ("Harrowby", "ZZ1"),
    ("Eastwell", "ZZ2"),
    ("Colne Bridge", "ZZ3"),
    ("Saltmarsh", "ZZ4"),
    ("Thornley", "ZZ5"),
    ("Netherby", "ZZ6"),
    ("Kingsford", "ZZ7"),
    ("Millbeck", "ZZ8"),
];

const STREETS: &[&str] = &[
    "Church Lane",
    "Mill Road",
    "Station Road",
    "Victoria Street",
    "Orchard Close",
    "The Green",
    "Albert Road",
    "Park Avenue",
    "Chapel Street",
    "Meadow Way",
    "Queen's Road",
    "Bridge Street",
    "Manor Drive",
    "Canal Terrace",
    "Hawthorn Road",
    "Windmill Hill",
    "Priory Gardens",
    "Elm Grove",
    "Sycamore Drive",
    "Foundry Lane",
];

/// First parts of school names; the kind of school gives the rest.
pub const SCHOOL_NAMES: &[&str] = &[
    "Harrowby",
    "St Cuthbert's",
    "Colne Bridge",
    "Saltmarsh",
    "Thornley",
    "Netherby",
    "Kingsford",
    "Millbeck",
    "Oakfield",
    "Eastwell Park",
    "Holly Bank",
    "Riverside",
    "Whitestone",
    "Larkrise",
    "Fenwick Road",
    "Abbey Fields",
    "Beacon Hill",
    "Cherry Tree",
    "Dovecote",
    "Elmhurst",
    "Foxglove",
    "Greenhill",
    "Heathcote",
    "Ivy House",
    "Jubilee",
    "Kestrel",
    "Lime Street",
    "Meadowbank",
    "Northgate",
    "Orchard",
    "Peartree",
    "Quarry Bank",
    "Rosedale",
    "Southfield",
    "Three Bridges",
    "Upland",
    "Vale",
    "Westbrook",
    "Yew Tree",
    "Ashdown",
];

/// A home: first line and postcode.
pub fn home(dice: &mut Dice, town: usize) -> (String, String) {
    let line = format!("{} {}", dice.between(1, 140), dice.pick(STREETS));
    (line, postcode(dice, town))
}

/// A postcode of the town.
pub fn postcode(dice: &mut Dice, town: usize) -> String {
    const LETTERS: &[char] =
        &['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y', 'Z'];
    format!("{} {}{}{}", TOWNS[town].1, dice.between(1, 9), dice.pick(LETTERS), dice.pick(LETTERS))
}

/// A telephone number of the range kept free for drama.
pub fn phone(dice: &mut Dice) -> String {
    format!("07700 900{:03}", dice.between(0, 999))
}
