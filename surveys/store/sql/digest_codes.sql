select hash, unit
from code
where survey = :survey and batch = :batch
order by hash
