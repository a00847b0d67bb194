//! The statements of the limit server, tuned by hand, over the tables of Colonnade.
//!
//! Where PostgreSQL builds the JSON, each aggregate reads from a subquery that orders the rows: an `order by` within
//! the aggregate would sort them again.

/// A pupil by id, as JSON.
pub const POINT: &str = "
select json_build_object('data', json_build_object('pupil', (
  select json_build_object('id', id, 'upn', upn, 'givenName', given_name, 'familyName', family_name,
                           'dateOfBirth', date_of_birth, 'ncYear', nc_year)
  from pupil where id = $1)))::text";

/// [`POINT`] as a row.
pub const POINT_ROWS: &str = "select id, upn, given_name, family_name, date_of_birth, nc_year from pupil where id = $1";

/// Whether a pupil attracts pupil premium today.
macro_rules! premium {
    () => {
        "exists (select 1 from funding_flag f
          where f.pupil_id = pupil.id and f.kind = 'PP_FSM' and f.starts_on <= current_date
            and (f.ends_on is null or f.ends_on >= (current_date - interval '6 years')::date))
  or exists (select 1 from care_flag c
             where c.pupil_id = pupil.id and c.kind in ('LAC', 'PLAC') and c.starts_on <= current_date
               and (c.ends_on is null or c.ends_on >= current_date)) as pupil_premium"
    };
}

/// The statement for fifty pupils of a school with cursors, as JSON; `$before` and `$behind` wrap it in its parent.
macro_rules! page {
    ($before:literal, $behind:literal) => {
        concat!(
            "
with r as (
  select id, upn, given_name, family_name, nc_year, ",
            premium!(),
            "
  from pupil where school_id = $1 order by family_fold, given_fold, id limit 51),
f as (select * from r limit 50)
select json_build_object('data', ",
            $before,
            "json_build_object('pupils', json_build_object(
  'edges', (select json_agg(json_build_object('cursor', encode(uuid_send(id), 'base64'),
     'node', json_build_object('id', id, 'upn', upn, 'givenName', given_name, 'familyName', family_name,
                               'ncYear', nc_year, 'pupilPremium', pupil_premium))) from f),
  'pageInfo', json_build_object('hasNextPage', (select count(*) from r) > 50,
     'endCursor', (select encode(uuid_send(id), 'base64') from f offset greatest((select count(*) from f) - 1, 0)))))",
            $behind,
            ")::text"
        )
    };
}

/// Fifty pupils of a school at the root.
pub const PAGE: &str = page!("", "");
/// [`PAGE`] nested in the school.
pub const LINK: &str = page!("json_build_object('school', ", ")");

/// [`PAGE`] and [`LINK`] as rows.
pub const PAGE_ROWS: &str = concat!(
    "
select id, upn, given_name, family_name, nc_year, ",
    premium!(),
    "
from pupil where school_id = $1 order by family_fold, given_fold, id limit 51"
);

/// Schools, their staff and pupils, and the pupils' judgements, as JSON.
pub const LEVELS: &str = "
select json_build_object('data', json_build_object('schools', json_build_object('nodes', json_agg(
  json_build_object('id', s.id, 'name', s.name, 'staff', st.j, 'pupils', pu.j)))))::text
from (select id, name from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s
cross join lateral (
  select coalesce(json_agg(json_build_object('id', x.id, 'givenName', x.given_name, 'familyName', x.family_name,
                                             'roleCategory', x.role_category)), '[]') j
  from (
    select m.id, m.given_name, m.family_name, m.role_category
    from staff_spell w join staff_member m on m.id = w.staff_id
    where w.school_id = s.id and w.starts_on <= $2 and (w.ends_on is null or w.ends_on > $2)
    order by m.family_fold, m.name_fold, m.id limit 10) x) st
cross join lateral (
  select coalesce(json_agg(json_build_object('id', x.id, 'givenName', x.given_name, 'familyName', x.family_name,
                                             'ncYear', x.nc_year, 'assessments', a.j)), '[]') j
  from (
    select id, given_name, family_name, nc_year
    from pupil where school_id = s.id order by family_fold, given_fold, id limit 20) x
  cross join lateral (
    select coalesce(json_agg(json_build_object('point', y.assessment_point_id, 'subject', y.subject_id,
                                               'bandPosition', y.band_sort)), '[]') j
    from (
      select assessment_point_id, subject_id, band_sort
      from assessment where pupil_id = x.id order by recorded_on desc, id limit 3) y) a) pu";

/// The schools of [`LEVELS`] as rows.
pub const SCHOOL_ROWS: &str = "
select id, name from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30";

/// The staff of [`LEVELS`] as rows: ten of each school.
pub const STAFF_ROWS: &str = "
select s.id, x.id, x.given_name, x.family_name, x.role_category
from (select id, name_fold from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s
cross join lateral (
  select m.id, m.given_name, m.family_name, m.role_category, m.family_fold, m.name_fold
  from staff_spell w join staff_member m on m.id = w.staff_id
  where w.school_id = s.id and w.starts_on <= $2 and (w.ends_on is null or w.ends_on > $2)
  order by m.family_fold, m.name_fold, m.id limit 10) x
order by s.name_fold, s.id, x.family_fold, x.name_fold, x.id";

/// The pupils of [`LEVELS`] as rows: twenty of each school, with three judgements each.
pub const PUPIL_ROWS: &str = "
select s.id, x.id, x.given_name, x.family_name, x.nc_year, y.assessment_point_id, y.subject_id, y.band_sort
from (select id, name_fold from school where trust_id = $1 and stage = 'MEMBER' order by name_fold, id limit 30) s
cross join lateral (
  select id, given_name, family_name, nc_year, family_fold, given_fold
  from pupil where school_id = s.id order by family_fold, given_fold, id limit 20) x
left join lateral (
  select assessment_point_id, subject_id, band_sort, recorded_on, id
  from assessment where pupil_id = x.id order by recorded_on desc, id limit 3) y on true
order by s.name_fold, s.id, x.family_fold, x.given_fold, x.id, y.recorded_on desc, y.id";

/// Counts judgements by school and by whether the pupil was disadvantaged at the latest assessment point.
macro_rules! counted {
    () => {
        "
select school_id, disadvantaged, count(*) as judged, count(*) filter (where at_or_above) as expected
from (
  select a.school_id, a.at_or_above,
         exists (select 1 from funding_flag f
                 where f.pupil_id = a.pupil_id and f.kind = 'PP_FSM' and f.starts_on <= p.on_date
                   and (f.ends_on is null or f.ends_on >= (p.on_date - interval '6 years')::date))
         or exists (select 1 from care_flag c
                    where c.pupil_id = a.pupil_id and c.kind in ('LAC', 'PLAC')
                      and c.starts_on <= p.on_date and (c.ends_on is null or c.ends_on >= p.on_date)) as disadvantaged
  from (select id, on_date from assessment_point where trust_id = $1 and on_date <= $2 order by sort desc limit 1) p
  join assessment a on a.assessment_point_id = p.id
  where a.trust_id = $1 and a.basis in ('TEACHER', 'BOTH')
    and a.subject_id = (select id from subject where trust_id = $1 and code = 'MAT')
    and not exists (select 1 from assessment l
                    where l.pupil_id = a.pupil_id and l.subject_id = a.subject_id
                      and l.assessment_point_id = a.assessment_point_id and l.basis = a.basis
                      and (a.stage = 'RAW' and l.stage in ('MODERATED', 'STANDARDISED')
                           or a.stage = 'MODERATED' and l.stage = 'STANDARDISED'))) g
group by school_id, disadvantaged"
    };
}

/// The attainment measure as rows.
pub const MEASURE_ROWS: &str = concat!(
    "select s.name, c.disadvantaged, c.expected, c.judged from (",
    counted!(),
    ") c join school s on s.id = c.school_id order by s.name_fold, s.id, c.disadvantaged"
);

/// [`MEASURE_ROWS`] as JSON.
pub const MEASURE: &str = concat!(
    "
select json_build_object('data', json_build_object('attainment', json_build_object('rows', json_agg(json_build_object(
  'dimensions', json_build_array(json_build_object('label', name),
                                 json_build_object('label', case when disadvantaged then 'Yes' else 'No' end)),
  'atExpectedOrAbove', json_build_object('value', trim_scale(round(100.0 * expected / judged, 1)),
                                         'numerator', expected, 'denominator', judged))))))::text
from (select s.name, c.disadvantaged, c.expected, c.judged from (",
    counted!(),
    ") c join school s on s.id = c.school_id order by s.name_fold, s.id, c.disadvantaged) r"
);
