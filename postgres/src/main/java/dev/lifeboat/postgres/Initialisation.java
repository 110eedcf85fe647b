package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs `initdb` as the launcher's user and opens the new server for loopback logins by SCRAM.
record Initialisation(ServerConfig config) {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /// A client of another region that binds no source address appears as 127.0.0.1, so all of
  /// loopback may log in.
  private static final String LOGINS =
      """
      # Written by Lifeboat: TCP on loopback, passwords by SCRAM, nothing else.
      host all         all 127.0.0.0/8 scram-sha-256
      host replication all 127.0.0.0/8 scram-sha-256
      host all         all ::1/128     scram-sha-256
      host replication all ::1/128     scram-sha-256
      """;

  void run(String superuser, String password) throws IOException, InterruptedException {
    if (password.isEmpty() || password.lines().count() != 1) {
      throw new IllegalArgumentException("a superuser's password is one line of text");
    }
    prepareFolder();
    var passwordFile =
        config.data().resolveSibling(config.data().getFileName() + ".initdb-password");
    write(passwordFile, password + "\n");
    try {
      initdb(superuser, passwordFile);
    } finally {
      DurableFile.remove(passwordFile);
    }
    write(config.data().resolve("pg_hba.conf"), LOGINS);
  }

  /// For the eyes of the server's user alone.
  private void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8), config.data());
  }

  private void initdb(String superuser, Path passwordFile)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(config.launcher());
    line.add(config.installation().program("initdb").toString());
    line.addAll(List.of("-D", config.data().toString(), "-U", superuser));
    line.addAll(List.of("--pwfile", passwordFile.toString(), "--auth", "scram-sha-256"));
    line.addAll(List.of("--data-checksums", "--encoding", "UTF8", "--locale", "C"));
    var iterations = config.settings().get("scram_iterations");
    if (iterations != null) {
      line.addAll(List.of("-c", "scram_iterations=" + iterations));
    }
    var answer = Command.run(line, config.data().resolveSibling(""), DEADLINE);
    if (answer.exitCode() != 0) {
      throw new IOException(
          "initdb of %s ended with %d: %s"
              .formatted(config.data(), answer.exitCode(), answer.output()));
    }
  }

  private void prepareFolder() throws IOException, InterruptedException {
    Files.createDirectories(config.data());
    giveToServer();
    Files.setPosixFilePermissions(config.data(), PosixFilePermissions.fromString("rwx------"));
  }

  private void giveToServer() throws IOException, InterruptedException {
    if (config.launcher().isEmpty()) {
      return;
    }
    var line = new ArrayList<>(config.launcher());
    line.addAll(List.of("id", "-u"));
    var user = Command.run(line, Path.of("/"), DEADLINE);
    if (user.exitCode() != 0) {
      throw new IOException(line + ": " + user.output());
    }
    var principals = config.data().getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(config.data(), principals.lookupPrincipalByName(user.output()));
  }
}
