package dev.lifeboat.awstestbed;

/// What the gate does with a call instead of letting it through.
public enum Cut {
  /// The connection ends without an answer.
  REFUSE,
  /// Answers 503.
  UNAVAILABLE,
  /// Answers as AWS does when a rate is exceeded.
  THROTTLE,
  /// Answers nothing, and keeps the connection open.
  HANG,
  /// Lets the call take effect, and ends the connection before the answer.
  LOSE_ANSWER,
  /// Answers as AWS does when the caller's role may not do so.
  DENY,
  /// Answers as AWS does when the caller's credentials are too old.
  EXPIRE
}
