insert into answer_text (id, question, salt, body, hash)
values (:id, :question, :salt, :body, :hash)
