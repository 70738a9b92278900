insert into audit (number, at_ms, who, act, object, result, link)
values (:number, :at_ms, :who, :act, :object, :result, :link)
