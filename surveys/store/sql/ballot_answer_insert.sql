insert into answer (id, version, answers)
values (:id, :version, :answers)
