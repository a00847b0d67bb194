//! The invented county of the demo: its towns, streets and schools.
//!
//! The postcode area ZZ, the local authority 998 and URNs from 900000 are not in use, and telephone numbers are from the
//! ranges reserved for drama, so that nothing here can reach a real person or school.

use crate::draw::dice::Dice;

/// Name of the county and of its local authority.
pub const COUNTY: &str = "Colnshire";
/// Code of the local authority in LAESTAB and UPN.
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

/// First parts of school names; the rest follows from the kind of school.
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

/// A home address: first line and postcode.
pub fn home(dice: &mut Dice, town: usize) -> (String, String) {
    let line = format!("{} {}", dice.between(1, 140), dice.pick(STREETS));
    (line, postcode(dice, town))
}

/// A postcode in a town.
pub fn postcode(dice: &mut Dice, town: usize) -> String {
    const LETTERS: &[char] =
        &['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'W', 'X', 'Y', 'Z'];
    format!("{} {}{}{}", TOWNS[town].1, dice.between(1, 9), dice.pick(LETTERS), dice.pick(LETTERS))
}

/// A telephone number from the range reserved for drama.
pub fn phone(dice: &mut Dice) -> String {
    format!("07700900{:03}", dice.between(0, 999))
}
