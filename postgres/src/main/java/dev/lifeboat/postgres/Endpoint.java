package dev.lifeboat.postgres;

/// Where and as whom to log in. The password never shows in [#toString].
///
/// @param encryption of whatever is made of it: sessions and replication alike
public record Endpoint(
    String host, int port, String database, String user, String password, Encryption encryption) {

  public Endpoint {
    requireText("host", host);
    requireText("database", database);
    requireText("user", user);
    requirePort(port);
    if (password.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("password must not hold a NUL character");
    }
  }

  /// One that nobody stands between, such as a server of the lab.
  public Endpoint(String host, int port, String database, String user, String password) {
    this(host, port, database, user, password, Encryption.none());
  }

  /// The same server and login, another database.
  public Endpoint in(String otherDatabase) {
    return new Endpoint(host, port, otherDatabase, user, password, encryption);
  }

  /// The same login, encrypted so.
  public Endpoint with(Encryption other) {
    return new Endpoint(host, port, database, user, password, other);
  }

  /// The same login, by another password.
  public Endpoint by(String otherPassword) {
    return new Endpoint(host, port, database, user, otherPassword, encryption);
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }

  static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
    }
  }

  static void requireText(String name, String value) {
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(name + " must be printable text, was '" + value + "'");
    }
  }
}
