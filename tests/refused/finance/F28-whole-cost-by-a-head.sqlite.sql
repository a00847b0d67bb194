-- staff
select t."main_post_title", t."person_id", t."id", t."trust_id"
from "staff_member" t
where (t."trust_id" = ?1
  and t."main_post_title" = ?2
  and exists (select 1
    from "school" e1
    where e1."id" = t."main_school_id"
    and (+e1."trust_id" = ?1
      and e1."urn" = ?3)))
order by t."family_fold", t."name_fold", t."id"
limit ?4;

