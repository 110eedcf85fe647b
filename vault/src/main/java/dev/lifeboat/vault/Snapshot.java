package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a folder held when it was backed up.
///
/// @param id its name in the vault
/// @param begun when the reading of it began
/// @param source the folder behind its machine, `HOST:/path`; older ones have the path alone
public record Snapshot(String id, Instant begun, Instant ended, VaultPath source, Totals totals) {

  /// What there is of it.
  ///
  /// @param files with a content of their own
  /// @param others folders, links and further names of files
  /// @param bytes of all files together
  /// @param absent what was there and could not be kept
  public record Totals(long files, long others, long bytes, long absent) {}

  /// The same for all snapshots of one folder or of one database.
  VaultPath series() {
    return DatabaseSource.of(this).map(it -> VaultPath.of(it.series())).orElse(source);
  }

  /// A snapshot and where its list of files is.
  ///
  /// @param told the entry of the trail that tells of it; empty if an older release wrote it
  record Manifest(Snapshot snapshot, List<Chunk> tree, Optional<TrailLink> told) {
    Manifest {
      tree = List.copyOf(tree);
    }

    /// One that is about to be written.
    Manifest(Snapshot snapshot, List<Chunk> tree) {
      this(snapshot, tree, Optional.empty());
    }

    Manifest toldBy(TrailLink entry) {
      return new Manifest(snapshot, tree, Optional.of(entry));
    }

    byte[] toBytes() {
      var bytes = new ByteArrayOutputStream();
      try (var out = new DataOutputStream(bytes)) {
        out.writeLong(snapshot.begun.toEpochMilli());
        out.writeLong(snapshot.ended.toEpochMilli());
        out.writeShort(snapshot.source.length());
        out.write(snapshot.source.bytes());
        var totals = snapshot.totals;
        for (long each : List.of(totals.files, totals.others, totals.bytes, totals.absent)) {
          out.writeLong(each);
        }
        out.writeInt(tree.size());
        var id = ByteBuffer.allocate(ChunkId.BYTES);
        for (var chunk : tree) {
          out.writeInt(chunk.bytes());
          chunk.id().putTo(id.clear());
          out.write(id.array());
        }
        if (told.isPresent()) {
          told.get().writeTo(out);
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException("memory takes what is written", impossible);
      }
      return bytes.toByteArray();
    }

    static Manifest of(String id, ByteBuffer from) throws DamageException {
      try {
        var begun = Instant.ofEpochMilli(from.getLong());
        var ended = Instant.ofEpochMilli(from.getLong());
        var source = new byte[from.getShort() & 0xffff];
        from.get(source);
        var totals = new Totals(from.getLong(), from.getLong(), from.getLong(), from.getLong());
        int count = from.getInt();
        var tree = new ArrayList<Chunk>();
        for (int i = 0; i < count; i++) {
          int bytes = from.getInt();
          tree.add(new Chunk(ChunkId.of(from), bytes));
        }
        var snapshot = new Snapshot(id, begun, ended, new VaultPath(source), totals);
        return from.hasRemaining()
            ? new Manifest(snapshot, tree, Optional.of(TrailLink.of(from)))
            : new Manifest(snapshot, tree);
      } catch (BufferUnderflowException | DateTimeException wrong) {
        throw new DamageException("snapshot %s makes no sense".formatted(id), wrong);
      }
    }
  }
}
