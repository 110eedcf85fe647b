package dev.lifeboat.guard;

/// A role of the server. Its password is shown by no message.
public record Credential(String user, String password) {
  public Credential {
    if (user.isBlank()) {
      throw new IllegalArgumentException("a credential must name its user");
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
