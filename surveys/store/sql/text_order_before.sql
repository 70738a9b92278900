select position, unit, received_ms, batch, id
from text_order
where survey = :survey and position < :before
order by position desc, question
limit :rows
