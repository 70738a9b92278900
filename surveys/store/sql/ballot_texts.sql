select question, salt, body, hash
from answer_text
where id = :id
order by question
