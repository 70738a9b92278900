select id, count(*)
from journal
where survey = :survey
group by id
having count(*) > 1
