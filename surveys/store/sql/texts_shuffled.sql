-- By the hash of salt and words: an order that no other reading of the rows has.
select response_text.question, salt, body, hash, response.version, response.batch
from response_text
join response on response.survey = response_text.survey and response.id = response_text.id
where response_text.survey = :survey
order by hash
limit -1 offset :passed
