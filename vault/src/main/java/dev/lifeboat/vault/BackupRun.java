package dev.lifeboat.vault;

import dev.lifeboat.vault.ItemAttributes.Look;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a folder into a vault: one pass, in which the list of files follows the content.
final class BackupRun implements SourceWalk.Visitor {

  /// Names of one file, told by device and inode.
  private record FileId(long device, long inode) {}

  private final TreeQueue tree;
  private final ContentReader content;
  private final EarlierFiles earlier;
  private final VaultProgress progress;
  private final Map<FileId, VaultPath> firstNames = new HashMap<>();
  private final List<BackupResult.AbsentPath> absent = new ArrayList<>();
  private long files;
  private long unchanged;
  private long others;
  private long bytes;

  BackupRun(TreeQueue tree, ContentReader content, EarlierFiles earlier, VaultProgress progress) {
    this.tree = tree;
    this.content = content;
    this.earlier = earlier;
    this.progress = progress;
  }

  @Override
  public void found(VaultPath path, Path file, Look look) throws IOException, InterruptedException {
    switch (look.kind()) {
      case FOLDER -> add(Node.Kind.FOLDER, path, look, VaultPath.ROOT);
      case LINK -> link(path, file, look);
      case FILE -> file(path, file, look);
      case PIPE, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE ->
          absent(path, "a %s is no file".formatted(look.kind().words()));
    }
    if (tree.isFull()) {
      content.flush();
      tree.writeAll();
    }
    tree.writeReady();
    progress.at("backup", files + others, 0, bytes);
  }

  private void add(Node.Kind kind, VaultPath path, Look look, VaultPath target) {
    tree.add(new Node(kind, path, look.attributes(), target));
    others++;
  }

  private void link(VaultPath path, Path file, Look look) {
    try {
      add(Node.Kind.LINK, path, look, VaultPath.of(Files.readSymbolicLink(file)));
    } catch (IOException refused) {
      absent(path, SourceWalk.why(refused));
    }
  }

  private void file(VaultPath path, Path file, Look look) throws IOException, InterruptedException {
    var id = new FileId(look.device(), look.attributes().inode());
    var first = look.links() > 1 ? firstNames.get(id) : null;
    if (first != null) {
      add(Node.Kind.SAME, path, look, first);
      return;
    }
    var known = earlier.of(path, look);
    if (known.isPresent()) {
      keep(path, look, known.get());
    } else if (!read(path, file, look)) {
      return;
    }
    if (look.links() > 1) {
      firstNames.put(id, path);
    }
  }

  private void keep(VaultPath path, Look look, EarlierFiles.Unchanged known) {
    unchanged++;
    tree.add(new Node(Node.Kind.FILE, path, look.attributes(), VaultPath.ROOT));
    var chunks = known.chunks();
    for (int at = 0; at < chunks.size(); at += TreeCodec.MOST_CHUNKS) {
      int end = Math.min(chunks.size(), at + TreeCodec.MOST_CHUNKS);
      tree.add(new Run(chunks.subList(at, end)));
    }
    end(known.bytes());
  }

  /// @return whether all of it was read
  private boolean read(VaultPath path, Path file, Look look)
      throws IOException, InterruptedException {
    try (var channel = open(file)) {
      tree.add(new Node(Node.Kind.FILE, path, look.attributes(), VaultPath.ROOT));
      end(content.read(channel));
      return true;
    } catch (SourceException refused) {
      content.dropRest();
      absent(path, refused.why());
      return false;
    }
  }

  private static FileChannel open(Path file) throws SourceException, InterruptedException {
    try {
      return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (ClosedByInterruptException interrupted) {
      throw SourceWalk.interruption(interrupted);
    } catch (IOException unreadable) {
      throw new SourceException(unreadable);
    }
  }

  private void end(long length) {
    tree.add(new End(length));
    files++;
    bytes += length;
  }

  @Override
  public void absent(VaultPath path, String why) {
    tree.add(new Absent(path, why));
    absent.add(new BackupResult.AbsentPath(path, why));
  }

  Snapshot.Totals totals() {
    return new Snapshot.Totals(files, others, bytes, absent.size());
  }

  List<BackupResult.AbsentPath> absent() {
    return List.copyOf(absent);
  }

  long unchanged() {
    return unchanged;
  }
}
