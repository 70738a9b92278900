insert into indicator (id, definition)
values (:id, :definition)
on conflict (id) do update
set definition = excluded.definition
