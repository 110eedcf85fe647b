package dev.lifeboat.awstestbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The emulated account: a moto server as a process of its own, which ends with this one.
final class MotoServer implements AutoCloseable {
  private static final String PORT = "port ";

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Starts it from the folder of this module.
  static MotoServer start(Path module) throws IOException {
    var python = module.resolve(".venv/bin/python");
    if (!Files.isExecutable(python)) {
      throw new IllegalStateException("no " + python + ": run aws-testbed/prepare first");
    }
    var log = module.resolve("target/account.log");
    Files.createDirectories(log.getParent());
    var process =
        new ProcessBuilder(python.toString(), "src/test/python/account.py")
            .directory(module.toFile())
            .redirectError(log.toFile())
            .start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var first = lines.readLine();
    if (first == null || !first.startsWith(PORT)) {
      process.destroyForcibly();
      throw new IllegalStateException("the account did not start, see " + log);
    }
    return new MotoServer(
        process, URI.create("http://127.0.0.1:" + first.substring(PORT.length())));
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
