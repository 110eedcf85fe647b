package dev.lifeboat.postgres;

/// Place and role of a login. The password never shows in [#toString].
///
/// @param encryption of whatever is made of it: sessions and replication alike
public record Endpoint(
    String host, int port, String database, Credential login, Encryption encryption) {

  public Endpoint {
    requireText("host", host);
    requireText("database", database);
    requirePort(port);
  }

  /// One that nobody stands between, such as a server of the lab.
  public Endpoint(String host, int port, String database, Credential login) {
    this(host, port, database, login, Encryption.none());
  }

  /// The same server and login, another database.
  public Endpoint in(String otherDatabase) {
    return new Endpoint(host, port, otherDatabase, login, encryption);
  }

  /// The same login, encrypted so.
  public Endpoint with(Encryption other) {
    return new Endpoint(host, port, database, login, other);
  }

  /// The same server and database, for another role.
  public Endpoint as(Credential other) {
    return new Endpoint(host, port, database, other, encryption);
  }

  /// The same login, by another password.
  public Endpoint by(String otherPassword) {
    return as(new Credential(user(), otherPassword));
  }

  public String user() {
    return login.user();
  }

  public String password() {
    return login.password();
  }

  @Override
  public String toString() {
    return login + "@" + host + ":" + port + "/" + database;
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
