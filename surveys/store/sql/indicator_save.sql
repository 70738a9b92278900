insert into indicator (id, position, definition)
values (:id, (select coalesce(max(position), 0) + 1 from indicator), :definition)
on conflict (id) do update
set definition = excluded.definition
