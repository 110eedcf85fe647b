package dev.lifeboat.postgres;

import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.LibPQFactory;

/// What the driver trusts, with the server's name compared during the handshake, before anything is
/// sent to it. (The driver alone compares it afterwards, and logs a stranger as an error of its own
/// each time.) Public only because the driver creates it by name.
public final class EncryptedSocketFactory extends LibPQFactory {
  private final boolean comparesName;

  /// @param driver its properties, as [Encryption] tells them
  /// @throws SQLException when the roots cannot be read
  public EncryptedSocketFactory(Properties driver) throws SQLException {
    super(driver);
    comparesName =
        Encryption.Mode.VERIFY_FULL.word().equals(PGProperty.SSL_MODE.getOrDefault(driver));
  }

  @Override
  public SSLSocket createSocket(Socket open, String host, int port, boolean autoClose)
      throws IOException {
    var encrypted = (SSLSocket) super.createSocket(open, host, port, autoClose);
    if (comparesName) {
      var asked = encrypted.getSSLParameters();
      asked.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(asked);
    }
    return encrypted;
  }
}
