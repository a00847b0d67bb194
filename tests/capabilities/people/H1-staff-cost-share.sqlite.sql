-- trust
select yr."label",
  yr."label",
  yr."starts_on",
  bu."version",
  count(*),
  cast(coalesce(sum(case when (lc."type" in ('INCOME')
        and (lc."category_code" in ('ACADEMIES', 'CENTRAL_CHARGE')) is not true) then t."amount_pence" end),
          0) as bigint),
          cast(coalesce(sum(case when (lc."type" in ('EXPENDITURE')
        and (lc."category_code" in ('ACADEMIES', 'CENTRAL_CHARGE')) is not true) then t."amount_pence" end),
          0) as bigint),
          cast(coalesce(sum(case when (lc."type" in ('EXPENDITURE')
        and lc."category_code" in ('BAE010', 'BAE020', 'BAE030', 'BAE040', 'BAE050', 'BAE060', 'BAE070')) then t."amount_pence" end),
          0) as bigint),
          cast(coalesce(sum(case when (lc."type" in ('EXPENDITURE')
        and lc."category_code" in ('BAE010', 'BAE020', 'BAE030', 'BAE040', 'BAE050', 'BAE060', 'BAE070', 'BAE240')) then t."amount_pence" end),
          0) as bigint),
          min(yr."starts_on"),
          max(yr."ends_on")
from "budget_line" t
join "budget" bu on (bu."id" = t."budget_id")
join "academic_year" yr on (yr."id" = t."academic_year_id")
join "ledger_code" lc on (lc."id" = t."ledger_code_id")
where t."trust_id" = ?1
and (t."school_id" is null
  or exists (select 1
    from "trust_membership" tm
    where (tm."school_id" = t."school_id"
      and (tm."joined_on" <= date(yr."starts_on", 'start of month', (t."period" - 1) || ' months')
        and (tm."left_on" is null
          or tm."left_on" >= date(yr."starts_on", 'start of month', (t."period" - 1) || ' months'))))))
and ((yr."starts_on" <= ?2
    and (yr."ends_on" is null
      or yr."ends_on" >= ?2)))
and (bu."status" in ('APPROVED', 'REVISED')
  and not exists (select 1
    from "budget" lv
    where (lv."trust_id" = bu."trust_id"
      and lv."academic_year_id" = bu."academic_year_id"
      and (lv."school_id" = bu."school_id"
        or (lv."school_id" is null
          and bu."school_id" is null))
      and bu."version" < lv."version"
      and lv."status" in ('APPROVED', 'REVISED'))))
group by 1, 2, 3, 4;

-- schools
select yr."label",
  yr."label",
  yr."starts_on",
  bu."version",
  t."school_id",
  s."name",
  s."name_fold",
  count(*),
  cast(coalesce(sum(case when (lc."type" in ('INCOME')
        and (lc."category_code" in ('ACADEMIES', 'CENTRAL_CHARGE')) is not true) then t."amount_pence" end),
          0) as bigint),
          cast(coalesce(sum(case when (lc."type" in ('EXPENDITURE')
        and (lc."category_code" in ('ACADEMIES', 'CENTRAL_CHARGE')) is not true) then t."amount_pence" end),
          0) as bigint),
          cast(coalesce(sum(case when (lc."type" in ('EXPENDITURE')
        and lc."category_code" in ('BAE010', 'BAE020', 'BAE030', 'BAE040', 'BAE050', 'BAE060', 'BAE070')) then t."amount_pence" end),
          0) as bigint),
          min(yr."starts_on"),
          max(yr."ends_on")
from "budget_line" t
join "budget" bu on (bu."id" = t."budget_id")
join "academic_year" yr on (yr."id" = t."academic_year_id")
join "ledger_code" lc on (lc."id" = t."ledger_code_id")
left join "school" s on (s."id" = t."school_id")
where t."trust_id" = ?1
and (t."school_id" is null
  or exists (select 1
    from "trust_membership" tm
    where (tm."school_id" = t."school_id"
      and (tm."joined_on" <= date(yr."starts_on", 'start of month', (t."period" - 1) || ' months')
        and (tm."left_on" is null
          or tm."left_on" >= date(yr."starts_on", 'start of month', (t."period" - 1) || ' months'))))))
and ((yr."starts_on" <= ?2
    and (yr."ends_on" is null
      or yr."ends_on" >= ?2)))
and (bu."status" in ('APPROVED', 'REVISED')
  and not exists (select 1
    from "budget" lv
    where (lv."trust_id" = bu."trust_id"
      and lv."academic_year_id" = bu."academic_year_id"
      and (lv."school_id" = bu."school_id"
        or (lv."school_id" is null
          and bu."school_id" is null))
      and bu."version" < lv."version"
      and lv."status" in ('APPROVED', 'REVISED'))))
group by 1, 2, 3, 4, 5, 6, 7;

