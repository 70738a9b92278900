select unit, used, response
from code
where survey = :survey and hash = :hash
