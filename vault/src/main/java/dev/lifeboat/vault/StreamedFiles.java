package dev.lifeboat.vault;

import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Reads files from elsewhere into a vault: one pass, in which the list of files follows the
/// content, in the order in which they come.
final class StreamedFiles implements FileSink {
  private final TreeQueue tree;
  private final ContentReader content;
  private final VaultProgress progress;
  private long files;
  private long others;
  private long bytes;

  StreamedFiles(TreeQueue tree, ContentReader content, VaultProgress progress) {
    this.tree = tree;
    this.content = content;
    this.progress = progress;
  }

  @Override
  public void folder(VaultPath path, Attributes attributes)
      throws IOException, InterruptedException {
    add(Node.Kind.FOLDER, path, attributes);
    others++;
    came();
  }

  @Override
  public void file(VaultPath path, Attributes attributes, InputStream from)
      throws IOException, InterruptedException {
    add(Node.Kind.FILE, path, attributes);
    long length = content.read(new StreamChannel(from));
    tree.add(new End(length));
    files++;
    bytes += length;
    came();
  }

  private void add(Node.Kind kind, VaultPath path, Attributes of) {
    var attributes =
        new ItemAttributes(of.mode(), of.owner(), of.group(), of.modified(), of.modified(), 0);
    tree.add(new Node(kind, path, attributes, VaultPath.ROOT));
  }

  private void came() throws IOException, InterruptedException {
    if (tree.isFull()) {
      content.flush();
      tree.writeAll();
    }
    tree.writeReady();
    progress.at("backup", files + others, 0, bytes);
  }

  Snapshot.Totals totals() {
    return new Snapshot.Totals(files, others, bytes, 0);
  }

  /// Reads into arrays, without the copy that the JDK's own makes.
  private record StreamChannel(InputStream from) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer to) throws IOException {
      int got = from.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
      if (got > 0) {
        to.position(to.position() + got);
      }
      return got;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // Whoever opened the stream closes it.
    }
  }
}
