package dev.lifeboat.guard;

import dev.lifeboat.files.DurableLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Which callers were refused for a low epoch, a line each in `refusals.jsonl`: the side of the
/// story that a late controller or a woken region does not tell. Thread-safe.
public final class RefusalLog {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A region that woke up asks twice a second; one line tells as much as thousands.
  private static final int MOST_REMEMBERED = 256;

  private final DurableLog log;
  private final Clock clock;
  private final Map<String, Line> last = new TreeMap<>();

  public RefusalLog(DurableLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /// Logs a refusal, unless the last one of the same request was the same. Durable on return.
  ///
  /// @param what was asked, such as `POST votes/shop`
  /// @param epoch the caller's
  /// @param highest the one known here
  public synchronized void add(String what, long epoch, long highest, String why)
      throws IOException {
    var line = new Line(clock.instant(), what, epoch, highest, why);
    var before = last.get(what);
    if (before == null || !before.repeats(line)) {
      log.append(JSON.writeValueAsString(line));
      if (last.size() >= MOST_REMEMBERED) {
        last.clear();
      }
      last.put(what, line);
    }
  }

  record Line(Instant time, String what, long epoch, long highest, String why) {
    boolean repeats(Line other) {
      return epoch == other.epoch && highest == other.highest && why.equals(other.why);
    }
  }
}
