select link, number
from audit
order by number desc
limit 1
