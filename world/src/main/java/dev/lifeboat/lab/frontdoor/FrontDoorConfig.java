package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The config file of the front door.
///
/// @param listen where clients connect
/// @param table the file that keeps the table over a restart; need not exist at first
/// @param answerTimeoutMillis from sending a request to its answer; null means 5 s
/// @param entrance whether it is one region's own, which clients reach by a name; null means no
public record FrontDoorConfig(
    HostPort listen,
    HostPort admin,
    Path table,
    @Nullable Long answerTimeoutMillis,
    @Nullable Boolean entrance) {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  public FrontDoorConfig {
    Objects.requireNonNull(listen, "listen is missing");
    Objects.requireNonNull(admin, "admin is missing");
    Objects.requireNonNull(table, "table is missing");
    if (answerTimeoutMillis != null && answerTimeoutMillis < 1) {
      throw new IllegalArgumentException(
          "answerTimeoutMillis must be above zero, was " + answerTimeoutMillis);
    }
  }

  boolean isEntrance() {
    return Boolean.TRUE.equals(entrance);
  }

  Duration answerTimeout() {
    return answerTimeoutMillis == null ? ANSWER_TIMEOUT : Duration.ofMillis(answerTimeoutMillis);
  }
}
