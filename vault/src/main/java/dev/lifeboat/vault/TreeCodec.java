package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;

/// Records as bytes.
final class TreeCodec {
  private static final int RUN = 5;
  private static final int END = 6;
  private static final int ABSENT = 7;

  /// A node has two paths at most, and less than a hundred bytes beside them.
  static final int MOST_BYTES = 3 * (VaultPath.MOST_BYTES + 1);

  /// So that a run is no larger than that.
  static final int MOST_CHUNKS = 4096;

  private static final int MASK = 0xffff;

  private TreeCodec() {}

  static void write(TreeRecord record, ByteBuffer to) {
    switch (record) {
      case Node(var kind, var path, var attributes, var target) -> {
        to.put(kind.code);
        put(path.bytes(), to);
        to.putInt(attributes.mode()).putInt(attributes.owner()).putInt(attributes.group());
        put(attributes.modified(), to);
        put(attributes.changed(), to);
        to.putLong(attributes.inode());
        put(target.bytes(), to);
      }
      case Run(var chunks) -> {
        to.put((byte) RUN).putShort((short) chunks.size());
        for (var chunk : chunks) {
          to.putInt(chunk.bytes());
          chunk.id().putTo(to);
        }
      }
      case End(var bytes) -> to.put((byte) END).putLong(bytes);
      case Absent(var path, var why) -> {
        to.put((byte) ABSENT);
        put(path.bytes(), to);
        var reason = why.getBytes(StandardCharsets.UTF_8);
        put(Arrays.copyOf(reason, Math.min(reason.length, MASK)), to);
      }
    }
  }

  private static void put(byte[] bytes, ByteBuffer to) {
    to.putShort((short) bytes.length).put(bytes);
  }

  private static void put(Instant time, ByteBuffer to) {
    to.putLong(time.getEpochSecond()).putInt(time.getNano());
  }

  static TreeRecord read(ByteBuffer from) throws DamageException {
    try {
      int kind = from.get();
      return switch (kind) {
        case RUN -> run(from);
        case END -> new End(from.getLong());
        case ABSENT -> new Absent(path(from), new String(bytes(from), StandardCharsets.UTF_8));
        default -> node(Node.Kind.of(kind).orElseThrow(IllegalArgumentException::new), from);
      };
    } catch (BufferUnderflowException | DateTimeException | IllegalArgumentException wrong) {
      throw new DamageException("the list of files makes no sense", wrong);
    }
  }

  private static Node node(Node.Kind kind, ByteBuffer from) throws DamageException {
    var path = path(from);
    int mode = from.getInt();
    int owner = from.getInt();
    int group = from.getInt();
    var modified = instant(from);
    var changed = instant(from);
    long inode = from.getLong();
    var target = new VaultPath(bytes(from));
    if (kind == Node.Kind.SAME && !target.staysBelow()) {
      throw new DamageException("the list of files leads out of its folder: " + target);
    }
    var attributes = new ItemAttributes(mode, owner, group, modified, changed, inode);
    return new Node(kind, path, attributes, target);
  }

  private static VaultPath path(ByteBuffer from) throws DamageException {
    var path = new VaultPath(bytes(from));
    if (!path.staysBelow()) {
      throw new DamageException("the list of files leads out of its folder: " + path);
    }
    return path;
  }

  private static Run run(ByteBuffer from) {
    int count = from.getShort() & MASK;
    var chunks = new ArrayList<Chunk>();
    for (int i = 0; i < count; i++) {
      int bytes = from.getInt();
      if (bytes < 0) {
        throw new IllegalArgumentException("a chunk has no fewer than no bytes");
      }
      chunks.add(new Chunk(ChunkId.of(from), bytes));
    }
    return new Run(chunks);
  }

  private static byte[] bytes(ByteBuffer from) {
    var bytes = new byte[from.getShort() & MASK];
    from.get(bytes);
    return bytes;
  }

  private static Instant instant(ByteBuffer from) {
    return Instant.ofEpochSecond(from.getLong(), from.getInt());
  }
}
