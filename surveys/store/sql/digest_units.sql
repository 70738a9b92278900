select number, code, name, parent, kind
from unit
order by number
