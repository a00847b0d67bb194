//! What a file is, by the columns of its header.
//!
//! The name of a file is never asked: extracts get renamed, and their layouts changed over the
//! years (`Linked UID` became `Group UID`), so a kind asks only for what its rows cannot do without.

use crate::{
    Format,
    source::{Header, Refusal},
};

/// A kind of file of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A row per school and group: who is a member of what.
    GroupLinks,
    /// A row per group.
    Groups,
    /// A row per school.
    Establishments,
    /// A row per link from one school to another.
    Links,
    /// A row per school, with the counts of one January census.
    Census,
}

impl Kind {
    /// The word stored with the snapshot.
    pub fn code(self) -> &'static str {
        match self {
            Kind::GroupLinks => "GROUP_LINKS",
            Kind::Groups => "GROUPS",
            Kind::Establishments => "ESTABLISHMENTS",
            Kind::Links => "LINKS",
            Kind::Census => "CENSUS",
        }
    }

    /// The words of the report.
    pub fn words(self) -> &'static str {
        match self {
            Kind::GroupLinks => "group links",
            Kind::Groups => "groups",
            Kind::Establishments => "establishments",
            Kind::Links => "links",
            Kind::Census => "census",
        }
    }

    /// The format under which the kind is taken.
    pub fn format(self) -> Format {
        match self {
            Kind::Census => Format::Census,
            _ => Format::Gias,
        }
    }

    /// The kind of file that has this header, or what to do about a header of none.
    pub fn recognise(header: &Header, format: Format) -> Result<Self, Refusal> {
        let one_of = |columns: &[&str]| columns.iter().any(|c| header.has(&[*c]));
        let group = one_of(&["groupuid", "linkeduid"]) && header.has(&["groupname"]);
        let kind = if header.has(&["urn", "linkurn", "linktype"]) {
            Kind::Links
        } else if group && header.has(&["urn", "joineddate", "establishmentname"]) {
            Kind::GroupLinks
        } else if group && !header.has(&["urn"]) {
            Kind::Groups
        } else if header.has(&["urn", "establishmentname"])
            && one_of(&["phaseofeducationname", "phaseofeducationcode"])
            && one_of(&["establishmentstatusname", "establishmentstatuscode"])
        {
            Kind::Establishments
        } else if header.has(&["urn", "nor"]) && one_of(&["numfsmever", "tsenelse", "numeal"]) {
            Kind::Census
        } else {
            let words = match format {
                Format::Gias => {
                    "a GIAS extract begins with a header row that names URN or Group UID: groups, group \
                     links, establishments or links"
                }
                Format::Census => "a census file begins with a header row that names URN, NOR and NUMEAL",
            };
            return Err(format!("has a header of no known kind ({}): {words}", header.beginning()));
        };
        if kind.format() != format {
            return Err(format!("is a file of {}: take it with the format {}", kind.words(), kind.format().name()));
        }
        Ok(kind)
    }
}
