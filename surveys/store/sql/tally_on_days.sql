-- Whether there is a cell on one of these days, whatever its source.
select 1
from tally
where survey = :survey and version = :version and question = :question
  and day between :first and :last
limit 1
