select coalesce(max(number), 0) + 1
from code_batch
where survey = :survey
