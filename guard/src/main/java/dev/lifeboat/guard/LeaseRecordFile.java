package dev.lifeboat.guard;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lease.LeaseRecord;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a keeper's intention about one lease survives its death, `<state>/leases/<workload>.json`.
record LeaseRecordFile(Path file) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws IOException if there is one that cannot be read: then nothing may be held
  LeaseRecord read() throws IOException {
    try {
      return DurableFile.read(file)
          .map(bytes -> JSON.readValue(bytes, LeaseRecord.class))
          .orElse(LeaseRecord.NONE);
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold a keeper's intention", damage);
    }
  }

  /// Durable on return.
  void write(LeaseRecord intention) throws IOException {
    DurableFile.createFolders(DurableFile.folderOf(file));
    DurableFile.write(file, JSON.writeValueAsBytes(intention));
  }
}
