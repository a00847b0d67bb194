//! A plan with its printed statements: what the plan cache keeps and requests share.

use std::sync::atomic::AtomicUsize;

use super::cursor::bound_to;
use crate::caller::Caller;
use crate::declare::{Catalogue, Comparable};
use crate::plan::{Cond, Exists, Expr, Operand, Plan, Read, Since, Tie};
use crate::request::Bind;
use crate::sql::{self, Dialect, Statement};
use crate::value::{Storage, Value};

/// A plan that is ready to run.
#[derive(Debug)]
pub struct Prepared {
    /// The plan.
    pub plan: Plan,
    /// The statement for the rows of each read.
    pub rows: Vec<Option<Statement>>,
    /// The statement for the counts of each read.
    pub counts: Vec<Option<Statement>>,
    /// The statement of each count, and how its cells are stored.
    pub counted: Vec<(Statement, Vec<Storage>)>,
    /// The storage of the cells of each read.
    pub storages: Vec<Vec<Storage>>,
    /// The reads that start from each read.
    pub children: Vec<Vec<usize>>,
    /// The length of its last response in bytes: the capacity to reserve for the next one.
    pub answered: AtomicUsize,
    /// The statement of the mark, where it is needed.
    pub mark: Option<Statement>,
    lists: Vec<(String, Vec<Bind>)>,
}

impl Prepared {
    /// Prints a plan's statements.
    #[must_use]
    pub fn new(plan: Plan, catalogue: &Catalogue, dialect: Dialect) -> Self {
        let mut children = vec![Vec::new(); plan.reads.len()];
        for (index, read) in plan.reads.iter().enumerate() {
            if let Some(parent) = &read.parent {
                children[parent.read].push(index);
            }
        }
        Self {
            rows: plan.reads.iter().map(|read| read.wants_rows.then(|| sql::rows(read, dialect))).collect(),
            counts: plan.reads.iter().map(|read| read.wants_count.then(|| sql::count(read, dialect))).collect(),
            counted: plan.counts.iter().map(|count| sql::cube(count, &catalogue.cubes[count.cube], dialect)).collect(),
            storages: plan.reads.iter().map(Read::storages).collect(),
            lists: plan.reads.iter().map(list).collect(),
            children,
            answered: AtomicUsize::new(0),
            mark: plan.mark.then(|| sql::mark(dialect)),
            plan,
        }
    }

    /// The statements with the response keys they belong to, in the order of the plan.
    pub fn statements(&self) -> impl Iterator<Item = (&[String], &Statement)> {
        let counted = self.plan.counts.iter().zip(&self.counted);
        let reads = self.plan.reads.iter().enumerate().flat_map(move |(index, read)| {
            self.rows[index]
                .iter()
                .chain(self.counts[index].iter())
                .map(move |statement| (read.path.as_slice(), statement))
        });
        let mark = self.mark.iter().map(|statement| (&[][..], statement));
        mark.chain(reads).chain(counted.map(|(count, (statement, _))| (count.path.as_slice(), statement)))
    }

    /// The fingerprint that the cursors of a read are bound to in this request.
    pub(super) fn fingerprint(&self, read: usize, caller: &Caller, slots: &[Value]) -> [u8; 16] {
        let (text, binds) = &self.lists[read];
        let values: Vec<Value> = binds.iter().map(|bind| bind.value(slots)).collect();
        bound_to(text, &values, caller)
    }
}

/// A list's order and filter as a text, and its values separately: a list is the same list whether the document gives a
/// value as a variable or as a literal.
fn list(read: &Read) -> (String, Vec<Bind>) {
    let mut binds = Vec::new();
    let mut text = format!("{} ", read.table);
    for key in &read.order {
        text.push_str(&format!("{}.{} {} ", key.name(), key.descending, key.mask().is_some()));
    }
    plain(&read.cond, &mut text, &mut binds);
    if let Some(day) = read.page.as_ref().and_then(|page| page.as_of.clone()) {
        binds.push(day);
    }
    (text, binds)
}

/// How another row is tied, as a text, without the scope: the scope belongs to the caller, not to the list.
fn tied(tie: &Tie) -> String {
    match tie {
        Tie::Columns { theirs, mine } => format!("{}.{} {}", theirs.table, theirs.name, mine.name),
        Tie::Through { theirs, mine, through } => {
            format!(
                "{}.{} {} over {}.{}",
                theirs.table, theirs.name, mine.name, through.mine.table, through.theirs.name
            )
        }
    }
}

fn plain(cond: &Cond, text: &mut String, binds: &mut Vec<Bind>) {
    let many = |name: &str, parts: &[Cond], text: &mut String, binds: &mut Vec<Bind>| {
        text.push_str(name);
        text.push('(');
        for part in parts {
            plain(part, text, binds);
            text.push(',');
        }
        text.push(')');
    };
    match cond {
        Cond::And(parts) => many("and", parts, text, binds),
        Cond::Or(parts) => many("or", parts, text, binds),
        Cond::Not(part) => many("not", std::slice::from_ref(part), text, binds),
        Cond::Compare(compared, operator, operand) => {
            text.push_str(&match compared {
                Comparable::Column(column) => format!("{}.{} {operator:?} ?", column.table, column.name),
                Comparable::Expression(key) => format!("{} {operator:?} ?", key.name()),
            });
            binds.push(match operand {
                Operand::Plain(bind)
                | Operand::Folded(bind)
                | Operand::Scaled(bind, _)
                | Operand::Key(bind, _)
                | Operand::AnyKey(bind)
                | Operand::Text(bind, _)
                | Operand::Part(bind, _) => bind.clone(),
            });
        }
        Cond::CompareExpr(shown, operator, operand) => {
            if let Expr::Version(column, _) | Expr::Updated(column, _) = &**shown {
                plain(&Cond::Compare((*column).into(), *operator, operand.clone()), text, binds);
            }
        }
        Cond::Changed(_, Since::Time(bind) | Since::Mark(bind)) => {
            text.push_str("changed ?");
            binds.push(bind.clone());
        }
        Cond::Current(period, day) => {
            text.push_str(&format!("{}.{} covers ?", period.starts.table, period.starts.name));
            binds.extend(day.clone());
        }
        Cond::Words(column, bind) => {
            text.push_str(&format!("{} words ?", column.name));
            binds.push(bind.clone());
        }
        Cond::Exists(exists) => {
            let Exists { table, tie, cond } = &**exists;
            text.push_str(&format!("exists {table} {} ", tied(tie)));
            plain(cond, text, binds);
        }
        // The scope belongs to the caller, not to the list: a wider grant tomorrow does not invalidate today's cursor.
        Cond::Reached(..) | Cond::Leads(_) => {}
        other => text.push_str(&format!("{other:?}")),
    }
}
