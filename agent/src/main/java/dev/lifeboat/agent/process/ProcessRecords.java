package dev.lifeboat.agent.process;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of a region's processes, one file each in `<region state>/processes`.
public final class ProcessRecords {
  private final Path folder;

  /// The records below one state folder, which need not exist yet.
  ///
  /// @param state the region's state folder
  public ProcessRecords(Path state) {
    this.folder = state.resolve("processes");
  }

  public void write(ProcessRecord record) throws IOException {
    of(fileOf(record.name())).write(record);
  }

  /// Empty if there is none. A file that does not hold a record is an error, never "none".
  public Optional<ProcessRecord> read(String name) throws IOException {
    return of(fileOf(name)).read();
  }

  /// The record of `name`, if that very process still lives.
  public Optional<ProcessRecord> living(String name) throws IOException {
    return read(name).filter(ProcessRecord::alive);
  }

  /// All records, in order of name, of living and dead processes.
  public List<ProcessRecord> all() throws IOException {
    var records = new ArrayList<ProcessRecord>();
    for (var file : DurableFile.list(folder)) {
      if (file.toString().endsWith(".json")) {
        of(file).read().ifPresent(records::add);
      }
    }
    return records;
  }

  public void remove(String name) throws IOException {
    Files.deleteIfExists(fileOf(name));
  }

  private Path fileOf(String name) {
    return folder.resolve(name + ".json");
  }

  private static JsonFile<ProcessRecord> of(Path file) {
    return new JsonFile<>(file, ProcessRecord.class, "does not hold a process record");
  }
}
