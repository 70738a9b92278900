#include "http/front/metrics.h"

#include "http/watch/exposition.h"

namespace http {

void Metrics::tell(Exposition& to) const {
    to.counter("connections_opened_total", "Connections taken.", connections_opened);
    to.gauge("connections_open", "Connections open now.", connections_open);
    to.counter("requests_total", "Complete requests.", requests);
    to.histogram("turn_seconds", "Time of a turn of the loop that served requests.", turn_time,
                 Kept::in_microseconds);
    to.counter("slow_turns_total", "Turns of over a quarter of a second.", slow_turns);
    to.histogram("commit_seconds", "Time until the answers of a batch are on the disk.",
                 commit_time, Kept::in_microseconds);
    to.counter("commit_failures_total", "Turns whose answers could not be stored.",
               commit_failures);
    to.histogram("commit_answers", "Answers stored by one commit.", batch_size);
    to.histogram("import_chunk_seconds", "Time a chunk of an import held the writer.",
                 import_chunk_time, Kept::in_microseconds);
    to.counter("answers_stored_total", "Answers stored.", answers_stored);
    to.counter("answers_repeated_total", "Answers sent again.", answers_repeated);
    to.gauge("requests_in_line", "Connections waiting for the loop's next turn.",
             requests_in_line);
    to.gauges("buffered_bytes", "Bytes in memory for clients.", "direction",
              {{"unread", unread_bytes}, {"unsent", unsent_bytes}});
    to.gauges("desk_jobs", "Requests to the desk.", "state",
              {{"waiting", desk_jobs_waiting}, {"running", desk_jobs_running}});
    to.counters("rejected_total", "Requests turned away.", "reason",
                {{"malformed", rejected_malformed},
                 {"too_large", rejected_too_large},
                 {"too_slow", rejected_too_slow},
                 {"rate", rejected_rate},
                 {"connections", rejected_connections},
                 {"busy", rejected_busy},
                 {"problems", rejected_problems},
                 {"codes", rejected_codes},
                 {"code_guesses", rejected_code_guesses}});
    to.gauge("code_alarm", "1 while unusually many codes fail.", code_alarm);
    to.counter("code_alarms_total", "Times that alarm was raised.", code_alarms);
    to.counter("addresses_flagged_total", "Addresses that answered very often in a day.",
               addresses_flagged);
}

}  // namespace http
