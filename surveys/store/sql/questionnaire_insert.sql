insert into questionnaire (survey, version, sha256, definition)
values (:survey, :version, :sha256, :definition)
