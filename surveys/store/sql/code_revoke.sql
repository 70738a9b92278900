-- A used code stays used: its answer came by right.
update code
set used = 2
where survey = :survey and batch = :batch and used = 0
returning batch
