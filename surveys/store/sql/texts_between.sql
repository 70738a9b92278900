select id, question, salt, body, hash
from response_text
where survey = :survey and id between :first and :last
order by id, question
