select made
from code_batch
where survey = :survey and number = :number
