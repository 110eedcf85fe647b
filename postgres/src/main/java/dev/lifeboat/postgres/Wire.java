package dev.lifeboat.postgres;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// The two directions of a connection to a server, encrypted where its [Encryption] says so.
///
/// @param certificate that the server showed; empty where nothing is encrypted
record Wire(InputStream in, OutputStream out, Optional<X509Certificate> certificate) {
  private static final int SSL_REQUEST = 1234 << 16 | 5679;

  /// Over `open`, of which nothing has been read.
  ///
  /// @throws IOException also when the server cannot do what is insisted on, or is another one
  static Wire over(Socket open, Endpoint endpoint) throws IOException {
    if (endpoint.encryption().asks() && offered(open)) {
      return encrypted(open, endpoint);
    }
    if (endpoint.encryption().insists()) {
      throw new IOException("the server does not encrypt connections");
    }
    return new Wire(open.getInputStream(), open.getOutputStream(), Optional.empty());
  }

  /// Reads one byte and no more: what would come after it in the clear is nobody's answer.
  private static boolean offered(Socket open) throws IOException {
    var out = new DataOutputStream(open.getOutputStream());
    out.writeLong((long) (2 * Integer.BYTES) << Integer.SIZE | SSL_REQUEST);
    out.flush();
    int answer = open.getInputStream().read();
    return switch (answer) {
      case 'S' -> true;
      case 'N' -> false;
      default -> throw new IOException("it does not say whether it encrypts connections");
    };
  }

  private static Wire encrypted(Socket open, Endpoint endpoint) throws IOException {
    var socket =
        endpoint.encryption().sockets().createSocket(open, endpoint.host(), endpoint.port(), true);
    socket.startHandshake();
    return new Wire(socket.getInputStream(), socket.getOutputStream(), certificate(socket));
  }

  private static Optional<X509Certificate> certificate(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
        ? Optional.of(shown)
        : Optional.empty();
  }
}
