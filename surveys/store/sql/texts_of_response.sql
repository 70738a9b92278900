select question, salt, body, hash
from response_text
where survey = :survey and id = :id
order by question
