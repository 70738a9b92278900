update survey
set version = :version
where number = :number
