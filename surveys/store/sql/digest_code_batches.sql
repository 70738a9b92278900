select survey, number, unit, made, made_ms
from code_batch
order by survey, number
