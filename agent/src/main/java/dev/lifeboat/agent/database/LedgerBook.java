package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The ledgers of one database, durable, one an epoch under which it was made to follow:
/// `<state>/ledgers/<database>-<epoch>.json`. The first of an epoch stays: a later look may find
/// the copy that has taken the old files' place.
///
/// @param state the agent's folder
record LedgerBook(Path state, String database) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  boolean holds(long epoch) {
    return Files.exists(file(epoch));
  }

  Optional<KeptLedger> read(long epoch) throws IOException {
    if (!holds(epoch)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(epoch)), KeptLedger.class));
    } catch (JacksonException damage) {
      throw new IOException(file(epoch) + " does not hold a ledger", damage);
    }
  }

  /// Durable before it returns.
  void keep(long epoch, KeptLedger ledger) throws IOException {
    if (holds(epoch)) {
      throw new IllegalStateException(file(epoch) + " is kept already");
    }
    Files.createDirectories(DurableFile.folderOf(file(epoch)));
    DurableFile.write(file(epoch), JSON.writeValueAsBytes(ledger));
  }

  /// What became of the old files.
  void keepFiles(long epoch, String what) throws IOException {
    DurableFile.write(filesOf(epoch), what.getBytes(StandardCharsets.UTF_8));
  }

  Optional<String> files(long epoch) throws IOException {
    return Files.exists(filesOf(epoch))
        ? Optional.of(Files.readString(filesOf(epoch)))
        : Optional.empty();
  }

  private Path filesOf(long epoch) {
    return state.resolve("ledgers").resolve(database + "-" + epoch + ".files");
  }

  private Path file(long epoch) {
    return state.resolve("ledgers").resolve(database + "-" + epoch + ".json");
  }
}
