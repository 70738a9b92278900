select definition
from indicator
order by position
