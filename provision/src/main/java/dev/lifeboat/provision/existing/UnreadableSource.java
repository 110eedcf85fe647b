package dev.lifeboat.provision.existing;

/// A source that no plan can be made of. The message is what happened.
public final class UnreadableSource extends Exception {
  private static final long serialVersionUID = 1L;

  private final String action;

  /// @param happened the fact, with the place where there is one
  /// @param action one next step
  public UnreadableSource(String happened, String action) {
    super(happened);
    this.action = action;
  }

  /// What happened.
  public String happened() {
    return String.valueOf(getMessage());
  }

  /// One next step.
  public String action() {
    return action;
  }
}
