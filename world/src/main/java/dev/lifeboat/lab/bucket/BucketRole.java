package dev.lifeboat.lab.bucket;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// Whether clients may write to a region's bucket.
public enum BucketRole {
  @JsonProperty("writer")
  WRITER,
  @JsonProperty("replica")
  REPLICA;

  /// The role as JSON has it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
