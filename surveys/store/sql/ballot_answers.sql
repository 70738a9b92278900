select id, version, answers
from answer
order by id
