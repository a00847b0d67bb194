//! Connections: a page of rows, its cursors and its counts.

use super::{Segment, Writer, json};
use crate::execute::ReadRows;
use crate::plan::{ConnectionOut, EdgeOut, Keyed, PageOut};
use crate::schema::Target;

/// The rows of one page, in the order of the list.
struct ShownPage<'a> {
    number: usize,
    found: &'a ReadRows,
    rows: std::ops::Range<usize>,
    backward: bool,
    /// Whether a row follows the page: one row more than the page has was read.
    more: bool,
}

impl ShownPage<'_> {
    fn iter(&self) -> Box<dyn Iterator<Item = usize>> {
        if self.backward { Box::new(self.rows.clone().rev()) } else { Box::new(self.rows.clone()) }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn connection(&mut self, key: &'a str, read: usize, out: &'a ConnectionOut, parent: usize) {
        let Some(found) = self.rows_of(key, read) else { return };
        let backward = self.run.prepared.plan.reads[read].page.as_ref().is_some_and(|page| page.backward);
        let all = found.of(parent);
        let more = all.len() > found.limit;
        let rows = all.start..all.end.min(all.start.saturating_add(found.limit));
        // A page of no rows discloses only whether there is a row.
        let counted = if rows.is_empty() { all } else { rows.clone() };
        self.disclosed.extend(counted.flat_map(|row| out.disclosed.iter().map(move |mark| (*mark, row))));
        let shown = ShownPage { number: read, found, rows, backward, more };
        self.path.push(Segment::Key(key));
        self.out.push('{');
        for (index, field) in out.fields.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&field.json);
            self.part(field, out, &shown, parent);
        }
        self.out.push('}');
        self.path.pop();
    }

    fn part(&mut self, field: &'a Keyed<PageOut>, out: &'a ConnectionOut, shown: &ShownPage<'a>, parent: usize) {
        match &field.out {
            PageOut::TypeName => json::text(&mut self.out, &out.type_name),
            PageOut::TotalCount => match &shown.found.count_failure {
                Some(failure) => self.failed(&field.key, failure),
                None => json::int(&mut self.out, shown.found.count(parent)),
            },
            PageOut::NextMark => {
                match self.run.next_mark(self.seal, self.run.prepared.plan.reads[shown.number].table) {
                    Ok(mark) => json::text(&mut self.out, &mark),
                    Err(failure) => self.failed(&field.key, &failure),
                }
            }
            PageOut::Nodes(object) => {
                self.path.push(Segment::Key(&field.key));
                let found = shown.found;
                self.items(shown.iter(), |writer, row| writer.object(object, Some(found), &found.rows, row));
                self.path.pop();
            }
            PageOut::Edges(type_name, edges) => {
                self.path.push(Segment::Key(&field.key));
                self.items(shown.iter(), |writer, row| writer.edge(type_name, edges, shown, row));
                self.path.pop();
            }
            PageOut::PageInfo(info) => self.page_info(info, shown),
        }
    }

    fn edge(&mut self, type_name: &str, edges: &'a [Keyed<EdgeOut>], shown: &ShownPage<'a>, row: usize) {
        self.out.push('{');
        for (index, field) in edges.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&field.json);
            match &field.out {
                EdgeOut::TypeName => json::text(&mut self.out, type_name),
                EdgeOut::Cursor => self.cursor(shown, Some(row)),
                EdgeOut::Node(object) => {
                    self.path.push(Segment::Key(&field.key));
                    self.object(object, Some(shown.found), &shown.found.rows, row);
                    self.path.pop();
                }
            }
        }
        self.out.push('}');
    }

    fn page_info(&mut self, info: &'a [Keyed<Target>], shown: &ShownPage<'a>) {
        let page = self.run.prepared.plan.reads[shown.number].page.as_ref();
        // A cursor is made from a row, so there was a row on its other side.
        let beyond = |bind: Option<&crate::request::Bind>| bind.is_some();
        let (after, before) =
            (beyond(page.and_then(|p| p.after.as_ref())), beyond(page.and_then(|p| p.before.as_ref())));
        let (next, previous) = if shown.backward { (before, shown.more) } else { (shown.more, after) };
        self.out.push('{');
        for (index, field) in info.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.out.push_str(&field.json);
            match field.out {
                Target::HasNextPage => self.out.push_str(if next { "true" } else { "false" }),
                Target::HasPreviousPage => self.out.push_str(if previous { "true" } else { "false" }),
                Target::StartCursor => self.cursor(shown, shown.iter().next()),
                Target::EndCursor => self.cursor(shown, shown.iter().last()),
                _ => json::text(&mut self.out, "PageInfo"),
            }
        }
        self.out.push('}');
    }

    fn cursor(&mut self, shown: &ShownPage<'a>, row: Option<usize>) {
        let Some(row) = row else { return self.out.push_str("null") };
        let read = &self.run.prepared.plan.reads[shown.number];
        self.out.push('"');
        self.run.cursors.seal(self.seal, shown.number, read, &shown.found.rows, row, &mut self.out);
        self.out.push('"');
    }
}
