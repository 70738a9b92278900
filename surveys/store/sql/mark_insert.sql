insert into mark (name, value) values (:name, :value)
