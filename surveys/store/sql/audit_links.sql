select link, number, at_ms, who, act, object, result
from audit
order by number
