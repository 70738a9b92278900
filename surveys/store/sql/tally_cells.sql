select version, question, day, unit, channel, source,
       very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
       not_applicable, blank, by_default
from tally
where survey = :survey
order by version, question, day, unit, channel, source
