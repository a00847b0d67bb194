//! A principal and the permissions it holds, computed from the default roles and the tables of grants, posts and
//! classes.

use std::collections::BTreeMap;

use domain::platform::access::default_roles::Reach;
use domain::platform::access::matrix::held_by;
use graph::declare::Access;
use graph::{Caller, PrintedPermission};
use tests::{TODAY, World};
use uuid::Uuid;

use super::rows::{ids, literal, texts};

/// A principal with its permissions, and the keys of each reach.
pub struct Holder {
    /// The persona's name, or another name for messages.
    pub name: String,
    /// The caller that the product compiles for it.
    pub caller: Caller,
    /// Its trust.
    pub trust: Uuid,
    held: BTreeMap<PrintedPermission, Vec<Reach>>,
    schools: Vec<Uuid>,
    classes: Vec<Uuid>,
    line: Vec<Uuid>,
    own: Vec<Uuid>,
}

impl Holder {
    /// The personas, and a teacher whose class a child has left: the demo's own teacher has no such class.
    pub fn all(world: &World) -> Vec<Self> {
        let mut names: Vec<&str> = world.personas().collect();
        names.sort_unstable();
        let mut all: Vec<Self> = names.iter().map(|name| Self::of(world, name, world.caller(name).principal)).collect();
        let left = ids(
            world,
            &format!(
                "select p.id as id from principal p join teaching_assignment t on t.person_id = p.person_id \
                 join class_membership m on m.class_id = t.class_id \
                 where p.persona is null and {} and m.ends_on <= '{TODAY}' \
                 group by p.id order by count(*) desc, p.id limit 1",
                current("t")
            ),
        );
        all.push(Self::of(world, "a teacher of leavers", *left.first().expect("children leave classes")));
        all
    }

    fn of(world: &World, name: &str, principal: Uuid) -> Self {
        let caller = world.principal(principal);
        let principal = format!("principal p where p.id = {}", literal(world, principal));
        let one = |column: &str| ids(world, &format!("select p.{column} as id from {principal}"));
        let (trust, own) = (one("trust_id")[0], one("person_id"));
        let grants = format!("g.principal_id in (select p.id from {principal}) and {}", current("g"));
        let schools = ids(
            world,
            &format!(
                "select g.school_id as id from role_grant g where {grants} union select s.school_id \
                 from role_grant_school s join role_grant g on g.id = s.role_grant_id where {grants}"
            ),
        );
        let (classes, line) = match own.first() {
            None => (Vec::new(), Vec::new()),
            Some(person) => {
                let me = literal(world, *person);
                let posts = format!("select c.post_id from contract c where c.person_id = {me} and {}", current("c"));
                (
                    ids(
                        world,
                        &format!(
                            "select t.class_id as id from teaching_assignment t where t.person_id = {me} and {}",
                            current("t")
                        ),
                    ),
                    ids(
                        world,
                        &format!(
                            "with recursive below(id) as (\
                             select p.id from post p where p.line_manager_post_id in ({posts}) union \
                             select p.id from post p join below b on p.line_manager_post_id = b.id) \
                             select distinct c.person_id as id from contract c join below b on c.post_id = b.id \
                             where c.person_id <> {me} and c.post_id not in ({posts}) and {}",
                            current("c")
                        ),
                    ),
                )
            }
        };
        let held = BTreeMap::new();
        let mut holder = Self { name: name.to_owned(), caller, trust, held, schools, classes, line, own };
        let serves = |table: &str| {
            let mine: Vec<String> = holder.own.iter().map(|person| literal(world, *person)).collect();
            !mine.is_empty()
                && !ids(world, &format!("select id as id from {table} where person_id in ({})", mine.join(", ")))
                    .is_empty()
        };
        let external = !holder.own.is_empty() && !serves("staff_member") && !serves("governance_appointment");
        let codes = texts(
            world,
            &format!("select r.code as text from role r join role_grant g on g.role_id = r.id where {grants}"),
        );
        assert!(!codes.is_empty(), "{name} has a role");
        codes.iter().for_each(|code| holder.give(code));
        if external {
            codes.iter().for_each(|_| holder.take("everyone"));
        }
        // A principal with direct reports holds the implicit role of line managers too.
        if !holder.line.is_empty() {
            holder.give("line_manager");
        }
        holder
    }

    fn give(&mut self, role: &str) {
        for (permission, reaches) in held_by(role).expect("a default role") {
            self.held.entry(permission).or_default().extend(reaches);
        }
    }

    /// Takes back the permissions of a role: an external auditor is not a member of the trust's staff.
    fn take(&mut self, role: &str) {
        for (permission, reaches) in held_by(role).expect("a default role") {
            let held = self.held.entry(permission).or_default();
            for reach in reaches {
                held.iter().rposition(|one| *one == reach).map(|at| held.remove(at));
            }
        }
    }

    /// The reaches with which a permission is held, each with its keys; a reach without keys is left out.
    pub fn reaches(&self, permission: PrintedPermission) -> Vec<(Reach, &[Uuid])> {
        let keys = |reach: &Reach| match reach {
            Reach::Trust => &[] as &[Uuid],
            Reach::School => &self.schools,
            Reach::OwnClasses => &self.classes,
            Reach::ReportingLine => &self.line,
            Reach::Own => &self.own,
        };
        self.held
            .get(&permission)
            .into_iter()
            .flatten()
            .map(|reach| (*reach, keys(reach)))
            .filter(|(reach, keys)| *reach == Reach::Trust || !keys.is_empty())
            .collect()
    }

    /// Whether any permission of a rule is held at all.
    pub fn holds_any(&self, access: &Access) -> bool {
        access.printed().open || access.printed().permissions().iter().any(|one| !self.reaches(*one).is_empty())
    }
}

/// The condition that the period of an alias covers [`TODAY`].
pub fn current(alias: &str) -> String {
    format!("{alias}.starts_on <= '{TODAY}' and ({alias}.ends_on is null or {alias}.ends_on > '{TODAY}')")
}
