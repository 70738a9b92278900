select id, position, definition
from indicator
order by id
