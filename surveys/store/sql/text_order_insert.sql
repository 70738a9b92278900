insert into text_order (survey, position, question, id, unit, received_ms, batch)
values (:survey, :position, :question, :id, :unit, :received_ms, :batch)
