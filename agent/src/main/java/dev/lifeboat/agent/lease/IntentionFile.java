package dev.lifeboat.agent.lease;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.lease.Intention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a keeper's intention about one lease survives its death, `<state>/leases/<workload>.json`.
record IntentionFile(Path file) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws IOException if there is one that cannot be read: then nothing may be held
  Intention read() throws IOException {
    if (!Files.exists(file)) {
      return Intention.NONE;
    }
    try {
      return JSON.readValue(Files.readAllBytes(file), Intention.class);
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold a keeper's intention", damage);
    }
  }

  /// Durable on return.
  void write(Intention intention) throws IOException {
    Files.createDirectories(DurableFile.folderOf(file));
    DurableFile.write(file, JSON.writeValueAsBytes(intention));
  }
}
