package dev.lifeboat.postgres;

/// A role of a server, with its password, which no message shows.
public record Credential(String user, String password) {
  public Credential {
    Endpoint.requireText("user", user);
    if (password.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("password must not hold a NUL character");
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
