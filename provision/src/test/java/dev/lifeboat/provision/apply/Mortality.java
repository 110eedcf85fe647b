package dev.lifeboat.provision.apply;

/// Counts what a process does to an account, and kills it at one of these moments.
final class Mortality {
  private int left;

  /// Nobody catches it: what a killed process would have done next is not done.
  static final class Death extends Error {
    Death() {
      super("killed", null, false, false);
    }
  }

  static Mortality never() {
    return new Mortality(Integer.MAX_VALUE);
  }

  /// @param moments that it lives through
  Mortality(int moments) {
    this.left = moments;
  }

  void moment() {
    if (left-- <= 0) {
      throw new Death();
    }
  }
}
