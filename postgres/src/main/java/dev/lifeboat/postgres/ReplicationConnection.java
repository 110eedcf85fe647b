package dev.lifeboat.postgres;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection that speaks PostgreSQL's replication protocol, for the commands that pgjdbc cannot
/// run (PostgreSQL documentation, "Frontend/Backend Protocol" and "Streaming Replication
/// Protocol"). One deadline holds for all of it, unless [#poll] sets others; an interrupt ends any
/// wait for the server, which callers turn into an `InterruptedException`.
final class ReplicationConnection implements Closeable {

  /// Protocol 3.0, which every server of interest speaks.
  private static final int PROTOCOL = 3 << 16;

  /// Far more than any message of a base backup, which sends at most some hundred kilobytes at
  /// once.
  private static final int LONGEST_MESSAGE = 1 << 24;

  private static final int BUFFER_BYTES = 1 << 18;

  /// `invalid_authorization_specification`: no line of pg_hba.conf lets such a connection in.
  private static final String NOT_LIKE_THIS = "28000";

  private final DeadlineSocket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Endpoint endpoint;
  private final Optional<X509Certificate> certificate;

  private ReplicationConnection(DeadlineSocket socket, Endpoint endpoint) throws IOException {
    this.socket = socket;
    this.endpoint = endpoint;
    socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()));
    socket.setTcpNoDelay(true);
    var wire = Wire.over(socket, endpoint);
    certificate = wire.certificate();
    in = new DataInputStream(new BufferedInputStream(wire.in(), BUFFER_BYTES));
    out = new DataOutputStream(new BufferedOutputStream(wire.out()));
  }

  /// Connects and logs in, by SCRAM-SHA-256 unless the server trusts the address.
  static ReplicationConnection open(Endpoint endpoint, String applicationName, Duration deadline)
      throws IOException {
    return open(endpoint, applicationName, "", deadline);
  }

  /// @param options server settings of this connection, as `-c name=value`
  static ReplicationConnection open(
      Endpoint endpoint, String applicationName, String options, Duration deadline)
      throws IOException {
    return open(
        endpoint,
        deadline,
        List.of("replication", "true", "application_name", applicationName, "options", options));
  }

  /// Of one database, for a login that may decode its log but not copy the server: what a managed
  /// service gives its customers.
  static ReplicationConnection openLogical(
      Endpoint endpoint, String applicationName, Duration deadline) throws IOException {
    return open(
        endpoint,
        deadline,
        List.of(
            "replication",
            "database",
            "database",
            endpoint.database(),
            "application_name",
            applicationName));
  }

  private static ReplicationConnection open(
      Endpoint endpoint, Duration deadline, List<String> settings) throws IOException {
    var whole = Deadline.in(deadline);
    try {
      try {
        return open(endpoint, whole, settings);
      } catch (ServerException refusal) {
        var otherwise = endpoint.encryption().otherwise();
        if (otherwise.isEmpty() || !NOT_LIKE_THIS.equals(refusal.sqlState())) {
          throw refusal;
        }
        return open(endpoint.with(otherwise.get()), whole, settings);
      }
    } catch (ServerException refusal) {
      throw new IOException(endpoint + " refused the login: " + refusal.getMessage(), refusal);
    } catch (IOException failure) {
      throw new IOException(
          "no replication connection to %s: %s".formatted(endpoint, SqlFailure.told(failure)),
          failure);
    }
  }

  private static ReplicationConnection open(
      Endpoint endpoint, Deadline deadline, List<String> settings) throws IOException {
    var socket = new DeadlineSocket(deadline, true);
    try {
      var connection = new ReplicationConnection(socket, endpoint);
      connection.startUp(settings);
      return connection;
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  /// Sends one command; the caller then reads all of its answer.
  void send(String command) throws IOException {
    sendMessage('Q', text(command));
  }

  /// Reads the rows up to the next end of a command.
  List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    for (; ; ) {
      var message = receive();
      switch (message.type()) {
        case 'D' -> rows.add(Row.parse(message.body()));
        case 'C' -> {
          return rows;
        }
        case 'T', 'S', 'N' -> {} // Column names, settings and notices tell nothing needed here.
        default -> throw unexpected(message, "rows");
      }
    }
  }

  /// Reads the bytes that the server copies to us, until it says that they end.
  CopyStream copy() throws IOException {
    var message = receive();
    if (message.type() != 'H') {
      throw unexpected(message, "the beginning of a copy");
    }
    return new CopyStream(this);
  }

  /// Reads until the server is ready for the next command.
  void ready() throws IOException {
    while (receive().type() != 'Z') {
      // Completions, settings and notices; an error is thrown by receive().
    }
  }

  /// Runs one command that answers with rows. After a refusal the connection is usable again.
  List<Row> query(String command) throws IOException {
    send(command);
    try {
      var rows = rows();
      ready();
      return rows;
    } catch (ServerException refusal) {
      ready();
      throw refusal;
    }
  }

  /// Begins a copy in which both sides send, after the command that asks for it.
  void copyBoth() throws IOException {
    var message = receive();
    if (message.type() != 'W') {
      throw unexpected(message, "the beginning of a copy both ways");
    }
  }

  /// The next message, or empty when none begins within `patience`.
  ///
  /// @param whole how long a message that has begun may take
  Optional<Message> poll(Duration patience, Duration whole) throws IOException {
    socket.limit(Deadline.in(patience));
    int type;
    try {
      type = in.read();
    } catch (DeadlineException silence) {
      return Optional.empty();
    }
    socket.limit(Deadline.in(whole));
    return Optional.of(receive(type));
  }

  /// From now on all waits for the server together may take so long.
  void limit(Duration next) {
    socket.limit(Deadline.in(next));
  }

  /// The next message; an error of the server becomes an exception.
  Message receive() throws IOException {
    return receive(in.read());
  }

  private Message receive(int type) throws IOException {
    if (type < 0) {
      throw new EOFException(endpoint + " closed the connection");
    }
    int length = in.readInt() - Integer.BYTES;
    if (length < 0 || length > LONGEST_MESSAGE) {
      throw new IOException(endpoint + " does not speak PostgreSQL's protocol");
    }
    var body = new byte[length];
    in.readFully(body);
    if (type == 'E') {
      throw ServerException.parse(body);
    }
    return new Message((char) type, ByteBuffer.wrap(body));
  }

  void sendMessage(char type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(Integer.BYTES + body.length);
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void startUp(List<String> settings) throws IOException {
    var parameters = new ByteArrayOutputStream();
    parameters.write(text("user"));
    parameters.write(text(endpoint.user()));
    for (var word : settings) {
      parameters.write(text(word));
    }
    parameters.write(0);
    out.writeInt(2 * Integer.BYTES + parameters.size());
    out.writeInt(PROTOCOL);
    parameters.writeTo(out);
    out.flush();
    new ScramLogin(this, endpoint, certificate).run();
    ready();
  }

  private IOException unexpected(Message message, String wanted) {
    return new IOException(
        "%s sent a message of type '%s' instead of %s".formatted(endpoint, message.type(), wanted));
  }

  private static byte[] text(String words) {
    return (words + '\0').getBytes(StandardCharsets.UTF_8);
  }

  /// One message of the server.
  ///
  /// @param type the letter by which the protocol tells messages apart
  /// @param body of which the reader moves the position
  record Message(char type, ByteBuffer body) {}
}
