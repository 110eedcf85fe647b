package dev.lifeboat.cli;

import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.FileSink;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

/// Vaults beside the state folder, with a key file and something to keep.
final class GivenVault {
  private static final int SEGMENT = 1 << 20;

  private GivenVault() {}

  static Path path(Path state, String placeholder) {
    return state.resolveSibling(placeholder.replaceAll("[{}]", ""));
  }

  static void empty(Path state) throws IOException {
    var source = Files.createDirectories(path(state, "source"));
    Files.writeString(source.resolve("file"), "kept\n".repeat(1000));
    run("init", path(state, "vault"), "--key-file", path(state, "key"));
  }

  static void full(Path state) throws IOException {
    empty(state);
    run("backup", path(state, "vault"), path(state, "source"), "--key-file", path(state, "key"));
  }

  /// Another machine keeps the same folder in it.
  static void shared(Path state) throws IOException {
    full(state);
    var key = path(state, "key");
    var host = "elsewhere";
    run("backup", path(state, "vault"), path(state, "source"), "--host", host, "--key-file", key);
  }

  /// Has a base of the storefront's orders in it, of which only what a restore reads is true.
  static void base(Path state) throws Exception {
    var key = HexFormat.of().parseHex(Files.readString(path(state, "key")).strip());
    var folder = new FolderStore(path(state, "vault"), Clock.systemUTC());
    var vault =
        Vault.open(folder, new VaultSecret.KeyFile(key), new SecureRandom(), Clock.systemUTC());
    var owner = new FileSink.Attributes(0700, 0, 0, Instant.EPOCH);
    vault.backup(
        to -> {
          to.folder(VaultPath.of(""), owner);
          to.folder(VaultPath.of("global"), owner);
          to.file(
              VaultPath.of("global/pg_control"),
              owner,
              new ByteArrayInputStream(new byte[SEGMENT]));
          to.folder(VaultPath.of("pg_wal"), owner);
          to.file(
              VaultPath.of("pg_wal/000000010000000000000000"),
              owner,
              new ByteArrayInputStream(new byte[SEGMENT]));
          return new DatabaseSource(
              new SourceHost("storefront.shop.orders"), "7", Kind.BASE, 1, 0, 0x28, 0x100);
        },
        VaultProgress.SILENT);
  }

  /// One whose snapshot is on hold.
  static void held(Path state) throws IOException {
    full(state);
    var key = path(state, "key");
    run("hold", path(state, "vault"), snapshot(state), "--reason", "case 12", "--key-file", key);
  }

  /// One that the key file at hand does not open.
  static void ofOthers(Path state) throws IOException {
    empty(state);
    Files.writeString(path(state, "key"), "00".repeat(32));
  }

  static void withSocket(Path state) throws IOException {
    empty(state);
    var there = System.getProperty("user.dir");
    var socket = Path.of(there).relativize(path(state, "source").toAbsolutePath());
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket.resolve("socket")));
    }
  }

  /// The one that [#full] makes; where there is none, an id that no vault has.
  static String snapshot(Path state) {
    try (var files = Files.list(path(state, "vault").resolve("snapshots"))) {
      return files.map(it -> it.getFileName().toString()).findFirst().orElse("00");
    } catch (IOException none) {
      return "00";
    }
  }

  static void damage(Path state, String shelf) throws IOException {
    full(state);
    try (var files = Files.list(path(state, "vault").resolve(shelf))) {
      for (var file : files.toList()) {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 4] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  private static void run(Object... words) {
    var all = new Object[words.length + 1];
    all[0] = "vault";
    System.arraycopy(words, 0, all, 1, words.length);
    var told = Invocation.of(all);
    if (told.exitCode() != 0) {
      throw new IllegalStateException(told.toString());
    }
  }
}
