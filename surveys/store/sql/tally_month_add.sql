insert into tally_month (survey, version, question, month, unit, channel, source,
    very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
    not_applicable, blank, by_default)
values (:survey, :version, :question, :month, :unit, :channel, :source,
    :very_satisfied, :satisfied, :fairly_satisfied, :dissatisfied, :very_dissatisfied,
    :not_applicable, :blank, :by_default)
on conflict (survey, version, question, month, unit, channel, source) do update
set very_satisfied = tally_month.very_satisfied + excluded.very_satisfied,
    satisfied = tally_month.satisfied + excluded.satisfied,
    fairly_satisfied = tally_month.fairly_satisfied + excluded.fairly_satisfied,
    dissatisfied = tally_month.dissatisfied + excluded.dissatisfied,
    very_dissatisfied = tally_month.very_dissatisfied + excluded.very_dissatisfied,
    not_applicable = tally_month.not_applicable + excluded.not_applicable,
    blank = tally_month.blank + excluded.blank,
    by_default = tally_month.by_default + excluded.by_default
