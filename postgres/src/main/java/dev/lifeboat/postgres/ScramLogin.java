package dev.lifeboat.postgres;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.util.TlsServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The part of a login in which the server asks who we are. SCRAM-SHA-256 (RFC 7677) proves both
/// sides to each other; the older ways, which give the password or its MD5 away, are refused.
///
/// @param certificate that the server showed: the login is bound to it (RFC 5929), so that nobody
///   between two encrypted halves can pass it on
record ScramLogin(
    ReplicationConnection connection, Endpoint endpoint, Optional<X509Certificate> certificate) {

  private static final int OK = 0;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  void run() throws IOException {
    var request = receive();
    switch (request.getInt()) {
      case OK -> {} // The server trusts the address.
      case SASL -> {
        try {
          exchange(mechanisms(request));
        } catch (ScramException | CertificateEncodingException | IllegalArgumentException failure) {
          throw new IOException("SCRAM-SHA-256 failed: " + failure.getMessage(), failure);
        }
      }
      default ->
          throw new IOException(
              "it wants another way to log in than SCRAM-SHA-256; see pg_hba.conf");
    }
  }

  private void exchange(List<String> mechanisms)
      throws IOException, ScramException, CertificateEncodingException {
    // PostgreSQL takes the user from the start-up message and ignores the one in here.
    var scram =
        ScramClient.builder()
            .advertisedMechanisms(mechanisms)
            .username("*")
            .password(endpoint.password().toCharArray())
            .channelBinding(TlsServerEndpoint.TLS_SERVER_END_POINT, binding())
            .build();
    var first = scram.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8);
    var answer = new ByteArrayOutputStream();
    answer.writeBytes(
        (scram.getScramMechanism().getName() + '\0').getBytes(StandardCharsets.UTF_8));
    answer.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
    answer.writeBytes(first);
    connection.sendMessage('p', answer.toByteArray());

    scram.serverFirstMessage(expect(SASL_CONTINUE));
    connection.sendMessage(
        'p', scram.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8));

    scram.serverFinalMessage(expect(SASL_FINAL)); // Throws unless the server knows the password.
    expect(OK);
  }

  private byte[] binding() throws CertificateEncodingException {
    return certificate.isPresent()
        ? TlsServerEndpoint.getChannelBindingData(certificate.get())
        : new byte[0];
  }

  private String expect(int kind) throws IOException {
    var answer = receive();
    int found = answer.getInt();
    if (found != kind) {
      throw new IOException("authentication message %d instead of %d".formatted(found, kind));
    }
    return StandardCharsets.UTF_8.decode(answer).toString();
  }

  private ByteBuffer receive() throws IOException {
    var message = connection.receive();
    if (message.type() != 'R' || message.body().remaining() < Integer.BYTES) {
      throw new IOException("it does not speak PostgreSQL's protocol");
    }
    return message.body();
  }

  private static List<String> mechanisms(ByteBuffer names) {
    var text = StandardCharsets.UTF_8.decode(names).toString();
    var mechanisms = new ArrayList<>(Arrays.asList(text.split("\0", -1)));
    mechanisms.removeIf(String::isEmpty);
    return mechanisms;
  }
}
