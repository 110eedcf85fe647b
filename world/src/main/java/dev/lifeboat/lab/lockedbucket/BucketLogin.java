package dev.lifeboat.lab.lockedbucket;

import java.util.Objects;

/// Login of a locked bucket.
///
/// @param name such as `east-writer`, by which attempts are told
/// @param key its public half
/// @param secret signs requests; never sent
public record BucketLogin(String name, Right right, String key, String secret) {
  /// Rights of a login.
  public enum Right {
    /// Puts what is new, and reads.
    WRITER,
    /// Also releases holds, and reads what others tried.
    KEEPER
  }

  public BucketLogin {
    Objects.requireNonNull(name, "name is missing");
    Objects.requireNonNull(right, "right is missing");
    Objects.requireNonNull(key, "key is missing");
    Objects.requireNonNull(secret, "secret is missing");
  }

  boolean isKeeper() {
    return right == Right.KEEPER;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return name;
  }
}
