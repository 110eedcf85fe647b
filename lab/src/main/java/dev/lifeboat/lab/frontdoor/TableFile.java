package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.DurableFile;
import dev.lifeboat.lab.admin.Json;
import java.io.IOException;
import java.nio.file.Path;

/// The table on disk.
final class TableFile {
  private final DurableFile file;

  TableFile(Path path) {
    file = new DurableFile(path);
  }

  /// @throws IOException also for a file that is there and unreadable: guessing could unfence
  Table load() throws IOException {
    if (!file.exists()) {
      return Table.EMPTY;
    }
    try {
      return Json.read(file.read(), Table.class);
    } catch (IllegalArgumentException damaged) {
      throw new IOException("table " + file + " is damaged: " + damaged.getMessage(), damaged);
    }
  }

  void store(Table table) throws IOException {
    file.write(Json.write(table));
  }
}
