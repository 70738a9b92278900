select text_order.position
from text_order
left join journal on journal.survey = text_order.survey
    and journal.position = text_order.position and journal.id = text_order.id
left join response_text on response_text.survey = journal.survey
    and response_text.id = journal.id and response_text.question = text_order.question
where text_order.survey = :survey and response_text.id is null
