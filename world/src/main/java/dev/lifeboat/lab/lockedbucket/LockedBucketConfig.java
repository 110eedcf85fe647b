package dev.lifeboat.lab.lockedbucket;

import dev.lifeboat.lab.admin.HostPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// Config file of one locked bucket.
///
/// @param retainSeconds how long each object stays at least, whoever asks; zero promises nothing
/// @param longestSeconds how long from now anybody may have one stay
/// @param state a folder of its own, which no other program writes to
public record LockedBucketConfig(
    HostPort listen,
    String bucket,
    long retainSeconds,
    long longestSeconds,
    List<BucketLogin> logins,
    @JsonSerialize(using = ToStringSerializer.class) Path state) {
  public LockedBucketConfig {
    Objects.requireNonNull(listen, "listen is missing");
    Objects.requireNonNull(bucket, "bucket is missing");
    Objects.requireNonNull(state, "state is missing");
    if (retainSeconds < 0) {
      throw new IllegalArgumentException("retainSeconds must be 0 or more, was " + retainSeconds);
    }
    if (longestSeconds < retainSeconds) {
      throw new IllegalArgumentException("longestSeconds is less than retainSeconds");
    }
    logins = List.copyOf(logins);
    if (logins.stream().map(BucketLogin::key).distinct().count() != logins.size()) {
      throw new IllegalArgumentException("two logins have one key");
    }
  }

  Duration retain() {
    return Duration.ofSeconds(retainSeconds);
  }

  Duration longest() {
    return Duration.ofSeconds(longestSeconds);
  }
}
