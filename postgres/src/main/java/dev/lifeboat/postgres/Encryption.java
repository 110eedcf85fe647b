package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;

/// How a login is kept from those on its way, in the words of libpq (PostgreSQL documentation, "SSL
/// Support").
///
/// @param mode what is asked of the server
/// @param roots the certificates that the server's must come from, a file in PEM; empty for
///   `~/.postgresql/root.crt`. Read by the modes that verify, and by no other
public record Encryption(Mode mode, Optional<Path> roots) {

  /// From open to all, to a server that has shown by its certificate who it is.
  public enum Mode {
    /// Never.
    DISABLE("disable"),
    /// Where the server lets nobody in without.
    ALLOW("allow"),
    /// Where the server can.
    PREFER("prefer"),
    /// Always, whoever the server is.
    REQUIRE("require"),
    /// Always, to a server whose certificate comes from the roots.
    VERIFY_CA("verify-ca"),
    /// As before, and the certificate is for the host that was asked for.
    VERIFY_FULL("verify-full");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /// Its name in libpq, such as `verify-full`.
    public String word() {
      return word;
    }

    /// The one of that name.
    public static Optional<Mode> of(String word) {
      return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
  }

  /// For a server that nobody stands between: nothing is even asked about.
  public static Encryption none() {
    return new Encryption(Mode.DISABLE, Optional.empty());
  }

  /// Reads what a login would read: the roots, in the modes that verify.
  ///
  /// @throws IOException when they cannot be read, or are no certificates
  public void requireReadable() throws IOException {
    if (mode != Mode.DISABLE) {
      var _ = sockets();
    }
  }

  /// What to try once this one was refused as such, before a password was asked for.
  Optional<Encryption> otherwise() {
    return switch (mode) {
      case ALLOW -> Optional.of(new Encryption(Mode.REQUIRE, roots));
      case PREFER -> Optional.of(none());
      case DISABLE, REQUIRE, VERIFY_CA, VERIFY_FULL -> Optional.empty();
    };
  }

  /// Whether the server is asked for it first.
  boolean asks() {
    return mode.compareTo(Mode.PREFER) >= 0;
  }

  /// Whether a server that cannot is one to leave.
  boolean insists() {
    return mode.compareTo(Mode.REQUIRE) >= 0;
  }

  /// Tells the driver.
  void tell(Properties driver) {
    PGProperty.SSL_MODE.set(driver, mode.word());
    roots.ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(driver, file.toString()));
    PGProperty.SSL_FACTORY.set(driver, EncryptedSocketFactory.class.getName());
    // The deadline of the login holds for this answer too; see DeadlineSocketFactory.
    PGProperty.SSL_RESPONSE_TIMEOUT.set(driver, 0);
  }

  /// What makes an open connection an encrypted one, to a server that shows what it must.
  EncryptedSocketFactory sockets() throws IOException {
    var driver = new Properties();
    tell(driver);
    try {
      return new EncryptedSocketFactory(driver);
    } catch (SQLException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
  }
}
