select name
from mark
order by name
