package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.LedgerPage;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.guard.audit.AuditedWrites;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReadback;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The ledgers of one database, durable, one an epoch under which it was made to follow: the rows
/// in `<state>/ledgers/<database>-<epoch>.jsonl`, how far it was read in the `.json` beside it,
/// which is written last. The first of an epoch stays: a later look may find the copy that has
/// taken the old files' place.
///
/// @param state the agent's folder
record LedgerBook(Path state, String database) {
  /// What is sent at once; a single row may be larger.
  private static final int PAGE_BYTES = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  boolean holds(long epoch) throws IOException {
    return FileTree.isThere(file(epoch, ".json"));
  }

  Optional<LedgerHead> head(long epoch) throws IOException {
    return holds(epoch) ? Optional.of(LedgerHead.read(file(epoch, ".json"))) : Optional.empty();
  }

  /// Rows of a ledger, one JSON object each.
  ///
  /// @param from 0, or what the page before said is next
  Optional<LedgerPage> page(long epoch, long from) throws IOException {
    var head = head(epoch);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    var files = files(epoch);
    var reading = head.get().reading();
    var shown = files.isPresent() ? reading.with(files.get()) : reading;
    return Optional.of(
        head.get().rowsInside() ? inside(epoch, from, shown) : lines(epoch, from, shown));
  }

  /// Hands the first rows on, one at a time.
  void rows(long epoch, long count, AuditedWrites.Rows taker) throws IOException {
    try (var lines = new BufferedInputStream(Files.newInputStream(file(epoch, ".jsonl")))) {
      for (long i = 0; i < count; i++) {
        var line = line(lines);
        if (line.isEmpty()) {
          throw new IOException(file(epoch, ".jsonl") + " has fewer rows than its head says");
        }
        taker.add(LedgerFormat.row(JSON.readTree(line.get())));
      }
    } catch (JacksonException damage) {
      throw new IOException(file(epoch, ".jsonl") + " does not hold rows", damage);
    }
  }

  LedgerDraft draft(long epoch) throws IOException {
    return new LedgerDraft(file(epoch, ".draft"));
  }

  /// Durable before it returns.
  void keep(long epoch, StoreReadback reading, LedgerDraft draft) throws IOException {
    if (holds(epoch)) {
      throw new IllegalStateException(file(epoch, ".json") + " is kept already");
    }
    complete(epoch, reading, draft);
  }

  /// Durable before it returns, in place of the same with fewer rows behind. Until the head is
  /// there the file may have more rows than that tells of.
  void complete(long epoch, StoreReadback reading, LedgerDraft draft) throws IOException {
    long count = draft.rows();
    draft.moveTo(file(epoch, ".jsonl"));
    DurableFile.write(file(epoch, ".json"), new LedgerHead(reading, count, false).bytes());
  }

  /// What became of the old files that were to be kept as `name`. As of the ledgers, the first of
  /// an epoch stays: what a later copy replaced is not what the ledger tells of.
  void keepFiles(long epoch, String name, String what) throws IOException {
    if (files(epoch).filter(told -> !told.equals(name)).isPresent()) {
      return;
    }
    var file = file(epoch, ".files");
    DurableFile.createFolders(DurableFile.folderOf(file));
    DurableFile.write(file, what.getBytes(StandardCharsets.UTF_8));
  }

  /// Has whoever replaces old files under `epoch` say where they are.
  CloneJob.KeptName keptUnder(long epoch) {
    return name -> keepFiles(epoch, name, name);
  }

  /// What [#keepFiles] said.
  Optional<String> files(long epoch) throws IOException {
    return FileTree.isThere(file(epoch, ".files"))
        ? Optional.of(Files.readString(file(epoch, ".files")))
        : Optional.empty();
  }

  /// `from` counts bytes.
  private LedgerPage lines(long epoch, long from, StoreReadback reading) throws IOException {
    var rows = new ArrayList<String>();
    long next = from;
    try (var in = Files.newInputStream(file(epoch, ".jsonl"))) {
      in.skipNBytes(from);
      var lines = new BufferedInputStream(in);
      while (next - from < PAGE_BYTES) {
        var line = line(lines);
        if (line.isEmpty()) {
          return new LedgerPage(reading, rows, null);
        }
        next += line.get().length + 1;
        rows.add(new String(line.get(), StandardCharsets.UTF_8));
      }
    }
    return new LedgerPage(reading, rows, next);
  }

  private static Optional<byte[]> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toByteArray());
      }
      line.write(next);
    }
    return Optional.empty();
  }

  /// `from` counts rows.
  private LedgerPage inside(long epoch, long from, StoreReadback reading) throws IOException {
    var page = new LedgerPageRows(from, PAGE_BYTES);
    LedgerHead.rows(file(epoch, ".json"), page::take);
    return new LedgerPage(reading, page.rows(), page.isFull() ? from + page.rows().size() : null);
  }

  private Path file(long epoch, String kind) {
    return state.resolve("ledgers").resolve(database + "-" + epoch + kind);
  }
}
