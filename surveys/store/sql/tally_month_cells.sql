select version, question, month, unit, channel, source,
       very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
       not_applicable, blank, by_default
from tally_month
where survey = :survey
order by version, question, month, unit, channel, source
