select count(*)
from answer_text
where not exists (select 1 from answer where answer.id = answer_text.id)
