package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;

/// The table on disk.
record TableFile(Path file) {

  /// @throws IOException also for a file that is there and unreadable: guessing could unfence
  Table load() throws IOException {
    try {
      return DurableFile.read(file)
          .map(bytes -> ProgramJson.read(bytes, Table.class))
          .orElse(Table.EMPTY);
    } catch (IllegalArgumentException damaged) {
      throw new IOException("table " + file + " is damaged: " + damaged.getMessage(), damaged);
    }
  }

  void store(Table table) throws IOException {
    DurableFile.write(file, ProgramJson.write(table));
  }
}
