package dev.lifeboat.lab.bucket;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The training run from which the JVM makes the S3 server's AOT cache: it starts as in a lab,
/// answers what a gateway asks of it, and is told to end.
///
/// @param folder for its objects and its log
/// @param program without a cache
record S3AotRun(Path folder, S3Program program) {
  private static final String BUCKET = "training";
  private static final String OBJECT = "{\"item\":\"a lifeboat\"}";
  private static final int ROUNDS = 20;

  /// Writes `cache`.
  ///
  /// @throws IOException saying where the server's output is, if it did not start or left no cache
  void run(Path java, Path cache) throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var listen = new HostPort("127.0.0.1", freePort());
    var server = new S3Server(folder.resolve("objects"), listen, freePort());
    server.prepare();
    var line = new ArrayList<>(server.command(java, program));
    line.add(1, "-XX:AOTCacheOutput=" + cache);
    var builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(server.environment());
    var process = builder.start();
    try {
      GatewayStartGuard.awaitServer(listen.http());
      ask(listen.http());
    } finally {
      process.destroy();
      process.waitFor();
    }
    if (!Files.exists(cache)) {
      throw new IOException("the S3 server left no cache, see " + log);
    }
  }

  private static void ask(URI server) throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var s3 = new S3(http, server, BUCKET);
      s3.ensureVersioned();
      for (int i = 0; i < ROUNDS; i++) {
        var key = "orders/training/%d.json".formatted(i);
        var version = s3.put(key, Map.of(), BodyPublishers.ofString(OBJECT));
        s3.head(key, version);
        var content = s3.get(key, version);
        if (content.isPresent()) {
          content.get().body().close();
        }
      }
      s3.putMarker("orders/training/0.json");
      var versions = s3.versions("").values().stream().flatMap(List::stream).toList();
      s3.current();
      s3.remove(versions);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
