package dev.lifeboat.agent.database;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Path;

/// File operations of a swap, each durable once it returns.
interface SwapFiles {

  /// Within one file system.
  void move(Path source, Path target) throws IOException;

  void write(Path file, byte[] content) throws IOException;

  /// Fine if it is not there.
  void remove(Path file) throws IOException;

  static SwapFiles durable() {
    return new Durable();
  }

  /// Files that a power cut does not undo.
  final class Durable implements SwapFiles {
    @Override
    public void move(Path source, Path target) throws IOException {
      DurableFile.move(source, target);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      DurableFile.write(file, content);
    }

    @Override
    public void remove(Path file) throws IOException {
      DurableFile.remove(file);
    }
  }
}
