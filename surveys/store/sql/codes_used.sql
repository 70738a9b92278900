select count(*)
from code
where survey = :survey and used = 1
