-- Codes may be made again while the ballot is a draft: the slips of the first time end.
insert into ballot (survey, roster, list_hash, made_ms)
values (:survey, :roster, :list_hash, :made_ms)
on conflict (survey) do update
set roster = excluded.roster, list_hash = excluded.list_hash, made_ms = excluded.made_ms
