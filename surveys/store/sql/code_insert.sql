insert into code (survey, hash, batch, unit, used)
values (:survey, :hash, :batch, :unit, 0)
