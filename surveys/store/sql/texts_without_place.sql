select journal.id, response_text.question
from journal
join response_text on response_text.survey = journal.survey and response_text.id = journal.id
left join text_order on text_order.survey = journal.survey
    and text_order.position = journal.position
    and text_order.question = response_text.question
    and text_order.id = journal.id
join response on response.survey = journal.survey and response.id = journal.id
where journal.survey = :survey
  and (text_order.position is null or text_order.unit <> response.unit
       or text_order.received_ms <> response.received_ms
       or text_order.batch is not response.batch)
