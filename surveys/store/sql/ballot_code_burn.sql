-- One row is the proof: of any number of tries with one code exactly one gets it.
update code
set used = 1, use = :use
where hash = :hash and used = 0
