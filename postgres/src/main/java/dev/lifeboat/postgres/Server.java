package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files of one server, and with them what it will be when it starts next: writer, replica, or
/// read-only. Starts and ends nothing itself; a running server sees a change at its next start.
///
/// `standby.signal` is the start guard: it is put there first and removed last, so that a crash
/// between two files leaves a server that takes no write. Each `become…` may be repeated, and
/// writes the settings anew, so that a clone does not keep the port of what it was cloned from.
///
/// Not safe for two threads at once.
public record Server(ServerConfig config) {

  static final String STANDBY_SIGNAL = "standby.signal";
  static final String RECOVERY_SIGNAL = "recovery.signal";
  static final String SETTINGS = "lifeboat.conf";
  static final String SOURCE = "lifeboat-source.conf";

  private static final Pattern SEGMENT = Pattern.compile("([0-9A-F]{8})[0-9A-F]{16}");

  private static final String INCLUDES =
      "\n# Lifeboat: what follows wins over what stands above.\n"
          + "include_if_exists = '%s'\ninclude_if_exists = '%s'\n".formatted(SETTINGS, SOURCE);

  /// Creates the server's files: data checksums, locale C in UTF-8, passwords by SCRAM only, TCP on
  /// loopback only. Not a writer yet: the caller says what it becomes.
  ///
  /// @throws IOException when there is a server already, or with what `initdb` said
  public void initialise(String superuser, String password)
      throws IOException, InterruptedException {
    if (initialised()) {
      throw new IOException(config.data() + " holds a server already; nothing was changed");
    }
    new Initialisation(config).run(superuser, password);
    write(STANDBY_SIGNAL, "");
    writeSettings();
  }

  /// Whether the data folder holds a whole server. A broken-off clone does not count: its control
  /// file is what comes last.
  public boolean initialised() {
    return Files.exists(config.data().resolve("PG_VERSION"))
        && Files.exists(config.data().resolve("global").resolve("pg_control"));
  }

  /// The postmaster's command line, launcher included. The caller starts it, in a working directory
  /// that the launcher's user can enter, and in a process group of its own.
  public List<String> command() {
    var line = new ArrayList<>(config.launcher());
    line.add(config.installation().program("postgres").toString());
    line.add("-D");
    line.add(config.data().toString());
    return List.copyOf(line);
  }

  /// From its next start on it follows `source` and takes no write.
  public void becomeReplica(Source source) throws IOException {
    becomeStandby(source.slot(), ConfigText.connectionString(source));
  }

  /// From its next start on it can be read but takes no write and follows nobody: the start guard,
  /// and the quarantine of an old writer.
  public void becomeReadOnly() throws IOException {
    becomeStandby("", "");
  }

  /// From its next start on it takes writes. Only for the holder of the current epoch.
  public void becomeWriter() throws IOException {
    writeSettings();
    DurableFile.remove(config.data().resolve(SOURCE));
    DurableFile.remove(config.data().resolve(STANDBY_SIGNAL));
  }

  /// Whether its next start, or the running server, is under `standby.signal`. A promotion removes
  /// the file.
  public boolean replica() {
    return Files.exists(config.data().resolve(STANDBY_SIGNAL));
  }

  /// Whether it still recovers from a backup: once that is over the server removes the file.
  public boolean recovers() {
    return Files.exists(config.data().resolve(RECOVERY_SIGNAL));
  }

  /// Writes the settings of this configuration without changing what the server is. A running one
  /// takes over those that need no restart after [Session#reload].
  public void writeSettings() throws IOException {
    var all = new TreeMap<>(standing());
    all.putAll(config.settings());
    DurableFile.removeUnfinished(config.data());
    write(SETTINGS, ConfigText.settings(all));
    var main = config.data().resolve("postgresql.conf");
    if (!Files.readString(main).contains(INCLUDES)) {
      Files.writeString(main, INCLUDES, StandardOpenOption.APPEND);
      DurableFile.force(main);
    }
  }

  /// The process id that `postmaster.pid` names. It may be stale after a SIGKILL.
  public OptionalLong postmaster() {
    return PostmasterFile.read(config.data()).process();
  }

  /// What the control file says; readable also while the server is down.
  public ControlFile control() throws IOException {
    return ControlFile.read(config.data());
  }

  /// The newest timeline that this server wrote or followed; readable also while it is down. It is
  /// told by the log itself: the control file tells of a promotion with the checkpoint that comes
  /// after it, which may be minutes later, and a history file may be of a timeline that the server
  /// only heard of.
  public int timeline() throws IOException {
    int newest = control().timeline();
    try (var files = Files.newDirectoryStream(log())) {
      for (var file : files) {
        var name = SEGMENT.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          newest = Math.max(newest, Integer.parseUnsignedInt(name.group(1), 16));
        }
      }
    }
    return newest;
  }

  /// The timelines that [#timeline] came from.
  ///
  /// @throws IOException also when its file is not there
  public List<TimelineHistory.Left> history() throws IOException {
    int timeline = timeline();
    return timeline == 1
        ? List.of()
        : TimelineHistory.parse(
            Files.readString(log().resolve("%08X.history".formatted(timeline))));
  }

  /// The folder of its log.
  Path log() {
    return config.data().resolve("pg_wal");
  }

  /// The System V segment that `postmaster.pid` names. A server that was killed leaves it behind:
  /// `ipcrm -m` removes it, once every process of the server is gone. Kill the postmaster first:
  /// one that sees its children die makes a new segment, of which the file may not tell in time.
  public OptionalInt sharedMemorySegment() {
    return PostmasterFile.read(config.data()).segment();
  }

  /// The guard before the source. Both texts may be empty: a source of nobody.
  private void becomeStandby(String slot, String connection) throws IOException {
    write(STANDBY_SIGNAL, "");
    // Of one that came out of a backup. A promotion would leave it, and then no start succeed.
    DurableFile.remove(config.data().resolve(RECOVERY_SIGNAL));
    writeSettings();
    write(
        SOURCE,
        ConfigText.setting("primary_conninfo", connection)
            + ConfigText.setting("primary_slot_name", slot));
  }

  /// Whoever owns the folder runs the server, and reads what is in it.
  private void write(String name, String text) throws IOException {
    DurableFile.write(
        config.data().resolve(name), text.getBytes(StandardCharsets.UTF_8), config.data());
  }

  /// What every server gets unless its configuration says otherwise.
  private Map<String, String> standing() {
    var settings = new TreeMap<String, String>();
    settings.put("listen_addresses", config.host());
    settings.put("port", Integer.toString(config.port()));
    settings.put("cluster_name", "lifeboat-" + config.port());
    settings.put("unix_socket_directories", "");
    settings.put("log_destination", "stderr");
    settings.put("logging_collector", "off");
    // Logs are packed for whoever helps: an error may quote the row and the statement it is about.
    settings.put("log_error_verbosity", "terse");
    settings.put("log_min_error_statement", "panic");
    settings.put("shared_buffers", "32MB");
    // Lies in the data folder, so that a SIGKILL leaves nothing in /dev/shm.
    settings.put("dynamic_shared_memory_type", "mmap");
    settings.put("fsync", "on");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("wal_level", "logical");
    settings.put("hot_standby", "on");
    settings.put("max_wal_senders", "10");
    settings.put("max_replication_slots", "10");
    settings.put("wal_keep_size", "128MB");
    // An abandoned slot must not fill the disk.
    settings.put("max_slot_wal_keep_size", "1GB");
    // The default of 5s costs 5s when a promotion comes right after the primary's death (15).
    settings.put("wal_retrieve_retry_interval", "100ms");
    // An idle primary sends something at least every half of this.
    settings.put("wal_sender_timeout", "3s");
    settings.put("wal_receiver_timeout", "3s");
    settings.put("wal_receiver_status_interval", "1s");
    settings.put("synchronous_standby_names", "");
    return settings;
  }
}
