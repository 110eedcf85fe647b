package dev.lifeboat.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Vaults beside the state folder, with a key file and something to keep.
final class GivenVault {
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
