insert into journal (survey, position, id, link)
values (:survey, :position, :id, :link)
