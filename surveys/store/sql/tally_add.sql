insert into tally (survey, version, question, day, unit, channel, source,
    very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied,
    not_applicable, blank, by_default)
values (:survey, :version, :question, :day, :unit, :channel, :source,
    :very_satisfied, :satisfied, :fairly_satisfied, :dissatisfied, :very_dissatisfied,
    :not_applicable, :blank, :by_default)
on conflict (survey, version, question, day, unit, channel, source) do update
set very_satisfied = tally.very_satisfied + excluded.very_satisfied,
    satisfied = tally.satisfied + excluded.satisfied,
    fairly_satisfied = tally.fairly_satisfied + excluded.fairly_satisfied,
    dissatisfied = tally.dissatisfied + excluded.dissatisfied,
    very_dissatisfied = tally.very_dissatisfied + excluded.very_dissatisfied,
    not_applicable = tally.not_applicable + excluded.not_applicable,
    blank = tally.blank + excluded.blank,
    by_default = tally.by_default + excluded.by_default
