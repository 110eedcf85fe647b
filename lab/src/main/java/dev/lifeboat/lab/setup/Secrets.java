package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.DatabaseConfig.Credential;
import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The passwords of a lab, made once by `up` and kept in a file that only its owner can read.
///
/// @param superuser of every database; used by agents alone
/// @param replication for streaming and base backups
/// @param application what the services write with, and what a fence is proven against
/// @param storage for the buckets
public record Secrets(
    Credential superuser, Credential replication, Credential application, Credential storage) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PASSWORD_BYTES = 16;

  /// New passwords from `random`, which must be a secure one.
  static Secrets create(RandomGenerator random) {
    return new Secrets(
        credential("lifeboat", random),
        credential("lifeboat_replication", random),
        credential("application", random),
        credential("application", random));
  }

  private static Credential credential(String user, RandomGenerator random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return new Credential(user, HexFormat.of().formatHex(bytes));
  }

  void write(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    // A temporary file made by DurableFile is readable by its owner alone as well.
    DurableFile.write(file, JSON.writeValueAsBytes(this));
  }

  static Secrets read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), Secrets.class);
  }
}
