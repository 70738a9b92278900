insert into response_text (survey, id, question, salt, body, hash)
values (:survey, :id, :question, :salt, :body, :hash)
