insert into code_batch (survey, number, unit, made, made_ms)
values (:survey, :number, :unit, :made, :made_ms)
