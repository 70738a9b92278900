-- :sources holds a bit for each source that counts.
select month, unit, channel,
       very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
       not_applicable, blank, by_default
from tally_month
where survey = :survey and version = :version and question = :question
  and month between :first and :last
  and ((:sources >> source) & 1) = 1
