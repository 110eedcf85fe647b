package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The bytes of the one archive of a base backup, out of the messages that carry it: `n` begins an
/// archive, `d` is content, `p` is progress, `m` would begin the manifest.
final class CopyStream extends InputStream {

  /// More say nothing new.
  private static final int MOST_WARNINGS = 100;

  private final ReplicationConnection connection;
  private final List<String> warnings = new ArrayList<>();
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private boolean ended;
  private int archives;

  CopyStream(ReplicationConnection connection) {
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.remaining());
    chunk.get(bytes, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!chunk.hasRemaining() && !ended) {
      var message = connection.receive();
      switch (message.type()) {
        case 'd' -> take(message.body());
        case 'c' -> ended = true;
        case 'N' -> warn(message.body());
        case 'S' -> {} // Settings.
        default -> throw new IOException("a message of type '" + message.type() + "' in a copy");
      }
    }
    return chunk.hasRemaining();
  }

  private void warn(ByteBuffer body) {
    if (warnings.size() < MOST_WARNINGS) {
      var bytes = new byte[body.remaining()];
      body.get(bytes);
      warnings.add(ServerException.parse(bytes).words());
    }
  }

  /// In the server's words, such as of a page whose checksum is wrong.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void take(ByteBuffer body) throws IOException {
    char kind = body.hasRemaining() ? (char) body.get() : ' ';
    switch (kind) {
      case 'd' -> chunk = body;
      case 'n' -> {
        archives++;
        if (archives > 1) {
          throw new IOException("a second archive: " + StandardCharsets.UTF_8.decode(body));
        }
      }
      case 'p' -> {}
      default -> throw new IOException("a part of kind '" + kind + "' in a base backup");
    }
  }
}
