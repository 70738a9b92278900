insert into list (survey, hash)
values (:survey, :hash)
