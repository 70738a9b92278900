select survey, number
from code_batch
order by survey, number
