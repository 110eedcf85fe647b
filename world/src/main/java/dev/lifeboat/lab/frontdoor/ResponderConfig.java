package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.nio.file.Path;
import java.util.Objects;

/// The config file of a responder.
///
/// @param listen where resolvers ask, over UDP and TCP
/// @param table the file that keeps the table over a restart; need not exist at first
/// @param zone the one name that it answers for
/// @param ttlSeconds how long an answer may be kept
public record ResponderConfig(
    HostPort listen, HostPort admin, Path table, String zone, int ttlSeconds) {

  public ResponderConfig {
    Objects.requireNonNull(listen, "listen is missing");
    Objects.requireNonNull(admin, "admin is missing");
    Objects.requireNonNull(table, "table is missing");
    Objects.requireNonNull(zone, "zone is missing");
    if (ttlSeconds < 1) {
      throw new IllegalArgumentException("ttlSeconds must be above zero, was " + ttlSeconds);
    }
  }
}
