-- One row is the proof: of any number of tries with one code exactly one gets it.
update code
set used = 1, response = :response
where survey = :survey and hash = :hash and used = 0
returning unit
