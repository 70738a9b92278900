select link, position
from journal
where survey = :survey
order by position desc
limit 1
