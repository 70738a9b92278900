-- :sources holds a bit for each source that counts.
select day, unit, channel,
       very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
       not_applicable, blank, by_default
from tally
where survey = :survey and version = :version and question = :question
  and day between :first and :last
  and ((:sources >> source) & 1) = 1
