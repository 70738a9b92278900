-- A known code keeps its number: rows and tallies refer to it.
insert into unit (number, code, name, parent, kind)
values (:number, :code, :name, :parent, :kind)
on conflict (code) do update
set name = excluded.name, parent = excluded.parent, kind = excluded.kind
