-- class
select t."name", t."id"
from "class" t
where (t."trust_id" = ?1
  and t."id" = ?2)
limit 1;

-- class.pupils
select k.key, t."given_name", t."family_name", t."id"
from json_each(?1) k
cross join "pupil" t on t.rowid in (select i.rowid
  from "class_membership" j
  join "pupil" i on i."id" = j."pupil_id"
  where j."class_id" = unhex(k.value)
  and (+j."trust_id" = ?2
    and +j."class_id" in (select unhex(value)
      from json_each(?3)))
  and (j."starts_on" <= ?4
    and (j."ends_on" is null
      or j."ends_on" >= ?4))
  and (+i."trust_id" = ?2
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = i."id"
      and (e1."starts_on" <= ?4
        and (e1."ends_on" is null
          or e1."ends_on" >= ?4))
      and +e1."class_id" in (select unhex(value)
        from json_each(?3))))
  order by i."family_fold", i."given_fold", i."id"
  limit ?5)
order by k.key, t."family_fold", t."given_fold", t."id";

-- class.pupils.nodes.recorded
select k.key, t."row_version", t."band_id"
from json_each(?1) k
cross join "assessment" t on t.rowid in (select i.rowid
  from "assessment" i
  where i."pupil_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = i."pupil_id"
      and (e1."starts_on" <= ?3
        and (e1."ends_on" is null
          or e1."ends_on" >= ?3))
      and +e1."class_id" in (select unhex(value)
        from json_each(?4)))
    and i."basis" = ?5
    and i."stage" = ?6
    and i."subject_id" = ?7
    and i."assessment_point_id" = ?8)
  order by i."recorded_on" desc, i."id"
  limit ?9)
order by k.key, t."recorded_on" desc, t."id";

-- class.pupils.nodes.recorded.nodes.band
select k.key, t."code"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

-- class.pupils.nodes.last
select k.key, t."recorded_on", t."band_id"
from json_each(?1) k
cross join "assessment" t on t.rowid in (select i.rowid
  from "assessment" i
  where i."pupil_id" = unhex(k.value)
  and (+i."trust_id" = ?2
    and exists (select 1
      from "class_membership" e1
      where e1."pupil_id" = i."pupil_id"
      and (e1."starts_on" <= ?3
        and (e1."ends_on" is null
          or e1."ends_on" >= ?3))
      and +e1."class_id" in (select unhex(value)
        from json_each(?4)))
    and i."basis" = ?5
    and i."stage" = ?6
    and i."subject_id" = ?7
    and (i."assessment_point_id" = ?8) is not true)
  order by i."recorded_on" desc, i."id"
  limit ?9)
order by k.key, t."recorded_on" desc, t."id";

-- class.pupils.nodes.last.nodes.band
select k.key, t."code"
from json_each(?1) k
cross join "band" t on t."id" = unhex(k.value)
where +t."trust_id" = ?2
order by k.key;

