select survey, hash
from list
