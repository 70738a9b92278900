select hash
from code
order by hash
