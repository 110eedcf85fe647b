package dev.lifeboat.lab.bucket;

/// Whether clients may write to a region's bucket.
public enum BucketRole {
  WRITER("writer"),
  REPLICA("replica");

  private final String word;

  BucketRole(String word) {
    this.word = word;
  }

  /// The role as JSON has it.
  public String word() {
    return word;
  }

  /// The role that `word` names.
  ///
  /// @throws IllegalArgumentException if `word` is neither `writer` nor `replica`
  public static BucketRole of(String word) {
    for (var role : values()) {
      if (role.word.equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException("role must be writer or replica, was '" + word + "'");
  }
}
