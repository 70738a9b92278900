select used, use
from code
where hash = :hash
